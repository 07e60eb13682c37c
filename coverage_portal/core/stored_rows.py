"""What an extract is compared with: the hashes of the stored rows, and which of them the file names. No Django.

A stored row whose hash stands in the file is there unchanged: the child that reads the file finds such rows itself and
sends only where they are, so that a month's file costs what changed in it. All other rows are looked up by their key.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from coverage_portal.core import tabular_checks
from coverage_portal.core.tabular import ROW


class MustBeRead(Exception):
    """Rows that are stored just so have to be read after all; `keys` are theirs. The attempt is begun again."""

    def __init__(self, keys: Collection[str]) -> None:
        super().__init__(len(keys))
        self.keys = frozenset(keys)


@dataclass(slots=True)
class Outcome:
    """What became of a file's good rows.

    `rejected`: rows refused only here, where the whole file is known. `touched_from`: the earliest day whose figures
    change, None when none does.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    touched_from: date | None = None
    issues: list[pl.DataFrame] = field(default_factory=list)

    def touch(self, day: date | None) -> None:
        """Figures change from `day` on."""
        if day is not None:
            self.touched_from = min(day, self.touched_from or day)


class StoredRows:
    """The stored rows an extract is compared with, and how often the file has named each so far."""

    def __init__(self, ids: np.ndarray, row_hashes: np.ndarray, branch_ids: np.ndarray) -> None:
        """Arrays of int64, one element a stored row. A row edited by hand has some hash that no file has: 0."""
        order = np.argsort(row_hashes)
        self.known = row_hashes[order]
        self._ids = ids[order]
        self._branches = branch_ids[order].astype(np.int32)
        self._by_id = np.empty(0, dtype=np.uint32)
        self._named: list[np.ndarray] = []
        self._same = np.zeros(len(order), dtype=bool)
        self._refused = np.zeros(len(order), dtype=bool)
        self._new_keys: list[np.ndarray] = []
        self._refused_keys: list[np.ndarray] = []
        self._branches_of_new: set[int] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def again(self, at: np.ndarray) -> None:
        """The file repeats unchanged the rows at these places of `known`."""
        self._named.append(at.astype(np.uint32))
        self._same[at] = True

    def changed(self, ids: pl.Series) -> None:
        """The file has these stored rows, and they were read: mostly because they are otherwise than stored."""
        self._named.append(self._places(ids))

    def ids_at(self, at: np.ndarray) -> np.ndarray:
        """The ids of the stored rows at these places of `known`."""
        return self._ids[at]

    def refused(self, ids: pl.Series, keys: pl.Series) -> None:
        """Rows with these `keys` were rejected; `ids` are the stored rows among them."""
        self._refused[self._places(ids)] = True
        self._refused_keys.append(keys.hash().to_numpy())

    def new(self, branch_ids: pl.Series, keys: pl.Series | None) -> None:
        """The file has rows that are not stored; `keys` is None where a unique index watches over them."""
        if keys is not None:
            self._new_keys.append(keys.hash().to_numpy())
        self._branches_of_new.update(branch_ids.unique().to_list())

    def _places(self, ids: pl.Series) -> np.ndarray:
        """Where these stored rows stand in `known`. The order by id is made when it is first asked for."""
        if len(self._by_id) != len(self._ids):
            self._by_id = np.argsort(self._ids).astype(np.uint32)
        return self._by_id[np.searchsorted(self._ids, ids.to_numpy(), sorter=self._by_id)]

    def _times(self) -> np.ndarray:
        """How often the file has named each stored row so far."""
        return np.bincount(np.concatenate([np.empty(0, dtype=np.uint32), *self._named]), minlength=len(self))

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once, be it once in a row that was rejected."""
        times = self._times()
        if (times > 1).any() or (self._refused & (times > 0)).any():
            return True
        keys = np.sort(np.concatenate([np.empty(0, dtype=np.uint64), *self._new_keys]))
        if (keys[1:] == keys[:-1]).any():
            return True
        refused = np.concatenate([np.empty(0, dtype=np.uint64), *self._refused_keys])
        at = np.minimum(np.searchsorted(keys, refused), max(len(keys) - 1, 0))
        return bool(len(keys) and (keys[at] == refused).any())

    def branches(self) -> set[int]:
        """The branches of the rows in the file."""
        return self._branches_of_new | set(np.unique(self._branches[self._times() > 0]).tolist())

    def of_branches(self) -> int:
        """How many stored rows the branches in the file have."""
        return int(self._in_branches().sum())

    def missing_ids(self) -> np.ndarray:
        """The ids of the stored rows of the branches in the file that the file does not name."""
        not_named = (self._times() == 0) & ~self._refused
        return self._ids[not_named & self._in_branches()]

    def _in_branches(self) -> np.ndarray:
        return np.isin(self._branches, list(self.branches()))

    def unread(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` whose rows the file repeats unchanged, so that nobody has read them."""
        wanted = np.fromiter(ids, dtype=np.int64, count=len(ids))
        return set(wanted[np.isin(wanted, self._ids[self._same])].tolist())


class Comparison:
    """What an import finds out row by row: what is new, what changed; and the ids that new rows get."""

    def __init__(self, stored: StoredRows, first_id: int, *, watch_keys: bool) -> None:
        """`watch_keys`: remember the keys of new rows, because no unique index will see them."""
        self.outcome = Outcome()
        self._stored = stored
        self._next_id = first_id
        self._watch_keys = watch_keys

    def add(self, rows: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
        """The file has these rows, known by `keys`, which are not stored; gives them with their ids."""
        self._stored.new(rows["branch_id"], keys if self._watch_keys else None)
        ids = pl.int_range(self._next_id, self._next_id + rows.height, dtype=pl.Int64, eager=True)
        self._next_id += rows.height
        self.outcome.new += rows.height
        return rows.with_columns(id=ids)

    def keep(self, ids: pl.Series) -> None:
        """The file has these stored rows just as they are, though they were read."""
        self._stored.changed(ids)
        self.outcome.same += len(ids)

    def change(self, rows: pl.DataFrame, touched: date | None) -> None:
        """The file has these stored rows (by `id`) otherwise than they are stored; figures change from `touched` on."""
        self._stored.changed(rows["id"])
        self.outcome.changed += rows.height
        self.outcome.touch(touched)


def without_foreign(
    rows: pl.DataFrame, branches: Collection[int] | None, column: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that are stored in none but these branches (`old_branch_id`; None: all branches), and one problem for every
    other: a branch does not write over another's rows."""
    if branches is None:
        return rows, tabular_checks.no_issues()
    own = (pl.col("old_branch_id").is_null() | pl.col("old_branch_id").is_in(list(branches))).alias("own")
    numbers = rows.filter(~own)[ROW]
    issues = pl.DataFrame({ROW: numbers}).select(
        ROW,
        column=pl.lit(column),
        code=pl.lit("row_of_another_branch"),
        severity=pl.lit(tabular_checks.ERROR),
        value=pl.lit(""),
    )
    return rows.filter(own), issues


def without_repeats(
    rows: pl.DataFrame, keys: pl.Series, repeated: Collection[str], column: str, code: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows whose key is unique in the file, and one problem for every other row (each of the repeated is named)."""
    if not repeated:
        return rows, tabular_checks.no_issues()
    bad = keys.is_in(list(repeated))
    shown = keys.filter(bad).str.replace_all("\x1f", " ").str.strip_chars()
    twins = pl.DataFrame({ROW: rows.filter(bad)[ROW], "value": shown, "key": keys.filter(bad)})
    issues = twins.select(
        ROW, column=pl.lit(column), code=pl.lit(code), severity=pl.lit(tabular_checks.ERROR), value=pl.col("value")
    )
    return rows.filter(~bad), issues
