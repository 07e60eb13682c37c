"""Which values of a chart are written beside what is drawn: the ends of lines, the gaps that have room. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Series
from coverage_portal.briefings.writers.office.axes import font, scale_of
from coverage_portal.briefings.writers.office.marked import escaped
from coverage_portal.briefings.writers.office.number_formats import format_of, stored
from coverage_portal.briefings.writers.office.widths import width_of
from coverage_portal.briefings.writers.office.workbooks import categories_of
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.workings import Figure

SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
HIDDEN = SHOWN.replace('showVal val="1"', 'showVal val="0"')
LINE_COLOURS = {ChartRole.COVERED: "green-700", ChartRole.TARGET: "blue-700", ChartRole.PACE: "ink-4"}
LOCALES = {"id": "[$-421]", "en": "[$-809]"}
"""Before a number format: its separators are Indonesian or British, where the program heeds it."""
POINTS_AN_INCH = 72


def labels(chart: Chart, series: Series, language: str, size: int, width: float) -> str:
    """The labels of one series of a chart `width` inches wide."""
    if chart.kind is ChartKind.LINE:
        return _end_label(chart, series, language, size)
    if chart.kind is ChartKind.COLUMNS or len(chart.series) == 1:
        return _all_labels(series, language, size, "outEnd", "green-700", ())
    if series.role is not ChartRole.GAP:
        return f"<c:dLbls>{HIDDEN}</c:dLbls>"
    return _all_labels(
        series, language, size - 1, "inBase", "amber-800", _too_short(chart, series, language, size, width)
    )


def _all_labels(series: Series, language: str, size: int, where: str, colour: str, left_out: tuple[int, ...]) -> str:
    codes = {i: _code(one, language) for i, one in enumerate(series.figures) if one and stored(one) is not None}
    usual = next(iter(codes.values()), "")
    if not usual:
        return f"<c:dLbls>{HIDDEN}</c:dLbls>"
    look = font(size, colour, bold=True)
    apart = "".join(
        f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>'
        if i in left_out
        else f'<c:dLbl><c:idx val="{i}"/>{_label(code, look, where)}</c:dLbl>'
        for i, code in codes.items()
        if i in left_out or code != usual
    )
    return f"<c:dLbls>{apart}{_label(usual, look, where)}</c:dLbls>"


def _label(code: str, look: str, where: str) -> str:
    """A label in a number format, its type and its place."""
    return (
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{look}<c:dLblPos val="{where}"/>{SHOWN}'
    )


def _code(figure: Figure, language: str) -> str:
    return escaped(LOCALES[language] + format_of(figure, language))


def _too_short(chart: Chart, series: Series, language: str, size: int, width: float) -> tuple[int, ...]:
    """The bars whose number would stick out; the table has it."""
    names = max(width_of(category, size) for category in categories_of(chart, language))
    plot = max(width * POINTS_AN_INCH - names - 24, 1)
    longest = float(scale_of(chart).end)
    found = []
    for i, figure in enumerate(series.figures):
        value = stored(figure)
        if figure is None or value is None:
            continue
        if value / longest * plot < width_of(value_of(figure, language), size, bold=True) + 6:
            found.append(i)
    return tuple(found)


def _end_label(chart: Chart, series: Series, language: str, size: int) -> str:
    known = [(i, one) for i, one in enumerate(series.figures) if one and stored(one) is not None]
    if not known:
        return f"<c:dLbls>{HIDDEN}</c:dLbls>"
    last, figure = known[-1]
    covered = series.role is ChartRole.COVERED
    where = "t" if covered or _highest_at_the_end(chart, series, last) else "b"
    look = font(size + (5 if covered else 1), LINE_COLOURS.get(series.role, "ink"), bold=True)
    label = _label(_code(figure, language), look, where)
    return f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{label}</c:dLbl>{HIDDEN}</c:dLbls>'


def _highest_at_the_end(chart: Chart, series: Series, place: int) -> bool:
    mine = stored(series.figures[place]) or 0.0
    others = [stored(other.figures[place]) for other in chart.series if other is not series]
    return all(other is None or mine >= other for other in others)
