"""What an employers' file would do, when a cell of it became empty: the fact is gone, not as it was."""

from datetime import date

import polars as pl
import pytest

from coverage_portal.core.landing import CHANGED
from coverage_portal.imports.effects.counting import EmployersEffect
from tests.employers import made

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)
COLUMNS = {
    "id": pl.Int64,
    "district_id": pl.Int64,
    "registered_on": pl.Date,
    "closed_on": pl.Date,
    "declared_headcount": pl.Int64,
}


def counts_after(firm, **facts):
    effect = EmployersEffect(DAY, stored=True)
    row = {name: getattr(firm, name) for name in COLUMNS} | facts
    effect.put(CHANGED, pl.DataFrame([row], schema=COLUMNS))
    return effect.result()["cities"][0]["after"]


def test_an_employer_that_reopens_counts_again():
    firm = made.employer(closed_on=date(2023, 6, 1), declared_headcount=7)
    assert counts_after(firm, closed_on=None) == {"employers": 1, "declared": 7}


def test_a_headcount_that_is_taken_back_counts_no_longer():
    firm = made.employer(declared_headcount=7)
    assert counts_after(firm, declared_headcount=None) == {"employers": 1, "declared": 0}
