"""Where the labels of a line chart stand, so that none covers another on the narrowest screen. Pure.

Points lie at shares of the width and only move apart on wider screens, so what is free at the narrowest stays free.
Text is not measured here: a character is taken as 0.64 of the font size, which is wide for digits of the font used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

CHARACTER = Fraction(64, 100)
ASCENT = Fraction(3, 4)
AWAY = 13
"""Pixels between a point and its label."""
DOT_WEIGHT = 4

Anchor = str
Point = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def within(self, other: Box) -> bool:
        """Whether no part stands out of the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True)
class Label:
    """A text of `size` pixels for a point, and where it would like to stand, best first."""

    text: str
    size: int
    point: Point
    anchors: tuple[Anchor, ...] = ("end", "start", "middle")
    above_first: bool = True


@dataclass(frozen=True)
class Place:
    """Where a text stands: its anchor, its baseline, and the area it takes at the narrowest width."""

    anchor: Anchor
    baseline: Fraction
    box: Box


def place(label: Label, room: Box, taken: Sequence[Box], dots: Sequence[Point], lines: Sequence[Point]) -> Place | None:
    """The place inside `room` that no taken box meets and that covers the fewest dots and lines; None if there is none.

    Of equally good places the first the label asks for wins. `lines` are points along the lines, close together.
    """
    free = [p for p in _places(label) if p.box.within(room) and not any(p.box.meets(box) for box in taken)]
    return min(free, key=lambda p: _covered(p.box, dots, lines), default=None)


def trace(start: Point, end: Point, pieces: int = 12) -> tuple[Point, ...]:
    """Points along a line, its ends included."""
    steps = [Fraction(i, pieces) for i in range(pieces + 1)]
    return tuple((start[0] + (end[0] - start[0]) * s, start[1] + (end[1] - start[1]) * s) for s in steps)


def spread(first: Fraction, second: Fraction, least: int) -> tuple[Fraction, Fraction]:
    """Two heights moved apart alike until `least` pixels lie between; the first stays above when they are equal."""
    lacking = least - abs(second - first)
    if lacking <= 0:
        return first, second
    move = lacking / 2 if first <= second else -lacking / 2
    return first - move, second + move


def _places(label: Label) -> Iterable[Place]:
    x, y = label.point
    width, height = len(label.text) * label.size * CHARACTER, label.size * ASCENT
    heights = (y - AWAY, y + AWAY + height)
    for baseline, anchor in product(heights if label.above_first else heights[::-1], label.anchors):
        left = x - {"start": Fraction(0), "middle": width / 2, "end": width}[anchor]
        yield Place(anchor, baseline, Box(left, baseline - height, left + width, baseline))


def _covered(box: Box, dots: Iterable[Point], lines: Iterable[Point]) -> int:
    return DOT_WEIGHT * sum(map(box.holds, dots)) + sum(map(box.holds, lines))
