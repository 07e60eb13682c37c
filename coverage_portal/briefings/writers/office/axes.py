"""The axes of a native chart: quiet lines, labels in the text's own type. Pure."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.briefings.blocks import Chart, ChartKind
from coverage_portal.briefings.writers.office.number_formats import told
from coverage_portal.briefings.writers.office.palette import FONT, fill, outline
from coverage_portal.core.axes import Axis, axis_of
from coverage_portal.coverage.workings import FigureKind

NOTHING_MARKED = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def font(size: float, colour: str, bold: bool = False) -> str:
    """The type of a chart's text."""
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill(colour)}<a:latin typeface="{FONT}"/></a:defRPr>'
        '</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def category_axis(chart: Chart, size: int) -> str:
    """The categories; bars that lie are read from the top."""
    order, side = ("maxMin", "l") if chart.kind is ChartKind.STACKED else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{NOTHING_MARKED}<c:tickLblPos val="low"/><c:spPr>{outline("line")}</c:spPr>{font(size, "ink")}'
        '<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def value_axis(chart: Chart, size: int) -> str:
    """The values: a grid for a line; bars and columns begin at nothing and carry their numbers themselves."""
    line = chart.kind is ChartKind.LINE
    side, crosses = ("b", "min") if chart.kind is ChartKind.STACKED else ("l", "autoZero")
    scale = scale_of(chart)
    ends = f'<c:max val="{float(scale.end)!r}"/><c:min val="{float(scale.start)!r}"/>'
    grid = f"<c:majorGridlines><c:spPr>{outline('line')}</c:spPr></c:majorGridlines>" if line else ""
    return (
        f'<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="{int(not line)}"/><c:axPos val="{side}"/>{grid}'
        f'<c:numFmt formatCode="{_tick_format(chart, scale.step)}" sourceLinked="0"/>{NOTHING_MARKED}'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{outline("")}</c:spPr>{font(size, "ink-3")}<c:crossAx val="1001"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{float(scale.step)!r}"/></c:valAx>'
    )


def scale_of(chart: Chart) -> Axis:
    """From where to where the values run, with room above the highest for its label."""
    values = [value for series in chart.series for figure in series.figures if (value := told(figure)) is not None]
    if chart.kind is ChartKind.LINE:
        found = axis_of(values)
        roomy = not values or found.end - max(values) > found.step / 3
        return found if roomy else Axis(found.start, found.end + found.step, found.step)
    lowest, highest = min((*values, Fraction(0))), max((*values, Fraction(0)))
    if chart.kind is ChartKind.COLUMNS:
        return axis_of((0, lowest, highest * 6 / 5 or 1))
    longest = max((*_lengths(chart), Fraction(0))) or Fraction(1)
    if len(chart.series) == 1:
        longest *= Fraction(6, 5)
    return Axis(lowest, longest, longest)


def _lengths(chart: Chart) -> list[Fraction]:
    """How long each bar is from end to end."""
    rows = zip(*(series.figures for series in chart.series), strict=True)
    return [sum((told(figure) or Fraction(0) for figure in row), Fraction(0)) for row in rows]


def _tick_format(chart: Chart, step: Fraction) -> str:
    first = next((figure for series in chart.series for figure in series.figures if figure), None)
    if first is None or first.kind is not FigureKind.SHARE:
        return "#,##0"
    return "0%" if (step * 100).denominator == 1 else "0.0%"
