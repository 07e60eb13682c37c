"""A month that only some branches have data of: it is not opened by itself, and says so where it is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from regions.models import Branch

DECEMBER, JANUARY = date(2023, 12, 1), date(2024, 1, 1)


def receipt(position, *codes, **more):
    given = {"kind": "workers", "state": "applied", "file_name": "a.csv", "branch_codes": list(codes)}
    return ImportBatch.objects.create(position=position, illustrative=True, **given | more)


@pytest.fixture
def two_branches(small_city):
    """December of both branches of the city, January of one."""
    first, second = Branch.objects.filter(city__code="36.71").order_by("name")[:2]
    receipt(date(2024, 1, 31), first.code)
    rollups.rebuild()
    return first, second


def test_the_newest_month_that_all_branches_have_is_the_one_that_opens(two_branches):
    found = answer(Scope())
    assert found.month == DECEMBER and found.late == ""
    assert found.months[0] == JANUARY


def test_a_month_that_one_of_them_lacks_says_so(two_branches, shown):
    _first, second = two_branches
    sentence = f"Sebagian: untuk bulan ini belum ada data kantor {second.name} (terakhir Desember 2023)."
    found = answer(Scope(month=JANUARY))
    assert (found.late, found.cautions[0]) == (sentence, sentence)
    assert sentence in shown("/?posisi=2024-01")
    assert "Sebagian:" not in shown("/?posisi=2023-12")


def test_a_part_of_an_extract_is_no_month_of_a_branch(two_branches):
    _first, second = two_branches
    receipt(date(2024, 1, 31), second.code, partial=True)
    assert answer(Scope(month=JANUARY)).late
    receipt(date(2024, 1, 31), second.code)
    assert answer(Scope(month=JANUARY)).late == ""
    assert answer(Scope()).month == JANUARY


def test_elsewhere_nobody_is_late(two_branches):
    assert answer(Scope(region="00", month=JANUARY)).late != ""
    assert answer(Scope(region="36.74", month=JANUARY)).late == ""
