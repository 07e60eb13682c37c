"""What every import of a file does with its good rows: compare, leave out, count, and hand on to a sink.

A kind's own import says how rows are looked up and what makes two of them the same (`take`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import date
from typing import ClassVar

import polars as pl

from coverage_portal.core.bulk import first_free_id
from coverage_portal.core.landing import CHANGED, NEW, REFUSED, SAME, Sink
from coverage_portal.core.stored_rows import Comparison, Outcome, StoredRows, without_foreign, without_repeats
from coverage_portal.core.tabular import ROW


class FileImport(ABC):
    """One comparison of a file with the rows of `table`. `key_column` is the file's column that tells a row's key, and
    `repeated_code` the problem of a row whose key stands in the file more than once; `shows_key`: with that key."""

    table: ClassVar[str]
    checker: ClassVar[str]
    key_column: ClassVar[str]
    repeated_code: ClassVar[str]
    shows_key: ClassVar[bool] = True

    def __init__(
        self,
        stored: StoredRows,
        sink: Sink,
        *,
        repeated: Collection[str] = (),
        watch_keys: bool = True,
        branches: Collection[int] | None = None,
        absent: Collection[str] = (),
    ) -> None:
        """`repeated`: keys known to stand in the file more than once. `watch_keys`: no unique index will see new keys.
        `branches`: whose rows may be written over (None: all). `absent`: columns that the file lacks, of which what is
        stored stands."""
        self._sink = sink
        self._absent = absent
        self._branches = branches
        self._repeated = repeated
        self.stored = stored
        self.first_ids = {self.table: first_free_id(self.table)}
        self._found = Comparison(stored, self.first_ids[self.table], watch_keys=watch_keys)
        self.outcome = self._found.outcome

    @abstractmethod
    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with what is stored and hand on what became of them."""

    @abstractmethod
    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys are in the file but were rejected: what is stored of them is not missing from it."""

    @abstractmethod
    def _keys(self, rows: pl.DataFrame) -> pl.Series:
        """What each row is known by."""

    @abstractmethod
    def _touched_from(self, rows: pl.DataFrame) -> date | None:
        """The first day whose figures become others by these rows, which are otherwise than stored; None: no day's."""

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once; new ones only when they are watched."""
        return self.stored.repeated()

    def finish(self) -> Outcome:
        """Hand on what only the whole file tells; the outcome is then complete."""
        return self.outcome

    def _once(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose key stands in the file once; the others are rejected."""
        keys = self._keys(rows)
        self.refuse(keys.filter(keys.is_in(list(self._repeated))))
        good, issues = without_repeats(rows, keys, self._repeated, self.key_column, self.repeated_code)
        return self._accepted(rows, good, issues if self.shows_key else issues.with_columns(value=pl.lit("")))

    def _own(self, beside: pl.DataFrame) -> pl.DataFrame:
        """The rows that may be written over; those stored in another branch are rejected."""
        return self._accepted(beside, *without_foreign(beside, self._branches, self.key_column))

    def _accepted(self, rows: pl.DataFrame, good: pl.DataFrame, issues: pl.DataFrame) -> pl.DataFrame:
        """The `good` ones of `rows`; the others are rejected with these issues."""
        self.outcome.issues.append(issues)
        self.outcome.rejected += issues.height
        self._sink.put(REFUSED, rows.filter(pl.col(ROW).is_in(issues[ROW].implode())))
        return good

    def _add(self, rows: pl.DataFrame) -> None:
        """The file has these rows, which are not stored."""
        if not rows.is_empty():
            self._sink.put(NEW, self._found.add(rows, self._keys(rows)))

    def _keep(self, rows: pl.DataFrame) -> None:
        """The file has these rows (by `id`) just as they are stored."""
        if not rows.is_empty():
            self._found.keep(rows["id"])
            self._sink.put(SAME, rows.select(ROW, "id"))

    def _change(self, rows: pl.DataFrame) -> None:
        """The file has these rows (by `id`) otherwise than they are stored."""
        if not rows.is_empty():
            self._found.change(rows, self._touched_from(rows))
            self._sink.put(CHANGED, rows)
