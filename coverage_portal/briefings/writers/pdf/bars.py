"""Bars that lie and columns that stand, as drawings; and the bars beside the rows of a table. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil

from coverage_portal.briefings.blocks import Chart, ChartRole
from coverage_portal.briefings.writers.pdf.canvas import WIDTH, Shape, box, drawing, line, text
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure, FigureKind

ROW, HEAD, BAR, LINE = 19, 16, 9, 9
LABELS, NUMBERS, LETTERS = 160, 74, 28
SLOT_WIDEST, COLUMN_WIDEST, COLUMNS_HIGH, ABOVE, BELOW = 106, 46, 96, 18, 16


def stacked(chart: Chart, language: str) -> dict[str, object]:
    """A bar a category, its series end to end on one scale, and each number right of it."""
    roles = [series.role for series in chart.series]
    parts = [[_value(series.figures[i]) for series in chart.series] for i in range(len(chart.categories))]
    edge, scale, top = WIDTH - NUMBERS * len(roles), longest(parts), Fraction(HEAD)
    shapes = list(_heads(chart))
    for place, label in enumerate(chart.categories):
        told = ceil(Fraction(len(label), LETTERS)) or 1
        high = ROW + (told - 1) * LINE
        middle = top + Fraction(high, 2)
        shapes.append(text("row", 0, middle + 3 - Fraction((told - 1) * LINE, 2), label, width=LABELS - 8))
        for role, start, length in bar(roles, parts[place], scale):
            width = edge - LABELS - 10
            shapes.append(box(role, LABELS + start * width, middle - Fraction(BAR, 2), length * width, BAR, 2))
        for number, series in enumerate(chart.series, 1):
            said = _written(series.figures[place], language)
            shapes.append(text(f"number-{series.role}", edge + NUMBERS * number, middle + 3, said, "end"))
        if place:
            shapes.append(line("hair", 0, top, WIDTH, top))
        top += high
    return drawing(top, chart.alt, shapes)


def _heads(chart: Chart) -> Iterator[Shape]:
    edge = WIDTH - NUMBERS * len(chart.series)
    for number, series in enumerate(chart.series, 1):
        yield text("head", edge + NUMBERS * number, HEAD - 6, series.name, "end")
    yield line("hair", 0, HEAD, WIDTH, HEAD)


def bar(
    roles: Sequence[ChartRole], values: Sequence[Fraction], scale: Fraction
) -> Iterator[tuple[str, Fraction, Fraction]]:
    """The parts of one bar as (paint, start, length), shares of the whole width; nothing for nothing or less."""
    start = Fraction(0)
    for role, value in zip(roles, values, strict=True):
        if value > 0 and scale > 0:
            yield str(role), start / scale, value / scale
        start += value


def longest(rows: Sequence[Sequence[Fraction]]) -> Fraction:
    """How far the longest bar reaches."""
    return max((max(accumulate(row), default=Fraction(0)) for row in rows), default=Fraction(0))


def columns(chart: Chart, language: str) -> dict[str, object]:
    """A column a category and series; shares stand on a track that ends at one, counts on the scale of the largest."""
    slot = min(Fraction(SLOT_WIDEST), Fraction(WIDTH, len(chart.categories) or 1))
    one = min(Fraction(COLUMN_WIDEST), slot * Fraction(7, 10) / (len(chart.series) or 1))
    figures = [figure for series in chart.series for figure in series.figures]
    shares = all(figure is None or figure.kind is FigureKind.SHARE for figure in figures)
    scale = max([*([Fraction(1)] if shares else []), *(_value(figure) for figure in figures)], default=Fraction(0))
    foot, shapes = ABOVE + COLUMNS_HIGH, list[Shape]()
    for place, label in enumerate(chart.categories):
        begin = slot * place
        for number, series in enumerate(chart.series):
            x, figure = begin + one * number, series.figures[place]
            high = max(_value(figure), Fraction(0)) / scale * COLUMNS_HIGH if scale else Fraction(0)
            track = COLUMNS_HIGH / scale if shares else 0
            if shares and figure is not None and figure.value is not None and track > high:
                shapes.append(box("track", x, foot - track, one - 3, track, 3))
            if high:
                shapes.append(box(str(series.role), x, foot - high, one - 3, high, 3))
            top = foot - max(high, track if figure is not None and figure.value is not None else 0)
            shapes.append(text(f"column-{series.role}", x, top - 5, _written(figure, language)))
        shapes.append(text("row", begin, foot + 12, label, width=slot - 6))
    shapes.append(line("axis", 0, foot, slot * len(chart.categories), foot))
    return drawing(foot + BELOW, chart.alt, shapes)


def _value(figure: Figure | None) -> Fraction:
    return (figure.value if figure else None) or Fraction(0)


def _written(figure: Figure | None, language: str) -> str:
    return "–" if figure is None else shown.value_of(figure, language)
