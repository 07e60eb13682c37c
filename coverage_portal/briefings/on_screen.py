"""A Document as sheets of a page: each section one, and the last for sources and workings. Pure.

The page's templates write words and numbers; what is drawn is made here, by the drawings of the dashboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from coverage_portal.briefings.blocks import Block, Chart, ChartKind, ChartRole, Table, Waffle
from coverage_portal.briefings.document import Document, Reference, Section
from coverage_portal.core import charts, charts_trend, formatting
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.charts_lines import Point
from coverage_portal.core.charts_trend import TrendSpec
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure, FigureKind, Row

ROLES = {ChartRole.COVERED: Role.COVERED, ChartRole.GAP: Role.GAP}


@dataclass(frozen=True)
class Line:
    """A row of a table or chart: its label and note, its figures with their columns' names, its bar, and how it is set
    apart."""

    label: str
    note: str
    cells: tuple[tuple[str, Figure | None], ...]
    drawing: str = ""
    marked: bool = False
    total: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What its numbers are."""
        return tuple(figure for _head, figure in self.cells if figure)


@dataclass(frozen=True)
class Placed:
    """A block with the template that writes it, its drawing and its rows."""

    template: str
    block: Block
    drawing: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def width(self) -> int:
        """How many cells a row of its table has: the label, a bar, the figures, and what opens their workings."""
        table = self.block
        return 2 + table.bars + len(table.breakdown.columns) if isinstance(table, Table) else 0

    @property
    def gap(self) -> str:
        """The name of its column of those not covered yet, which is painted; empty without one."""
        block = self.block
        if isinstance(block, Chart):
            return next((one.name for one in block.series if one.role is ChartRole.GAP), "")
        columns = block.breakdown.columns if isinstance(block, Table) else ()
        return next((column.label for column in columns if column.key == "celah"), "")


@dataclass(frozen=True)
class Sheet:
    """A section with its place among the sheets, from 1."""

    number: int
    section: Section
    blocks: tuple[Placed, ...]

    @property
    def finding(self) -> tuple[Figure, ...]:
        """The figures that its title and leads speak of."""
        said = (self.section.title, *self.section.leads)
        return tuple(figure for sentence in said for figure in sentence.inputs)


def opened(document: Document, figures: Iterable[Figure]) -> tuple[Reference, ...]:
    """How figures came about, each once, to be read where they stand."""
    known, keys = document.references_by_key, dict.fromkeys(figure.key for figure in figures)
    return tuple(known[key] for key in keys if key in known)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """The sections as sheets, in reading order. The one of sources is not among them."""
    return tuple(
        Sheet(number, section, tuple(placed(block, document.language) for block in section.blocks))
        for number, section in enumerate(document.sections, 1)
    )


def placed(block: Block, language: str) -> Placed:
    """A block with what is drawn of it."""
    template = f"briefings/blocks/{type(block).__name__.lower()}.html"
    match block:
        case Waffle():
            return Placed(template, block, _waffle(block))
        case Table():
            return Placed(template, block, lines=_table_lines(block))
        case Chart(kind=ChartKind.LINE):
            return Placed(template, block, _trend(block, language), _chart_lines(block, ()))
        case Chart():
            bars = _stacked(block) if block.kind is ChartKind.STACKED else _columns(block)
            return Placed(template, block, lines=_chart_lines(block, bars))
    return Placed(template, block)


def _waffle(block: Waffle) -> str:
    covered, gap = block.covered.value, block.gap.value
    if covered is None or gap is None or gap < 0:
        return ""
    parts = (Series(Role.COVERED, block.covered.label, (covered,)), Series(Role.GAP, block.gap.label, (gap,)))
    return charts.waffle(ChartSpec(Kind.WAFFLE, block.caption, ("",), parts, block.alt))


def _table_lines(block: Table) -> tuple[Line, ...]:
    breakdown, total = block.breakdown, block.breakdown.total
    bars = _breakdown_bars(block) if block.bars else ("",) * len(breakdown.rows)
    lines = [
        Line(row.label, row.note, _cells(block, row), bar, row.code in breakdown.marked and bool(row.code))
        for row, bar in zip(breakdown.rows, bars, strict=True)
    ]
    if total:
        lines.append(Line(total.label, total.note, _cells(block, total), total=True))
    return tuple(lines)


def _cells(block: Table, row: Row) -> tuple[tuple[str, Figure | None], ...]:
    names = (column.label for column in block.breakdown.columns)
    return tuple(zip(names, row.figures, strict=True))


def _breakdown_bars(block: Table) -> tuple[str, ...]:
    breakdown = block.breakdown
    covered = Series(Role.COVERED, "", tuple(figure.value for figure in breakdown.column("jumlah")))
    series: tuple[Series, ...] = (covered,)
    if breakdown.has("celah"):
        series = (covered, Series(Role.GAP, "", tuple(figure.value for figure in breakdown.column("celah"))))
    names = tuple(row.label for row in breakdown.rows)
    return charts.bar_rows(ChartSpec(Kind.STACKED, block.caption, names, series))


def _stacked(chart: Chart) -> tuple[str, ...]:
    series = tuple(
        Series(ROLES.get(one.role, Role.COVERED), one.name, tuple(_value(figure) for figure in one.figures))
        for one in chart.series
    )
    return charts.bar_rows(ChartSpec(Kind.STACKED, chart.caption, chart.categories, series))


def _columns(chart: Chart) -> tuple[str, ...]:
    """A bar a category: shares on a track that ends at one, counts on the scale of the largest."""
    figures = chart.series[0].figures
    if all(figure is None or figure.kind is FigureKind.SHARE for figure in figures):
        return tuple(charts.share_bar(_value(figure)) for figure in figures)
    return _stacked(chart)


def _chart_lines(chart: Chart, bars: tuple[str, ...]) -> tuple[Line, ...]:
    bars = bars or ("",) * len(chart.categories)
    return tuple(
        Line(category, "", tuple((series.name, series.figures[place]) for series in chart.series), bar)
        for place, (category, bar) in enumerate(zip(chart.categories, bars, strict=True))
    )


def _trend(chart: Chart, language: str) -> str:
    """The line with what lies ahead of it; target and pace begin after the last value, as charts_trend draws them."""
    by_role = {series.role: series for series in chart.series}
    covered = by_role[ChartRole.COVERED].figures
    last = max((i for i, figure in enumerate(covered) if figure and figure.value is not None), default=-1)
    points = tuple(
        _point(label, place > last, {role: one.figures[place] for role, one in by_role.items()}, chart, language)
        for place, label in enumerate(chart.categories)
    )
    axis = charts_trend.axis_of(points)
    shares = any(figure and figure.kind is FigureKind.SHARE for figure in covered)
    write = formatting.percent_tick if shares else formatting.short
    ticks = tuple(write(tick, language) for tick in axis.ticks)
    return charts_trend.trend(TrendSpec(points, axis, ticks, chart.alt))


def _point(label: str, ahead: bool, figures: dict[ChartRole, Figure | None], chart: Chart, language: str) -> Point:
    names = {series.role: series.name for series in chart.series}
    covered = figures[ChartRole.COVERED]
    target, pace = (figures.get(role) if ahead else None for role in (ChartRole.TARGET, ChartRole.PACE))
    return Point(
        label=label,
        value=_value(covered),
        text=shown.short_value_of(covered, language) if covered else "",
        open=bool(covered and covered.estimated),
        target=_value(target),
        target_text=f"{names[ChartRole.TARGET]} {shown.value_of(target, language)}" if target else "",
        expected=_value(pace),
        expected_text=f"{names[ChartRole.PACE]} {shown.value_of(pace, language)}" if pace else "",
    )


def _value(figure: Figure | None) -> Fraction | None:
    return figure.value if figure else None
