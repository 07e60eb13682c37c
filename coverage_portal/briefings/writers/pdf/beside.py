"""Bars beside the rows of a table: a chart that lies is drawn in the table that holds its numbers, not twice. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Series, Table
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.writers.pdf.bars import bar, longest
from coverage_portal.coverage.workings import Block

Drawn = list[tuple[str, float, float]]
Parts = tuple[tuple[ChartRole, int], ...]
"""What a bar is made of: what each part means, and the column that holds its numbers."""
OWN = (("jumlah", ChartRole.COVERED), ("celah", ChartRole.GAP))


def chart_of(table: Table, section: Section) -> Chart | None:
    """The chart of the section whose every number stands in the table; None when it has none."""
    charts = (one for one in section.blocks if isinstance(one, Chart) and one.kind is ChartKind.STACKED)
    return next((chart for chart in charts if _parts_of(chart, table.breakdown)), None)


def is_beside(chart: Chart, section: Section) -> bool:
    """Whether a table of the section holds every number of the chart."""
    tables = (one for one in section.blocks if isinstance(one, Table))
    return chart.kind is ChartKind.STACKED and any(_parts_of(chart, table.breakdown) for table in tables)


def parts_of(table: Table, chart: Chart | None) -> Parts:
    """What the bars of a table are made of: its own columns, else those its chart draws; nothing for no bars."""
    breakdown = table.breakdown
    if table.bars:
        return tuple((role, breakdown.index(key)) for key, role in OWN if breakdown.has(key))
    return _parts_of(chart, breakdown) if chart else ()


def bars(breakdown: Block, parts: Parts) -> list[Drawn]:
    """The bar of each row as (paint, start, length), in shares of the longest."""
    rows = [[row.figures[place].value or Fraction(0) for _role, place in parts] for row in breakdown.rows]
    return [_bar([role for role, _place in parts], row, longest(rows)) for row in rows]


def _bar(roles: Sequence[ChartRole], values: Sequence[Fraction], scale: Fraction) -> Drawn:
    return [(role, _share(start), _share(length)) for role, start, length in bar(roles, values, scale)]


def _share(length: Fraction) -> float:
    return float(round(length, 4))


def _parts_of(chart: Chart, breakdown: Block) -> Parts:
    places = [_column(series, breakdown) for series in chart.series]
    found = [(series.role, place) for series, place in zip(chart.series, places, strict=True) if place is not None]
    return tuple(found) if len(found) == len(places) else ()


def _column(series: Series, breakdown: Block) -> int | None:
    """The column that holds every number of a series; None when no single one does."""
    keys = {figure.key for figure in series.figures if figure}
    held = {figure.key: place for row in breakdown.rows for place, figure in enumerate(row.figures)}
    places = {held.get(key) for key in keys}
    return places.pop() if len(places) == 1 else None
