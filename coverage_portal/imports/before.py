"""Keeps rows as they stand before an import writes over them, so that it can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl
from django.apps import apps

from coverage_portal.core.bulk import fetch_where, insert_frame
from coverage_portal.core.models import BeforeImage

A_QUERY = 20_000


class BeforeImages:
    """The before-images of one batch. A row that is written over twice keeps what it was at first."""

    def __init__(self, batch_id: int) -> None:
        self._batch_id = batch_id
        self._kept: dict[str, set[int]] = {}

    def keep(self, table: str, ids: Iterable[int]) -> None:
        """Remember these rows of `table`, every column of them."""
        kept = self._kept.setdefault(table, set())
        wanted = [each for each in ids if each not in kept]
        kept.update(wanted)
        names = columns_of(table)
        for start in range(0, len(wanted), A_QUERY):
            rows = fetch_where(table, names, "id", wanted[start : start + A_QUERY], "bigint")
            facts = [json.dumps(dict(zip(names, row, strict=True)), default=_as_text) for row in rows]
            frame = pl.DataFrame({"row_id": [row[0] for row in rows], "facts": facts})
            labels = {"batch_id": pl.lit(self._batch_id, dtype=pl.Int64), "table": pl.lit(table)}
            insert_frame(BeforeImage._meta.db_table, frame.with_columns(**labels))


def before_images(batch_id: int, table: str) -> Iterator[pl.DataFrame]:
    """The rows a batch wrote over in `table` as they were, in blocks: the table's columns as text, numbers or null."""
    rows = BeforeImage.objects.filter(batch_id=batch_id, table=table).order_by("id").values_list("facts", flat=True)
    names = columns_of(table)
    waiting: list[dict[str, Any]] = []
    for facts in rows.iterator(chunk_size=2_000):
        waiting.append(facts)
        if len(waiting) == A_QUERY:
            yield pl.DataFrame(waiting, infer_schema_length=None).select(names)
            waiting = []
    if waiting:
        yield pl.DataFrame(waiting, infer_schema_length=None).select(names)


def columns_of(table: str) -> list[str]:
    """The columns of one of our tables, its id first."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    names = [str(field.column) for field in model._meta.concrete_fields]
    return ["id", *(name for name in names if name != "id")]


def _as_text(value: Any) -> str:
    """Dates as ISO, a uuid as its 32 digits: what both databases take back."""
    return value.hex if isinstance(value, UUID) else value.isoformat() if isinstance(value, date) else str(value)
