"""Rows that are stored just so are set aside, whether their file is read as bytes or cell by cell."""

import io

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.row_hash import RowHasher, row_key
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import BETWEEN_CELLS, ROW, Block, HashedFile, Lines
from coverage_portal.core.tabular_csv import CsvSheet

COLUMNS = ("a", "b")
NONE = np.empty(0, dtype=np.int64)
ROWS = [("x", "1"), ("y", ""), ("x", "1"), ("z", "2")]


def block(rows, first=2, **flags):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return Block(frame.with_row_index(ROW, offset=first), **flags)


def hashes(rows, key=bytes(32)):
    return sift(block(rows), RowHasher(key, NONE), COLUMNS).fresh["row_hash"].to_list()


def from_csv(data):
    (piece,) = CsvSheet(HashedFile(io.BytesIO(data)), ("A", "B")).blocks()
    return piece


def test_a_row_hash_is_keyed_and_covers_where_one_cell_ends():
    found = hashes(ROWS, row_key(b"k" * 32))
    assert found[0] == found[2] != found[1]
    assert hashes(ROWS, row_key(b"j" * 32)) != found
    assert hashes([("x1", "")], row_key(b"k" * 32))[0] not in found
    # BLAKE2b is a standard: this number must not change with a version of Python or polars.
    assert found[0] == 5007466254749969267


def test_the_mark_between_cells_makes_no_other_cell():
    one = hashes([(f"x{BETWEEN_CELLS.decode()}1", "2")])
    assert one != hashes([("x", f"1{BETWEEN_CELLS.decode()}2")])
    assert one == hashes([("x 1", "2")])


@pytest.mark.parametrize(("cell", "same"), [(" x\u00a0", True), ("X", False), ("x x", False)])
def test_spaces_around_a_cell_make_no_other_row(cell, same):
    assert (hashes([(cell, "1")]) == hashes([("x", "1")])) == same


@given(st.sets(st.integers(0, 2)), st.sets(st.sampled_from("xyz")))
def test_rows_whose_hash_is_known_are_set_aside_unless_suspected(known, suspected):
    rows = [("x", "1"), ("y", "2"), ("z", "3")]
    every = hashes(rows)
    stored = np.sort(np.array(every, dtype=np.int64)[sorted(known)])
    suspect = pl.col("a").is_in(sorted(suspected)) if suspected else None
    sifted = sift(block(rows), RowHasher(bytes(32), stored), COLUMNS, suspect)
    expected = {at for at in known if rows[at][0] not in suspected}
    assert sifted.fresh.select(ROW, "a").rows() == [(at + 2, rows[at][0]) for at in range(3) if at not in expected]
    assert sorted(stored[sifted.same].tolist()) == sorted(every[at] for at in expected)
    assert (sifted.read, sifted.blank) == (3, 0)


def test_blank_and_ragged_rows_are_counted_but_not_checked():
    sifted = sift(block([("x", "1"), (" ", "")], ragged=(9,)), RowHasher(bytes(32), NONE), COLUMNS)
    assert (sifted.read, sifted.blank, sifted.ragged, sifted.fresh.height) == (3, 1, (9,), 1)


CELL = st.text(alphabet="abz0 ", max_size=3)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_bytes_and_cells_are_sifted_alike(table, known_rows):
    lines = "".join(";".join(cells) + "\n" for cells in table)
    plain, quoted = from_csv(f"A;B\n{lines}".encode()), from_csv(f'A;B\n{lines}"q";q\n'.encode())
    slow = sift(quoted, RowHasher(bytes(32), NONE), ("A", "B"))
    known = np.sort(slow.fresh["row_hash"].to_numpy()[[at for at in known_rows if at < slow.fresh.height - 1]])
    slow = sift(quoted, RowHasher(bytes(32), known), ("A", "B"))
    fast = sift(plain, RowHasher(bytes(32), known), ("A", "B"))
    assert fast.fresh.rows() == slow.fresh.rows()[:-1]
    assert fast.same.tolist() == slow.same.tolist()
    assert (fast.read, fast.blank, fast.ragged) == (slow.read - 1, slow.blank, slow.ragged)


@pytest.mark.parametrize(
    ("data", "waits"),
    [
        (b"A;B\n1;2\n", True),
        (b"B;A\n1;2\n", False),
        (b"A;B;C\n1;2;3\n", False),
        (b"A;B\n1;2\n;\n", False),
        (b"A;B\n1; 2\n", False),
        ("A;B\n1;é\n".encode(), False),
        (b"A;B\n1;2" + BETWEEN_CELLS + b"\n", False),
    ],
    ids=["plain", "other order", "other column", "blank row", "to strip", "not ascii", "control"],
)
def test_rows_wait_as_bytes_only_where_their_bytes_are_their_cells(data, waits):
    assert isinstance(from_csv(data), Lines) == waits


def test_several_are_merged_in_their_order():
    hasher = RowHasher(bytes(32), np.sort(hashes([("y", "")])))
    several = [
        sift(block(rows, first, ragged=ragged, trimmed=True, plain=plain), hasher, COLUMNS)
        for rows, first, ragged, plain in ((ROWS, 2, (), True), ([("w", "9"), ("", "")], 7, (6,), False))
    ]
    merged = Sifted.merged(several)
    assert merged.fresh[ROW].to_list() == [2, 4, 5, 7]
    assert (merged.same.tolist(), merged.read, merged.blank, merged.ragged, merged.plain) == ([0], 7, 1, (6,), False)
