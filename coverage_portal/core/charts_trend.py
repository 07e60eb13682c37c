"""Are we on track: values over time, the targets ahead of them, and where the present pace leads. Pure.

A table with every number stands behind the drawing, so only the values the question turns on are written into it:
the first, the last, the last target, and what is expected last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise

from coverage_portal.core import axes, label_places
from coverage_portal.core.axes import Axis
from coverage_portal.core.charts_lines import Frame, Point, alone, image, measured, percent, pixels, text
from coverage_portal.core.label_places import Box, Label, Place

HEIGHT, MARGIN = 300, 34
NARROW, NARROW_FAR, WIDE = 180, 150, 380
"""The least width of the plot: on a screen of 320 pixels, there beside long ticks, and from 36rem, with more labels."""
DOTTED = 13
"""Up to so many periods, every value has its dot."""
BIG, SMALL = 22, 13
LINE_OF_TEXT, LONG_TICK = 18, 5

At = tuple[int, Fraction | int]
"""A position and the value there."""


@dataclass(frozen=True)
class TrendSpec:
    """A trend as data. `ticks` are the axis's values as written; `alt` says in a sentence what is shown.

    Periods after the last value lie ahead. A period before it without a value is a gap.
    """

    points: tuple[Point, ...]
    axis: Axis
    ticks: tuple[str, ...]
    alt: str

    @property
    def targets(self) -> tuple[At, ...]:
        """Every target with its position."""
        return tuple((i, p.target) for i, p in enumerate(self.points) if p.target is not None)

    @property
    def pace(self) -> tuple[At, ...]:
        """What is expected at the present pace after the last value, with its position."""
        last = max(measured(self.points), default=-1)
        return tuple((i, p.expected) for i, p in enumerate(self.points) if p.expected is not None and i > last)

    @property
    def far(self) -> bool:
        """Whether the ticks are so long that the plot begins further right."""
        return any(len(tick) > LONG_TICK for tick in self.ticks)

    @property
    def narrow(self) -> int:
        """The width of the plot on the narrowest screen."""
        return NARROW_FAR if self.far else NARROW

    @property
    def frame(self) -> Frame:
        """Where everything stands."""
        return Frame(self.axis, len(self.points) - 1, MARGIN, HEIGHT - MARGIN)


@dataclass(frozen=True)
class Written:
    """A value written at its point: its class, words, share of the width, and place."""

    name: str
    words: str
    x: Fraction
    place: Place


def axis_of(points: Iterable[Point]) -> Axis:
    """The axis that holds every value, target and expectation."""
    return axes.axis_of(value for p in points for value in (p.value, p.target, p.expected))


def trend(spec: TrendSpec) -> str:
    """The drawing, 300 pixels high and as wide as its place; on screens from 320 pixels up no label covers another.

    It stands in an element of class "plot", by whose width the stylesheet shows more labels and longer words.
    """
    beside = _beside(spec)
    drawn = _ticks(spec) + _periods(spec)
    drawn += "".join(spec.frame.line("l-tgt", *ends) for ends in pairwise(_ahead(spec, spec.targets)))
    drawn += "".join(spec.frame.line("l-proj", *ends) for ends in pairwise(_ahead(spec, spec.pace)))
    drawn += spec.frame.lines(spec.points) + _dots(spec)
    drawn += "".join(text(w.name, w.x, w.place.baseline, w.place.anchor, w.words) for w in written(spec))
    name = "trend" + " ahead" * bool(beside) + " far" * spec.far
    return image(name, HEIGHT, spec.alt, drawn + beside)


def written(spec: TrendSpec) -> tuple[Written, ...]:
    """The values written inside the plot, placed for the narrowest screen; one that finds no room is left out."""
    room = Box(Fraction(-4), Fraction(-8), Fraction(spec.narrow + 4), Fraction(HEIGHT - 24))
    dots = [_pixel(spec, at) for at in (*_values(spec), *spec.targets, *spec.pace[-1:])]
    lines = [p for a, b in _strokes(spec) for p in label_places.trace(_pixel(spec, a), _pixel(spec, b))]
    found: list[Written] = []
    for name, index, label in _wanted(spec):
        place = label_places.place(label, room, [w.place.box for w in found], dots, lines)
        if place and label.text:
            found.append(Written(name, label.text, spec.frame.x(index), place))
    return tuple(found)


def _pixel(spec: TrendSpec, at: At) -> tuple[Fraction, Fraction]:
    """Where a value stands on the narrowest screen."""
    return spec.frame.x(at[0]) * spec.narrow, spec.frame.y(at[1])


def _values(spec: TrendSpec) -> tuple[At, ...]:
    return tuple((i, p.value) for i, p in enumerate(spec.points) if p.value is not None)


def _ahead(spec: TrendSpec, marks: tuple[At, ...]) -> tuple[At, ...]:
    """The last value and the marks after it: the way from here to there."""
    here = _values(spec)[-1:]
    return here + tuple(mark for mark in marks if not here or mark[0] > here[0][0])


def _strokes(spec: TrendSpec) -> Iterator[tuple[At, At]]:
    yield from ((a, b) for a, b in pairwise(_values(spec)) if b[0] == a[0] + 1)
    yield from pairwise(_ahead(spec, spec.targets))
    yield from pairwise(_ahead(spec, spec.pace))


def _wanted(spec: TrendSpec) -> Iterator[tuple[str, int, Label]]:
    """Class, position and label of the values to write, the most important first."""
    values, edge = _values(spec), len(spec.points) - 1
    for index, value in values[-1:]:
        anchors = ("end", "start", "middle") if edge else ("middle",)
        yield "val val-b", index, Label(spec.points[index].text, BIG, _pixel(spec, (index, value)), anchors)
    for index, value in spec.targets[-1:]:
        if index < edge:
            yield "val val-t", index, Label(spec.points[index].target_text, SMALL, _pixel(spec, (index, value)))
    for index, value in spec.pace[-1:]:
        if index < edge:
            yield "val val-p", index, Label(spec.points[index].expected_text, SMALL, _pixel(spec, (index, value)))
    for index, value in values[:-1][:1]:
        label = Label(spec.points[index].text, SMALL, _pixel(spec, (index, value)), ("start", "middle", "end"), False)
        yield "val", index, label


def _ticks(spec: TrendSpec) -> str:
    """The grid and its values, right-aligned before the plot."""
    words = "".join(
        f'<text class="ax" x="-10" y="{pixels(spec.frame.y(value) + 4)}" text-anchor="end">{escape(tick)}</text>'
        for value, tick in zip(spec.axis.ticks, spec.ticks, strict=True)
    )
    return spec.frame.grid(spec.axis.ticks) + words


def _periods(spec: TrendSpec) -> str:
    """The names of the periods below, as many as fit; some only on wider screens, those ahead paler."""
    labels = [point.label for point in spec.points]
    wide = axes.fitting(labels, WIDE)
    every = wide[1] if len(wide) > 1 else 1
    narrow = axes.fitting(labels, spec.narrow, every)
    last = max((index for index, _ in _values(spec)), default=-1)
    drawn = ""
    for i in sorted({*wide, *narrow}):
        name = "ax" + " ax-f" * (i > last) + " ax-w" * (i not in narrow)
        anchor = "middle" if 0 < i < spec.frame.last or not spec.frame.last else "start" if i == 0 else "end"
        drawn += text(name, spec.frame.x(i), HEIGHT - 8, anchor, labels[i])
    return drawn


def _dots(spec: TrendSpec) -> str:
    """A dot for every value, or for those that matter in a long series; an open one where expectation ends; targets."""
    points, known = spec.points, measured(spec.points)
    drawn = ""
    for i, value in _values(spec):
        if len(points) <= DOTTED or i in (known[0], known[-1]) or points[i].open or alone(points, i):
            drawn += spec.frame.dot("dot-open" if points[i].open else "dot", i, value, "6" if i == known[-1] else "4")
    drawn += "".join(spec.frame.dot("dot-open dot-p", i, value, "4") for i, value in spec.pace[-1:])
    for i, value in spec.targets:
        place = f'x="{percent(spec.frame.x(i))}" y="{pixels(spec.frame.y(value) - 5)}"'
        drawn += f'<rect class="m-tgt" {place} width="10" height="10" transform="translate(-5)"/>'
    return drawn


def _beside(spec: TrendSpec) -> str:
    """What is written right of the plot, the higher above the lower. On narrow screens only its number stays."""
    edge = len(spec.points) - 1
    marks = [("val-t", value, spec.points[i].target_text) for i, value in spec.targets if i == edge]
    marks += [("val-p", value, spec.points[i].expected_text) for i, value in spec.pace if i == edge]
    marks = [mark for mark in marks if mark[2]]
    heights = [spec.frame.y(value) for _, value, _ in marks]
    if len(heights) > 1:
        heights = list(label_places.spread(heights[0], heights[1], LINE_OF_TEXT))
    drawn = ""
    for (name, _, words), height in zip(marks, heights, strict=True):
        head, space, number = words.rpartition(" ")
        wordy = f'<tspan class="w">{escape(head + space)}</tspan>' if head else ""
        place = f'x="100%" dx="14" y="{pixels(height + 4)}"'
        drawn += f'<text class="val {name}" {place}>{wordy}{escape(number)}</text>'
    return drawn
