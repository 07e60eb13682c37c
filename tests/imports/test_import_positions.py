"""The day a file stands at: never ahead of today, never silently behind what is known, and never of an empty file."""

from datetime import date, timedelta

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.coverage.models import BuiltMonth
from tests.imports.extracts import csv_text, employer, issues, load, worker, world, write_employers, write_workers
from workers.models import Membership

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 31)


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, [worker(1)]))


def nothing_changed(receipt):
    return not receipt.applied and ImportBatch.objects.filter(kind="workers").count() == 1


def test_a_file_without_a_data_row_is_refused(tmp_path):
    header = csv_text([worker()]).splitlines()[0]
    path = tmp_path / "kosong.csv"
    path.write_text(f"{header}\n")
    receipt = load(path, position=JANUARY)
    assert issues(receipt) == [(0, "", "no_rows")]
    assert nothing_changed(receipt)
    assert list(BuiltMonth.objects.values_list("month", flat=True)) == [date(2023, 12, 1)]


def test_a_position_after_today_is_refused(tmp_path):
    receipt = load(write_workers(tmp_path, [worker(2)]), position=today() + timedelta(days=1))
    assert issues(receipt) == [(0, "", "position_in_future")]
    assert nothing_changed(receipt)
    assert load(write_workers(tmp_path, [worker(2)]), position=today()).applied


def test_an_older_file_does_not_silently_undo_a_newer_one(tmp_path):
    ended = write_workers(tmp_path, [worker(1, TGL_AKHIR="15-01-2024")])
    assert load(ended, position=JANUARY).applied
    older = write_workers(tmp_path, [worker(1)])
    refused = load(older, position=date(2023, 11, 30))
    assert issues(refused) == [(0, "", "position_older")]
    assert Membership.objects.get().ended_on == date(2024, 1, 15)
    assert load(older, position=date(2023, 11, 30), allow_older=True).applied
    assert Membership.objects.get().ended_on is None
