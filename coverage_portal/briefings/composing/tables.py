"""Breakdowns of the answer as tables and charts: trimmed to what is worth printing."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, Series
from coverage_portal.coverage.templatetags.workings import listed
from coverage_portal.coverage.workings import Block, Figure, Row


def trimmed(block: Block, columns: tuple[str, ...], labels: dict[str, str] | None = None) -> Block:
    """The block with those of `columns` that it has, in their order, under its own labels or those given."""
    places = [block.index(column) for column in columns if block.has(column)]
    kept, own = [block.columns[place] for place in places], labels or {}
    named = [replace(column, label=own.get(column.key, column.label)) for column in kept]
    rows = tuple(_row(row, places) for row in block.rows)
    total = _row(block.total, places) if block.total else None
    return replace(block, columns=tuple(named), rows=rows, total=total, highlights=())


def filled(block: Block) -> Block:
    """The block without the columns in which nothing is known of any row."""
    keys = [
        column.key
        for column in block.columns
        if any(figure.value is not None or figure.withheld for figure in block.column(column.key))
    ]
    return trimmed(block, tuple(keys))


def complete(block: Block) -> Block:
    """The block without the rows in which a number is missing, which a caveat then names: a table of a briefing has no
    holes."""
    whole = [row for row in block.rows if all(figure.value is not None or figure.withheld for figure in row.figures)]
    gone = [row.label for row in block.rows if row not in whole]
    if not gone:
        return block
    said = _("Tidak ditampilkan karena sebagian angkanya tidak ada: %(rows)s.") % {"rows": listed(tuple(gone))}
    return replace(block, rows=tuple(whole), caveats=(*block.caveats, said))


def _row(row: Row, places: list[int]) -> Row:
    return replace(row, figures=tuple(row.figures[place] for place in places))


def by(block: Block, row: Row) -> dict[str, Figure]:
    """The figures of a row by the keys of their columns."""
    return {column.key: figure for column, figure in zip(block.columns, row.figures, strict=True)}


def told(figures: tuple[Figure, ...]) -> tuple[Figure | None, ...]:
    """The figures a chart can draw; None where one is missing or withheld."""
    return tuple(figure if figure.value is not None else None for figure in figures)


def stacked(
    block: Block, key: str, caption: str, parts: dict[ChartRole, tuple[str, str]], alt: str, note: str = ""
) -> Chart:
    """Bars that lie, a row each, of the columns that `parts` gives a meaning and a name."""
    series = tuple(Series(role, name, told(block.column(column))) for role, (column, name) in parts.items())
    return Chart(key, ChartKind.STACKED, caption, tuple(row.label for row in block.rows), series, alt, note)
