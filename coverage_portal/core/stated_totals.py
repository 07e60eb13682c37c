"""The sums a sheet states under its columns, held against the sums of its rows. Pure: no Django.

A sum that differs means that rows were lost or read otherwise than their sender reads them: a warning worth a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
import polars as pl

from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import file_warning, no_issues

SEPARATOR = " / "
"""What stands between the stated sum and that of the rows."""
TOLERATED = 100  # hundredths: a sum may be stated in whole rupiah
_PARTS = r"^(-?)(\d{1,15})(?:\.(\d{1,2})\d*)?$"


class StatedTotals:
    """`rows` are the sheet rows of totals; each may sum all rows above it, or those since the one before it."""

    def __init__(self, rows: Sequence[int], names: Sequence[str]) -> None:
        self._rows = np.sort(np.array(rows, dtype=np.int64))
        self._names = names
        self._stated: dict[str, dict[int, int]] = {name: {} for name in names}
        self._sums = {name: [0] * (len(rows) + 1) for name in names}
        self._data = [0] * (len(rows) + 1)
        self._lock = Lock()

    def state(self, shaped: pl.DataFrame) -> None:
        """Rows of totals, their numbers canonical."""
        for name in self._names:
            for row, amount in zip(shaped[ROW].to_list(), _hundredths(shaped[name]).to_list(), strict=True):
                if amount is not None:
                    self._stated[name][row] = amount

    def add(self, shaped: pl.DataFrame) -> None:
        """A block of canonical rows; the rows of totals in it are blank."""
        between = pl.Series("between", np.searchsorted(self._rows, shaped[ROW].to_numpy()))
        filled = ~shaped.select(pl.all_horizontal(pl.exclude(ROW) == "")).to_series()
        amounts = [_hundredths(shaped[name]).alias(name) for name in self._names]
        sums = pl.DataFrame([between, filled.cast(pl.Int64).alias("filled"), *amounts]).group_by("between").sum()
        with self._lock:
            for part in sums.rows(named=True):
                self._data[part["between"]] += part["filled"]
                for name in self._names:
                    self._sums[name][part["between"]] += part[name]

    def issues(self) -> pl.DataFrame:
        """A warning for every stated sum that is neither that of all rows above it nor of those since the last."""
        found = [no_issues()]
        for name in self._names:
            above = since = 0
            for at, row in enumerate(self._rows.tolist()):
                above, since = above + self._sums[name][at], since + self._sums[name][at]
                stated = self._stated[name].get(row)
                if stated is None or not any(self._data[: at + 1]):
                    continue
                if min(abs(stated - above), abs(stated - since)) > TOLERATED:
                    value = SEPARATOR.join(map(_plainly, (stated, above)))
                    found.append(file_warning("control_sum", name, value, row))
                since = 0
        return pl.concat(found)


def _hundredths(cells: pl.Series) -> pl.Series:
    """Canonical numbers in hundredths; null for what is no number."""
    parts = cells.str.extract_groups(_PARTS).struct.unnest()
    sign = pl.when(pl.col("1") == "-").then(-1).otherwise(1)
    cents = pl.col("3").fill_null("0").str.pad_end(2, "0").cast(pl.Int64)
    return parts.select(sign * (pl.col("2").cast(pl.Int64) * 100 + cents)).to_series()


def _plainly(hundredths: int) -> str:
    """An amount as canonical cells have it: 1234567.50"""
    whole, cents = divmod(abs(hundredths), 100)
    text = f"{whole}" + (f".{cents:02}" if cents else "")
    return f"-{text}" if hundredths < 0 else text
