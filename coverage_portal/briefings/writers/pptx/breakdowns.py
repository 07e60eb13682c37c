"""A breakdown of the answer on a slide: a native table, and its bars as a native chart."""

from __future__ import annotations

from dataclasses import replace

from coverage_portal.briefings.blocks import Table as TableBlock
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.office.bars import GAP_COLUMN
from coverage_portal.briefings.writers.office.widths import spread, width_of
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH, GAP
from coverage_portal.briefings.writers.pptx.lines import LENIENCE, POINTS
from coverage_portal.briefings.writers.pptx.pieces import Beside, Piece, Stack, Words
from coverage_portal.briefings.writers.pptx.tables import ABOVE, SIDE, Row, Table
from coverage_portal.briefings.writers.pptx.texts import words_row
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Row as BreakdownRow

LABEL_ROOM, NOTE_ROOM, COLUMN, TIGHT = 3.6, 3.2, 1.9, 0.028
HALF, LEAST_LABEL, ASIDE = 5.8, 2.4, 2.6
SIZES = (16, 14, 12)


def breakdown(block: TableBlock, document: Document, room: float) -> list[Piece]:
    """The table, in the larger type when it fits on one slide so, and what must be read with it."""
    below = _notes(block, BREADTH)
    needed = sum(piece.least + GAP for piece in below)
    tables = (_table(block, document, size, BREADTH) for size in SIZES)
    table: Piece | None = next((made for made in tables if made.least + needed <= room), None)
    if table is None and (whole := _two_halves(block, document, room) or _notes_beside(block, document, room)):
        return [whole]
    return [table or _table(block, document, SIZES[-1], BREADTH), *below]


def _notes_beside(block: TableBlock, document: Document, room: float) -> Piece | None:
    """The table with its notes at its right; None when they would still not fit on one slide."""
    notes = _notes(block, ASIDE)
    table = _table(block, document, SIZES[-1], BREADTH - ASIDE - GAP)
    made = Beside(((0, table), *((BREADTH - ASIDE, note) for note in notes)))
    return made if notes and made.least <= room else None


def _two_halves(block: TableBlock, document: Document, room: float) -> Piece | None:
    """A table that is too high as two side by side, the second with the total; None when that does not fit either."""
    numbers = _natural(block, document, SIZES[-1])[1:]
    if HALF - sum(numbers) < LEAST_LABEL:
        return None
    widths = (HALF - sum(numbers), *numbers)
    whole = replace(_table(replace(block, caption=""), document, SIZES[-1], HALF), widths=widths)
    heights = [row.height(whole.widths) for row in whole.rows]
    middle = min(range(len(heights)), key=lambda n: max(sum(heights[:n]), sum(heights[n:])), default=0)
    left, right = (replace(whole, rows=rows) for rows in (whole.rows[:middle], whole.rows[middle:]))
    if not (left.rows and right.rows):
        return None
    made = Beside(((0, replace(left, alt=block.caption)), (BREADTH - HALF, replace(right, alt=block.caption))))
    head = (Words("Judul tabel", (said(block.caption, 16, bold=True, keep=True),), BREADTH),) if block.caption else ()
    found = Stack((*head, made, *_notes(block, BREADTH)))
    return found if found.least <= room else None


def half_breakdown(block: TableBlock, document: Document, width: float, room: float) -> Piece | None:
    """The table in half a slide's width, with its notes; None when it does not fit so."""
    for size in SIZES[1:]:
        if sum(_natural(block, document, size)) <= width:
            made = Stack((_table(block, document, size, width), *_notes(block, width)))
            if made.least <= room:
                return made
    return None


def _notes(block: TableBlock, width: float) -> list[Piece]:
    notes = (*block.breakdown.caveats, *((block.breakdown.method,) if block.breakdown.method else ()))
    return [Words("Catatan tabel", tuple(said(note, 12, "ink-3") for note in notes), width)] if notes else []


def _table(block: TableBlock, document: Document, size: int, width: float) -> Table:
    kept = block.breakdown
    natural = _natural(block, document, size)
    column = min(COLUMN, (width - natural[0] - 0.8) / max(len(natural) - 1, 1))
    roomy = [natural[0] + 0.8, *(max(one, column) for one in natural[1:])]
    widths = spread(roomy if sum(roomy) <= width + 0.01 else natural, min(sum(roomy), width), (0,))
    heads = words_row((block.head, *(column.label for column in kept.columns)), frozenset(range(1, len(natural))))
    made = tuple(_row(row, block, document, size) for row in (*kept.rows, *((kept.total,) if kept.total else ())))
    return Table(block.caption, block.caption, heads, made, widths)


def _natural(block: TableBlock, document: Document, size: int) -> list[float]:
    """How wide each column would be if nothing in it were broken over lines."""
    kept = block.breakdown
    rows = [*kept.rows, *((kept.total,) if kept.total else ())]
    labels = [_width(row.label, size) for row in rows]
    notes = [min(_width(row.note, 12), NOTE_ROOM) for row in rows if row.note]
    natural = [min(max([*labels, *notes, _width(block.head, 12)]), LABEL_ROOM)]
    for place, column in enumerate(kept.columns):
        numbers = [_width(shown.value_of(row.figures[place], document.language), size) for row in rows]
        words = [_width(word, 12) for word in column.label.split()]
        natural.append(max([*numbers, *words, min(_width(column.label, 12), 1.3)]))
    return natural


def _row(row: BreakdownRow, block: TableBlock, document: Document, size: int) -> Row:
    total = row is block.breakdown.total
    gap = block.breakdown.index(GAP_COLUMN)
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
    return Row((label, *cells), "amber-100" if marked else "", apart=total, above=TIGHT if size == 12 else ABOVE)


def _width(text: str, size: float) -> float:
    return width_of(text, size, bold=True) * LENIENCE / POINTS + 2 * SIDE + 0.02
