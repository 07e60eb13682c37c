"""Many rows in and out of the database at once: COPY on PostgreSQL, cursors on SQLite. No other module knows which."""

# ruff: noqa: S608 - only names of our own tables and columns are put into SQL; values are parameters

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import polars as pl
from django.db import connection

from coverage_portal.core.pg_binary import encode
from coverage_portal.core.stored_rows import StoredRows

_MOST_BRANCHES = 4096  # so that an id and a branch fit into one bigint
_SQLITE_PARAMETERS = 900  # every build of SQLite takes 999 in one statement
_COPY_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}  # of PostgreSQL's text COPY format
_COPY_HEADER = 19  # bytes before the first row of PostgreSQL's binary COPY format


def day_number(column: str) -> str:
    """SQL for a date column as whole days since 1 January 1900 (0 when null), on the current engine."""
    if connection.vendor == "postgresql":
        return f"COALESCE({column} - DATE '1900-01-01', 0)::bigint"
    return f"CAST(COALESCE(julianday({column}) - 2415020.5, 0) AS INTEGER)"


def code_of_letter(column: str) -> str:
    """SQL for the number of the first letter of a text column (0 when empty or null), on the current engine."""
    return f"COALESCE({'ascii' if connection.vendor == 'postgresql' else 'unicode'}({column}), 0)"


def fetch_integers(
    sql: str, columns: Sequence[str], params: Sequence[Any] = (), *, small: Collection[str] = ()
) -> dict[str, np.ndarray]:
    """The columns of a SELECT whose every column is an integer that is never null, as arrays of int64.

    Columns in `small` hold less than 2^31, and travel as half as many bytes.
    """
    if connection.vendor == "postgresql":
        return _copy_out(sql, {name: 4 if name in small else 8 for name in columns}, params)
    dtype = np.dtype([(name, "i8") for name in columns])
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = np.fromiter(cursor.cursor, dtype=dtype)
    return {name: rows[name] for name in columns}


def _copy_out(sql: str, columns: dict[str, int], params: Sequence[Any]) -> dict[str, np.ndarray]:
    """Each column as one value: psycopg2 hands COPY over row by row, and 700,000 calls cost more than the scan."""
    names = ", ".join(map(_quoted, columns))
    gathered = ", ".join(
        f"string_agg(int{width}send({_quoted(name)}::int{width}), ''::bytea)" for name, width in columns.items()
    )
    buffer = io.BytesIO()
    with connection.cursor() as cursor:
        query = cursor.cursor.mogrify(sql, params).decode()
        copy = f"COPY (SELECT {gathered} FROM ({query}) AS rows({names})) TO STDOUT (FORMAT binary)"
        cursor.cursor.copy_expert(copy, buffer)
    data = buffer.getbuffer()
    values, start = {}, _COPY_HEADER + 2
    for name, width in columns.items():
        size = max(0, int.from_bytes(data[start : start + 4], "big", signed=True))  # -1: no rows at all
        values[name] = np.frombuffer(data[start + 4 : start + 4 + size], f">i{width}").astype("i8")
        start += 4 + size
    return values


def insert_frame(table: str, frame: pl.DataFrame) -> None:
    """Insert every row of `frame` into `table`; the frame's column names are the table's, nulls stay null."""
    if frame.is_empty():
        return
    target = f"{_quoted(table)} ({_names(frame.columns)})"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            _copy_in(cursor, target, frame)
        else:
            _insert_many(cursor.cursor.connection, target, frame)


class Loader:
    """Puts very many rows into one table, faster than insert_frame; rows of one call may come in another order."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._kinds: dict[str, str] = {}
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
                    " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                    [table],
                )
                self._kinds = dict(cursor.fetchall())

    def load(self, frame: pl.DataFrame) -> None:
        """Insert the rows of `frame`, whose columns are the table's; a uuid column of it holds 16 bytes."""
        if connection.vendor != "postgresql":
            insert_frame(self._table, frame.with_columns(pl.col(pl.Binary).bin.encode("hex")))
        elif not frame.is_empty():
            rows = encode(frame, {name: self._kinds[name] for name in frame.columns})
            target = f"{_quoted(self._table)} ({_names(frame.columns)})"
            with connection.cursor() as cursor, connection.wrap_database_errors:
                cursor.cursor.copy_expert(f"COPY {target} FROM STDIN (FORMAT binary)", io.BytesIO(rows), 1 << 20)


def fetch_where(
    table: str, columns: Sequence[str], key: str, values: Sequence[str] | Sequence[int], kind: str = "text"
) -> list[tuple[Any, ...]]:
    """`columns` of the rows of `table` whose column `key`, a text, uuid or bigint (`kind`), is one of `values`."""
    if not len(values):
        return []
    postgresql = connection.vendor == "postgresql"
    wanted = f"= ANY(%s::{kind}[])" if postgresql else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_names(columns)} FROM {_quoted(table)} WHERE {_quoted(key)} {wanted}",
            [list(values) if postgresql else json.dumps(list(values))],
        )
        return cursor.fetchall()


def update_frame(table: str, frame: pl.DataFrame) -> None:
    """Update the rows of `table` whose `id` stands in `frame`: one statement, and only these rows are written."""
    if frame.is_empty():
        return
    names = [name for name in frame.columns if name != "id"]
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE TEMP TABLE fresh_rows ON COMMIT DROP AS SELECT {_names(frame.columns)} FROM {_quoted(table)}"
                " WITH NO DATA"
            )
            _copy_in(cursor, f"fresh_rows ({_names(frame.columns)})", frame)
            cursor.execute("ANALYZE fresh_rows")
            sets = ", ".join(f"{_quoted(name)} = fresh_rows.{_quoted(name)}" for name in names)
            cursor.execute(
                f"UPDATE {_quoted(table)} SET {sets} FROM fresh_rows WHERE {_quoted(table)}.id = fresh_rows.id"
            )
            cursor.execute("DROP TABLE fresh_rows")
        else:
            sets = ", ".join(f"{_quoted(name)} = ?" for name in names)
            rows = _tuples(frame.select(*names, "id"))
            cursor.cursor.connection.executemany(f"UPDATE {_quoted(table)} SET {sets} WHERE id = ?", rows)


def stored_rows(table: str) -> StoredRows:
    """What an extract is compared with: id, row_hash (0 when edited by hand) and branch of every row of `table`."""
    found = fetch_integers(
        f"SELECT COALESCE(row_hash, 0), id * {_MOST_BRANCHES} + branch_id FROM {_quoted(table)}",
        ("row_hash", "place"),
    )
    return StoredRows(found["place"] // _MOST_BRANCHES, found["row_hash"], found["place"] % _MOST_BRANCHES)


def highest_id(table: str) -> int:
    """The highest id in `table`, 0 in an empty one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {_quoted(table)}")
        return int(cursor.fetchone()[0])


def first_free_id(table: str) -> int:
    """An id above every id of `table` there is or ever was. Safe only under the lock of locks.take_lock."""
    highest = highest_id(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id'))", [table])
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return max(highest, (row and row[0]) or 0) + 1


def move_sequence(table: str) -> None:
    """After rows with ids of our own choice: let the database's next id follow the highest. SQLite does so itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), MAX(id)) FROM {_quoted(table)} HAVING MAX(id) > 0",
                [table],
            )


def delete_where(table: str, condition: str) -> int:
    """Delete the rows of `table` that meet an SQL condition of our own, in which {table} is its name; gives how many.
    An empty condition is all of them, which SQLite does at once.

    For whole registries, whose rows a queryset would first fetch to look for what hangs on them.
    """
    with connection.cursor() as cursor:
        where = f" WHERE {condition.replace('{table}', _quoted(table))}" if condition else ""
        cursor.execute(f"DELETE FROM {_quoted(table)}{where}")
        return int(cursor.rowcount)


def drop_indexes(table: str) -> list[str]:
    """Drop the indexes of an empty `table`, its primary key's included; gives the statements that make them again.

    Building an index once costs a fraction of keeping it up row by row. SQLite keeps the key, which is its table.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_index i"
                " WHERE i.indrelid = %s::regclass"
                " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)"
                " UNION ALL SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', k.conrelid::regclass, k.conname),"
                " format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', k.conrelid::regclass, k.conname,"
                " pg_get_constraintdef(k.oid)) FROM pg_constraint k WHERE k.conrelid = %s::regclass AND k.contype = 'p'"
                " AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.confrelid = k.conrelid)",
                [table, table],
            )
        else:
            cursor.execute(
                "SELECT 'DROP INDEX ' || name, sql FROM sqlite_master"
                " WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
                [table],
            )
        found = cursor.fetchall()
        for drop, _make in found:
            cursor.execute(drop)
    return [make for _drop, make in found]


def make_indexes(statements: Sequence[str]) -> None:
    """Make again what `drop_indexes` dropped; raises IntegrityError when a unique index finds a repeated key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL maintenance_work_mem = '192MB'")
        else:
            cursor.execute("PRAGMA threads = 2")
        for statement in statements:
            cursor.execute(statement)


def count_anew(*tables: str) -> None:
    """Tell the database how large its tables have become, once they are filled from nothing: until then PostgreSQL
    plans as if they were empty, and an index may go unused for minutes. SQLite needs none of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ANALYZE {_quoted(table)}")


def _copy_in(cursor: Any, target: str, frame: pl.DataFrame) -> None:
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    escaped = frame.with_columns(pl.col(texts).str.replace_many(_COPY_ESCAPES)) if texts else frame
    buffer = io.BytesIO()
    escaped.write_csv(buffer, include_header=False, separator="\t", null_value="\\N", quote_style="never")
    buffer.seek(0)
    cursor.cursor.copy_expert(f"COPY {target} FROM STDIN", buffer, 1 << 20)


def _insert_many(database: Any, target: str, frame: pl.DataFrame) -> None:
    """Some fifty rows a statement: SQLite spends more on beginning a statement than on a row of it."""
    at_once = max(1, _SQLITE_PARAMETERS // frame.width)
    full = frame.height // at_once * at_once
    marks = f"({', '.join('?' * frame.width)})"
    if full:
        cells: list[Any] = [None] * (full * frame.width)
        for at, column in enumerate(_columns(frame[:full])):
            cells[at :: frame.width] = column
        step = at_once * frame.width
        many = (cells[start : start + step] for start in range(0, len(cells), step))
        database.executemany(f"INSERT INTO {target} VALUES {', '.join([marks] * at_once)}", many)
    database.executemany(f"INSERT INTO {target} VALUES {marks}", _tuples(frame[full:]))


def _tuples(frame: pl.DataFrame) -> Iterable[tuple[Any, ...]]:
    return zip(*_columns(frame), strict=True)


def _columns(frame: pl.DataFrame) -> list[list[Any]]:
    """The columns as SQLite takes them: dates as text."""
    return [column.to_list() for column in frame.with_columns(pl.col(pl.Date).cast(pl.String))]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(_quoted(name) for name in columns)
