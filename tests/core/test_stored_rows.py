"""What a file is compared with: which stored rows it repeats, changes, names twice or leaves out."""

from datetime import date

import numpy as np
import polars as pl

from coverage_portal.core.stored_rows import Outcome, StoredRows, without_repeats

IDS, HASHES, BRANCHES = np.array([10, 20, 30, 40]), np.array([500, -7, 12, 0]), np.array([1, 1, 2, 1])


def stored():
    """Four stored rows; `known` sorts them as 20 (-7), 40 (0), 30 (12), 10 (500)."""
    return StoredRows(IDS, HASHES, BRANCHES)


def test_rows_of_the_files_branches_that_are_not_named_are_missing():
    rows = stored()
    assert len(rows.missing_ids()) == 0  # no branch is in the file yet
    rows.again(np.array([0]))
    rows.changed(pl.Series([10]))
    assert (rows.branches(), len(rows.missing_ids())) == ({1}, 1)
    rows.new(pl.Series([2]), None)
    assert (rows.branches(), len(rows.missing_ids())) == ({1, 2}, 2)


def test_a_rejected_row_is_not_missing():
    rows = stored()
    rows.again(np.array([0]))
    rows.refused(pl.Series([40]), pl.Series(["d"]))
    assert len(rows.missing_ids()) == 1


def test_only_rows_repeated_unchanged_are_unread():
    rows = stored()
    rows.again(np.array([0, 2]))
    rows.changed(pl.Series([10]))
    assert rows.unread([10, 20, 30, 99]) == {20, 30}


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
