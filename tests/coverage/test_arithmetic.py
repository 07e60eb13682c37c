"""Parts add, wholes add, rates never do; two bases are never added."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage.arithmetic import Basis, BasisMismatch, Laid, Quantity, Ratio, Unit

WORK = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE)
HOME = Basis(Unit.PERSONS, Laid.HOME)
counts = st.integers(0, 10**9).map(Fraction)
steps = st.integers(0, 10**4).map(Fraction)
works = st.builds(Quantity, counts, st.just(WORK), steps)
homes = st.builds(Quantity, counts, st.just(HOME), steps)


def audiensi() -> Ratio:
    """736 thousand active members over a labour force of 1.19 million (Republika, 22 March 2024)."""
    members = Quantity(Fraction(736_000), WORK, Fraction(500))
    return Ratio(members, Quantity(Fraction(1_190_000), HOME, Fraction(5_000)))


def test_the_city_reads_61_8_percent_with_its_band():
    ratio = audiensi()
    assert ratio.value == Fraction(736, 1190)
    assert round(float(ratio.value), 5) == 0.61849
    low, high = ratio.band
    assert (low, high) == (Fraction(735_500, 1_195_000), Fraction(736_500, 1_185_000))
    assert ratio.gap == 454_000 and ratio.gap_half_step == 5_500
    assert ratio.mixed


def test_two_bases_do_not_add():
    with pytest.raises(BasisMismatch):
        Quantity(Fraction(1), WORK) + Quantity(Fraction(1), HOME)


@given(works, homes, works, homes)
def test_ratios_add_part_to_part_and_whole_to_whole(part, whole, other_part, other_whole):
    total = Ratio(part, whole) + Ratio(other_part, other_whole)
    assert total.part.value == part.value + other_part.value
    assert total.whole.value == whole.value + other_whole.value
    assert total.gap == Ratio(part, whole).gap + Ratio(other_part, other_whole).gap


@given(works, homes)
def test_the_band_holds_the_value_and_every_rounding_inside_it(part, whole):
    ratio = Ratio(part, whole)
    if ratio.band is None:
        assert whole.value <= whole.half_step
        return
    low, high = ratio.band
    assert low <= ratio.value <= high
    for numerator in part.band:
        for denominator in whole.band:
            assert low <= numerator / denominator <= high


def test_an_unknown_rounding_gives_no_band():
    exact, unknown = Quantity(Fraction(4), WORK), Quantity(Fraction(10), HOME, None)
    ratio = Ratio(exact, unknown)
    assert ratio.value == Fraction(2, 5)
    assert ratio.band is None and ratio.gap_half_step is None and unknown.band is None
    assert (unknown + Quantity(Fraction(1), HOME)).half_step is None


@given(works)
def test_an_empty_whole_gives_no_rate(part):
    assert Ratio(part, Quantity(Fraction(0), HOME)).value is None


def test_more_members_than_residents_is_not_clipped():
    ratio = Ratio(Quantity(Fraction(150), WORK), Quantity(Fraction(100), HOME))
    assert ratio.value == Fraction(3, 2)
    assert ratio.gap == -50
