"""What a file does not say: a column it lacks is no blank cell, so what is stored stands. No Django."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl


def facts_of(absent: Collection[str], facts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The facts that nothing is said of, where these columns are absent; `facts`: column -> the facts it gives."""
    return [name for column in absent for name in facts.get(column, ())]


def with_stored(rows: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
    """`rows` beside what is stored (columns with "old_" before their names), with the stored values of these facts."""
    return rows.with_columns(pl.col(f"old_{name}").cast(rows.schema[name]).alias(name) for name in names)


def unlike_stored(rows: pl.DataFrame, names: Collection[str]) -> pl.Series:
    """Which rows say anything else than what is stored, of these facts."""
    if rows.is_empty():
        return pl.Series([], dtype=pl.Boolean)
    return rows.select(pl.any_horizontal(~pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in names)).to_series()
