"""How figures and their workings are written, on the page, in the API and in files alike. Pure."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.core import formatting
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source

WRITERS = {
    FigureKind.COUNT: formatting.number,
    FigureKind.SHARE: formatting.percent,
    FigureKind.CHANGE: formatting.change,
    FigureKind.POINTS: formatting.points,
    FigureKind.RUPIAH: formatting.rupiah,
}


ROUGHLY = {FigureKind.COUNT: formatting.rough, FigureKind.SHARE: formatting.rough_percent}


def value_of(figure: Figure, language: str) -> str:
    """The figure in full: 61,8%, 736.000, +35.877, Rp2.016.000.000; "–" when missing, "dirahasiakan" when withheld.

    A published share keeps the decimals it was published with: 47,76%. A figure that rests on an estimate says so and
    is written in whole thousands or whole percent: ±114 ribu, ±53%.
    """
    if figure.withheld:
        return formatting.WITHHELD[language]
    if figure.value is None:
        return formatting.MISSING
    if figure.kind is FigureKind.SHARE and figure.provenance is Provenance.OFFICIAL:
        return formatting.percent_tick(figure.value, language)
    if not figure.estimated:
        return WRITERS[figure.kind](figure.value, language)
    write = ROUGHLY.get(figure.kind, WRITERS[figure.kind])
    return formatting.about(write(figure.value, language), language)


PLACES = {FigureKind.COUNT: 0, FigureKind.CHANGE: 0, FigureKind.SHARE: 3, FigureKind.POINTS: 3, FigureKind.RUPIAH: 2}
QUOTED_PLACES, ROUGH_PLACES = 6, 2
"""Decimals of a share of one as it is quoted, and as an estimate can carry them."""


def printed_value(figure: Figure) -> Fraction | None:
    """The number that `value_of` writes: 114,000 of 114,423 that rests on an estimate, 0.618 of 0.61849; None when it
    writes none. What holds numbers to be read by themselves, without a working, holds these."""
    if figure.withheld or figure.value is None:
        return None
    places = PLACES[figure.kind]
    if figure.kind is FigureKind.SHARE and figure.provenance is Provenance.OFFICIAL:
        places = QUOTED_PLACES
    elif figure.estimated and figure.kind is FigureKind.COUNT:
        return formatting.roughly(figure.value)
    elif figure.estimated and figure.kind is FigureKind.SHARE:
        places = ROUGH_PLACES
    return formatting.half_up(figure.value, places)


def short_value_of(figure: Figure, language: str) -> str:
    """The figure for large type: 61,8% or 736 ribu. A count known to the last unit is written in full: 15.702; an
    estimate says that it is one here too."""
    if figure.withheld or figure.value is None:
        return value_of(figure, language)
    if (figure.kind is FigureKind.CHANGE and figure.half_step) or figure.kind is FigureKind.RUPIAH:
        write = formatting.rupiah_short if figure.kind is FigureKind.RUPIAH else formatting.short_change
        text = write(figure.value, language)
        return formatting.about(text, language) if figure.estimated else text
    if figure.kind is not FigureKind.COUNT or figure.estimated:
        return value_of(figure, language)
    exact_and_small = figure.half_step is not None and figure.half_step < 1 and figure.value < 100_000
    write = formatting.number if exact_and_small else formatting.short
    return write(figure.value, language)


def band_of(figure: Figure, language: str) -> str:
    """The least and the most the figure can be; empty when it has no band or the band is the value itself."""
    band = figure.working.band
    if band is None or band[0] == band[1]:
        return ""
    if figure.kind is FigureKind.POINTS:
        return f"{formatting.points(band[0], language)} … {formatting.points(band[1], language)}"
    write = formatting.percent_range if figure.kind is FigureKind.SHARE else formatting.number_range
    return write(*band, language)


def digits_of(figure: Figure, language: str) -> str:
    """The formula with its inputs' numbers and the result: "736.000 ÷ 1.190.000 = 61,8%". Empty when nothing is
    worked out or the result is missing."""
    tokens = figure.working.tokens
    if figure.value is None or not tokens:
        return ""
    inputs = iter(figure.working.inputs)
    parts = [input_value(next(inputs), language) if isinstance(token, Fraction) else token for token in tokens]
    return f"{''.join(parts)} = {value_of(figure, language)}"


def input_value(source: Source, language: str) -> str:
    """An input's value as it stands in a working: 1.190.000; a target's share as 70%."""
    if source.quantity.basis.unit is Unit.SHARE:
        return f"{formatting.as_given(source.quantity.value * 100, language)}%"
    if source.estimated and abs(source.quantity.value) >= formatting.SHORT_FROM:
        return formatting.number(source.quantity.value, language)
    return formatting.as_given(source.quantity.value, language)
