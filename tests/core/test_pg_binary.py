"""PostgreSQL's binary COPY format, read back by a slow reader written from its manual (COPY, "Binary Format")."""

import struct
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.pg_binary import can_encode, encode

TYPES = {"id": "bigint", "small": "smallint", "whole": "integer", "day": "date", "name": "text", "hash": "uuid"}
SCHEMA = {
    "id": pl.Int64,
    "small": pl.Int16,
    "whole": pl.Int32,
    "day": pl.Date,
    "name": pl.String,
    "hash": pl.Binary,
}


def decoded(stream):
    """The rows of a COPY stream."""
    assert stream[:11] == b"PGCOPY\n\xff\r\n\0"
    at, rows = 19, []
    while True:
        (fields,) = struct.unpack_from(">h", stream, at)
        at += 2
        if fields == -1:
            assert at == len(stream)
            return rows
        row = []
        for kind in TYPES.values():
            (size,) = struct.unpack_from(">i", stream, at)
            at += 4
            row.append(None if size < 0 else value(kind, stream[at : at + size]))
            at += max(size, 0)
        assert fields == len(row)
        rows.append(tuple(row))


def value(kind, data):
    if kind == "text":
        return data.decode()
    if kind == "uuid":
        return data
    number = int.from_bytes(data, "big", signed=True)
    return date(2000, 1, 1) + timedelta(days=number) if kind == "date" else number


ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63), 2**63 - 1),
        st.none() | st.integers(-(2**15), 2**15 - 1),
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.dates(date(1901, 1, 1), date(2100, 1, 1)),
        st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
        st.none() | st.binary(min_size=16, max_size=16),
    ),
    max_size=20,
)


@settings(deadline=None)
@given(ROWS)
def test_every_row_comes_back_whatever_its_nulls_and_lengths(rows):
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    assert sorted(map(repr, decoded(encode(frame, TYPES)))) == sorted(map(repr, rows))


def test_rows_of_one_shape_keep_their_order():
    frame = pl.DataFrame([(n, 1, 2, None, "ab", None) for n in (3, 1, 2)], schema=SCHEMA, orient="row")
    assert [row[0] for row in decoded(encode(frame, TYPES))] == [3, 1, 2]


def test_types_it_does_not_know_are_named_as_such():
    assert can_encode(TYPES)
    assert not can_encode(TYPES | {"json": "jsonb"})
