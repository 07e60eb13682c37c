"""What a contribution looks like: shares, lines and sums in whole rupiah, and how they are rounded. Pure.

Rounding is our reading, for no source states one: each payer's share of each programme is rounded half up to a whole
rupiah by itself, and totals add the rounded shares. A relief is taken on the exact share: what is still due is rounded
half up, and the rest of the rounded full share is what was reduced or deferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coverage_portal.programmes.codes import Programme
from coverage_portal.programmes.rules import RateRule, ReliefRule, Source
from coverage_portal.programmes.terms import Doubt, Fact, Payer, ReliefKind


@dataclass(frozen=True, slots=True)
class Share:
    """One payer's part in whole rupiah: due now, forgiven by a relief, or due later."""

    due: int = 0
    reduced: int = 0
    deferred: int = 0

    @property
    def full(self) -> int:
        """The part before any relief."""
        return self.due + self.reduced + self.deferred

    def __add__(self, other: Share) -> Share:
        return Share(self.due + other.due, self.reduced + other.reduced, self.deferred + other.deferred)

    def times(self, count: int) -> Share:
        """`count` alike: each was rounded by itself, so the product is exact."""
        return Share(self.due * count, self.reduced * count, self.deferred * count)


@dataclass(frozen=True, slots=True)
class Line:
    """One programme's month: the base, who pays what, what was moved over from JKK and JKM (JKP), and why.

    `base` is whole rupiah, 0 for a flat amount; `moved` is already inside what the employer pays for JKK and JKM.
    `rules` are the sources of rate and bounds, `readings` the doubts that do not come from them.
    Any doubt makes the line "belum diverifikasi".
    """

    programme: Programme
    base: int
    rate: RateRule | None
    shares: Mapping[Payer, Share]
    rules: tuple[Source, ...]
    moved: Mapping[Programme, int] = field(default_factory=dict)
    relief: ReliefRule | None = None
    readings: frozenset[Doubt] = frozenset()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every rule the line rests on, the relief's too."""
        return self.rules if self.relief is None else tuple(dict.fromkeys([*self.rules, self.relief.source]))

    @property
    def doubts(self) -> frozenset[Doubt]:
        """Why the line is not verified; empty when it is."""
        resting = {Doubt.UNVERIFIED_RULE} if any(source.unverified for source in self.sources) else set()
        return self.readings | resting

    @property
    def unverified(self) -> bool:
        """True when the line must be shown as "belum diverifikasi"."""
        return bool(self.doubts)

    @property
    def total(self) -> Share:
        """All payers together, without the moved parts."""
        return sum(self.shares.values(), Share())

    def times(self, count: int) -> Line:
        """The line of `count` memberships that are alike, or of as many months."""
        return replace(
            self,
            base=self.base * count,
            shares={payer: share.times(count) for payer, share in self.shares.items()},
            moved={giver: amount * count for giver, amount in self.moved.items()},
        )


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is paid for a month, line by line, programmes in their order."""

    day: date
    lines: tuple[Line, ...]

    def share(self, payer: Payer) -> Share:
        """What one payer pays over all programmes."""
        return sum((line.shares.get(payer, Share()) for line in self.lines), Share())

    @property
    def total(self) -> Share:
        """All payers and programmes together."""
        return sum((line.total for line in self.lines), Share())

    @property
    def unverified(self) -> bool:
        """True when any line is."""
        return any(line.unverified for line in self.lines)

    def times(self, count: int) -> Contribution:
        """What `count` alike memberships pay for the month, or one of them for as many months under the same law."""
        return replace(self, lines=tuple(line.times(count) for line in self.lines))


@dataclass(frozen=True, slots=True)
class EmployerContribution:
    """The sum over an employer's memberships: a line a programme (base = sum of bases).

    `counted` memberships are inside; `missing` counts those that could not be computed, by the fact they lack.
    """

    contribution: Contribution
    counted: int
    missing: Mapping[Fact, int]


def rounded_share(exact: Decimal, relief: ReliefRule | None) -> Share:
    """One payer's share, rounded as the module says."""
    full = half_up(exact)
    if relief is None:
        return Share(full)
    due = half_up(percent_of(exact, 100 - relief.percent))
    if relief.kind is ReliefKind.DEFERRAL:
        return Share(due, deferred=full - due)
    return Share(due, reduced=full - due)


def added_lines(one: Line, other: Line) -> Line:
    """Two lines of the same programme as one sum; a rate or relief stays only where both share it."""
    payers = dict.fromkeys([*one.shares, *other.shares])
    givers = dict.fromkeys([*one.moved, *other.moved])
    alike = one.relief == other.relief
    return Line(
        programme=one.programme,
        base=one.base + other.base,
        rate=one.rate if one.rate == other.rate else None,
        shares={payer: one.shares.get(payer, Share()) + other.shares.get(payer, Share()) for payer in payers},
        rules=tuple(dict.fromkeys([*one.rules, *other.rules] if alike else [*one.sources, *other.sources])),
        moved={giver: one.moved.get(giver, 0) + other.moved.get(giver, 0) for giver in givers},
        relief=one.relief if alike else None,
        readings=one.readings | other.readings,
    )


def percent_of(amount: Decimal | int, percent: Decimal) -> Decimal:
    """`percent` percent of `amount`, exact."""
    return amount * percent / 100


def half_up(amount: Decimal) -> int:
    """Whole rupiah, 0.5 upwards."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
