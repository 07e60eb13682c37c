"""A chart of the briefing as a native chart: DrawingML that PowerPoint, Word and LibreOffice draw and edit. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Series
from coverage_portal.briefings.writers.office.axes import category_axis, font, value_axis
from coverage_portal.briefings.writers.office.chart_labels import labels
from coverage_portal.briefings.writers.office.marked import escaped
from coverage_portal.briefings.writers.office.number_formats import format_of, stored
from coverage_portal.briefings.writers.office.palette import fill, outline
from coverage_portal.briefings.writers.office.workbooks import SHEET, categories_of

COLOURS = {
    ChartRole.COVERED: "green-700",
    ChartRole.GAP: "amber-300",
    ChartRole.TARGET: "blue-700",
    ChartRole.PACE: "ink-4",
}
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
WORKBOOK_ID = "rId1"
"""The relation by which the chart's part refers to its workbook."""


def chart_xml(chart: Chart, language: str, size: int, width: float) -> bytes:
    """The chart's part, its text `size` points; `width` inches decide which labels fit into their bars."""
    legend = _legend(size) if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="{LANGUAGES[language]}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{_plot(chart, language, size, width)}"
        f"{category_axis(chart, size)}{value_axis(chart, size)}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>'
        f"<c:spPr><a:noFill/>{outline('')}</c:spPr>{font(size, 'ink')}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def cut(chart: Chart, most: int) -> list[Chart]:
    """The chart in pieces of at most so many categories, of about one length; a line is never cut."""
    count = len(chart.categories)
    if chart.kind is ChartKind.LINE or count <= most:
        return [chart]
    pieces = -(-count // most)
    step = -(-count // pieces)
    return [_piece(chart, start, start + step) for start in range(0, count, step)]


def _piece(chart: Chart, start: int, end: int) -> Chart:
    series = tuple(Series(one.role, one.name, one.figures[start:end]) for one in chart.series)
    return Chart(chart.key, chart.kind, chart.caption, chart.categories[start:end], series, chart.alt, chart.note)


def _legend(size: int) -> str:
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{font(size, "ink")}</c:legend>'


def _plot(chart: Chart, language: str, size: int, width: float) -> str:
    drawn = "".join(
        _series(chart, place, series, language, labels(chart, series, language, size, width))
        for place, series in enumerate(chart.series)
    )
    axes = '<c:axId val="1001"/><c:axId val="1002"/>'
    match chart.kind:
        case ChartKind.LINE:
            grouping = '<c:grouping val="standard"/><c:varyColors val="0"/>'
            return f'<c:lineChart>{grouping}{drawn}<c:marker val="1"/>{axes}</c:lineChart>'
        case ChartKind.STACKED if len(chart.series) == 1:
            head = '<c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
            return f'<c:barChart>{head}{drawn}<c:gapWidth val="55"/>{axes}</c:barChart>'
        case ChartKind.STACKED:
            head = '<c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
            return f'<c:barChart>{head}{drawn}<c:gapWidth val="55"/><c:overlap val="100"/>{axes}</c:barChart>'
        case ChartKind.COLUMNS:
            head = '<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
            return f'<c:barChart>{head}{drawn}<c:gapWidth val="70"/>{axes}</c:barChart>'


def _series(chart: Chart, place: int, series: Series, language: str, labelled: str) -> str:
    last, column = len(chart.categories) + 1, chr(ord("B") + place)
    name = (
        f'<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escaped(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )
    line = chart.kind is ChartKind.LINE
    smooth = '<c:smooth val="0"/>' if line else ""
    look = _line_look(series.role) if line else _bar_look(series.role) + '<c:invertIfNegative val="0"/>'
    values = f"<c:f>{SHEET}!${column}$2:${column}${last}</c:f>{_numbers(series, language)}"
    categories = "".join(
        f'<c:pt idx="{i}"><c:v>{escaped(category)}</c:v></c:pt>'
        for i, category in enumerate(categories_of(chart, language))
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{name}{look}{labelled}'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{categories}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef>{values}</c:numRef></c:val>{smooth}</c:ser>"
    )


def _numbers(series: Series, language: str) -> str:
    codes = [format_of(figure, language) if figure else "" for figure in series.figures]
    usual = next((code for code in codes if code), "General")
    points = ""
    for i, (figure, code) in enumerate(zip(series.figures, codes, strict=True)):
        value = stored(figure)
        if value is not None:
            own = f' formatCode="{escaped(code)}"' if code != usual else ""
            points += f'<c:pt idx="{i}"{own}><c:v>{value!r}</c:v></c:pt>'
    count = f'<c:ptCount val="{len(series.figures)}"/>'
    return f"<c:numCache><c:formatCode>{escaped(usual)}</c:formatCode>{count}{points}</c:numCache>"


def _bar_look(role: ChartRole) -> str:
    edge = outline("amber-600", 1) if role is ChartRole.GAP else outline("")
    return f"<c:spPr>{fill(COLOURS[role])}{edge}</c:spPr>"


def _line_look(role: ChartRole) -> str:
    name = COLOURS[role]
    dash = "sysDot" if role is ChartRole.PACE else ""
    symbol = "square" if role is ChartRole.TARGET else "circle"
    inside = "white" if role is ChartRole.PACE else name
    return (
        f"<c:spPr>{outline(name, 3 if role is ChartRole.COVERED else 2, dash)}</c:spPr>"
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="8"/>'
        f"<c:spPr>{fill(inside)}{outline(name, 1.5)}</c:spPr></c:marker>"
    )
