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
    """Paragraphs; `left` is how many stand in the left column, 0 for half of their height."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    left: int = 0

    @property
    def least(self) -> float:
        return max(height_of_all(half, WIDTH) for half in self._columns)

    @property
    def _columns(self) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        middle = self.left or _half(self.paragraphs)
        return self.paragraphs[:middle], self.paragraphs[middle:]

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
        for x, half in zip((box.x, box.x + WIDTH + ALLEY), self._columns, strict=True):
            if half:
                canvas.text(self.name, Box(x, box.y, WIDTH, height_of_all(half, WIDTH)), *half)


def _half(paragraphs: tuple[Paragraph, ...]) -> int:
    """How many of them are about half of the height."""
    heights = [height_of(paragraph, WIDTH) for paragraph in paragraphs]
    return next((n for n in range(1, len(heights)) if 2 * sum(heights[:n]) >= sum(heights)), len(heights))


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
