"""Four classes of counts for a map, parted at round numbers. Pure and exact.

Give the counts as they are shown: when a tile says 46 (thousand), pass 46000, so that it never contradicts the key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor, prod
from types import MappingProxyType

from coverage_portal.core.axes import magnitude

MOST_BREAKS = 3
WIDEST = 30
"""Of many gaps between values only the widest are weighed."""
STEPS = (Fraction(5), Fraction(5, 2), Fraction(2), Fraction(1))


@dataclass(frozen=True)
class Classes:
    """`breaks` rise; a value is in the class of how many breaks it has reached: 0 (the lowest) up to 3.

    Breaks 20, 35, 45 read "under 20", "20-35", "35-45", "45 and more". `of` is the class of each code.
    """

    breaks: tuple[Fraction, ...]
    of: Mapping[str, int]


@dataclass(frozen=True)
class _Gap:
    """Two neighbouring values, how many lie below, and the round number that parts them."""

    below: int
    width: Fraction
    parting: Fraction


def classes(values: Mapping[str, Fraction | int], top: Collection[str] = ()) -> Classes:
    """The classes of counts. The codes in `top` are exactly the highest class when a round number parts them.

    When none does, the nearest round number is the highest break and the counts decide. The other breaks lie in wide
    gaps between the values, so that no class is empty and none holds nearly all. Counts of 0 and less are in class 0.
    Few different counts give fewer classes; none above 0, or all alike, give one.
    """
    counts = sorted(max(Fraction(value), Fraction(0)) for value in values.values())
    highest = _highest_break(values, top)
    below = [count for count in counts if highest is None or count < highest]
    chosen = _best(_gaps(below), len(below), MOST_BREAKS - (highest is not None))
    breaks = chosen if highest is None else (*chosen, highest)
    of = {code: bisect_right(breaks, value) for code, value in values.items()}
    return Classes(breaks, MappingProxyType(of))


def _highest_break(values: Mapping[str, Fraction | int], top: Collection[str]) -> Fraction | None:
    """The round number that parts the codes of `top` from the rest, or the nearest to where they meet."""
    inside = [Fraction(values[code]) for code in top if code in values]
    outside = [max(Fraction(value), Fraction(0)) for code, value in values.items() if code not in top]
    if not inside or not outside or min(inside) <= 0:
        return None
    low, high = sorted((max(outside), min(inside)))
    parted = round_between(low, high) if max(outside) < min(inside) else None
    nearest = parted or _nearest((low + high) / 2, _finest(high))
    return nearest if min(*inside, *outside) < nearest <= max(*inside, *outside) else None


def round_between(low: Fraction, high: Fraction) -> Fraction | None:
    """The roundest number above `low` and not above `high`, near their middle; None when they are too close for one.

    Round is a multiple of 5, 2.5, 2 or 1 times a power of ten, at the finest with two digits: 20 parts 14.8 and 25.1.
    """
    middle = (low + high) / 2
    for margin in ((high - low) / 8, Fraction(0)):
        for step in _steps(high):
            number = _nearest(middle, step)
            if low < number <= high and low + margin <= number <= high - margin:
                return number
    return None


def _steps(high: Fraction) -> Iterator[Fraction]:
    """Steps from coarse to fine, each a whole multiple of the finest."""
    finest = _finest(high)
    yield from (step * finest * power for power in (10, 1) for step in STEPS if (step * power).denominator == 1)


def _finest(high: Fraction) -> Fraction:
    """The step that leaves two digits, and no less than 1 from 1 up."""
    step = magnitude(high) / 10
    return max(step, Fraction(1)) if high >= 1 else step


def _nearest(value: Fraction, step: Fraction) -> Fraction:
    return floor(value / step + Fraction(1, 2)) * step


def _gaps(counts: list[Fraction]) -> list[_Gap]:
    """The gaps between neighbouring counts that a round number parts."""
    gaps = [
        _Gap(i, high - low, parting)
        for i, (low, high) in enumerate(pairwise(counts), start=1)
        if low < high and (parting := round_between(low, high)) is not None
    ]
    widest = sorted(gaps, key=lambda gap: -gap.width)[:WIDEST]
    return sorted(widest, key=lambda gap: gap.below)


def _best(gaps: list[_Gap], count: int, most: int) -> tuple[Fraction, ...]:
    """The breaks whose gaps are wide and whose classes are full: the largest product of widths and of class sizes."""

    def worth(chosen: tuple[_Gap, ...]) -> Fraction:
        edges = (0, *(gap.below for gap in chosen), count)
        return prod((gap.width for gap in chosen), start=Fraction(prod(b - a for a, b in pairwise(edges))))

    choices = combinations(gaps, min(most, len(gaps)))
    return tuple(gap.parting for gap in max(choices, key=worth, default=()))
