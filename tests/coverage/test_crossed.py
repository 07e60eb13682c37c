"""Rows of places by segments: small counts are kept back, and so is what would give them away."""

from __future__ import annotations

from itertools import product

import pytest

from coverage_portal.coverage.crossed import REST, Table, kept_back_rows

LIMIT = 5
LARGE = (1_000, 800)


def table(**changed: tuple[int, ...]) -> Table:
    """Three places by three segments, all large but what is changed: a1=(3, 3)."""
    places = ("a", "b", "c", REST)
    return Table({(place, code): changed.get(f"{place}{code}", LARGE) for place, code in product(places, "123")})


def kept(found: Table, told: tuple[tuple[str, str], ...] = ()) -> frozenset[tuple[str, str]] | None:
    return kept_back_rows(found, LIMIT, told, "whole")


def test_nothing_is_kept_back_where_nothing_is_small():
    assert kept(table()) == frozenset()
    assert kept(table(a1=(0, 0), b2=(1_000, 0), c3=(1_000, 1_000))) == frozenset()


@pytest.mark.parametrize("small", [(3, 3), (1_000, 4), (1_000, 997)])
def test_a_small_count_or_difference_has_company_in_its_place_and_in_its_segment(small):
    hidden = kept(table(a1=small))
    assert ("a", "1") in hidden
    assert len([spot for spot in hidden if spot[0] == "a"]) >= 2
    assert len([spot for spot in hidden if spot[1] == "1"]) >= 2


def test_every_row_kept_back_has_company_so_that_no_chain_of_sums_leads_to_a_small_one():
    hidden = kept(table(a1=(2, 2)))
    for place, segment in hidden:
        assert len([spot for spot in hidden if spot[0] == place]) >= 2
        assert len([spot for spot in hidden if spot[1] == segment]) >= 2


def test_company_is_large_enough_to_hide_behind_and_no_larger_than_need_be():
    hidden = kept(table(a1=(3, 3), a2=(0, 0), a3=(40, 30)))
    assert {("a", "1"), ("a", "3")} <= hidden
    assert ("a", "2") not in hidden


def test_those_who_lie_in_no_part_are_protected_too():
    hidden = kept(table(**{"1": (3, 3)}))
    assert hidden
    assert {segment for _place, segment in hidden} >= {"1"}


def test_what_no_other_page_tells_is_not_told_here():
    assert {("b", code) for code in "123"} <= kept(table(), (("b", "holders:JHT"),))
    assert {(place, "2") for place in "abc"} <= kept(table(), (("whole", "segment:2"),))
    assert kept(table(), (("whole", "holders:JHT"),)) is None


def test_what_other_pages_keep_back_of_sectors_scales_and_homes_has_no_bearing():
    told = (
        ("whole", "sector:2020G"),
        ("a", "scale:1"),
        ("whole", "home"),
        ("a", "home-holders:JHT"),
        ("a", "employers"),
    )
    assert kept(table(), told) == frozenset()


def test_a_place_with_nothing_to_hide_behind_is_kept_back_whole():
    hidden = kept(table(a1=(3, 3), a2=(4, 4), a3=(0, 0)))
    assert {("a", "1"), ("a", "2")} <= hidden
