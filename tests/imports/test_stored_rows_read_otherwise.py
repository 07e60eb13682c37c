"""Rows of the portal's own form that stand in the registry byte for byte, and yet are to be read otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage_portal.core.layouts import Layout
from coverage_portal.imports import flow
from tests.imports.batches import admin, after_work, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership

pytestmark = pytest.mark.django_db
STORED = [worker(number, TGL_MULAI="01-03-2021", UPAH="1000000") for number in range(1, 6)]


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin, with five stored memberships."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, STORED, "a.csv"))
    return admin()


def sent(tmp_path, sari, *more):
    return upload(write_workers(tmp_path, [*STORED, *more], "b.csv"), sari, partial=True)


def test_a_correction_reaches_them(sari, tmp_path):
    batch = sent(tmp_path, sari, worker(7, UPAH="x"))
    flow.correct(batch, by=sari, field="UPAH", right="2000000", wrong="1000000")
    batch = after_work(batch)
    assert (batch.rows_changed, batch.rows_same, batch.corrections.get().rows) == (5, 0, 5)
    flow.correct(batch, by=sari, field="UPAH", right="3000000", row=3)
    batch = after_work(batch)
    assert (batch.rows_changed, batch.rows_rejected) == (5, 1)


def test_dates_with_the_month_first_are_not_taken_for_stored_ones(sari, tmp_path):
    batch = sent(tmp_path, sari, worker(9, TGL_MULAI="03-25-2021"))
    layout = Layout.from_json(batch.layout or batch.looked["layout"])
    flow.use_layout(batch, replace(layout, dates={**layout.dates, "TGL_MULAI": "mdy"}))
    batch = after_work(batch)
    assert (batch.rows_same, batch.rows_changed, batch.rows_new) == (0, 5, 1)


def test_a_column_taken_for_another_field_is_read_as_that(sari, tmp_path):
    batch = sent(tmp_path, sari, worker(9, SEGMEN="?"))
    layout = Layout.from_json(batch.layout or batch.looked["layout"])
    columns = {**layout.columns, "NAMA": layout.columns["KPJ"]}
    flow.use_layout(batch, replace(layout, columns=columns))
    batch = after_work(batch)
    assert batch.rows_same == 0


@pytest.mark.parametrize("twin", [worker(8, SEGMEN="?"), worker(1, UPAH="7")])
def test_a_repeated_kpj_beside_a_correction_is_listed(sari, tmp_path, twin):
    batch = sent(tmp_path, sari, worker(8), twin, worker(9, SEGMEN="?"))
    flow.correct(batch, by=sari, field="SEGMEN", right="PU", wrong="?")
    batch = after_work(batch)
    assert batch.state == "review"
    assert batch.rows_read == 8 and batch.rows_rejected == 2
    assert Membership.objects.count() == 5
