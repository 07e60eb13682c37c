"""A checker that finds everything in order, for trying the reading on its own."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.core.row_hash import RowHasher
from coverage_portal.core.sifting import Sifted, sift
from coverage_portal.core.tabular import Block, Lines
from coverage_portal.core.tabular_checks import Checked, no_issues


class EchoChecker:
    """Gives the rows back; fails when a cell says so."""

    columns = ("A", "B")

    def __init__(self, today: None) -> None:
        self.today = today

    def sift(self, block: Block | Lines) -> Sifted:
        return sift(block, RowHasher(bytes(32), np.empty(0, dtype=np.int64)), self.columns)

    def check(self, sifted: Sifted) -> Checked:
        rows = sifted.fresh.drop("row_hash")
        if "gagal" in rows["A"]:
            raise ValueError(rows["B"].to_list())
        none = pl.Series("key", [], dtype=pl.String)
        return sifted.checked(rows, no_issues(), pl.Series([False] * rows.height, dtype=pl.Boolean), none)

    def finish(self) -> pl.DataFrame:
        return no_issues()
