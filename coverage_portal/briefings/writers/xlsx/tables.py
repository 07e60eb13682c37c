"""Tables of a briefing as sheets: breakdowns with live formulas, grids of words and figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from coverage_portal.briefings.blocks import Annex, Grid, Table
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.writers.xlsx.ledger import Ledger, near_of
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Content, Line, Numeral, Sheet
from coverage_portal.coverage.files.sheets import Head
from coverage_portal.coverage.workings import Block, Column, Figure, Provenance, Row, Source

LABEL, NUMBER, NOTE = 34, 15, 44
"""Widths of columns in characters."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def table_sheet(document: Document, ledger: Ledger, section: Section, table: Table, name: str) -> Sheet:
    """A breakdown: a row each, its figures as formulas, the total as sums, notes and reasons in the last column."""
    block = table.breakdown
    heads = (Head(table.head, LABEL), *(Head(column.label, NUMBER) for column in block.columns))
    lines = [_line(block, row, at, ledger, name) for at, row in enumerate(block.rows, start=FIRST_ROW)]
    if block.total:
        lines.append(_total(block, block.total, FIRST_ROW + len(lines), ledger, name))
    notes = [note_of(block.columns, row) for row in _rows(block)]
    if any(notes):
        heads = (*heads, Head(document.word("note"), NOTE))
        lines = [Line((*line.cells, note), line.total, line.marked) for line, note in zip(lines, notes, strict=True)]
    return Sheet(
        name,
        table.caption,
        heads,
        tuple(lines),
        subtitle=section.title.text,
        illustrative=section.illustrative or is_illustrative(block.figures()),
        foot=(*block.caveats, *((f"{document.word('method')}: {block.method}",) if block.method else ())),
        bars=block.index("celah") + 1 if table.bars and block.has("celah") else None,
    )


def grid_sheet(document: Document, ledger: Ledger, section: Section, grid: Grid, name: str) -> Sheet:
    """A table of words and figures."""
    lines = []
    for at, row in enumerate(grid.rows, start=FIRST_ROW):
        near = near_of(((place, cell) for place, cell in enumerate(row) if isinstance(cell, Figure)), at)
        lines.append(Line(tuple(_content(ledger, cell, (name, at, place), near) for place, cell in enumerate(row))))
    figures = [cell for row in grid.rows for cell in row if isinstance(cell, Figure)]
    heads = tuple(Head(text, _width(row[place] for row in grid.rows)) for place, text in enumerate(grid.heads))
    marked = section.illustrative or is_illustrative(figures)
    return Sheet(name, grid.caption, heads, tuple(lines), subtitle=section.title.text, illustrative=marked)


def annex_sheet(ledger: Ledger, annex: Annex, name: str) -> Sheet:
    """A table too long for paper. Its numbers stand here and nowhere else, so they are no formulas."""
    lines = tuple(
        Line(tuple(_content(ledger, cell, (name, at, place)) for place, cell in enumerate(row)))
        for at, row in enumerate(annex.rows, start=FIRST_ROW)
    )
    words = next((sum(isinstance(cell, str) for cell in row) for row in annex.rows), 0)
    heads = tuple(Head(text, LABEL if place < words else NUMBER) for place, text in enumerate(annex.heads))
    marked = is_illustrative(annex.figures())
    return Sheet(name, annex.caption, heads, lines, illustrative=marked, foot=annex.notes)


def _content(
    ledger: Ledger, cell: str | Figure, at: tuple[str, int, int], near: Mapping[Source, str] | None = None
) -> Content:
    return ledger.cell(cell, at, near) if isinstance(cell, Figure) else label_of(cell)


def label_of(text: str) -> Content:
    """What a row is called; a year is a number."""
    return Numeral(int(text)) if _YEAR.fullmatch(text) else text


def note_of(columns: tuple[Column, ...], row: Row) -> str:
    """A row's note, and why figures of it are missing: "Cakupan: Belum ada angka angkatan kerja." """
    missing: dict[str, list[str]] = {}
    for column, figure in zip(columns, row.figures, strict=True):
        if figure.missing:
            missing.setdefault(figure.missing, []).append(column.label)
    reasons = (f"{', '.join(labels)}: {reason}" for reason, labels in missing.items())
    return " ".join(text for text in (row.note, *reasons) if text)


def is_illustrative(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures rests on sample data."""
    return any(figure.provenance is Provenance.ILLUSTRATIVE for figure in figures)


def _rows(block: Block) -> Iterator[Row]:
    yield from block.rows
    if block.total:
        yield block.total


def _line(block: Block, row: Row, at: int, ledger: Ledger, name: str) -> Line:
    near = near_of(enumerate(row.figures, start=1), at)
    cells = (ledger.cell(figure, (name, at, place), near) for place, figure in enumerate(row.figures, start=1))
    return Line((label_of(row.label), *cells), marked=bool(row.code) and row.code in block.marked)


def _total(block: Block, row: Row, at: int, ledger: Ledger, name: str) -> Line:
    near = near_of(enumerate(row.figures, start=1), at)
    cells = []
    for place, (column, figure) in enumerate(zip(block.columns, row.figures, strict=True), start=1):
        parts = block.column(column.key) if column.additive else ()
        cells.append(ledger.total(figure, (name, at, place), parts, near))
    return Line((row.label, *cells), total=True)


def _width(cells: Iterable[object]) -> int:
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return max(NUMBER, min(longest + 3, NOTE))
