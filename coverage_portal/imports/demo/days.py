"""Calendar days as whole numbers since 1 January 1970, and when things tend to begin."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from coverage_portal.imports.demo.chance import Ints

EVERY_MONTH_ALIKE = (1,) * 12


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1 January 1970 to the given day."""
    return (date(year, month, day) - date(1970, 1, 1)).days


POSITION = day_number(2023, 12, 31)
HISTORY_FROM = day_number(2019, 1, 1)
NEVER = day_number(9999, 12, 31)
"""Stands for a date that is blank in the file: still active, still open, programme not joined."""

_YEAR_STARTS = np.array([day_number(year, 1, 1) for year in range(1900, 2101)], dtype=np.int64)


def year_of(days: Ints) -> Ints:
    """The calendar year each day lies in (1900 to 2099)."""
    return 1899 + np.searchsorted(_YEAR_STARTS, days, side="right").astype(np.int64)


def new_year(years: Ints) -> Ints:
    """1 January of each year."""
    return _YEAR_STARTS[years - 1900]


class Beginnings:
    """When something begins: a weight a year, a weight a month; within a month every day is as likely."""

    def __init__(self, years: Mapping[int, int], months: Sequence[int] = EVERY_MONTH_ALIKE) -> None:
        self.first = day_number(min(years), 1, 1)
        weights: list[int] = []
        for year in range(min(years), max(years) + 1):
            for month in range(1, 13):
                length = monthrange(year, month)[1]
                weights += [years.get(year, 0) * months[month - 1] * 100_000 // (sum(months) * length)] * length
        self.bounds = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(np.array(weights, dtype=np.int64))))

    def draw(self, rng: np.random.Generator, not_before: Ints) -> Ints:
        """One day for each entry of `not_before`, on that day or later."""
        low = self.bounds[np.clip(not_before - self.first, 0, len(self.bounds) - 2)]
        lots = rng.integers(low, self.bounds[-1], dtype=np.int64)
        return self.first + np.searchsorted(self.bounds, lots, side="right") - 1
