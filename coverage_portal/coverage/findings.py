"""What a breakdown shows, found by rule. Pure: the page puts each finding in words, or falls back to a neutral title.

A rule speaks only when it holds; otherwise its function answers None. A part is (code, name, value); a value that is
not known silences the rule, since then no share of the whole is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Part = tuple[str, str, Fraction | None]

HALF = Fraction(1, 2)
CLEARLY_MORE = Fraction(3, 5)
TOLERANCE = Fraction(15, 1000)
CLEARLY_LARGER = Fraction(11, 10)
FEW = Fraction(1, 10)
PLAIN_SHARES = (
    (Fraction(1, 2), "half"),
    (Fraction(2, 3), "two_thirds"),
    (Fraction(3, 4), "three_quarters"),
    (Fraction(9, 10), "nine_in_ten"),
)


@dataclass(frozen=True)
class Concentration:
    """The fewest parts that hold half of the whole: their codes and names, their sum, and the share it is."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    total: Fraction
    share: Fraction

    @property
    def much_more_than_half(self) -> bool:
        """Whether the parts hold so much that "half" would undersell it."""
        return self.share >= CLEARLY_MORE


@dataclass(frozen=True)
class Majority:
    """The part that holds half or more of the whole. `near` names the plain fraction its share is close to, if any."""

    name: str
    code: str
    share: Fraction
    near: str


@dataclass(frozen=True)
class Spread:
    """Programmes that all who may hold (their codes), and the one the fewest hold: its code and its share."""

    full: tuple[str, ...]
    least: str
    share: Fraction


def concentration(parts: Sequence[Part], whole: Fraction | None = None) -> Concentration | None:
    """Few parts that hold half: fewer than half of at least four parts that hold any. E.g. 4 of 13 kecamatan.

    `whole` is what they are parts of when it is not their sum (some of it has no place). A part below zero (more
    covered than its estimated denominator) lessens the whole and is none that holds.
    """
    values = _values(parts)
    holding = sum(1 for value in values or () if value > 0)
    whole = sum(values or (), Fraction(0)) if whole is None else whole
    if values is None or holding < 4 or whole <= 0:
        return None
    ranked, total, taken = _by_size(parts), Fraction(0), 0
    while taken < holding and total < whole * HALF:
        total += ranked[taken][2] or 0
        taken += 1
    if taken * 2 >= holding or total > whole:
        return None
    top = ranked[:taken]
    return Concentration(tuple(p[0] for p in top), tuple(p[1] for p in top), total, total / whole)


def majority(parts: Sequence[Part]) -> Majority | None:
    """The part that holds at least half of all parts together."""
    values = _values(parts)
    if len(parts) < 2 or values is None or not (whole := sum(values, Fraction(0))):
        return None
    code, name, value = _by_size(parts)[0]
    share = (value or Fraction(0)) / whole
    if share < HALF:
        return None
    near = next((name for plain, name in PLAIN_SHARES if abs(share - plain) <= TOLERANCE), "")
    return Majority(name, code, share, near)


def leading(parts: Sequence[Part]) -> Part | None:
    """The part that is clearly larger than every other: a tenth more than the next."""
    values = _values(parts)
    if values is None or len(values) < 2:
        return None
    first, second = _by_size(parts)[:2]
    return first if first[2] and first[2] >= (second[2] or 0) * CLEARLY_LARGER else None


def spread(parts: Sequence[Part]) -> Spread | None:
    """Some shares that are one, and exactly one that is the lowest. Parts without a value are left aside."""
    known = {code: value for code, _name, value in parts if value is not None}
    full = tuple(code for code, share in known.items() if share == 1)
    lowest = min(known.values(), default=Fraction(1))
    holders = [code for code, share in known.items() if share == lowest]
    return Spread(full, holders[0], lowest) if full and len(holders) == 1 and lowest < 1 else None


def few_hold_most(parts: Sequence[tuple[str, Fraction | None, Fraction | None]]) -> str | None:
    """The code of the one part that is at most a tenth of the first measure and at least half of the second.

    E.g. the large employers: 3.5 % of employers with 78 % of their workers. A part is (code, share, share).
    """
    found = [code for code, few, most in parts if few is not None and most is not None and few <= FEW and most >= HALF]
    return found[0] if len(found) == 1 else None


def _by_size(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: -(part[2] or 0))


def _values(parts: Sequence[Part]) -> list[Fraction] | None:
    values = [value for _code, _name, value in parts if value is not None]
    return values if len(values) == len(parts) else None
