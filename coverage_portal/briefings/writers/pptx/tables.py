"""A native table: a header row, hairlines, marked rows tinted, the total set apart; cut between rows. Pure but for
drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from coverage_portal.briefings.writers.office.palette import fill
from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.drawing import (
    Box,
    Paragraph,
    emu,
    said,
    table_frame,
    text_body,
)
from coverage_portal.briefings.writers.pptx.lines import cut, height_of_all
from coverage_portal.briefings.writers.pptx.pieces import Piece

SIDE, ABOVE = 0.08, 0.045
CAPTION_SIZE, FEWEST = 16, 4


@dataclass(frozen=True)
class Row:
    """The cells of a row, each its paragraphs; `ground` tints it, `apart` draws a line above it."""

    cells: tuple[tuple[Paragraph, ...], ...]
    ground: str = ""
    apart: bool = False
    above: float = ABOVE

    def height(self, widths: tuple[float, ...]) -> float:
        """How high it is with columns of these widths."""
        if widths not in self._heights:
            heights = (height_of_all(cell, width - 2 * SIDE) for cell, width in zip(self.cells, widths, strict=True))
            self._heights[widths] = max(heights) + 2 * self.above
        return self._heights[widths]

    @cached_property
    def _heights(self) -> dict[tuple[float, ...], float]:
        return {}

    def cut(self, widths: tuple[float, ...], room: float) -> tuple[Row | None, Row | None]:
        """What of every cell fits into the height, and the rest."""
        halves = [
            _cut_cell(cell, width - 2 * SIDE, room - 2 * self.above)
            for cell, width in zip(self.cells, widths, strict=True)
        ]
        head = replace(self, cells=tuple(half[0] for half in halves))
        tail = replace(self, cells=tuple(half[1] for half in halves), apart=False)
        return (head if any(head.cells) else None), (tail if any(tail.cells) else None)


@dataclass(frozen=True)
class Table:
    """A table under its caption; the header row stands on every slide it reaches."""

    caption: str
    alt: str
    heads: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]

    @property
    def top(self) -> float:
        """The height of caption and header row."""
        return self._caption_height() + self.heads.height(self.widths)

    @property
    def least(self) -> float:
        return self.top + sum(row.height(self.widths) for row in self.rows)

    @property
    def most(self) -> float:
        return self.least

    def _caption_height(self) -> float:
        return height_of_all((self._caption(),), sum(self.widths)) + 0.08 if self.caption else 0

    def _caption(self) -> Paragraph:
        return said(self.caption, CAPTION_SIZE, bold=True)

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        """Between rows, at least four before the cut; a row only by force."""
        left, taken = room - self.top, 0
        for row in self.rows:
            if row.height(self.widths) > left:
                break
            left -= row.height(self.widths)
            taken += 1
        if taken == 0 and force:
            head, tail = self.rows[0].cut(self.widths, left)
            rest = (*((tail,) if tail else ()), *self.rows[1:])
            return self._some((head,) if head else ()), self._some(rest)
        if taken < min(FEWEST, len(self.rows)) and not force:
            return None, self
        if 1 < taken == len(self.rows) - 1:
            taken -= 1
        return self._some(self.rows[:taken]), self._some(self.rows[taken:])

    def _some(self, rows: tuple[Row, ...]) -> Piece | None:
        return replace(self, rows=rows) if rows else None

    def draw(self, canvas: Canvas, box: Box) -> None:
        width, top = sum(self.widths), box.y
        if self.caption:
            canvas.text("Judul tabel", Box(box.x, top, width, self._caption_height()), self._caption())
            top += self._caption_height()
        place = Box(box.x, top, width, self.least - self._caption_height())
        name = self.caption or self.alt
        canvas.add(table_frame(canvas.number(), name, place, self.alt or name, self._xml(canvas.language)))

    def _xml(self, language: str) -> str:
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in self.widths)
        rows = "".join(
            _row_xml(row, self.widths, language, head=place == 0) for place, row in enumerate((self.heads, *self.rows))
        )
        return f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'


def _cut_cell(
    cell: tuple[Paragraph, ...], width: float, room: float
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    kept: list[Paragraph] = []
    for place, paragraph in enumerate(cell):
        height = height_of_all((paragraph,), width)
        if height > room:
            head, tail = cut(paragraph, width, room)
            return (*kept, *((head,) if head else ())), (*((tail,) if tail else ()), *cell[place + 1 :])
        kept.append(paragraph)
        room -= height
    return tuple(kept), ()


def _row_xml(row: Row, widths: tuple[float, ...], language: str, *, head: bool) -> str:
    ground = "tint" if head else row.ground
    edges = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR"))
    above = f'<a:lnT w="12700">{fill("ink-3")}</a:lnT>' if row.apart else '<a:lnT w="0"><a:noFill/></a:lnT>'
    below = f'<a:lnB w="9525">{fill("line")}</a:lnB>'
    margins = f'marL="{emu(SIDE)}" marR="{emu(SIDE)}" marT="{emu(row.above)}" marB="{emu(row.above)}"'
    anchor = "b" if head else "t"
    properties = f'<a:tcPr {margins} anchor="{anchor}">{edges}{above}{below}{fill(ground)}</a:tcPr>'
    cells = "".join(
        f"<a:tc>{text_body(cell, language, '<a:bodyPr/>', 'a:txBody')}{properties}</a:tc>" for cell in row.cells
    )
    return f'<a:tr h="{emu(row.height(widths))}">{cells}</a:tr>'
