"""Rows as PostgreSQL's binary COPY format, made by columns. Pure: no Django.

The server reads binary rows at about half the cost of text. Rows with the same nulls and the same lengths of texts are
records of one fixed shape, which numpy writes at once; so the rows come out grouped by shape, not in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
_EPOCH = 10_957  # days from 1 January 1970 to PostgreSQL's day zero, 1 January 2000
_NUMBERS = {
    "bigint": (pl.Int64, ">i8"),
    "integer": (pl.Int32, ">i4"),
    "smallint": (pl.Int16, ">i2"),
    "date": (pl.Int32, ">i4"),
}
_NUMBER_THEM_ANEW = 1 << 32  # long before the shapes' numbers could overflow
_BYTES = ("character varying", "text", "uuid")


def can_encode(types: Mapping[str, str]) -> bool:
    """True when every column is of a type known here; `types` are PostgreSQL's names by column."""
    return all(kind in _NUMBERS or kind in _BYTES for kind in types.values())


def encode(frame: pl.DataFrame, types: Mapping[str, str]) -> bytes:
    """The rows of `frame` as one whole COPY stream. A uuid is a column of 16 bytes."""
    if frame.is_empty():
        return HEADER + TRAILER
    shapes = _shapes(frame, types)
    order = np.argsort(shapes, kind="stable")
    sorted_shapes = shapes[order]
    starts = np.flatnonzero(np.r_[True, sorted_shapes[1:] != sorted_shapes[:-1]])
    columns = [_Column(frame[name].gather(order), types[name]) for name in frame.columns]
    pieces = [HEADER]
    for start, end in zip(starts, np.r_[starts[1:], len(order)], strict=True):
        pieces.append(_records(columns, int(start), int(end)))
    pieces.append(TRAILER)
    return b"".join(pieces)


def _shapes(frame: pl.DataFrame, types: Mapping[str, str]) -> np.ndarray:
    """A number for each row; rows with one number have the same nulls and the same lengths."""
    shapes = np.zeros(frame.height, dtype=np.int64)
    for name in frame.columns:
        column = frame[name]
        if types[name] in _BYTES:
            lengths = _lengths(column)
            shapes = shapes * (int(lengths.max(initial=0)) + 2) + lengths + 1
        elif column.null_count():
            shapes = shapes * 2 + column.is_null().to_numpy()
        if int(shapes.max()) > _NUMBER_THEM_ANEW:
            shapes = np.unique(shapes, return_inverse=True)[1]
    return shapes


def _lengths(column: pl.Series) -> np.ndarray:
    """Bytes in each cell, -1 when null."""
    sizes = column.bin.size() if column.dtype == pl.Binary else column.str.len_bytes()
    return sizes.cast(pl.Int64).fill_null(-1).to_numpy()


class _Column:
    """One column in the order it is written: numbers as an array, texts as one run of bytes."""

    def __init__(self, column: pl.Series, kind: str) -> None:
        self.is_bytes = kind in _BYTES
        self.nulls = column.is_null().to_numpy()
        if self.is_bytes:
            self.lengths = _lengths(column)
            self._ends = np.cumsum(np.maximum(self.lengths, 0))
            self._data = b"".join(column.cast(pl.Binary).drop_nulls().to_list())
        else:
            dtype, self.wire = _NUMBERS[kind]
            physical = column.cast(pl.Int32) - _EPOCH if kind == "date" else column.cast(dtype)
            self._numbers = physical.fill_null(0).to_numpy()

    def size(self, at: int) -> int:
        """How many bytes a cell of the shape at row `at` has; -1 when it is null."""
        if self.nulls[at]:
            return -1
        return int(self.lengths[at]) if self.is_bytes else np.dtype(self.wire).itemsize

    def values(self, start: int, end: int, size: int) -> np.ndarray:
        """The cells from `start` to `end`, all of `size` bytes."""
        if not self.is_bytes:
            return self._numbers[start:end]
        first = int(self._ends[start]) - size
        return np.frombuffer(self._data, dtype=f"V{size}", count=end - start, offset=first)


def _records(columns: list[_Column], start: int, end: int) -> bytes:
    """The rows from `start` to `end`, which all have one shape."""
    sizes = [column.size(start) for column in columns]
    records = np.empty(end - start, dtype=list(_fields(columns, sizes)))
    records["fields"] = len(columns)
    for at, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        records[f"size{at}"] = size
        if size > 0:
            records[f"value{at}"] = column.values(start, end, size)
    return records.tobytes()


def _fields(columns: list[_Column], sizes: list[int]) -> Iterator[tuple[str, str]]:
    yield ("fields", ">i2")
    for at, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        yield (f"size{at}", ">i4")
        if size > 0:
            yield (f"value{at}", f"V{size}" if column.is_bytes else column.wire)
