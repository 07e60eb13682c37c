"""Writes the cells and the totals. The only writer of CoverageCell, CoverageTotal and BuiltMonth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from coverage_portal.core.bulk import insert_frame
from coverage_portal.core.data_version import bump
from coverage_portal.core.locks import wait_for_lock
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import totalling
from coverage_portal.coverage.counting import count
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal, Place
from coverage_portal.coverage.register import read_register
from coverage_portal.coverage.tree import read_tree
from workers.models import Membership

HISTORY_MONTHS = 84
LOCK = "rollups"
_CELLS, _TOTALS = CoverageCell._meta.db_table, CoverageTotal._meta.db_table


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
    """The days that applied files stand at; a part of an extract says nothing of how a branch stands as a whole."""
    applied = ImportBatch.objects.filter(kind=ImportBatch.Kind.WORKERS, state=ImportBatch.State.APPLIED, partial=False)
    return list(applied.values_list("position", flat=True))


def _built() -> set[date]:
    return set(BuiltMonth.objects.values_list("month", flat=True))


def outdated_months() -> set[date]:
    """Months that can be counted and are not, or are counted and no longer can be."""
    return set(countable_months()) ^ _built()


def rebuild(months: Iterable[date] | None = None, progress: Callable[[str], None] | None = None) -> None:
    """Delete the cells and totals of `months` (firsts of months; None: all) and count them again.

    Everything in the caller's transaction. Whatever is asked, months that can no longer be counted lose theirs.
    `progress` is called with each month as YYYY-MM.
    """
    with transaction.atomic():
        wait_for_lock(LOCK)
        countable = countable_months()
        asked = set(countable if months is None else months)
        stale = asked | (_built() - set(countable))
        for model in (CoverageCell, CoverageTotal, BuiltMonth):
            model.objects.filter(month__in=stale).delete()
        for month, cells, totals in _counted([month for month in countable if month in asked]):
            insert_frame(_CELLS, cells)
            insert_frame(_TOTALS, totals)
            BuiltMonth.objects.create(month=month, built_at=timezone.now())
            if progress:
                progress(f"{month:%Y-%m}")
        if stale:
            bump()


def rebuild_from(
    touched: date | None, progress: Callable[[str], None] | None = None, *, employers_changed: bool = False
) -> None:
    """Count what a change of facts asks for: the months from `touched` on (None: none of them), those that can be
    counted only since the change, and those that no longer can; where `employers_changed`, in all others the employers
    alone."""
    with transaction.atomic():
        wait_for_lock(LOCK)
        countable, built = set(countable_months()), _built()
        later = {month for month in countable if touched is not None and month >= touched.replace(day=1)}
        months = later | (countable ^ built)
        recounted = employers_changed and _recount_employers(built - months)
        if months:
            rebuild(months, progress)
        elif recounted:
            bump()


def _recount_employers(months: set[date]) -> bool:
    """Count only the employers in the totals of these built months again; true when any differed."""
    register, tree = read_register(), read_tree()
    differed = False
    for month in months:
        rows = {"place": Place.WORKPLACE, "dimension__in": totalling.WITH_EMPLOYERS}
        stored = _stored(CoverageTotal, month, totalling.SCHEMA, **rows)
        fresh = totalling.with_employers(month, stored, totalling.employers_counted(month, register, tree))
        if not fresh.sort(fresh.columns).equals(stored):
            CoverageTotal.objects.filter(month=month, **rows).delete()
            insert_frame(_TOTALS, fresh)
            differed = True
    return differed


def check() -> int:
    """Recount every month and compare with the stored cells and totals: how many months agree.

    Raises CellsDiffer naming the months that differ, are missing, or should not be there.
    """
    wrong = outdated_months()
    countable = countable_months()
    for month, cells, totals in _counted([month for month in countable if month not in wrong]):
        for model, counted in ((CoverageCell, cells), (CoverageTotal, totals)):
            if not _stored(model, month, counted.schema).equals(counted.sort(counted.columns)):
                wrong.add(month)
    if wrong:
        raise CellsDiffer(sorted(wrong))
    return len(countable)


def _counted(months: list[date]) -> Iterator[tuple[date, pl.DataFrame, pl.DataFrame]]:
    """Each of `months` with its cells and its totals."""
    if not months:
        return
    register, tree = read_register(), read_tree()
    for month, cells in count(months, register, tree.country):
        yield month, cells, totalling.totals(month, cells, register, tree)


def _stored(
    model: type[CoverageCell | CoverageTotal], month: date, schema: Mapping[str, Any], **only: Any
) -> pl.DataFrame:
    """The stored rows of a month in the columns of `schema`, sorted by them."""
    rows = model._default_manager.filter(month=month, **only).values_list(*schema)
    return pl.DataFrame(list(rows.iterator()), schema=schema, orient="row").sort(list(schema))
