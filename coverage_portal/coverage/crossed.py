"""Which parts of a place are kept out of a table of parts by segment and programme. Pure.

A row holds the members of a segment in a part, and how many of them hold each programme. A part's own page tells the
members of its segments, and of each programme the holders and those entitled who lack it; nothing tells how the holders
are spread over the segments, of the part or of the whole. So a part whose rows are left out together tells no more here
than there, and no sum of other rows gives it away. All rows of a part are left out when one of them tells a small
number (members, holders, who lacks a programme, who holds one and not another), or when its own page keeps back any of
the counts that the rows would add up to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

Counts = tuple[int, ...]
"""The members first, then the holders of each programme."""
ELSEWHERE = ("sector", "scale", "employers", "declaring", "declared", "silent")
"""Measures of `exchanges` that say nothing of segments and programmes; those of persons at home begin with "home"."""


def left_out(
    parts: Mapping[str, Iterable[Counts]], limit: int, kept_back: Collection[tuple[str, str]]
) -> frozenset[str]:
    """The codes of the parts whose rows are not shown; no page tells the counts `kept_back` (code, measure)."""
    closed = {code for code, measure in kept_back if code in parts and _adds_up(measure)}
    small = {code for code, rows in parts.items() if any(0 < one < limit for row in rows for one in _told(row))}
    return frozenset(closed | small)


def _adds_up(measure: str) -> bool:
    name = measure.partition(":")[0]
    return name not in ELSEWHERE and not name.startswith("home")


def _told(row: Counts) -> Iterator[int]:
    """The counts of a row and what follows from two of them."""
    yield from row
    members, *holders = row
    yield from (members - one for one in holders)
    yield from (abs(one - other) for one, other in combinations(holders, 2))
