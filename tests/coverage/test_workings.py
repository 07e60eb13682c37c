"""The band of a computed figure holds every value that the roundings of its inputs allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Ratio, Unit
from coverage_portal.coverage.denominators import Whole
from coverage_portal.coverage.making import computed_figure, difference_figure, share_figure
from coverage_portal.coverage.workings import FigureKind, Provenance, Source, Working, band_of, evaluate

COUNT = FigureKind.COUNT
PERSONS, GAP = Basis(Unit.PERSONS, Laid.HOME), Basis(Unit.PERSONS, Laid.NOWHERE)
values = st.integers(0, 10**7) | st.integers(0, 30)
steps = st.sampled_from([0, 1, 5, 500, 5_000])


def source(label, value, half_step=0, basis=PERSONS):
    quantity = Quantity(Fraction(value), basis, None if half_step is None else Fraction(half_step))
    return Source(label, quantity, date(2023, 12, 31), "2023", Provenance.OFFICIAL, "BPS", "Sakernas")


sources = st.builds(source, st.just("A"), values, steps)


@st.composite
def formulas(draw, depth=3):
    """Words with signs and brackets, as the portal's formulas are, and the inputs that stand in them."""
    if not depth or draw(st.integers(0, 3)) == 0:
        return "masukan", (draw(sources),)
    left, of_left = draw(formulas(depth - 1))
    right, of_right = draw(formulas(depth - 1))
    sign = draw(st.sampled_from([" + ", " − ", " × ", " ÷ "]))
    if sign in (" × ", " ÷ "):
        left = f"({left})" if len(of_left) > 1 else left
    if sign != " + ":
        right = f"({right})" if len(of_right) > 1 else right
    return f"{left}{sign}{right}", (*of_left, *of_right)


def somewhere(draw, one):
    """A value that rounds to the one shown, the ends among them."""
    low, high = one.quantity.band
    return low + (high - low) * draw(st.fractions(0, 1, max_denominator=8))


@given(formulas(), st.data())
def test_the_band_holds_every_value_the_roundings_allow(made, data):
    formula, inputs = made
    working = Working("", formula, inputs)
    band = band_of(working)
    if band is None:
        return
    assert band[0] < band[1]
    true = [
        replace(one, quantity=replace(one.quantity, value=somewhere(data.draw, one), half_step=Fraction(0)))
        for one in inputs
    ]
    assert band[0] <= evaluate(Working("", formula, tuple(true)).tokens) <= band[1]
    assert band[0] <= evaluate(working.tokens) <= band[1]


@given(sources, sources)
def test_of_a_rate_it_is_what_the_ratio_says(part, whole):
    figure = share_figure("k", "L", part, whole)
    ratio = Ratio(part.quantity, whole.quantity)
    assert figure.value == ratio.value
    expected = ratio.band if ratio.band and ratio.band[0] != ratio.band[1] else None
    assert figure.working.band == expected
    if expected:
        assert figure.half_step == max(figure.value - expected[0], expected[1] - figure.value)


@given(sources, sources)
def test_of_a_gap_it_is_the_two_roundings_together(part, whole):
    figure = difference_figure("k", "L", whole, part)
    assert figure.value == Ratio(part.quantity, whole.quantity).gap
    if min(part.quantity.value - part.quantity.half_step, whole.quantity.value - whole.quantity.half_step) < 0:
        return  # nothing is counted below nobody, so the band is narrower there
    step = Ratio(part.quantity, whole.quantity).gap_half_step
    assert figure.half_step == step
    assert figure.working.band == ((figure.value - step, figure.value + step) if step else None)


def test_no_band_when_a_rounding_is_not_known_or_a_divisor_may_be_nothing():
    part, unknown, few = source("A", 5, 1), source("B", 10, None), source("C", 1, 1)
    for whole in (unknown, few):
        figure = share_figure("k", "L", part, whole)
        assert figure.value is not None and figure.working.band is None and figure.half_step is None
    exact = share_figure("k", "L", source("A", 5), source("B", 10))
    assert exact.working.band is None and exact.half_step == 0


def test_no_band_of_an_estimate_however_exact_what_it_was_made_of():
    """How a figure was spread is a greater doubt than how it was rounded, and nobody knows it."""
    inputs = (source("Angkatan kerja", 1_000, 50), source("kelurahan di A", 3), source("semua", 10))
    quantity = Quantity(Fraction(300), PERSONS, None)
    words = "(angkatan kerja × kelurahan di A ÷ semua)"
    whole = Whole("Perkiraan", words, inputs, quantity, Provenance.ESTIMATED, estimated=True)
    figure = share_figure("k", "L", source("Peserta", 100, 5), whole)
    assert figure.estimated and figure.value == Fraction(1, 3)
    assert figure.working.band is None and figure.half_step is None


def test_what_may_lie_below_nothing_is_not_cut_off_there():
    """A gap is no count: it is less than nothing where more are covered than live there."""
    parts = (source("Belum A", 100, 500, GAP), source("belum B", -200, 0, GAP))
    figure = computed_figure("k", "L", COUNT, "Belum A + belum B", parts)
    assert figure.working.band == (-600, 400)


def test_an_input_that_stands_twice_is_taken_at_its_worst_each_time():
    now = source("Kini", 100, 10)
    figure = computed_figure("k", "L", COUNT, "Kini + kini − kini", (now, now, now))
    assert figure.value == 100 and figure.working.band == (70, 130)
