"""Lines over time as SVGs: what every line chart draws alike, and the small line beside a number. Pure.

Positions are in percent of the width and heights in pixels, so one drawing fits every screen and its text never scales.
A missing value is a gap: no line is drawn across it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from html import escape
from itertools import pairwise

from coverage_portal.core.axes import Axis
from coverage_portal.core.charts import Value, width_of

SPARK_HEIGHT = 92


@dataclass(frozen=True)
class Point:
    """One period of a line. `label` names it ("2023"), `text` is its value as written ("61,8%").

    `open`: the value rests on a derived or estimated denominator, or on one of another vintage than its neighbours.
    `target` and `expected` (at the present pace) are what may stand at the period too, each as it is written.
    """

    label: str
    value: Value = None
    text: str = ""
    open: bool = False
    target: Value = None
    target_text: str = ""
    expected: Value = None
    expected_text: str = ""


@dataclass(frozen=True)
class SparkSpec:
    """A small line as data. Charts that are compared share one `axis`; `alt` says in a sentence what is shown."""

    points: tuple[Point, ...]
    axis: Axis
    alt: str


class Mark(StrEnum):
    """What a key explains: the line of values, an uncertain value, a target, the present pace drawn on."""

    LINE = "line"
    OPEN = "open"
    TARGET = "target"
    PACE = "pace"


KEYS = {
    Mark.LINE: '<line class="l-cov" x1="1" x2="15" y1="8" y2="8"/>',
    Mark.OPEN: '<circle class="dot-open" cx="8" cy="8" r="4"/>',
    Mark.TARGET: '<rect class="m-tgt" x="3" y="3" width="10" height="10"/>',
    Mark.PACE: '<line class="l-proj" x1="1" x2="15" y1="8" y2="8"/>',
}


@dataclass(frozen=True)
class Frame:
    """Where a period and a value stand: a share of the width, and pixels from the top."""

    axis: Axis
    last: int
    top: int
    bottom: int

    def x(self, index: int) -> Fraction:
        """The share of the width; one period alone stands in the middle."""
        return Fraction(index, self.last) if self.last else Fraction(1, 2)

    def y(self, value: Fraction | int) -> Fraction:
        """Pixels from the top edge of the drawing."""
        height = (value - self.axis.start) / (self.axis.end - self.axis.start)
        return self.bottom - (self.bottom - self.top) * height

    def line(self, name: str, start: tuple[int, Fraction | int], end: tuple[int, Fraction | int]) -> str:
        """A straight line of class `name` between two (index, value)."""
        (i, v), (j, w) = start, end
        x1, x2, y1, y2 = percent(self.x(i)), percent(self.x(j)), pixels(self.y(v)), pixels(self.y(w))
        return f'<line class="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'

    def dot(self, name: str, index: int, value: Fraction | int, radius: str) -> str:
        """A circle at a value."""
        return f'<circle class="{name}" cx="{percent(self.x(index))}" cy="{pixels(self.y(value))}" r="{radius}"/>'

    def grid(self, values: Iterable[Fraction]) -> str:
        """Horizontal lines across the whole width."""
        return "".join(
            f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>' for y in (pixels(self.y(v)) for v in values)
        )

    def lines(self, points: tuple[Point, ...]) -> str:
        """The line through the values, broken where one is missing and thin beside an open one."""
        return "".join(
            self.line("l-cov l-thin" if a.open or b.open else "l-cov", (i, a.value), (i + 1, b.value))
            for i, (a, b) in enumerate(pairwise(points))
            if a.value is not None and b.value is not None
        )


def spark(spec: SparkSpec) -> str:
    """A small line with its first and last dot, the first value and the outer periods; a late start is an open dot."""
    points = spec.points
    frame = Frame(spec.axis, len(points) - 1, 18, SPARK_HEIGHT - 20)
    middle = (spec.axis.start + spec.axis.end) / 2
    drawn = frame.grid((spec.axis.start, middle, spec.axis.end)) + frame.lines(points)
    known = measured(points)
    for i in known:
        if i in (known[0], known[-1]) or points[i].open or alone(points, i):
            late = i == known[0] and i > 0
            name = "dot-open" if late or points[i].open else "dot"
            drawn += frame.dot(name, i, points[i].value or 0, "4.5" if i == known[-1] else "3.5")
    if len(known) > 1:
        drawn += _first_value(points[known[0]], known[0], frame)
    if points:
        drawn += "".join(text("ax", end, SPARK_HEIGHT - 2, anchor, label) for end, anchor, label in _ends(points))
    return image("spark", SPARK_HEIGHT, spec.alt, drawn)


def key(mark: Mark) -> str:
    """The key of a mark, as small as a swatch."""
    return f'<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{KEYS[mark]}</svg>'


def measured(points: tuple[Point, ...]) -> tuple[int, ...]:
    """The positions that have a value."""
    return tuple(i for i, point in enumerate(points) if point.value is not None)


def alone(points: tuple[Point, ...], index: int) -> bool:
    """Whether no line reaches this value, so that only its dot shows it."""
    beside = (points[i].value for i in (index - 1, index + 1) if 0 <= i < len(points))
    return all(value is None for value in beside)


def image(name: str, height: int, alt: str, drawn: str) -> str:
    """A drawing as wide as its place, which screen readers hear as the sentence `alt`."""
    label = escape(alt, quote=True)
    return f'<svg class="{name}" width="100%" height="{height}" role="img" aria-label="{label}">{drawn}</svg>'


def text(name: str, x: Fraction, y: Fraction | int, anchor: str, words: str) -> str:
    """Words at a share of the width and a baseline in pixels."""
    place = f'x="{percent(x)}" y="{pixels(Fraction(y))}" text-anchor="{anchor}"'
    return f'<text class="{name}" {place}>{escape(words)}</text>'


def percent(share: Fraction) -> str:
    """A position as an attribute: 52.63%."""
    return width_of(share, Fraction(1))


def pixels(length: Fraction) -> str:
    """A length as an attribute, to the tenth: 121.4."""
    return f"{float(round(length, 1)):g}"


def _first_value(first: Point, index: int, frame: Frame) -> str:
    anchor = "end" if frame.x(index) > Fraction(1, 2) else "start"
    return text("ax", frame.x(index), frame.y(first.value or 0) - 9, anchor, first.text)


def _ends(points: tuple[Point, ...]) -> tuple[tuple[Fraction, str, str], ...]:
    if len(points) == 1:
        return ((Fraction(1, 2), "middle", points[0].label),)
    return (Fraction(0), "start", points[0].label), (Fraction(1), "end", points[-1].label)
