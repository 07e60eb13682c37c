"""Values over time with the targets ahead of them and where the pace leads, as a drawing. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from coverage_portal.briefings.blocks import Chart, ChartRole, Series
from coverage_portal.briefings.writers.pdf.canvas import WIDTH, Length, Shape, box, dot, drawing, line, text
from coverage_portal.core import axes, formatting, label_places
from coverage_portal.core.axes import Axis
from coverage_portal.core.label_places import Box, Label
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure, FigureKind

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 40, 386, 22, 160, 180
BESIDE, LINE_OF_TEXT = 12, 12
SIZES = {"big": 16, "small": 8}
AHEAD = (ChartRole.TARGET, ChartRole.PACE)

At = tuple[int, Fraction]
"""A period and the value there."""


@dataclass(frozen=True)
class Frame:
    """Where a period and a value stand, in points."""

    axis: Axis
    last: int

    def point(self, at: At) -> tuple[Fraction, Fraction]:
        """The point of a value."""
        share = Fraction(at[0], self.last) if self.last else Fraction(1, 2)
        height = (at[1] - self.axis.start) / (self.axis.end - self.axis.start)
        return LEFT + share * (RIGHT - LEFT), BOTTOM - height * (BOTTOM - TOP)


@dataclass(frozen=True)
class Written:
    """A number to be written at its point: its style, its words, how large, and whether beside the plot."""

    style: str
    words: str
    size: str
    at: At


def lines(chart: Chart, language: str) -> dict[str, object]:
    """The chart as lines: known values solid, targets with squares, the pace dotted and open at its end."""
    known = {series.role: _known(series) for series in chart.series}
    axis = axes.axis_of(value for values in known.values() for _place, value in values)
    frame = Frame(axis, len(chart.categories) - 1)
    shapes = [*_grid(chart, frame, language), *_periods(chart, frame, known)]
    for series in sorted(chart.series, key=lambda one: one.role not in AHEAD):
        shapes += _strokes(series, frame)
    shapes += _dots(known, frame)
    shapes += _words(chart, frame, known, language)
    return drawing(HEIGHT, chart.alt, shapes)


def _known(series: Series) -> tuple[At, ...]:
    figures = enumerate(series.figures)
    return tuple((i, figure.value) for i, figure in figures if figure is not None and figure.value is not None)


def _grid(chart: Chart, frame: Frame, language: str) -> Iterator[Shape]:
    figures = [figure for series in chart.series for figure in series.figures if figure]
    shares = all(figure.kind is FigureKind.SHARE for figure in figures)
    write = formatting.percent_tick if shares else formatting.short
    for tick in frame.axis.ticks:
        y = frame.point((0, tick))[1]
        yield line("hair", LEFT, y, RIGHT, y)
        yield text("axis", LEFT - 8, y + 3, write(tick, language), "end")


def _periods(chart: Chart, frame: Frame, known: dict[ChartRole, tuple[At, ...]]) -> Iterator[Shape]:
    """The names of the periods, as many as fit; those without a known value paler."""
    here = max((place for place, _value in known.get(ChartRole.COVERED, ())), default=-1)
    for place in axes.fitting(chart.categories, (RIGHT - LEFT) * 4 // 3):
        style = "axis-ahead" if place > here else "axis"
        yield text(style, frame.point((place, frame.axis.start))[0], HEIGHT - 4, chart.categories[place], "middle")


def _strokes(series: Series, frame: Frame) -> Iterator[Shape]:
    """Straight lines between values; across a missing one only what lies ahead goes on."""
    for start, end in pairwise(_known(series)):
        if series.role in AHEAD or end[0] == start[0] + 1:
            yield line(f"line-{series.role}", *frame.point(start), *frame.point(end))


def _dots(known: dict[ChartRole, tuple[At, ...]], frame: Frame) -> Iterator[Shape]:
    covered = known.get(ChartRole.COVERED, ())
    for at in known.get(ChartRole.PACE, ())[-1:]:
        yield dot("dot-proj", *frame.point(at), 3)
    for at in known.get(ChartRole.TARGET, ()):
        if at not in covered:
            x, y = frame.point(at)
            yield box("target", x - Fraction(7, 2), y - Fraction(7, 2), 7, 7)
    for role in (ChartRole.GAP, ChartRole.COVERED):
        for at in known.get(role, ()):
            yield dot(f"dot-{role}", *frame.point(at), 4 if at in covered[-1:] else Fraction(5, 2))


def _words(chart: Chart, frame: Frame, known: dict[ChartRole, tuple[At, ...]], language: str) -> Iterator[Shape]:
    """The numbers the question turns on: inside the plot where they cover nothing, at its right edge beside it."""
    wanted = list(_wanted(chart, known, language))
    beside = sorted((one for one in wanted if one.at[0] == frame.last), key=lambda one: frame.point(one.at)[1])
    heights = _apart([frame.point(one.at)[1] for one in beside])
    for one, height in zip(beside, heights, strict=True):
        yield text(one.style, RIGHT + BESIDE, height + 3, one.words, width=WIDTH - RIGHT - BESIDE)
    taken: list[Box] = []
    room = Box(Fraction(LEFT - 4), Fraction(0), Fraction(RIGHT + 60), Fraction(BOTTOM))
    points = [frame.point(at) for values in known.values() for at in values]
    paths = [
        step
        for series in chart.series
        for a, b in pairwise(_known(series))
        for step in label_places.trace(frame.point(a), frame.point(b))
    ]
    for one in (one for one in wanted if one.at[0] != frame.last):
        label = Label(one.words, SIZES[one.size], frame.point(one.at))
        place = label_places.place(label, room, taken, points, paths)
        if place:
            taken.append(place.box)
            yield text(one.style, frame.point(one.at)[0], place.baseline, one.words, place.anchor)


def _wanted(chart: Chart, known: dict[ChartRole, tuple[At, ...]], language: str) -> Iterator[Written]:
    for series in chart.series:
        values = known[series.role]
        if not values:
            continue
        if series.role in AHEAD:
            yield Written(
                f"said-{series.role}", f"{series.name} {_of(series, values[-1], language)}", "small", values[-1]
            )
            continue
        yield Written(f"said-{series.role}", _of(series, values[-1], language), "big", values[-1])
        if len(values) > 1:
            yield Written("said", _of(series, values[0], language), "small", values[0])


def _of(series: Series, at: At, language: str) -> str:
    figure: Figure | None = series.figures[at[0]]
    return shown.value_of(figure, language) if figure else ""


def _apart(heights: list[Fraction]) -> list[Fraction]:
    """Heights from the top, moved so that no two texts meet."""
    found: list[Length] = []
    for height in heights:
        found.append(max(height, found[-1] + LINE_OF_TEXT) if found else height)
    return [Fraction(height) for height in found]
