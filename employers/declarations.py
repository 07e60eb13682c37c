"""Which of two declarations of an employer's headcount stands: the newer one, whichever file brought it."""

from __future__ import annotations

import polars as pl

NAMES = ("declared_headcount", "declared_on")


def with_newest(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` of an extract beside what is stored (old_declared_headcount, old_declared_on): a row whose declaration is
    older than the stored one, or that has none, keeps the stored one."""
    said, stored = pl.col("declared_on"), pl.col("old_declared_on")
    keeps = stored.is_not_null() & (said.is_null() | (said < stored))
    return rows.with_columns(pl.when(keeps).then(f"old_{name}").otherwise(name).alias(name) for name in NAMES)
