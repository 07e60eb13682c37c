"""Small print in two columns, for what is looked up rather than read: it flows down the left, then down the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.drawing import Box, Paragraph
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.lines import cut, height_of, height_of_all
from coverage_portal.briefings.writers.pptx.pieces import Piece

ALLEY = 0.4
WIDTH = (BREADTH - ALLEY) / 2


@dataclass(frozen=True)
class TwoColumns:
    """Paragraphs; how far the left column reaches is known once they are cut to a slide (`left`)."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    left: int = 0

    @property
    def least(self) -> float:
        if not self.left:
            return height_of_all(self.paragraphs, WIDTH)
        halves = self.paragraphs[: self.left], self.paragraphs[self.left :]
        return max(height_of_all(half, WIDTH) for half in halves)

    @property
    def most(self) -> float:
        return self.least

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        """What fills two columns of that height, and the rest."""
        left, waiting = _filled(self.paragraphs, room)
        right, rest = _filled(waiting, room)
        if not left or not force:
            return None, self
        head = replace(self, paragraphs=(*left, *right), left=len(left))
        return head, TwoColumns(self.name, rest) if rest else None

    def draw(self, canvas: Canvas, box: Box) -> None:
        middle = self.left or len(self.paragraphs)
        for x, half in ((box.x, self.paragraphs[:middle]), (box.x + WIDTH + ALLEY, self.paragraphs[middle:])):
            if half:
                canvas.text(self.name, Box(x, box.y, WIDTH, height_of_all(half, WIDTH)), *half)


def _filled(paragraphs: tuple[Paragraph, ...], room: float) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """What of the paragraphs fits into a column of that height, and the rest; one is cut only if it is higher."""
    for place, paragraph in enumerate(paragraphs):
        height = height_of(paragraph, WIDTH)
        if height > room and place:
            return paragraphs[:place], paragraphs[place:]
        if height > room:
            head, tail = cut(paragraph, WIDTH, room)
            return ((head,) if head else ()), (*((tail,) if tail else ()), *paragraphs[1:])
        room -= height
    return paragraphs, ()
