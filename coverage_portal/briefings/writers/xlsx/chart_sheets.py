"""Native charts over the cells of a table that stands already, or over a table of their own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Series, Table, Waffle
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.writers.xlsx.ledger import Ledger, near_of
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Content, Drawn, DrawnSeries, Line, Range, Sheet
from coverage_portal.briefings.writers.xlsx.tables import LABEL, NOTE, NUMBER, is_illustrative, label_of
from coverage_portal.coverage.files.sheets import Head
from coverage_portal.coverage.workings import Figure, FigureKind, Source

_TENTH = Fraction(1, 10)


def drawn_over(chart: Chart, table: Table, sheet: str) -> Drawn | None:
    """The chart over the cells of a table's sheet; None when the table does not hold it, row by row."""
    rows = table.breakdown.rows
    start = next((i for i, row in enumerate(rows) if row.label == chart.categories[0]), -1)
    kept = rows[start : start + len(chart.categories)]
    if start < 0 or tuple(row.label for row in kept) != chart.categories:
        return None
    places = []
    for one in chart.series:
        columns = (tuple(row.figures[place] for row in kept) for place in range(len(table.breakdown.columns)))
        place = next((place for place, column in enumerate(columns) if _same(one, column)), None)
        if place is None:
            return None
        places.append(place + 1)
    return drawn(chart, sheet, FIRST_ROW + start, places)


def _same(series: Series, column: tuple[Figure, ...]) -> bool:
    """Whether a column holds the series; what a series leaves out is missing in the column."""
    return all(
        given == figure if given is not None else figure.value is None
        for given, figure in zip(series.figures, column, strict=True)
    )


def drawn(chart: Chart, sheet: str, first: int, columns: list[int]) -> Drawn:
    """The chart over a sheet's cells from row `first` on: names in column 0, each series in its column."""
    last = first + len(chart.categories) - 1
    names = Range(sheet, (first, 0), (last, 0))
    series = tuple(
        DrawnSeries(one.role, one.name, names, Range(sheet, (first, column), (last, column)), _last(one))
        for one, column in zip(chart.series, columns, strict=True)
    )
    figures = [figure for one in chart.series for figure in one.figures if figure and figure.value is not None]
    percent = any(figure.kind is FigureKind.SHARE for figure in figures)
    least, most = _ends(chart.kind, [figure.value for figure in figures if figure.value is not None], percent)
    alt = " ".join(text for text in (chart.alt, chart.note) if text)
    return Drawn(chart.kind, series, alt, percent, least, most)


def _last(series: Series) -> int:
    """The place of the last value, -1 when there is none."""
    return max((i for i, figure in enumerate(series.figures) if figure and figure.value is not None), default=-1)


def _ends(kind: ChartKind, values: list[Fraction], percent: bool) -> tuple[float | None, float | None]:
    """A line of shares has an axis in tenths around its values; columns of shares one from nothing to all."""
    if not percent or not values:
        return None, None
    if kind is ChartKind.LINE:
        least = floor((min(values) - _TENTH / 2) / _TENTH) * _TENTH
        return float(max(Fraction(0), least)), float(ceil((max(values) + _TENTH / 4) / _TENTH) * _TENTH)
    return 0.0, (1.0 if max(values) <= 1 else None)


def chart_sheet(document: Document, ledger: Ledger, section: Section, chart: Chart, name: str) -> Sheet:
    """A chart with a table of its own: a row a category, a column a series, and why figures are missing."""
    reasons = [_reasons(chart, place) for place in range(len(chart.categories))]
    heads = (Head(document.word("category"), LABEL), *(Head(one.name, NUMBER) for one in chart.series))
    lines = []
    for place, category in enumerate(chart.categories):
        at, figures = FIRST_ROW + place, [one.figures[place] for one in chart.series]
        near = near_of(((column, figure) for column, figure in enumerate(figures, start=1) if figure), at)
        cells = [_plotted(ledger, figure, (name, at, column), near) for column, figure in enumerate(figures, start=1)]
        lines.append(Line((label_of(category), *cells, *((reasons[place],) if any(reasons) else ()))))
    heads = (*heads, Head(document.word("note"), NOTE)) if any(reasons) else heads
    figures_shown = [figure for one in chart.series for figure in one.figures if figure]
    return Sheet(
        name,
        chart.caption,
        heads,
        tuple(lines),
        subtitle=section.title.text,
        illustrative=section.illustrative or is_illustrative(figures_shown),
        charts=(drawn(chart, name, FIRST_ROW, list(range(1, len(chart.series) + 1))),),
        foot=(chart.note,) if chart.note else (),
    )


def _plotted(ledger: Ledger, figure: Figure | None, at: tuple[str, int, int], near: Mapping[Source, str]) -> Content:
    """A cell that is drawn: nothing where there is nothing to draw, since a chart takes words for nought."""
    if figure is None or (figure.value is None and not figure.withheld):
        return None
    return ledger.cell(figure, at, near)


def _reasons(chart: Chart, place: int) -> str:
    figures = ((one.name, one.figures[place]) for one in chart.series)
    return " ".join(f"{name}: {figure.missing}" for name, figure in figures if figure and figure.missing)


def drawn_answer(document: Document, waffle: Waffle, sheet: str, rows: dict[Figure, int], column: int) -> Drawn:
    """The answer as one bar of those covered and those not yet, over their cells in `rows` of a sheet's column."""
    names = Range(sheet, (rows[waffle.covered], 0), (rows[waffle.covered], 0))
    parts = ((ChartRole.COVERED, "covered", waffle.covered), (ChartRole.GAP, "gap", waffle.gap))
    series = tuple(
        DrawnSeries(role, document.word(word), names, Range(sheet, (rows[one], column), (rows[one], column)), 0)
        for role, word, one in parts
    )
    return Drawn(ChartKind.STACKED, series, waffle.alt, percent=False, whole=True)
