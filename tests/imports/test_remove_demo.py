"""Taking the demo registry away: everything of it, nothing else, and only once."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal
from coverage_portal.imports.management.commands import remove_demo as command
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.removal import Removed, remove_demo
from employers.models import Employer, EmployerProgramme
from regions.models import Branch, ReferenceFigure, Region
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, [worker(1), worker(2, KPJ="X")]))
    ReferenceFigure.objects.create(
        kind="labour_force", region=Region.objects.get(code="36.71"), as_at=date(2023, 8, 1), period="2023",
        value=1, unit="orang", basis="statement", publisher="x", document="x",
    )  # fmt: skip


def test_everything_of_the_demo_goes_and_everything_else_stays(ratna):
    assert CoverageCell.objects.exists() and CoverageTotal.objects.exists()
    assert remove_demo(by=ratna) == Removed(files=2, memberships=2, persons=2, employers=1)
    counted = (CoverageCell, CoverageTotal, BuiltMonth)
    for model in (Employer, EmployerProgramme, Person, Membership, ImportIssue, *counted):
        assert not model.objects.exists(), model
    assert ReferenceFigure.objects.count() == 1
    assert Branch.objects.filter(code="CMN").exists()
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"removed"}
    event = AuditEvent.objects.get(verb="remove_demo")
    assert (event.actor, event.detail["memberships"]) == (ratna, 2)


def test_a_second_time_there_is_nothing_to_remove(ratna):
    remove_demo(by=ratna)
    assert remove_demo(by=ratna) == Removed()
    assert AuditEvent.objects.filter(verb="remove_demo").count() == 1


def test_rows_of_other_files_stay(ratna):
    real = ImportBatch.objects.create(kind="workers", file_name="x", file_sha256="0", position=date(2023, 12, 31))
    kept = Membership.objects.get(kpj="X")
    Membership.objects.filter(pk=kept.pk).update(batch=real)
    assert remove_demo(by=ratna) == Removed(files=2, memberships=1, persons=1, employers=0)
    assert Membership.objects.get().person == Person.objects.get()
    assert Membership.objects.get().employer == Employer.objects.get()


def test_a_new_registry_can_come_after_it(tmp_path, ratna):
    remove_demo(by=ratna)
    load(write_employers(tmp_path, [employer()]), "employers", illustrative=False)
    receipt = load(write_workers(tmp_path, [worker(1, NIK="3671070205820001")]), illustrative=False)
    assert receipt.applied


def test_where_nobody_can_answer_the_command_wants_yes(monkeypatch):
    monkeypatch.setattr(command.sys, "stdin", io.StringIO("ya\n"))
    with pytest.raises(command.CommandError, match="--yes") as refused:
        call_command("remove_demo")
    assert refused.value.returncode == command.UNUSABLE
    assert Membership.objects.count() == 2
    call_command("remove_demo", "--yes", stdout=io.StringIO())
    assert not Membership.objects.exists()


def test_the_command_asks_first_and_counts(monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(command.sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda prompt: "tidak")
    with pytest.raises(command.CommandError, match="Dibatalkan"):
        call_command("remove_demo")
    assert Membership.objects.count() == 2
    out = io.StringIO()
    call_command("remove_demo", "--yes", stdout=out)
    assert out.getvalue() == (
        "Registri contoh dihapus: 2 berkas, 2 kepesertaan, 2 orang, 1 pemberi kerja. Angka terbit tetap ada.\n"
    )
    call_command("remove_demo", "--yes", stdout=out)
    assert out.getvalue().endswith("Tidak ada registri contoh untuk dihapus.\n")
