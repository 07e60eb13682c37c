"""Exact values in JSON: whole counts are integers, the rest decimal strings, and nothing is a binary float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.api import exact

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9)


def test_a_whole_count_is_an_integer_and_a_half_a_string():
    assert exact.count_or_decimal(Fraction(736_000)) == 736_000
    assert exact.count_or_decimal(Fraction(1, 2)) == "0.500000000000"
    assert exact.count_or_decimal(Decimal("1190000.0000")) == 1_190_000
    assert exact.count_or_decimal(Decimal("7.1600")) == "7.16"


def test_a_share_always_has_twelve_digits_and_its_fraction():
    share = Fraction(736_000, 1_190_000)
    assert exact.decimal(share) == "0.618487394958"
    assert exact.fraction(share) == "368/595"
    assert exact.decimal(Fraction(1)) == "1.000000000000"


def test_percentages_stand_as_the_law_writes_them():
    assert [exact.plain(Decimal(text)) for text in ("0.240", "3.700", "100.00", "0", "50")] == [
        *("0.24", "3.7", "100", "0", "50")
    ]


@given(FRACTIONS)
def test_the_decimal_is_off_by_half_a_digit_at_most(value):
    assert abs(Fraction(exact.decimal(value)) - value) <= Fraction(1, 2 * 10**exact.DIGITS)


@given(FRACTIONS)
def test_the_fraction_is_the_value_itself(value):
    assert Fraction(exact.fraction(value)) == value


def test_halves_go_away_from_zero_and_zero_has_no_sign():
    half = Fraction(1, 2 * 10**exact.DIGITS)
    assert exact.decimal(half) == "0.000000000001"
    assert exact.decimal(-half) == "-0.000000000001"
    assert exact.decimal(-half / 2) == "0.000000000000"
