"""What an extract is compared with: the stored rows by their key, and what the comparison found. No Django.

Keys are compared by 64-bit hashes in sorted arrays (24 bytes a stored row) and then, where they meet, as texts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from coverage_portal.core import tabular_checks
from coverage_portal.core.tabular import ROW

STORED = {"key": pl.String, "id": pl.Int64, "row_hash": pl.Int64, "branch_id": pl.Int64}


@dataclass(slots=True)
class Outcome:
    """What became of a file's good rows. `missing`: stored rows of the file's branches that are not in the file.

    `rejected`: rows refused only here, where the whole file is known. `touched_from`: the earliest day whose figures
    change, None when none does.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    rejected: int = 0
    touched_from: date | None = None
    issues: list[pl.DataFrame] = field(default_factory=list)

    def touch(self, day: date | None) -> None:
        """Figures change from `day` on."""
        if day is not None:
            self.touched_from = min(day, self.touched_from or day)


class StoredRows:
    """The stored rows an extract is compared with, and which of them the file has named so far."""

    def __init__(self, stored: pl.DataFrame) -> None:
        """`stored` has the columns of STORED; row_hash is null for a row edited by hand."""
        hashes = stored["key"].hash().to_numpy()
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._keys = stored["key"].gather(order)
        self._ids = stored["id"].to_numpy()[order]
        self._row_hashes = stored["row_hash"].fill_null(0).to_numpy()[order]
        self._edited = stored["row_hash"].is_null().to_numpy()[order]
        self._branches = stored["branch_id"].to_numpy()[order]
        self._seen = np.zeros(len(order), dtype=bool)
        self._same = np.zeros(len(order), dtype=bool)
        self._in_file: list[np.ndarray] = []
        self.branches_in_file: set[int] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def match(self, rows: pl.DataFrame, keys: pl.Series) -> tuple[np.ndarray, np.ndarray]:
        """For each row the id of the stored row with its key (0: none), and whether the two are the same."""
        hashes = keys.hash().to_numpy()
        self._in_file.append(hashes)
        self.branches_in_file.update(rows["branch_id"].unique().to_list())
        if not len(self):
            return np.zeros(rows.height, dtype=np.int64), np.zeros(rows.height, dtype=bool)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self) - 1)
        found = (self._hashes[at] == hashes) & (self._keys.gather(at) == keys).to_numpy()
        same = found & (self._row_hashes[at] == rows["row_hash"].to_numpy()) & ~self._edited[at]
        self._seen[at[found]] = True
        self._same[at[same]] = True
        return np.where(found, self._ids[at], 0), same

    def repeated(self) -> np.ndarray:
        """Hashes that came more than once in the file: of repeated keys, or (once in 10^8 files) of two keys."""
        every = np.sort(np.concatenate([np.empty(0, dtype=np.uint64), *self._in_file]))
        return np.unique(every[1:][every[1:] == every[:-1]])

    def missing(self) -> int:
        """How many stored rows of the branches in the file the file does not name."""
        return int((~self._seen & np.isin(self._branches, list(self.branches_in_file))).sum())

    def said_again(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` whose rows the file repeats unchanged."""
        wanted = np.fromiter(ids, dtype=np.int64, count=len(ids))
        return set(wanted[np.isin(wanted, self._ids[self._same])].tolist())


def without_repeats(
    rows: pl.DataFrame, keys: pl.Series, repeated: Collection[str], column: str, code: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows whose key is unique in the file, and one problem for every other row (each of the repeated is named)."""
    if not repeated:
        return rows, tabular_checks.no_issues()
    bad = keys.is_in(list(repeated))
    shown = keys.filter(bad).str.replace_all("\x1f", " ").str.strip_chars()
    numbers = rows.filter(bad)[ROW]
    issues = pl.DataFrame({ROW: numbers, "value": shown}).select(
        ROW, column=pl.lit(column), code=pl.lit(code), severity=pl.lit(tabular_checks.ERROR), value=pl.col("value")
    )
    return rows.filter(~bad), issues
