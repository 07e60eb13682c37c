"""Which rows of a table of places by segments are kept back, so that no small count in it can be told. Pure.

A row holds the members of a segment at a place and how many of them hold each programme. It is kept back whole when any
of these is small, or what follows from two of them (who lacks a programme, who holds one and not another). The sums
over a place and over a segment are known from other pages, so a row kept back gets company, in its place and in its
segment, until what the others of the line hide is large enough for each small number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

Spot = tuple[str, str]
Counts = tuple[int, ...]
REST = ""
"""The place of those who lie in no part: no row shows them, yet the whole less the parts tells them."""
NOT_CROSSED = ("sector", "scale", "employers", "declaring", "declared", "silent")
"""Measures of `exchanges` that tell nothing of segments and programmes at work."""


@dataclass(frozen=True)
class Table:
    """Counts by place and segment, the members first and then the holders of each programme; REST among the places."""

    counts: Mapping[Spot, Counts]

    @cached_property
    def derived(self) -> Mapping[Spot, tuple[int, ...]]:
        """What each row tells."""
        return {spot: tuple(_derived(counts)) for spot, counts in self.counts.items()}

    def line(self, spot: Spot, side: int) -> list[Spot]:
        """The other rows of a spot's place (0) or segment (1)."""
        return [other for other in self.counts if other != spot and other[side] == spot[side]]

    def small(self, spot: Spot, limit: int) -> bool:
        """Whether a row tells a small number."""
        return any(0 < one < limit for one in self.derived[spot])


def _derived(counts: Counts) -> Iterator[int]:
    """What a row tells: its counts, who lacks each programme, and how many more hold one than another."""
    yield from counts
    members, *held = counts
    yield from (members - one for one in held)
    yield from (abs(one - other) for one, other in combinations(held, 2))


def kept_back_rows(table: Table, limit: int, told: Collection[tuple[str, str]], whole: str) -> frozenset[Spot] | None:
    """The rows not to be shown; None when the table cannot be shown at all. `told` are the counts (place, measure) that
    no other page tells either; `whole` is the code of the place that the table is about."""
    crossed = [(place, measure.split(":")) for place, measure in told if _is_crossed(measure)]
    if any(place == whole and measure[0] != "segment" for place, measure in crossed):
        return None
    closed = {place for place, _measure in crossed if place != whole}
    segments = {measure[1] for place, measure in crossed if place == whole}
    hidden = {spot for spot in table.counts if spot[0] in closed or spot[1] in segments}
    hidden |= {spot for spot in table.counts if table.small(spot, limit)}
    while more := _company(table, hidden, limit):
        hidden |= more
    return frozenset(spot for spot in hidden if spot[0] != REST)


def _is_crossed(measure: str) -> bool:
    name = measure.partition(":")[0]
    return name not in NOT_CROSSED and not name.startswith("home")


def _company(table: Table, hidden: set[Spot], limit: int) -> set[Spot]:
    """Further rows to keep back: for the first line that hides too little beside one of its rows, the smallest row that
    is enough; all of the line when none is."""
    for spot in sorted(hidden):
        for side in (1,) if spot[0] == REST else (0, 1):
            line = table.line(spot, side)
            others = [other for other in line if other in hidden]
            for place in _to_hide(table, spot, others, limit):
                if sum(table.derived[other][place] for other in others) >= limit:
                    continue
                free = [other for other in line if other not in hidden and other[0] != REST]
                enough = [other for other in free if table.derived[other][place] >= limit]
                if enough:
                    return {min(enough, key=lambda other: (table.counts[other], other))}
                if free:
                    return set(free)
    return set()


def _to_hide(table: Table, spot: Spot, others: Collection[Spot], limit: int) -> Iterator[int]:
    """The places of a row's numbers that the others of its line must hide: the small ones, and its members, unless it
    is itself the company of a small one there."""
    derived = table.derived[spot]
    yield from (place for place, value in enumerate(derived) if 0 < value < limit)
    if derived[0] >= limit and not any(table.small(other, limit) for other in others):
        yield 0
