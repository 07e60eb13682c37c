"""The value axis of a chart, and which of its period labels fit side by side. Pure and exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, count
from math import ceil, floor
from typing import NamedTuple

MOST_STEPS = 5
LEAST_SPAN = Fraction(1, 5)
LABEL_CHARACTER, LABEL_GAP = 7, 8
"""Pixels: one character of an axis label, and the room kept between two labels."""


class Axis(NamedTuple):
    """From `start` to `end` with a grid line every `step`."""

    start: Fraction
    end: Fraction
    step: Fraction

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The values of the grid lines, from the lowest to the highest."""
        return tuple(self.start + i * self.step for i in range(int((self.end - self.start) / self.step) + 1))


def axis(low: Fraction | int, high: Fraction | int) -> Axis:
    """The finest axis of at most five round steps (1, 2 or 5 times a power of ten) that holds `low` and `high`.

    It starts at 0 when `low` is no more than a third of `high`; above 0 it keeps a quarter of a step free below `low`.
    It spans at least a fifth of the largest value, so that a flat line looks flat.
    49.6 % and 70 % give 45 % to 70 % in steps of 5 points.
    """
    lowest, highest = Fraction(min(low, high)), Fraction(max(low, high))
    if 0 <= lowest * 3 <= highest:
        lowest = Fraction(0)
    least = max(highest - lowest, max(abs(lowest), abs(highest)) * LEAST_SPAN)
    if not least:
        return Axis(Fraction(0), Fraction(1), Fraction(1))
    axes = (_axis_of_step(lowest, highest, least, step) for step in _steps_from(magnitude(least) / 10))
    return next(axis for axis in axes if axis.end - axis.start <= MOST_STEPS * axis.step)


def axis_of(values: Iterable[Fraction | int | None]) -> Axis:
    """The axis that holds every value there is; 0 to 1 when there is none."""
    present = [value for value in values if value is not None]
    return axis(min(present, default=0), max(present, default=0))


def magnitude(value: Fraction | int) -> Fraction:
    """The largest power of ten that is no more than a positive value: 10000 for 75000, 1/10 for 0.618."""
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return power


def fitting(labels: Sequence[str], width: int, every: int = 1) -> tuple[int, ...]:
    """Which labels fit under a plot `width` pixels wide: the first, the last, and every n-th between.

    n is the smallest multiple of `every` that leaves room. The first label begins and the last ends at its position.
    """
    last = len(labels) - 1
    if last < 1:
        return tuple(range(len(labels)))
    wide = max(map(len, labels)) * LABEL_CHARACTER
    room = Fraction(3 * wide, 2) + LABEL_GAP
    if width < 2 * wide + LABEL_GAP:
        return (last,)
    pitch = next((n for n in range(every, last, every) if Fraction(n * width, last) >= room), last)
    between = (i for i in range(pitch, last, pitch) if Fraction((last - i) * width, last) >= room)
    return (0, *between, last)


def _axis_of_step(lowest: Fraction, highest: Fraction, least: Fraction, step: Fraction) -> Axis:
    start, end = floor(lowest / step) * step, ceil(highest / step) * step
    if start > 0 and (lowest - start) * 4 < step:
        start -= step
    while end - start < least:
        if start >= step:
            start -= step
        else:
            end += step
    return Axis(start, end, step)


def _steps_from(power: Fraction) -> Iterable[Fraction]:
    return chain.from_iterable((power * 10**n, 2 * power * 10**n, 5 * power * 10**n) for n in count())
