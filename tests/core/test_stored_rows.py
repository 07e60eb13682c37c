"""What a file is compared with: which stored rows it repeats, changes, names twice or leaves out."""

from datetime import date

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.row_hash import RowHasher, row_key
from coverage_portal.core.stored_rows import Outcome, StoredRows, without_repeats

IDS, HASHES, BRANCHES = np.array([10, 20, 30, 40]), np.array([500, -7, 12, 0]), np.array([1, 1, 2, 1])


def stored():
    """Four stored rows; `known` sorts them as 20 (-7), 40 (0), 30 (12), 10 (500)."""
    return StoredRows(IDS, HASHES, BRANCHES)


def test_rows_of_the_files_branches_that_are_not_named_are_missing():
    rows = stored()
    assert rows.missing() == 0  # no branch is in the file yet
    rows.again(np.array([0]))
    rows.changed(pl.Series([10]))
    assert (rows.branches(), rows.missing()) == ({1}, 1)
    rows.new(pl.Series([2]), None)
    assert (rows.branches(), rows.missing()) == ({1, 2}, 2)


def test_a_rejected_row_is_not_missing():
    rows = stored()
    rows.again(np.array([0]))
    rows.refused(pl.Series([40]))
    assert rows.missing() == 1


def test_only_rows_repeated_unchanged_are_said_again():
    rows = stored()
    rows.again(np.array([0, 2]))
    rows.changed(pl.Series([10]))
    assert rows.said_again([10, 20, 30, 99]) == {20, 30}


def test_keys_named_twice_are_noticed_however_the_two_rows_came():
    for first, second in (
        (lambda rows: rows.again(np.array([0])), lambda rows: rows.again(np.array([0]))),
        (lambda rows: rows.again(np.array([3])), lambda rows: rows.changed(pl.Series([10]))),
        (lambda rows: rows.changed(pl.Series([10, 10])), lambda rows: None),
        (
            lambda rows: rows.new(pl.Series(["a"]), pl.Series([1])),
            lambda rows: rows.new(pl.Series(["a"]), pl.Series([1])),
        ),
    ):
        rows = stored()
        rows.new(pl.Series([1, 1]), pl.Series(["b", "c"]))
        assert not rows.repeated()
        first(rows)
        second(rows)
        assert rows.repeated()


def test_each_of_the_repeated_rows_is_named():
    rows = pl.DataFrame({"row_number": [2, 3, 4], "k": ["a", "b", "a"]}, schema_overrides={"row_number": pl.UInt32})
    left, issues = without_repeats(rows, rows["k"], ["a"], "K", "code")
    assert left["k"].to_list() == ["b"]
    assert issues.rows() == [(2, "K", "code", "error", "a"), (4, "K", "code", "error", "a")]


def test_figures_change_from_the_earliest_day_touched():
    outcome = Outcome()
    outcome.touch(None)
    assert outcome.touched_from is None
    for day in (3, 1, 2):
        outcome.touch(date(2023, 1, day))
    assert outcome.touched_from.day == 1


TEXTS = pl.DataFrame({"a": ["x", "y", "x"], "b": ["1", "", "1"]})


def test_a_row_hash_is_keyed_and_covers_where_one_cell_ends():
    none = np.empty(0, dtype=np.int64)
    one, other = RowHasher(row_key(b"k" * 32), none), RowHasher(row_key(b"j" * 32), none)
    hashes = one.split(TEXTS, ("a", "b"))[0]["row_hash"].to_list()
    assert hashes[0] == hashes[2] != hashes[1]
    assert other.split(TEXTS, ("a", "b"))[0]["row_hash"].to_list() != hashes
    shifted = pl.DataFrame({"a": ["x1"], "b": [""]})
    assert one.split(shifted, ("a", "b"))[0]["row_hash"].item() not in hashes
    # BLAKE2b is a standard: this number must not change with a version of Python or polars.
    assert hashes[0] == 5007466254749969267


@given(st.sets(st.integers(0, 2)), st.sets(st.integers(0, 2)))
def test_rows_whose_hash_is_known_are_set_aside_unless_suspected(known, suspected):
    every = RowHasher(b"k" * 32, np.empty(0, dtype=np.int64)).split(pl.DataFrame({"a": ["x", "y", "z"]}), ["a"])[0]
    hashes = np.sort(every["row_hash"].to_numpy()[sorted(known)])
    suspects = pl.Series([at in suspected for at in range(3)])
    fresh, at = RowHasher(b"k" * 32, hashes).split(pl.DataFrame({"a": ["x", "y", "z"]}), ["a"], suspects)
    expected = known - suspected
    assert set(fresh["a"]) == {name for n, name in enumerate("xyz") if n not in expected}
    assert sorted(hashes[at].tolist()) == sorted(every["row_hash"][n] for n in expected)
