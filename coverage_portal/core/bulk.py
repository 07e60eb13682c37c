"""Many rows in and out of the database at once: the only engine-specific lines. COPY on PostgreSQL, cursors on SQLite."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from django.db import connection

_COPY_HEADER = 19  # bytes before the first row of PostgreSQL's binary COPY format
_COPY_TRAILER = 2


def day_number(column: str) -> str:
    """SQL for a date column as whole days since 1 January 1900 (0 when null), on the current engine."""
    if connection.vendor == "postgresql":
        return f"COALESCE({column} - DATE '1900-01-01', 0)::bigint"
    return f"CAST(COALESCE(julianday({column}) - 2415020.5, 0) AS INTEGER)"


def fetch_integers(sql: str, columns: Sequence[str], params: Sequence[Any] = ()) -> np.ndarray:
    """The rows of a SELECT whose every column is a bigint that is never null, as a structured array of int64."""
    if connection.vendor == "postgresql":
        return _copy_out(sql, columns, params)
    dtype = np.dtype([(name, "i8") for name in columns])
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return np.fromiter(cursor.cursor, dtype=dtype)


def _copy_out(sql: str, columns: Sequence[str], params: Sequence[Any]) -> np.ndarray:
    buffer = io.BytesIO()
    with connection.cursor() as cursor:
        query = cursor.cursor.mogrify(sql, params).decode()
        cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT binary)", buffer)
    row = [("fields", ">i2")]
    for name in columns:
        row += [(f"{name}_length", ">i4"), (name, ">i8")]
    wire = np.dtype(row)
    data = np.frombuffer(buffer.getbuffer()[_COPY_HEADER:-_COPY_TRAILER], dtype=wire)
    rows = np.empty(len(data), dtype=[(name, "i8") for name in columns])
    for name in columns:
        rows[name] = data[name]
    return rows


def insert_frame(table: str, frame: pl.DataFrame) -> None:
    """Insert every row of `frame` into `table`; the frame's column names are the table's, nulls stay null."""
    if frame.is_empty():
        return
    names = ", ".join(connection.ops.quote_name(name) for name in frame.columns)
    target = f"{connection.ops.quote_name(table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            buffer = io.BytesIO()
            frame.write_csv(buffer, include_header=False, null_value="\\N", quote_style="necessary")
            buffer.seek(0)
            cursor.cursor.copy_expert(f"COPY {target} FROM STDIN (FORMAT csv, NULL '\\N')", buffer)
        else:
            marks = ", ".join("?" * frame.width)
            cursor.cursor.connection.executemany(f"INSERT INTO {target} VALUES ({marks})", frame.iter_rows())
