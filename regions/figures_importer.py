"""Compares published figures of a file with those that stand, and enters what is new. No figure is ever edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from django.conf import settings

from coverage_portal.core.audit import record
from coverage_portal.core.bulk import first_free_id, move_sequence
from coverage_portal.core.data_version import bump
from coverage_portal.core.landing import CHANGED, NEW, SAME, Ids, KeepsBefore, Sink
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.row_hash import row_key
from coverage_portal.core.stored_rows import Comparison, Outcome, StoredRows, without_repeats
from coverage_portal.core.tabular import ROW
from regions.actions import facts_of
from regions.figures_file import IDENTITY, Reference, decimal_of
from regions.models import ReferenceFigure, Region

TABLE = ReferenceFigure._meta.db_table
WRITTEN = (*IDENTITY, "period", "unit", "document", "link", "note")
_OLD = {"key": pl.String, "id": pl.Int64, "old_value": pl.String}


class FiguresImport:
    """One comparison of a file of published figures. Nobody is missing from it.

    A row that says another value than the figure standing for the same thing is a new figure which replaces that one:
    it is CHANGED by the stored figure's `id`, and gets a `new_id` of its own.
    """

    checker = "regions.figures_file:FiguresChecker"

    def __init__(
        self,
        stored: StoredRows,
        sink: Sink,
        *,
        repeated: Collection[str] = (),
        watch_keys: bool = True,
        branches: Collection[int] | None = None,
        absent: Collection[str] = (),
    ) -> None:
        """Figures belong to no branch, and no index watches over their keys: both are taken and not needed."""
        self._sink = sink
        self._repeated = repeated
        self.stored = stored
        self._next_id = first_free_id(TABLE)
        self.first_ids = {TABLE: self._next_id}
        self._found = Comparison(stored, self._next_id, watch_keys=True)
        self.outcome = self._found.outcome

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the figures that stand and hand on what became of them."""
        rows, issues = without_repeats(rows, keys(rows), self._repeated, "JENIS", "figure_repeated")
        self.outcome.issues.append(issues.with_columns(value=pl.lit("")))
        self.outcome.rejected += issues.height
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

    def repeated(self) -> bool:
        """True when some figure seems to stand in the file more than once."""
        return self.stored.repeated()

    def finish(self) -> Outcome:
        """The outcome, complete."""
        return self.outcome

    def _with_new_ids(self, rows: pl.DataFrame) -> pl.DataFrame:
        first, self._next_id = self._next_id, self._next_id + rows.height
        return rows.with_columns(new_id=pl.int_range(first, self._next_id, dtype=pl.Int64, eager=True))

    def _keep(self, rows: pl.DataFrame) -> None:
        if not rows.is_empty():
            self._found.keep(rows["id"])
            self._sink.put(SAME, rows.select(ROW, "id"))

    def _change(self, rows: pl.DataFrame) -> None:
        """No month is counted again: figures meet the counts when a page is read."""
        if not rows.is_empty():
            self._found.change(rows, None)
            self._sink.put(CHANGED, rows)

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
