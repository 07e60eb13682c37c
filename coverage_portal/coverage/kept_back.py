"""Which counts of a place and its parts are kept back, so that no small one can be told from what is shown. Pure.

A count below the limit is kept back. Totals and sums would give it away, so it gets company: an exchange, another state
of things in which it is higher by up to `limit - 1` while every number shown stays as it is. Whatever the exchange
moves is kept back too. So whoever adds, subtracts and divides all that is shown, of the place and of every part of it,
is left with at least `limit` candidates for each small count: as many as the limit itself tells, or more.

An exchange goes between two parts (more here, as many fewer there: the whole stays), or moves a part and the whole. Of
all exchanges the one that keeps back the least is taken: the smallest sum of counts that are not kept back yet. What
must fall is large enough to fall, and a zero that is told, or that the law implies, stays zero. Counts that no page
shows (those of members without a known part, those that follow by subtraction) cost nothing, and small ones are
protected like the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coverage_portal.coverage.exchanges import NOT_SHOWN, Exchange, Exchanges, Moves

Counts = Mapping[str, int]
Cell = tuple[str, str]
Signs = tuple[tuple[str, int], ...]
REST = ""
SHOWN_OF_THE_REST = ("work", "home")


@dataclass(frozen=True)
class Limits:
    """Counts from 1 to below these are small: of persons and memberships, of employers."""

    persons: int
    employers: int

    def of(self, measure: str) -> int:
        """The limit for a count of that measure."""
        return self.employers if measure.partition(":")[0] in ("employers", "declaring", "silent") else self.persons

    def small(self, measure: str, counts: Counts) -> bool:
        """Whether a count is small, or few employers stand behind it."""
        value = abs(counts[measure])
        name, _colon, scale = measure.partition(":")
        few = {"scale": f"employers:{scale}", "declared": f"declaring:{scale}"}.get(name, "") if scale else ""
        return 0 < value < self.of(measure) or (value > 0 and 0 < counts.get(few, 0) < self.employers)


@dataclass(frozen=True)
class Family:
    """A place and its parts by code, counted in one month; the part REST is what lies in none of the others."""

    code: str
    whole: Counts
    parts: Mapping[str, Counts]


def kept_back(family: Family, limits: Limits, exchanges: Exchanges) -> frozenset[Cell]:
    """The cells (code of the place, measure) that are not told of the place and its parts."""
    choosing = _Choosing(family, limits)
    small = list(choosing.small())
    choosing.cells.update(small)
    for cell in small:
        choosing.protect(cell, exchanges)
    return frozenset(choosing.cells)


@dataclass
class _Choosing:
    family: Family
    limits: Limits
    cells: set[Cell] = field(default_factory=set)

    def counts(self, code: str) -> Counts:
        return self.family.whole if code == self.family.code else self.family.parts[code]

    def small(self) -> Iterator[Cell]:
        """The small counts, the whole's first."""
        for code in (self.family.code, *sorted(self.family.parts)):
            counts = self.counts(code)
            yield from ((code, measure) for measure in sorted(counts) if self.limits.small(measure, counts))

    def protect(self, cell: Cell, exchanges: Exchanges) -> None:
        """Keep back what the cheapest exchange of a small count moves; all of its place and the whole without one."""
        moved = self.cheapest(cell, exchanges)
        every = ((code, measure) for code in {cell[0], self.family.code} for measure in self.counts(code))
        self.cells.update(every if moved is None else moved)

    def cheapest(self, cell: Cell, exchanges: Exchanges) -> tuple[Cell, ...] | None:
        """What the exchange moves that keeps back the least; None when none can happen."""
        code, measure = cell
        need, ways = self.limits.of(measure), list(self._ways(code))
        found = (self._moved(exchange, way, need) for exchange in exchanges.raising(measure) for way in ways)
        best = min((one for one in found if one is not None), default=None)
        return best[1] if best else None

    def _ways(self, code: str) -> Iterator[Signs]:
        """Where an exchange can happen: at a part and the other way at another, or at a part and the whole."""
        whole, parts = self.family.code, sorted(self.family.parts)
        if code != whole:
            yield from (((code, 1), (part, -1)) for part in parts if part != code)
            yield ((code, 1), (whole, 1))
        elif parts:
            yield from (((part, 1), (whole, 1)) for part in parts)
        else:
            yield ((whole, 1),)

    def _moved(self, exchange: Exchange, signs: Signs, need: int) -> tuple[int, tuple[Cell, ...]] | None:
        """What the exchange would newly keep back in sum, and the cells it moves; None when it cannot happen."""
        moved = list(exchange.fixed)
        price = self._price(exchange.fixed, signs, need)
        for choice in exchange.choices:
            priced = [(self._price(option, signs, need), option) for option in choice] if price is not None else []
            possible = [(cost, option) for cost, option in priced if cost is not None]
            if price is None or not possible:
                return None
            cost, option = min(possible)
            price += cost
            moved += option
        if price is None:
            return None
        return price, tuple((code, measure) for code, _sign in signs for measure, _up in moved if _shown(code, measure))

    def _price(self, moved: Moves, signs: Signs, need: int) -> int | None:
        """The sum of the counts newly kept back; None when one of them is zero or too small to fall."""
        price = 0
        for code, sign in signs:
            counts = self.counts(code)
            for measure, up in moved:
                value = counts.get(measure, 0)
                if value < (need if up * sign < 0 else "without" not in measure):
                    return None
                if _shown(code, measure) and (code, measure) not in self.cells:
                    price += value
        return price


def _shown(code: str, measure: str) -> bool:
    return measure in SHOWN_OF_THE_REST if code == REST else measure.partition(":")[0] not in NOT_SHOWN
