"""Wages of the demo, whole rupiah a month, around the city's minimum wage (UMK) of the year."""

from __future__ import annotations

import csv
import math
from decimal import Decimal
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from coverage_portal.imports.demo.chance import Ints, between, happens, pick
from coverage_portal.imports.demo.days import POSITION, year_of
from coverage_portal.imports.demo.places import CITY
from coverage_portal.imports.demo.spells import BPU, JAKON, PU

UNKNOWN = -1
DAYS_A_MONTH = 25
"""A daily wage counts as 25 days a month (PP 44/2015)."""
SELF_CHOSEN_INCOME = (1_000_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 5_000_000)
SELF_CHOSEN_WEIGHTS = (72, 8, 9, 4, 5, 2)
UNKNOWN_PROJECT_WAGE_PERCENT = 20
ONE_WAGE_FOR_ALL_PERCENT = 3


@cache
def minimum_wages() -> dict[int, int]:
    """The city's UMK by year, rupiah rounded up, from the published figures in regions/data."""
    text = (files("regions") / "data" / "upah_minimum_banten.csv").read_text(encoding="utf-8")
    rows = (row for row in csv.DictReader(text.splitlines()) if row["kode"] == CITY and row["jenis"] == "UMK")
    return {int(row["tahun"]): math.ceil(Decimal(row["rupiah_per_bulan"])) for row in rows}


def minimum_wage(days: Ints) -> Ints:
    """The UMK on each day; before the first published year that year's, after the last the last's."""
    known = minimum_wages()
    years = sorted(known)
    table = np.array([known[year] for year in years], dtype=np.int64)
    return table[np.clip(year_of(days) - years[0], 0, len(years) - 1)]


def draw_wages(rng: np.random.Generator, rows: pl.DataFrame, employers: pl.DataFrame) -> Ints:
    """The last known wage of each membership, UNKNOWN for a fifth of project workers."""
    size = len(rows)
    segment = rows["segment"].to_numpy()
    base = minimum_wage(np.minimum(rows["ended"].to_numpy() - 1, POSITION))
    employed = _employed_wages(rng, rows, employers, base)
    self_employed = np.array(SELF_CHOSEN_INCOME, dtype=np.int64)[pick(rng, SELF_CHOSEN_WEIGHTS, size)]
    project = between(rng, 24, 45, size) * 5_000 * DAYS_A_MONTH
    project = np.where(happens(rng, UNKNOWN_PROJECT_WAGE_PERCENT, size), UNKNOWN, project)
    return np.select(
        [segment == PU, segment == BPU, segment == JAKON], [employed, self_employed, project], default=UNKNOWN
    )


def _employed_wages(rng: np.random.Generator, rows: pl.DataFrame, employers: pl.DataFrame, base: Ints) -> Ints:
    """A third at the UMK, some below it, the rest above; in a few firms all the same to the rupiah."""
    size = len(rows)
    employer = np.maximum(rows["employer"].to_numpy(), 0)
    large = employers["scale"].to_numpy()[employer] >= 3
    kind = np.where(large, pick(rng, (4, 40, 56), size), pick(rng, (16, 38, 46), size))
    below = base * between(rng, 55, 100, size) // 100 // 1_000 * 1_000
    lots = between(rng, 0, 1_000, size)
    above = base * (1_000_000 + lots * lots * np.where(large, 5, 2) // 2) // 1_000_000 // 1_000 * 1_000 + 1_000
    wages = np.select([kind == 0, kind == 1], [below, base], default=above)
    uniform = happens(rng, ONE_WAGE_FOR_ALL_PERCENT, len(employers))
    return np.where(uniform[employer], base, wages)
