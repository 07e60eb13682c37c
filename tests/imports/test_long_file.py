"""A file of the portal's own form that is longer than a block: one child looks at it and checks it in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.core.layouts import Layout
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.imports.looking import remember_layout
from tests.imports.batches import admin, save, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership

pytestmark = pytest.mark.django_db
ROWS = 28_000


@pytest.fixture
def sari(db, settings, tmp_path):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


@pytest.fixture
def path(tmp_path):
    return write_workers(tmp_path, [worker(number, UPAH="5000000") for number in range(ROWS)])


@pytest.fixture
def children(monkeypatch):
    """The children that were started."""
    started = []
    plain = SheetReader.__init__

    def counted(self):
        started.append(self)
        plain(self)

    monkeypatch.setattr(SheetReader, "__init__", counted)
    return started


def test_one_child_looks_at_it_and_checks_it(sari, path, children):
    batch = upload(path, sari)
    assert (batch.state, batch.rows_read, batch.rows_new) == ("review", ROWS, ROWS)
    assert batch.looked["canonical"] and len(children) == 1


def test_columns_that_somebody_confirmed_for_it_are_read_by_them(sari, path, tmp_path):
    short = upload(write_workers(tmp_path, [worker(1)], "b.csv"), sari)
    layout = Layout.from_json(short.layout)
    without_wage = {name: places for name, places in layout.columns.items() if name != "UPAH"}
    remember_layout(short, replace(layout, columns=without_wage), sari)
    batch = save(upload(path, sari), sari)
    assert (batch.state, batch.rows_new) == ("applied", ROWS)
    assert not Membership.objects.filter(wage__gt=0).exists()
