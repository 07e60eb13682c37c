"""What it costs to cover so many people outside employment for months on end (metric M9). Pure.

The price of a month is that of the law of its day: a relief that ends in between makes the later months dearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from coverage_portal.programmes.contributions import MembershipFacts, membership_contribution
from coverage_portal.programmes.rules import Law
from coverage_portal.programmes.shares import Contribution, Share


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row at one price: `first` and `last` are their days, `price` what one person's month costs."""

    first: date
    last: date
    months: int
    price: Contribution
    people: int

    @property
    def total(self) -> Share:
        """All people over all months of the stretch."""
        return self.price.total.times(self.people * self.months)


def months_from(day: date, months: int) -> Iterator[date]:
    """The days whose law prices each month: `day` itself, then the first of every month after it."""
    yield day
    for step in range(1, months):
        years, month = divmod(day.month - 1 + step, 12)
        yield date(day.year + years, month + 1, 1)


def stretches(laws: Iterable[Law], facts: MembershipFacts, people: int) -> tuple[Stretch, ...]:
    """One law a month, in order, as stretches of the same lines. Raises what `membership_contribution` does."""
    prices = [membership_contribution(law, facts) for law in laws]
    groups = (list(alike) for _lines, alike in groupby(prices, key=lambda price: price.lines))
    return tuple(Stretch(alike[0].day, alike[-1].day, len(alike), alike[0], people) for alike in groups)


def total(found: Iterable[Stretch]) -> Share:
    """Everything that is paid, forgiven or deferred over all stretches."""
    return sum((stretch.total for stretch in found), Share())
