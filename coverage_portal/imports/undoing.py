"""Putting everything back as it stood before an import, or saying which later edits stand in the way.

What the import made is taken away again, what it wrote over is put back from its before-images, and the months it
touched are counted anew. It only does so when nobody has built on it since: a row that a later import or a person has
changed, or that something later hangs on, blocks the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from coverage_portal.core.audit import record
from coverage_portal.core.bulk import delete_where, insert_frame, update_frame
from coverage_portal.core.data_version import bump
from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import BeforeImage, ImportBatch
from coverage_portal.imports.applying import count_again
from coverage_portal.imports.before import before_images, columns_of
from coverage_portal.imports.kinds import kind_of, lock_name

# ruff: noqa: S608 - only names of our own tables and columns are put into SQL; values are numbers
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Block:
    """Something later that stands in the way: rows of `table`, how many, and the import they come from (0: by hand)."""

    table: str
    count: int
    batch: int = 0
    examples: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the batch's summary keeps it."""
        return {"table": self.table, "count": self.count, "batch": self.batch, "rows": list(self.examples)}


def undo(batch: ImportBatch) -> None:
    """Undo the whole import; the batch is then undone, or applied as before with the reasons in its summary.

    Raises bulk.Busy while another import of the register is running.
    """
    with transaction.atomic():
        take_lock(lock_name(batch.kind))
        blocks = blocking(batch)
        if blocks:
            batch.state = ImportBatch.State.APPLIED
            named = [block.as_json() for block in blocks[:MOST_NAMED]]
            batch.summary = {**batch.summary, "undo_refused": {"count": len(blocks), "blocks": named}}
            batch.save(update_fields=["state", "summary"])
            record(by=batch.undone_by, verb="undo_import_refused", subject=batch, blocks=len(blocks))
            return
        _take_away(batch)
        for table in _written_over(batch):
            for rows in before_images(batch.pk, table):
                _put_back(table, rows)
        BeforeImage.objects.filter(batch=batch).delete()
        batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        record(by=batch.undone_by, verb="undo_import", subject=batch, kind=batch.kind, new=batch.rows_new)
        count_again(batch)
        bump()


def blocking(batch: ImportBatch) -> list[Block]:
    """What was built on this import since, most important first; nothing when it can be undone."""
    found: list[Block] = []
    for watched in kind_of(batch).watched:
        found += _later_batches(batch, watched.table) if watched.batch_column else []
        found += _by_hand(batch, watched.table) if watched.batch_column else []
        found += [block for holder, column in watched.held_by for block in _held(batch, watched.table, holder, column)]
    found += _overwritten_later(batch)
    return found


def _made(batch: ImportBatch, table: str) -> str:
    """The condition that a row of `table` was made by the batch."""
    first, last = batch.inserted.get(table, (1, 0))
    return f"id BETWEEN {int(first)} AND {int(last)}"


def _mine(batch: ImportBatch, table: str) -> str:
    """The condition that a row was made or written over by the batch."""
    images = f"SELECT row_id FROM {BeforeImage._meta.db_table} WHERE batch_id = {batch.pk} AND \"table\" = '{table}'"
    return f"({_made(batch, table)} OR id IN ({images}))"


def _later_batches(batch: ImportBatch, table: str) -> list[Block]:
    """Rows that another import has written over since, by import."""
    sql = (
        f"SELECT COALESCE(batch_id, 0), COUNT(*), MIN(id) FROM {table} WHERE {_mine(batch, table)}"
        f" AND COALESCE(batch_id, 0) <> {batch.pk} GROUP BY batch_id ORDER BY batch_id"
    )
    return [Block(table, count, other, (example,)) for other, count, example in _rows(sql)]


def _by_hand(batch: ImportBatch, table: str) -> list[Block]:
    """Rows that a person has changed or taken away since: an edit by hand leaves no row hash."""
    changed = f"{_mine(batch, table)} AND batch_id = {batch.pk} AND row_hash IS NULL"
    edited = _rows(f"SELECT id FROM {table} WHERE {changed} ORDER BY id LIMIT {MOST_NAMED}")
    count = _rows(f"SELECT COUNT(*) FROM {table} WHERE {changed}")[0][0]
    first, last = batch.inserted.get(table, (1, 0))
    gone = last - first + 1 - _rows(f"SELECT COUNT(*) FROM {table} WHERE {_made(batch, table)}")[0][0]
    found = [Block(table, count, 0, tuple(row[0] for row in edited))] if count else []
    return found + ([Block(table, gone, 0)] if gone else [])


def _held(batch: ImportBatch, table: str, holder: str, column: str) -> list[Block]:
    """Rows of `holder` that came later and hang on rows the batch made."""
    first, last = batch.inserted.get(table, (1, 0))
    later = f"{column} BETWEEN {int(first)} AND {int(last)} AND NOT ({_made(batch, holder)})"
    by = "COALESCE(batch_id, 0)" if "batch_id" in columns_of(holder) else "0"
    sql = f"SELECT {by}, COUNT(*), MIN(id) FROM {holder} WHERE {later} GROUP BY 1 ORDER BY 1"
    return [Block(holder, count, other, (example,)) for other, count, example in _rows(sql) if count]


def _overwritten_later(batch: ImportBatch) -> list[Block]:
    """Rows that a later import keeps a before-image of, in tables whose rows name no import: persons, programmes."""
    mine = BeforeImage.objects.filter(batch=batch)
    later = BeforeImage.objects.filter(batch__applied_at__gt=batch.applied_at, batch__state=ImportBatch.State.APPLIED)
    found: dict[tuple[str, int], list[int]] = {}
    for table in {*mine.values_list("table", flat=True).distinct(), *batch.inserted}:
        first, last = batch.inserted.get(table, (1, 0))
        rows = later.filter(table=table)
        both = rows.filter(row_id__in=mine.filter(table=table).values("row_id")) | rows.filter(
            row_id__range=(first, last)
        )
        for other, row in both.values_list("batch_id", "row_id"):
            found.setdefault((table, other), []).append(row)
    return [
        Block(table, len(rows), other, tuple(rows[:MOST_NAMED]))
        for (table, other), rows in found.items()
        if not any(watched.table == table and watched.batch_column for watched in _watched(batch))
    ]


def _watched(batch: ImportBatch) -> Any:
    return kind_of(batch).watched


def _take_away(batch: ImportBatch) -> None:
    """Delete what the batch made, in the order in which its kind's tables hang on each other."""
    for watched in _watched(batch):
        made = _made(batch, watched.table)
        others = _rows(f"SELECT 1 FROM {watched.table} WHERE NOT ({made}) LIMIT 1")
        delete_where(watched.table, made if others else "")


def _written_over(batch: ImportBatch) -> list[str]:
    """The tables in which the batch wrote over rows, those first that others hang on."""
    tables = set(BeforeImage.objects.filter(batch=batch).values_list("table", flat=True).distinct())
    order = [watched.table for watched in reversed(_watched(batch))]
    return sorted(tables, key=order.index)


def _put_back(table: str, rows: Any) -> None:
    """Rows that are still there are written as they were, those that the batch took away are made again."""
    ids = ", ".join(map(str, rows["id"].to_list()))
    there = {row[0] for row in _rows(f"SELECT id FROM {table} WHERE id IN ({ids})")}
    known = rows["id"].is_in(list(there))
    update_frame(table, rows.filter(known))
    insert_frame(table, rows.filter(~known))


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
