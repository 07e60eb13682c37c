"""Columns of text made from positions and day numbers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from coverage_portal.imports.demo.chance import Ints
from coverage_portal.imports.demo.days import NEVER

PROGRAMMES = ("JKK", "JKM", "JHT", "JP", "JKP")
"""In the order of their bits in a membership's programmes."""


def from_list(values: Sequence[str], positions: Ints) -> pl.Series:
    """values[position] for each position."""
    return pl.Series(values, dtype=pl.String).gather(pl.Series(positions))


def day_text(days: Ints) -> pl.Series:
    """DD-MM-YYYY, blank for NEVER."""
    dates = pl.Series(days).replace(NEVER, None).cast(pl.Int32).cast(pl.Date)
    return dates.dt.strftime("%d-%m-%Y").fill_null("")
