"""Map classes: round breaks, the named rows on top, every value in exactly one class."""

from bisect import bisect_right
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.axes import magnitude
from coverage_portal.core.classes import classes, round_between

CITY = {
    "Cipondoh": 75_000,
    "Ciledug": 53_500,
    "Pinang": 52_900,
    "Larangan": 46_600,
    "Karawaci": 39_600,
    "Cibodas": 34_000,
    "Karang Tengah": 31_400,
    "Neglasari": 29_700,
    "Periuk": 27_200,
    "Tangerang": 25_100,
    "Benda": 14_800,
    "Batuceper": 13_300,
    "Jatiuwung": 10_900,
}
HALF = ("Cipondoh", "Ciledug", "Pinang", "Larangan")


def test_the_rows_that_make_half_are_the_top_class():
    found = classes(CITY, HALF)
    assert found.breaks == (20_000, 35_000, 45_000)
    assert {code for code, number in found.of.items() if number == 3} == set(HALF)
    assert [list(found.of.values()).count(number) for number in range(4)] == [3, 5, 1, 4]


def test_without_named_rows_the_breaks_lie_in_wide_gaps():
    found = classes(CITY)
    assert len(found.breaks) == 3
    assert set(found.of.values()) == {0, 1, 2, 3}


def test_rows_no_round_number_parts_share_the_class_the_nearest_one_gives():
    found = classes({"a": 46_600, "b": 46_200, "c": 30_000, "d": 20_000, "e": 10_000}, ["a"])
    assert found.breaks[-1] == 46_000
    assert found.of["a"] == found.of["b"] == 3


def test_named_rows_that_are_not_the_largest_do_not_bend_the_classes():
    found = classes({"a": 10_000, "b": 80_000, "c": 30_000}, ["a"])
    assert found.of["a"] < found.of["b"]


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ({}, ()),
        ({"a": 5}, ()),
        ({"a": 7, "b": 7}, ()),
        ({"a": 0, "b": -300}, ()),
        ({"a": 1, "b": 2}, (2,)),
        ({"a": 10, "b": 20, "c": 40}, (15, 25)),
        ({"a": -50, "b": 0, "c": 0, "d": 100}, (50,)),
        ({"a": 46_100, "b": 46_200, "c": 46_300}, ()),
    ],
)
def test_few_different_counts_give_few_classes(values, breaks):
    found = classes(values)
    assert found.breaks == breaks
    assert set(found.of) == set(values)


def test_all_rows_named_or_unknown_ones_change_nothing():
    assert classes(CITY, CITY) == classes(CITY, ["elsewhere"]) == classes(CITY)


@pytest.mark.parametrize(
    ("low", "high", "parting"),
    [
        ("14.8", "25.1", 20),
        ("34", "39.6", 35),
        ("39.6", "46.6", 45),
        ("0", "100", 50),
        ("99", "100", 100),
        ("46.2", "46.6", None),
        ("2848000", "2947000", 2_900_000),
    ],
)
def test_the_roundest_number_between(low, high, parting):
    assert round_between(Fraction(low), Fraction(high)) == parting


counts = st.one_of(st.integers(-2000, 10**8), st.fractions(-100, 10**5, max_denominator=100), st.integers(0, 30))
tables = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), counts, max_size=40)


@given(tables, st.sets(st.text("abcdefgh", min_size=1, max_size=3), max_size=6))
def test_breaks_rise_and_every_value_has_the_class_of_its_place(values, top):
    found = classes(values, top)
    assert list(found.breaks) == sorted(set(found.breaks))
    assert len(found.breaks) <= 3
    assert all(number > 0 for number in found.breaks)
    assert dict(found.of) == {code: bisect_right(found.breaks, value) for code, value in values.items()}
    assert set(found.of.values()) == set(range(len(found.breaks) + 1) if values else ())
    ranked = sorted(values, key=lambda code: values[code])
    assert [found.of[code] for code in ranked] == sorted(found.of.values())


@given(tables)
def test_breaks_have_two_digits_at_most(values):
    assert all((number / magnitude(number) * 10).denominator == 1 for number in classes(values).breaks)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=30, unique=True), st.data())
def test_the_largest_rows_are_exactly_the_top_class_when_a_thousand_parts_them(thousands, data):
    ranked = sorted(thousands, reverse=True)
    taken = data.draw(st.integers(1, len(ranked) - 1))
    values = {str(n): n * 1000 if n < 100 else n // 10 * 10_000 for n in ranked}
    top = [str(n) for n in ranked[:taken]]
    found = classes(values, top)
    if min(values[code] for code in top) > max(value for code, value in values.items() if code not in top):
        assert {code for code, number in found.of.items() if number == len(found.breaks)} == set(top)
