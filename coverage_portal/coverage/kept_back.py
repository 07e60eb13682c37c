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

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from coverage_portal.coverage.exchanges import NOT_SHOWN, Exchange, Exchanges, Moves

Counts = Mapping[str, int]
Cell = tuple[str, str]
Signs = tuple[tuple[str, int], ...]
Priced = tuple[int, Moves, Signs]
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
        value = abs(counts[measure]) if "apart" in measure else counts[measure]
        name, _colon, scale = measure.partition(":")
        few = {"scale": f"employers:{scale}", "declared": f"declaring:{scale}"}.get(name, "") if scale else ""
        return 0 < value < self.of(measure) or (value > 0 and 0 < counts.get(few, 0) < self.employers)


@dataclass(frozen=True)
class Family:
    """A place and its parts by code, counted in one month; the part REST is what lies in none of the others."""

    code: str
    whole: Counts
    parts: Mapping[str, Counts]


def kept_back(
    family: Family, limits: Limits, exchanges: Exchanges, places: Container[str] | None = None
) -> frozenset[Cell]:
    """The cells (code of the place, measure) that are not told of the place and its parts; only the small ones of
    `places` are given company, when they are named."""
    choosing = Choosing(family, limits)
    small = list(choosing.small())
    choosing.keep(small)
    for cell in small:
        if places is None or cell[0] in places:
            choosing.protect(cell, exchanges)
    return frozenset(choosing.cells)


class Choosing:
    """The counts of a family by place, what it costs to keep each back (nothing once it is), and those kept back."""

    def __init__(self, family: Family, limits: Limits) -> None:
        self.whole, self.parts, self.limits = family.code, sorted(family.parts), limits
        self.counts: dict[str, Counts] = {**family.parts, family.code: family.whole}
        self.costs = {
            code: {measure: value if _shown(code, measure) else 0 for measure, value in counts.items()}
            for code, counts in self.counts.items()
        }
        self.cells: set[Cell] = set()

    def small(self) -> Iterator[Cell]:
        """The small counts, the whole's first."""
        for code in (self.whole, *self.parts):
            counts = self.counts[code]
            yield from ((code, measure) for measure in sorted(counts) if self.limits.small(measure, counts))

    def keep(self, cells: Iterable[Cell]) -> None:
        """Keep cells back."""
        for code, measure in cells:
            self.cells.add((code, measure))
            self.costs[code][measure] = 0

    def protect(self, cell: Cell, exchanges: Exchanges) -> None:
        """Keep back what the cheapest exchange of a small count moves; all of its place and the whole without one."""
        moved = self.cheapest(cell, exchanges)
        every = ((code, measure) for code in {cell[0], self.whole} for measure in self.counts[code])
        self.keep(every if moved is None else moved)

    def cheapest(self, cell: Cell, exchanges: Exchanges) -> tuple[Cell, ...] | None:
        """What the exchange moves that keeps back the least; None when none can happen."""
        code, measure = cell
        need, ways = self.limits.of(measure), list(self._ways(code))
        best: Priced | None = None
        for exchange in exchanges.raising(measure):
            for way in ways:
                best = self._better(best, exchange, way, need)
        if best is None:
            return None
        return tuple((place, name) for place, _sign in best[2] for name, _up in best[1] if _shown(place, name))

    def _ways(self, code: str) -> Iterator[Signs]:
        """Where an exchange can happen: at a part and the other way at another, or at a part and the whole."""
        if code != self.whole:
            yield from (((code, 1), (part, -1)) for part in self.parts if part != code)
            yield ((code, 1), (self.whole, 1))
        elif self.parts:
            yield from (((part, 1), (self.whole, 1)) for part in self.parts)
        else:
            yield ((self.whole, 1),)

    def _better(self, best: Priced | None, exchange: Exchange, signs: Signs, need: int) -> Priced | None:
        """The exchange at those places if it can happen and costs less than the best so far, else that."""
        price = self._price(exchange.fixed, signs, need)
        moved = exchange.fixed
        for choice in exchange.choices:
            if price is None or (best is not None and price > best[0]):
                return best
            options = [(cost, option) for option in choice if (cost := self._price(option, signs, need)) is not None]
            if not options:
                return best
            cost, option = min(options)
            price, moved = price + cost, (*moved, *option)
        if price is None:
            return best
        found = (price, moved, signs)
        return found if best is None or found < best else best

    def _price(self, moved: Moves, signs: Signs, need: int) -> int | None:
        """The sum of the counts newly kept back; None when one of them is zero or too small to fall."""
        price = 0
        for code, sign in signs:
            counts, costs = self.counts[code], self.costs[code]
            for measure, up in moved:
                value = counts.get(measure, 0)
                if value < need and (up != sign or (value < 1 and "without" not in measure)):
                    return None
                price += costs.get(measure, 0)
        return price


def _shown(code: str, measure: str) -> bool:
    return measure in SHOWN_OF_THE_REST if code == REST else measure.partition(":")[0] not in NOT_SHOWN
