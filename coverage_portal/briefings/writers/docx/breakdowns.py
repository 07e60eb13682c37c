"""A breakdown of the answer as a table of the letter."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Table
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.docx.markup import (
    BREADTH,
    SPACE,
    TWIPS_AN_INCH,
    Cell,
    Row,
    paragraph,
    run,
    table,
)
from coverage_portal.briefings.writers.office.bars import GAP_COLUMN
from coverage_portal.briefings.writers.office.widths import spread, width_of
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Row as BreakdownRow

SIZE, HEAD_SIZE, SIDES = 9.5, 9, 11
LABEL_ROOM, COLUMN = 4000, 1500
KEPT = 3
"""So many rows stay with the header: no page ends with a header alone."""


def breakdown(block: Table, document: Document) -> list[str]:
    """The table under its caption, and what must be read with it."""
    kept = block.breakdown
    rows = [*kept.rows, *((kept.total,) if kept.total else ())]
    heads = tuple(
        Cell(paragraph("TableHead", run(head), align="right" if place else ""))
        for place, head in enumerate((block.head, *(column.label for column in kept.columns)))
    )
    made = tuple(_row(row, block, document, keep=place < KEPT) for place, row in enumerate(rows[:-1]))
    made += tuple(_row(row, block, document, keep=False) for row in rows[-1:])
    notes = (*kept.caveats, *((kept.method,) if kept.method else ()))
    below = [paragraph("Note", run(note)) for note in notes] or [SPACE]
    caption = [paragraph("Caption", run(block.caption))] if block.caption else []
    widths = _widths(block, rows, document)
    return [*caption, table("Breakdown", widths, (Row(heads, header=True), *made), block.caption), *below]


def _row(row: BreakdownRow, block: Table, document: Document, *, keep: bool) -> Row:
    total = row is block.breakdown.total
    gap = block.breakdown.index(GAP_COLUMN)
    marked = bool(row.code) and row.code in block.breakdown.marked
    ground = "amber-100" if marked else ""
    edges = (("top", "ink-3", 8),) if total else ()
    label = paragraph("TableText", run(row.label, bold=True), keep=keep)
    if row.note:
        label += paragraph("TableText", run(row.note, colour="ink-3", size=8.5))
    numbers = (
        paragraph(
            "TableText",
            run(
                shown.value_of(figure, document.language),
                bold=total or place == gap,
                colour="amber-800" if place == gap else "",
            ),
            align="right",
        )
        for place, figure in enumerate(row.figures)
    )
    return Row(tuple(Cell(inside, ground, edges) for inside in (label, *numbers)))


def _widths(block: Table, rows: list[BreakdownRow], document: Document) -> tuple[int, ...]:
    labels = [_wide(row.label, SIZE) for row in rows]
    natural = [min(max([*labels, _wide(block.head, HEAD_SIZE)]), LABEL_ROOM)]
    for place, column in enumerate(block.breakdown.columns):
        numbers = [_wide(shown.value_of(row.figures[place], document.language), SIZE) for row in rows]
        words = [_wide(word, HEAD_SIZE) for word in column.label.split()]
        natural.append(max([*numbers, *words, 0.0]))
    roomy = [natural[0], *(max(one, COLUMN) for one in natural[1:])]
    widths = spread(roomy if sum(roomy) <= BREADTH else natural, BREADTH, (0,))
    return tuple(int(width) for width in widths)


def _wide(text: str, size: float) -> float:
    return width_of(text, size, bold=True) * 1.04 * TWIPS_AN_INCH / 72 + 2 * 70 + SIDES
