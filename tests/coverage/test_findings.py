"""A finding speaks only when its rule holds."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage import findings
from tests.coverage import examples

MANY = st.lists(st.integers(0, 10**6), min_size=1, max_size=14)


def rows(*values):
    return tuple(examples.segment_row(f"R{i}", f"Baris {i}", "", value) for i, value in enumerate(values))


def without_value(row):
    return replace(row, figures=(replace(row.figures[0], value=None), *row.figures[1:]))


def programmes(*holders):
    return tuple(examples.programme_row(f"P{i}", f"Program {i}", value) for i, value in enumerate(holders))


def test_rows_stand_from_the_largest_to_the_smallest_and_missing_ones_last():
    first, second, third = rows(5, 9, 7)
    ordered = findings.by_size((without_value(first), second, third))
    assert [row.code for row in ordered] == ["R1", "R2", "R0"]


def test_half_in_few_rows():
    found = findings.concentration(rows(1, 30, 22, 2, 3, 42))
    assert found.names == ("Baris 5", "Baris 1")
    assert found.share == Fraction(72, 100)
    assert found.much_more_than_half
    assert not findings.concentration(rows(30, 22, 8, 9, 10, 11, 10)).much_more_than_half


def test_an_even_spread_a_short_list_a_missing_row_or_nothing_at_all_is_no_concentration():
    assert findings.concentration(rows(10, 10, 10, 10, 10)) is None
    assert findings.concentration(rows(90, 5, 5)) is None
    assert findings.concentration((*rows(90, 5, 5, 5), without_value(rows(1)[0]))) is None
    assert findings.concentration(rows(0, 0, 0, 0)) is None
    assert findings.concentration(rows(900, 0, 0, 0, 0)) is None
    assert findings.concentration(()) is None


@given(MANY)
def test_a_concentration_holds_half_and_is_the_fewest_that_do(values):
    found = findings.concentration(rows(*values))
    if found is None:
        return
    ranked, taken = sorted(values, reverse=True), len(found.codes)
    assert sum(ranked[:taken]) * 2 >= sum(values) > sum(ranked[: taken - 1]) * 2
    assert found.total == sum(ranked[:taken])
    assert taken * 2 < sum(1 for value in values if value)


def test_a_majority_is_named_by_a_plain_fraction_when_it_is_near_one():
    assert findings.majority(rows(514_541, 238_238, 15_408)).near == "two_thirds"
    assert findings.majority(rows(51, 49)).near == "half"
    assert findings.majority(rows(58, 42)).near == ""
    assert findings.majority(rows(40, 35, 25)) is None
    assert findings.majority(rows(0, 0)) is None
    assert findings.majority(rows(7)) is None


def test_what_all_hold_and_what_the_fewest_hold():
    found = findings.spread(programmes(736_000, 736_000, 500_000, 400_000))
    assert found.full == ("P0", "P1")
    assert (found.least, found.share) == ("P3", Fraction(400, 736))


def test_no_spread_when_nobody_holds_all_two_are_least_or_a_share_is_missing():
    assert findings.spread(programmes(700_000, 400_000)) is None
    assert findings.spread(programmes(736_000, 400_000, 400_000)) is None
    assert findings.spread(programmes(736_000, 736_000)) is None
    assert findings.spread(()) is None
    row = programmes(736_000)[0]
    gone = replace(row, figures=(row.figures[0], replace(row.figures[1], value=None)))
    assert findings.spread((*programmes(736_000, 1), gone)) is None
