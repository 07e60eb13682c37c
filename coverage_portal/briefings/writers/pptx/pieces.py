"""What stands on slides one below the other: each piece knows how high it is, where it may be cut, and draws itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.drawing import Box, Paragraph, block, frame_of_text, text_body
from coverage_portal.briefings.writers.pptx.frame import GAP
from coverage_portal.briefings.writers.pptx.lines import cut, height_of_all

PADDING = 0.2
RULE = 0.05


class Piece(Protocol):
    """`least` is the height it needs, `most` what it can use; heights are inches."""

    @property
    def least(self) -> float: ...

    @property
    def most(self) -> float: ...

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        """What fits into `room` and the rest. Without `force` only where a reader would cut it."""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it; the box is at least `least` high."""


@dataclass(frozen=True)
class Words:
    """Paragraphs in one box, on a tinted ground when it has one, under a coloured rule when it has one."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    width: float
    ground: str = ""
    rule: str = ""

    @property
    def least(self) -> float:
        return height_of_all(self.paragraphs, self.inner) + self.above + self.padding

    most = least

    @property
    def padding(self) -> float:
        """The room between the ground's edge and the words."""
        return PADDING if self.ground else 0

    @property
    def above(self) -> float:
        """The room over the first line."""
        return self.padding + (RULE + 0.14 if self.rule else 0)

    @property
    def inner(self) -> float:
        """How wide its lines are."""
        return self.width - 2 * self.padding

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        """Between paragraphs, never after one that stays with the next; inside one only by force."""
        left = room - self.above - self.padding
        taken = 0
        for paragraph in self.paragraphs:
            height = height_of_all((paragraph,), self.inner)
            if height > left:
                break
            left -= height
            taken += 1
        while taken and taken < len(self.paragraphs) and self.paragraphs[taken - 1].keep:
            taken -= 1
            left += height_of_all((self.paragraphs[taken],), self.inner)
        if taken == 0 and force:
            return self._cut_first(left)
        return self._some(self.paragraphs[:taken]), self._some(self.paragraphs[taken:])

    def _cut_first(self, left: float) -> tuple[Piece | None, Piece | None]:
        place = next((i for i, paragraph in enumerate(self.paragraphs) if not paragraph.keep), 0)
        left -= height_of_all(self.paragraphs[:place], self.inner)
        head, tail = cut(self.paragraphs[place], self.inner, left)
        before = (*self.paragraphs[:place], *((head,) if head else ()))
        return self._some(before), self._some((*((tail,) if tail else ()), *self.paragraphs[place + 1 :]))

    def _some(self, paragraphs: tuple[Paragraph, ...]) -> Piece | None:
        return replace(self, paragraphs=paragraphs) if paragraphs else None

    def draw(self, canvas: Canvas, box: Box) -> None:
        if self.ground:
            body = text_body(self.paragraphs, canvas.language, frame_of_text(self.padding))
            panel = Box(box.x, box.y, self.width, self.least)
            canvas.add(block(canvas.number(), self.name, panel, self.ground, round_by=0.04, text=body))
            return
        if self.rule:
            canvas.rule(Box(box.x, box.y, self.width, RULE), self.rule)
        canvas.text(self.name, Box(box.x, box.y + self.above, self.width, self.least - self.above), *self.paragraphs)


@dataclass(frozen=True)
class Beside:
    """Pieces side by side, each of its own width; never cut."""

    pieces: tuple[tuple[float, Piece], ...]
    """Where each begins, from the left edge of the row."""

    @property
    def least(self) -> float:
        return max(piece.least for _x, piece in self.pieces)

    @property
    def most(self) -> float:
        return max(piece.most for _x, piece in self.pieces)

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, box: Box) -> None:
        for x, piece in self.pieces:
            height = min(max(piece.least, box.height), piece.most)
            piece.draw(canvas, Box(box.x + x, box.y, box.width - x, height))


@dataclass(frozen=True)
class Stack:
    """Pieces one below the other that stay together; never cut."""

    pieces: tuple[Piece, ...]

    @property
    def least(self) -> float:
        return sum(piece.least for piece in self.pieces) + GAP * (len(self.pieces) - 1)

    @property
    def most(self) -> float:
        return sum(piece.most for piece in self.pieces) + GAP * (len(self.pieces) - 1)

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, box: Box) -> None:
        draw_page(list(self.pieces), canvas, box)


def paged(pieces: list[Piece], room: float) -> list[list[Piece]]:
    """The pieces slide by slide: what does not fit is cut or begins the next slide."""
    pages: list[list[Piece]] = [[]]
    waiting, left = list(pieces), room
    while waiting:
        piece = waiting.pop(0)
        gap = GAP if pages[-1] else 0
        if piece.least <= left - gap + 0.001:
            pages[-1].append(piece)
            left -= piece.least + gap
            continue
        head, tail = piece.split(left - gap, force=not pages[-1])
        if head is None and not pages[-1]:
            head, tail = piece, None
        if head:
            pages[-1].append(head)
        if tail:
            waiting.insert(0, tail)
            pages.append([])
            left = room
        elif head:
            left -= head.least + gap
    return [page for page in pages if page]


def draw_page(pieces: list[Piece], canvas: Canvas, box: Box) -> None:
    """Draw pieces one below the other; those that can use more height share what is free."""
    free = box.height - sum(piece.least for piece in pieces) - GAP * (len(pieces) - 1)
    growing = sum(piece.most > piece.least for piece in pieces)
    top = box.y
    for piece in pieces:
        share = free / growing if growing and piece.most > piece.least else 0
        height = min(piece.least + max(share, 0), piece.most, box.height)
        piece.draw(canvas, Box(box.x, top, box.width, height))
        top += height + GAP
