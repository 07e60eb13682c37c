"""Very many rows of a SELECT, handed over in blocks: COPY on PostgreSQL, a cursor on SQLite. Memory stays flat."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import QuerySet

BLOCK_BYTES = 4 << 20
BLOCK_ROWS = 50_000
Take = Callable[[pl.DataFrame], None]
Schema = Mapping[str, Any]


def in_blocks(rows: QuerySet, schema: Schema, take: Take) -> None:
    """Give every row of a `values_list` queryset to `take`; `schema` names its columns and their polars types.

    An empty text may come as null.
    """
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            text = _Text(schema, take)
            cursor.cursor.copy_expert(f"COPY ({cursor.cursor.mogrify(sql, params).decode()}) TO STDOUT CSV", text)
            text.flush()
            return
        cursor.execute(sql, params)
        while some := cursor.fetchmany(BLOCK_ROWS):
            take(pl.DataFrame(some, schema=dict(schema), orient="row"))


class _Text:
    """What psycopg2 writes COPY into, whole rows at a time."""

    def __init__(self, schema: Schema, take: Take) -> None:
        self._schema, self._take = schema, take
        self._waiting = io.BytesIO()

    def write(self, row: bytes) -> int:
        """Keep the row; enough of them are a block."""
        written = self._waiting.write(row)
        if self._waiting.tell() >= BLOCK_BYTES:
            self.flush()
        return written

    def flush(self) -> None:
        """Hand over what waits."""
        if not self._waiting.tell():
            return
        self._waiting.seek(0)
        self._take(pl.read_csv(self._waiting, has_header=False, schema=dict(self._schema)))
        self._waiting = io.BytesIO()
