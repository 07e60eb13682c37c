"""Writes the cells. The only writer of CoverageCell and BuiltMonth; readers go through figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import polars as pl
from django.db import transaction
from django.utils import timezone

from coverage_portal.core.bulk import insert_frame
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.counting import SCHEMA, count
from coverage_portal.coverage.models import BuiltMonth, CoverageCell
from workers.models import Membership

HISTORY_MONTHS = 84


class CellsDiffer(Exception):
    """A recount found cells other than the stored ones; `months` names them."""

    def __init__(self, months: list[date]) -> None:
        super().__init__(", ".join(f"{month:%Y-%m}" for month in months))
        self.months = months


def countable_months() -> list[date]:
    """Months the registry can be counted for, oldest first.

    The last is that of the newest applied workers file. The first is that of the earliest recorded end: before it
    nobody is recorded as having left, so a count would only find those who stayed. At most HISTORY_MONTHS between.
    A month that an applied file stands at is always one of them.
    """
    positions = _positions()
    if not positions:
        return []
    months = [max(positions).replace(day=1)]
    ends = Membership.objects.filter(ended_on__isnull=False).order_by("ended_on").values_list("ended_on", flat=True)
    earliest = ends.first() or max(positions)
    while months[-1] > earliest.replace(day=1) and len(months) < HISTORY_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return sorted({*months, *(position.replace(day=1) for position in positions)})


def _positions() -> list[date]:
    applied = ImportBatch.objects.filter(kind=ImportBatch.Kind.WORKERS, state=ImportBatch.State.APPLIED)
    return list(applied.values_list("position", flat=True))


def _built() -> set[date]:
    return set(BuiltMonth.objects.values_list("month", flat=True))


def rebuild(months: Iterable[date] | None = None, progress: Callable[[str], None] | None = None) -> None:
    """Delete and count again the cells of `months` (firsts of months; None: all), in the caller's transaction.

    Whatever is asked, months that can no longer be counted lose their cells. `progress` is called with each month as
    YYYY-MM.
    """
    countable = countable_months()
    asked = set(countable if months is None else months)
    stale = asked | (_built() - set(countable))
    with transaction.atomic():
        CoverageCell.objects.filter(month__in=stale).delete()
        BuiltMonth.objects.filter(month__in=stale).delete()
        wanted = [month for month in countable if month in asked]
        for month, cells in count(wanted):
            insert_frame(CoverageCell._meta.db_table, cells)
            BuiltMonth.objects.create(month=month, built_at=timezone.now())
            if progress:
                progress(f"{month:%Y-%m}")


def rebuild_from(touched: date | None, progress: Callable[[str], None] | None = None) -> None:
    """Count what a change of facts asks for: the months from `touched` on (None: none of them), those that can be
    counted only since the change, and those that no longer can."""
    countable, built = set(countable_months()), _built()
    later = {month for month in countable if touched is not None and month >= touched.replace(day=1)}
    if months := later | (countable ^ built):
        rebuild(months, progress)


def check() -> int:
    """Recount every month and compare with the stored cells: how many months agree.

    Raises CellsDiffer naming the months that differ, are missing, or should not be there.
    """
    countable = countable_months()
    wrong = _built().symmetric_difference(countable)
    for month, cells in count([month for month in countable if month not in wrong]):
        if not _stored(month, cells.columns).equals(cells.sort(cells.columns)):
            wrong.add(month)
    if wrong:
        raise CellsDiffer(sorted(wrong))
    return len(countable)


def _stored(month: date, columns: list[str]) -> pl.DataFrame:
    rows = CoverageCell.objects.filter(month=month).values_list(*columns)
    return pl.DataFrame(list(rows.iterator()), schema=SCHEMA, orient="row").select(columns).sort(columns)
