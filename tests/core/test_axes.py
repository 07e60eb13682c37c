"""Axes begin, end and step at round numbers, and hold what they must."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.axes import Axis, axis, axis_of, fitting, magnitude

SHARES = st.fractions(0, 2, max_denominator=10_000)
NUMBERS = st.fractions(-(10**7), 10**7, max_denominator=1000)


def hundredths(found):
    return tuple(part * 100 for part in found)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("0.496", "0.70", (45, 70, 5)),
        ("0.47", "0.70", (45, 70, 5)),
        ("0.46", "0.70", (40, 70, 10)),
        ("0.618", "0.618", (50, 65, 5)),
        ("0.95", "0.95", (75, 95, 5)),
        ("0.93", "1.30", (90, 130, 10)),
        ("0.10", "0.80", (0, 80, 20)),
        ("0.004", "0.012", (0, Fraction(3, 2), Fraction(1, 2))),
    ],
)
def test_the_axis_of_shares(low, high, wanted):
    assert hundredths(axis(Fraction(low), Fraction(high))) == wanted


def test_the_axis_of_counts():
    assert axis(736_000, 1_190_000) == (700_000, 1_200_000, 100_000)
    assert axis(-20, 75) == (-20, 80, 20)


def test_ticks_are_every_step_ends_included():
    assert hundredths(axis(Fraction("0.496"), Fraction("0.7")).ticks) == (45, 50, 55, 60, 65, 70)


def test_no_values_have_an_axis_too():
    assert axis_of([None, None]) == axis_of([0]) == Axis(Fraction(0), Fraction(1), Fraction(1))
    assert axis_of([None, Fraction("0.7"), Fraction("0.496")]) == axis(Fraction("0.496"), Fraction("0.7"))


@given(st.one_of(st.tuples(SHARES, SHARES), st.tuples(NUMBERS, NUMBERS)))
def test_an_axis_holds_its_values_in_one_to_five_round_steps(pair):
    low, high = min(pair), max(pair)
    found = axis(*pair)
    assert found.start <= low
    assert high <= found.end
    assert found.step / magnitude(found.step) in (1, 2, 5)
    assert found.start % found.step == found.end % found.step == 0
    assert 2 <= len(found.ticks) <= 6
    assert (found.ticks[0], found.ticks[-1]) == (found.start, found.end)
    assert low < 0 or found.start >= 0
    assert found.end - found.start >= max(abs(low), abs(high)) / 5


@given(st.fractions(0, 10**9).filter(bool))
def test_the_magnitude_is_the_power_of_ten_below(value):
    assert magnitude(value) <= value < magnitude(value) * 10


YEARS = [str(year) for year in range(2019, 2026)]


@pytest.mark.parametrize(
    ("labels", "width", "shown"),
    [
        (YEARS, 400, (0, 1, 2, 3, 4, 5, 6)),
        (YEARS, 180, (0, 2, 4, 6)),
        (YEARS, 64, (0, 6)),
        (YEARS, 50, (6,)),
        (YEARS[:1], 180, (0,)),
        ([], 180, ()),
    ],
)
def test_the_labels_that_fit(labels, width, shown):
    assert fitting(labels, width) == shown


@given(st.integers(2, 60), st.integers(1, 12), st.integers(60, 900), st.integers(1, 6))
def test_labels_that_fit_never_touch(count, length, width, every):
    shown = fitting(["x" * length] * count, width, every)
    wide, last = length * 7, count - 1
    places = [Fraction(i * width, last) for i in shown]
    lefts = [
        0 if i == 0 else p - wide if i == last else p - Fraction(wide, 2) for i, p in zip(shown, places, strict=True)
    ]
    assert all(left + wide + 8 <= after for left, after in pairwise(lefts))
    assert shown[-1] == last
    assert all(i % every == 0 for i in shown[:-1])
