"""A breakdown of the answer on a slide: a native table, and its bars as a native chart."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Table as TableBlock
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.office.bars import GAP
from coverage_portal.briefings.writers.office.widths import spread, width_of
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.lines import LENIENCE, POINTS
from coverage_portal.briefings.writers.pptx.pieces import Piece, Words
from coverage_portal.briefings.writers.pptx.tables import SIDE, Row, Table
from coverage_portal.briefings.writers.pptx.texts import words_row
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure
from coverage_portal.coverage.workings import Row as BreakdownRow

LABEL_ROOM, COLUMN = 3.6, 1.9


def breakdown(block: TableBlock, document: Document, room: float) -> list[Piece]:
    """The table, in the larger type when it fits on one slide so, and what must be read with it."""
    notes = (*block.breakdown.caveats, *((block.breakdown.method,) if block.breakdown.method else ()))
    small = tuple(said(note, 12, "ink-3") for note in notes)
    below: list[Piece] = [Words("Catatan tabel", small, BREADTH)] if small else []
    needed = sum(piece.least + 0.3 for piece in below)
    table = next(
        (made for made in (_table(block, document, size) for size in (16, 14)) if made.least + needed <= room),
        _table(block, document, 12),
    )
    return [table, *below]


def _table(block: TableBlock, document: Document, size: int) -> Table:
    kept = block.breakdown
    texts = {id(figure): shown.value_of(figure, document.language) for figure in _shown(block)}
    rows = [*kept.rows, *((kept.total,) if kept.total else ())]
    labels = max((_width(row.label, size) for row in rows), default=1.0)
    natural = [min(max(labels, _width(block.head, 12)), LABEL_ROOM)]
    for place, column in enumerate(kept.columns):
        numbers = [_width(texts[id(row.figures[place])], size) for row in rows]
        words = [_width(word, 12) for word in column.label.split()]
        natural.append(max([*numbers, *words, min(_width(column.label, 12), 1.6)]))
    roomy = [natural[0] + 0.8, *(max(one, COLUMN) for one in natural[1:])]
    widths = spread(roomy if sum(roomy) <= BREADTH else natural, min(sum(roomy), BREADTH), (0,))
    heads = words_row((block.head, *(column.label for column in kept.columns)), frozenset(range(1, len(natural))))
    made = tuple(_row(row, block, document, size) for row in rows)
    return Table(block.caption, block.caption, heads, made, widths)


def _shown(block: TableBlock) -> list[Figure]:
    kept = block.breakdown
    return [figure for row in (*kept.rows, *((kept.total,) if kept.total else ())) for figure in row.figures]


def _row(row: BreakdownRow, block: TableBlock, document: Document, size: int) -> Row:
    total = row is block.breakdown.total
    gap = block.breakdown.index(GAP)
    label: tuple[Paragraph, ...] = (said(row.label, size, bold=True),)
    if row.note:
        label += (said(row.note, 12, "ink-3"),)
    cells = tuple(
        (
            said(
                shown.value_of(figure, document.language),
                size,
                "amber-800" if place == gap else "ink",
                bold=total or place == gap,
                align="r",
            ),
        )
        for place, figure in enumerate(row.figures)
    )
    marked = bool(row.code) and row.code in block.breakdown.marked
    return Row((label, *cells), "amber-100" if marked else "", apart=total)


def _width(text: str, size: float) -> float:
    return width_of(text, size, bold=True) * LENIENCE / POINTS + 2 * SIDE + 0.02
