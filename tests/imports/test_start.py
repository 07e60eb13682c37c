"""What `manage.py start` does where a registry is already; the first start: tests/house/test_first_start.py."""

import io

import pytest

from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal
from coverage_portal.imports import demo_registry
from coverage_portal.imports.management.commands.start import Command
from employers.models import Compliance
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, [worker(1), worker(2, TGL_AKHIR="01-11-2023")]))


def said(monkeypatch) -> list[str]:
    """What the step about the registry says, while the demo needs nothing."""
    monkeypatch.setattr(demo_registry, "load", lambda *_args, **_options: None)
    out = io.StringIO()
    Command(stdout=out, no_color=True)._load_demo(scale=1)
    return out.getvalue().splitlines()


def test_months_that_are_counted_stay_as_they_are(monkeypatch):
    before = set(CoverageTotal.objects.values_list("pk", flat=True))
    assert said(monkeypatch) == []
    assert set(CoverageTotal.objects.values_list("pk", flat=True)) == before


def test_months_that_lost_their_cells_are_counted_again(monkeypatch):
    for model in (BuiltMonth, CoverageCell, CoverageTotal):
        model.objects.all().delete()
    assert said(monkeypatch) == ["Menghitung ulang 2 bulan yang belum sesuai dengan registri ..."]
    assert rollups.check() == 2
    assert CoverageTotal.objects.exists()


def test_employers_that_an_older_version_never_judged_are_judged(monkeypatch):
    Compliance.objects.all().delete()
    assert said(monkeypatch) == ["Menilai semua pemberi kerja ..."]
    assert Compliance.objects.get().active == 1
