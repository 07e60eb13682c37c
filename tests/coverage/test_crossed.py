"""Parts of a place by segment and programme: a part with a small number among its rows is left out as a whole."""

from __future__ import annotations

import pytest

from coverage_portal.coverage.crossed import Counts, left_out

LIMIT = 5
LARGE = (1_000, 800, 700)


def out(*rows: Counts, told: tuple[tuple[str, str], ...] = ()) -> frozenset[str]:
    """What is left out of two parts: "a" with these rows, "b" with large ones."""
    return left_out({"a": (LARGE, *rows), "b": (LARGE, LARGE)}, LIMIT, told)


@pytest.mark.parametrize("row", [LARGE, (0, 0, 0), (1_000, 1_000, 0), (5, 5, 0), (500, 0, 500)])
def test_a_part_without_small_numbers_is_shown(row):
    assert out(row) == frozenset()


@pytest.mark.parametrize("row", [(4, 4, 0), (1, 0, 0), (1_000, 3, 500), (1_000, 998, 500), (1_000, 500, 501)])
def test_a_small_count_or_difference_leaves_the_whole_part_out(row):
    assert out(row) == {"a"}


@pytest.mark.parametrize("measure", ["work", "segment:2", "employed", "holders:JHT", "entitled:JP", "lacking:JKP"])
def test_what_its_own_page_keeps_back_leaves_a_part_out(measure):
    assert out(LARGE, told=(("b", measure),)) == {"b"}


@pytest.mark.parametrize("measure", ["sector:2020G", "scale:1", "employers:4", "declared", "home", "home-holders:JP"])
def test_what_is_kept_back_of_sectors_sizes_and_homes_has_no_bearing(measure):
    assert out(LARGE, told=(("b", measure),)) == frozenset()


def test_what_is_kept_back_of_the_whole_or_of_the_rest_leaves_no_part_out():
    assert out(LARGE, told=(("whole", "holders:JHT"), ("", "work"))) == frozenset()
