"""Rows are added and taken away from what was sent, whatever order it came in."""

import pytest
from django.http import QueryDict

from coverage_portal.briefings.drafting.rows import rows_in, with_row, without_row

THREE = "step-rows=3&step-2-what=c&step-1-what=b&step-0-what=a&step-1-who=x&other=1"


def values(data, prefix="step"):
    return [data.get(f"{prefix}-{number}-what") for number in range(rows_in(data, prefix, 12))]


def test_a_row_is_added_behind_the_others():
    assert values(with_row(QueryDict(THREE), "step", 12, what="d")) == ["a", "b", "c", "d"]


def test_no_more_rows_than_there_may_be():
    assert values(with_row(QueryDict(THREE), "step", 3, what="d")) == ["a", "b", "c"]


@pytest.mark.parametrize(("gone", "left"), [(0, ["b", "c"]), (1, ["a", "c"]), (2, ["a", "b"]), (3, ["a", "b", "c"])])
def test_a_row_goes_and_those_behind_it_move_up(gone, left):
    changed = without_row(QueryDict(THREE), "step", 12, gone)
    assert values(changed) == left
    assert changed["other"] == "1"


def test_what_belonged_to_the_row_goes_with_it():
    assert without_row(QueryDict(THREE), "step", 12, 1).get("step-1-who") is None


@pytest.mark.parametrize("text", ["", "-1", "1e3", "²", "99999", "x"])
def test_what_is_no_number_of_rows_is_none(text):
    assert rows_in(QueryDict(f"step-rows={text}"), "step", 12) == 0
