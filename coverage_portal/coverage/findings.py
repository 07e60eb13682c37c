"""What a breakdown shows, found by rule. Pure: the page puts each finding in words, or falls back to a neutral title.

A rule speaks only when it holds; otherwise its function answers None.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from coverage_portal.coverage.workings import Row

HALF = Fraction(1, 2)
CLEARLY_MORE = Fraction(3, 5)
TOLERANCE = Fraction(15, 1000)
PLAIN_SHARES = (
    (Fraction(1, 2), "half"),
    (Fraction(2, 3), "two_thirds"),
    (Fraction(3, 4), "three_quarters"),
    (Fraction(9, 10), "nine_in_ten"),
)


@dataclass(frozen=True)
class Concentration:
    """The fewest rows that hold half of the whole: their codes and names, their sum, and the share it is."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    total: Fraction
    share: Fraction

    @property
    def much_more_than_half(self) -> bool:
        """Whether the rows hold so much that "half" would undersell it."""
        return self.share >= CLEARLY_MORE


@dataclass(frozen=True)
class Majority:
    """The row that holds half or more of the whole. `near` names the plain fraction its share is close to, if any."""

    name: str
    code: str
    share: Fraction
    near: str


@dataclass(frozen=True)
class Spread:
    """Programmes everybody holds (their codes), and the one the fewest hold: its code and its share of all."""

    full: tuple[str, ...]
    least: str
    share: Fraction


def by_size(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows from the largest first figure to the smallest; rows without a value come last, in their own order."""
    return tuple(sorted(rows, key=lambda row: (_first(row) is None, -(_first(row) or 0))))


def concentration(rows: tuple[Row, ...]) -> Concentration | None:
    """Few rows that hold half: fewer than half of at least four rows that hold any. E.g. 4 of 13 kecamatan."""
    ranked, values = by_size(rows), _values(rows)
    holding = sum(1 for value in values or () if value)
    if values is None or holding < 4:
        return None
    whole = sum(values)
    total, taken = Fraction(0), 0
    while total < whole * HALF:
        total += _first(ranked[taken]) or 0
        taken += 1
    if taken * 2 >= holding:
        return None
    top = ranked[:taken]
    return Concentration(tuple(r.code for r in top), tuple(r.label for r in top), total, total / whole)


def majority(rows: tuple[Row, ...]) -> Majority | None:
    """The row that holds at least half of all rows together."""
    values = _values(rows)
    if len(rows) < 2 or values is None or not (whole := sum(values)):
        return None
    first = by_size(rows)[0]
    share = Fraction(_first(first) or 0) / whole
    if share < HALF:
        return None
    near = next((name for plain, name in PLAIN_SHARES if abs(share - plain) <= TOLERANCE), "")
    return Majority(first.label, first.code, share, near)


def spread(rows: tuple[Row, ...]) -> Spread | None:
    """Some programmes held by all, and exactly one held by the fewest. A row's second figure is its share of all."""
    shares = {row.code: row.figures[1].value for row in rows}
    known = {code: share for code, share in shares.items() if share is not None}
    if not known or len(known) < len(rows):
        return None
    full = tuple(code for code, share in known.items() if share == 1)
    lowest = min(known.values())
    holders = [code for code, share in known.items() if share == lowest]
    return Spread(full, holders[0], lowest) if full and len(holders) == 1 and lowest < 1 else None


def _first(row: Row) -> Fraction | None:
    return row.figures[0].value


def _values(rows: tuple[Row, ...]) -> list[Fraction] | None:
    """The first figure of every row; None when any is missing, since then no share of the whole is known."""
    values = [value for row in rows if (value := _first(row)) is not None]
    return values if len(values) == len(rows) else None
