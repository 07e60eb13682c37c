"""Compares published figures of a file with those that stand, and enters what is new. No figure is ever edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from django.conf import settings

from coverage_portal.core.audit import record
from coverage_portal.core.bulk import move_sequence
from coverage_portal.core.data_version import bump
from coverage_portal.core.file_import import FileImport
from coverage_portal.core.landing import CHANGED, NEW, Ids, KeepsBefore, Sink
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.row_hash import row_key
from coverage_portal.core.stored_rows import StoredRows
from regions.actions import facts_of
from regions.figures_file import IDENTITY, Reference, decimal_of
from regions.models import ReferenceFigure, Region

TABLE = ReferenceFigure._meta.db_table
WRITTEN = (*IDENTITY, "period", "unit", "document", "link", "note")
_OLD = {"key": pl.String, "id": pl.Int64, "old_value": pl.String}


class FiguresImport(FileImport):
    """One comparison of a file of published figures. Nobody is missing from it; figures belong to no branch.

    A row that says another value than the figure standing for the same thing is a new figure which replaces that one:
    it is CHANGED by the stored figure's `id`, and gets a `new_id` of its own.
    """

    table = TABLE
    checker = "regions.figures_file:FiguresChecker"
    key_column = "JENIS"
    repeated_code = "figure_repeated"
    shows_key = False

    def __init__(self, stored: StoredRows, sink: Sink, *, watch_keys: bool = True, **given: Any) -> None:
        """No index ever watches over the keys of figures."""
        super().__init__(stored, sink, watch_keys=True, **given)
        self._next_id = self.first_ids[TABLE]

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the figures that stand and hand on what became of them."""
        rows = self._once(rows)
        if rows.is_empty():
            return
        beside = rows.with_columns(key=keys(rows)).join(_standing(rows), on="key", how="left", maintain_order="left")
        equal = pl.Series([_equal(*pair) for pair in beside.select("value", "old_value").iter_rows()], dtype=pl.Boolean)
        known = beside["id"].is_not_null()
        self._keep(beside.filter(equal))
        self._change(self._with_new_ids(beside.filter(known & ~equal)))
        self._add(self._with_new_ids(beside.filter(~known)).drop("id"))

    def refuse(self, refused: pl.Series) -> None:
        """A rejected row stands in no one's way."""

    def _keys(self, rows: pl.DataFrame) -> pl.Series:
        return keys(rows)

    def _touched_from(self, rows: pl.DataFrame) -> date | None:
        """No month is counted again: figures meet the counts when a page is read."""
        return None

    def _with_new_ids(self, rows: pl.DataFrame) -> pl.DataFrame:
        first, self._next_id = self._next_id, self._next_id + rows.height
        return rows.with_columns(new_id=pl.int_range(first, self._next_id, dtype=pl.Int64, eager=True))

    def _add(self, rows: pl.DataFrame) -> None:
        if not rows.is_empty():
            self._sink.put(NEW, self._found.add(rows, keys(rows)).with_columns(id="new_id"))


class FiguresWriter:
    """One entering of figures from a file: by whoever approved it, each with its line in the audit trail."""

    def __init__(self, batch_id: int, before: KeepsBefore) -> None:
        batch = ImportBatch.objects.get(pk=batch_id)
        self._by = batch.approved_by or batch.received_by
        self._batch_id = batch_id
        self._ids: list[int] = []

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Enter new figures, and those that replace another; other sorts are passed over."""
        if what not in (NEW, CHANGED):
            return
        figures = [_figure(row, replaces=row["id"] if what == CHANGED else None) for row in rows.to_dicts()]
        for figure in figures:
            figure.entered_by = self._by
        ReferenceFigure.objects.bulk_create(figures)
        for figure in figures:
            record(by=self._by, verb="figure_entered", subject=figure, after=facts_of(figure), batch=self._batch_id)
        self._ids += [figure.pk for figure in figures]

    def finish(self) -> Mapping[str, Ids]:
        """Let the database's next ids follow; gives the ids of the figures entered."""
        move_sequence(TABLE)
        if self._ids:
            bump()
        return {TABLE: (min(self._ids), max(self._ids)) if self._ids else (1, 0)}


def writer(batch_id: int, before: KeepsBefore, *, empty: bool) -> FiguresWriter:
    """What enters compared figures. It writes over nothing: undoing takes the new ones away, the old stand again."""
    return FiguresWriter(batch_id, before)


def stored() -> StoredRows:
    """The figures there are, as an import compares with them: they have no hash and belong to no branch."""
    ids = np.array(ReferenceFigure.objects.values_list("pk", flat=True), dtype=np.int64)
    return StoredRows(ids, np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=np.int64))


def reference() -> Reference:
    """What the checks need from the database."""
    regions = dict(Region.objects.values_list("code", "id"))
    return Reference(row_key=row_key(bytes.fromhex(settings.NIK_KEY)), regions=regions)


def keys(rows: pl.DataFrame) -> pl.Series:
    """What a figure's row is known by: its kind, label, place, day, basis and publisher."""
    parts = [pl.col(name).cast(pl.String) for name in IDENTITY]
    return rows.select(pl.concat_str(parts, separator="\x1f").alias("key")).to_series()


def _standing(rows: pl.DataFrame) -> pl.DataFrame:
    """The published figures of these places that nothing replaces, by key; the newest where several have one key.

    One with the value that a row of the file says goes before: then the row says nothing new.
    """
    places = rows["region_id"].unique().to_list()
    current = ReferenceFigure.objects.current().filter(region_id__in=places, derived=False).order_by("pk")
    said = dict.fromkeys(zip(keys(rows).to_list(), map(Decimal, rows["value"].to_list()), strict=True))
    found: dict[str, tuple[str, int, str]] = {}
    for figure in current:
        key = "\x1f".join(str(getattr(figure, name)) for name in IDENTITY)
        agreed = key in found and (key, Decimal(found[key][2])) in said
        if not agreed or (key, figure.value) in said:
            found[key] = (key, figure.pk, str(figure.value))
    return pl.DataFrame(list(found.values()), schema=_OLD, orient="row")


def _equal(value: str, old_value: str | None) -> bool:
    return old_value is not None and Decimal(value) == Decimal(old_value)


def _figure(row: dict[str, Any], *, replaces: int | None) -> ReferenceFigure:
    facts = {name: row[name] for name in WRITTEN}
    value, half_step = Decimal(row["value"]), decimal_of(row["half_step"])
    return ReferenceFigure(pk=row["new_id"], value=value, half_step=half_step, replaces_id=replaces, **facts)
