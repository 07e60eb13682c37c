"""Figures that follow an edit by hand: whatever a block of code does to employers and their memberships is counted.

An edit touches a few of many employers, so only their memberships are counted, once as they were and once as they are,
and the difference is put into cells and totals. Where persons come or go, or very many employers are touched, the
months are counted anew as after an import.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from django.db import transaction
from django.db.models import Min

from coverage_portal.core.bulk import insert_frame
from coverage_portal.core.data_version import bump
from coverage_portal.core.locks import wait_for_lock
from coverage_portal.coverage import counting, totalling
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal
from coverage_portal.coverage.register import Register, read_register
from coverage_portal.coverage.rollups import LOCK, rebuild_from
from coverage_portal.coverage.tree import Tree, read_tree
from workers import compliance
from workers.models import Membership

MOST_EMPLOYERS = 1_000
"""Beyond so many a recount of the months is the quicker way."""
A_QUERY = 400
_CELL_COUNTS = ("memberships", "persons", *counting.PROGRAMME_COLUMNS)
_TOTAL_COUNTS = (*_CELL_COUNTS, "employers", "declared_employers", "declared")


@dataclass(frozen=True)
class _Snapshot:
    """The counted facts of some employers and of all memberships there are at them."""

    register: Register
    rows: counting.Rows


@contextmanager
def counted_again(employer_ids: Collection[int]) -> Iterator[set[int]]:
    """Within: change these employers, their memberships, or both. At the end cells, totals and compliance are as a full
    recount would make them, in the caller's transaction, and the data version has risen.

    Gives the set of ids, to which those of employers made within the block are added.
    """
    with transaction.atomic():
        wait_for_lock(LOCK)
        ids = set(employer_ids)
        months = sorted(BuiltMonth.objects.values_list("month", flat=True))
        tree = read_tree()
        few = len(ids) <= MOST_EMPLOYERS
        before = _snapshot(ids, months, tree) if few and months else None
        first = None if few else _first_day(ids)
        yield ids
        after = _snapshot(ids, months, tree) if before else None
        if before is None or after is None or _persons_differ(before.rows, after.rows):
            days = [day for day in (first, _first_day(ids)) if day]
            rebuild_from(min(days, default=None), employers_changed=True)
        elif not _same(before, after):
            _put_difference(months, tree, before, after)
        compliance.rebuild(ids)
        bump()


def _first_day(ids: Collection[int]) -> date | None:
    first: date | None = Membership.objects.filter(employer_id__in=ids).aggregate(first=Min("started_on"))["first"]
    return first


def _snapshot(ids: Collection[int], months: list[date], tree: Tree) -> _Snapshot:
    return _Snapshot(read_register(ids), counting.fetch(months, tree.country, ids))


def _persons_differ(before: counting.Rows, after: counting.Rows) -> bool:
    """Whether anybody's membership began, ended, or holds other programmes: then persons at home are others too."""

    def held(rows: counting.Rows) -> np.ndarray:
        return np.sort(np.rec.fromarrays([rows.persons, rows.days, rows.facts & 31]))

    return not np.array_equal(held(before), held(after))


def _same(before: _Snapshot, after: _Snapshot) -> bool:
    pairs = zip(astuple(before.register), astuple(after.register), strict=True)
    return all(np.array_equal(*pair) for pair in pairs) and np.array_equal(
        np.sort(before.rows.facts), np.sort(after.rows.facts)
    )


def _put_difference(months: list[date], tree: Tree, before: _Snapshot, after: _Snapshot) -> None:
    cells, totals = [], []
    for sign, snapshot in ((-1, before), (1, after)):
        for month, counted in counting.count_at_work(months, snapshot.rows, snapshot.register):
            cells.append(counted.with_columns(pl.col(_CELL_COUNTS) * sign))
            whole = totalling.totals(month, counted, snapshot.register, tree)
            totals.append(whole.with_columns(pl.col(_TOTAL_COUNTS) * sign))
    _add(CoverageCell, pl.concat(cells), _CELL_COUNTS)
    _add(CoverageTotal, pl.concat(totals), _TOTAL_COUNTS)


def _add(model: type[CoverageCell | CoverageTotal], rows: pl.DataFrame, counts: Sequence[str]) -> None:
    """Add the counts of `rows` to the stored ones of the same keys; what comes to nothing goes."""
    keys = [name for name in rows.columns if name not in counts]
    change = rows.group_by(keys).agg(pl.col(counts).sum())
    change = change.filter(pl.any_horizontal(pl.col(name) != 0 for name in counts))
    if change.is_empty():
        return
    wanted = {name: change[name].unique().to_list() for name in keys if name not in ("month", "place")}
    found = model._default_manager.filter(
        month__in=change["month"].unique().to_list(), **{f"{name}__in": values for name, values in wanted.items()}
    ).values_list("id", *rows.columns)
    schema: dict[str, Any] = {"id": pl.Int64, **rows.schema}
    stored = pl.DataFrame(list(found.iterator()), schema=schema, orient="row")
    stored = stored.join(change.select(keys), on=keys, how="semi", nulls_equal=True)
    for start in range(0, stored.height, A_QUERY):
        model._default_manager.filter(pk__in=stored["id"][start : start + A_QUERY].to_list()).delete()
    fresh = pl.concat([stored.drop("id"), change.select(rows.columns)]).group_by(keys).agg(pl.col(counts).sum())
    kept = fresh.filter(pl.any_horizontal(pl.col(name) != 0 for name in counts))
    insert_frame(model._meta.db_table, kept.select(rows.columns))
