"""Sums the cells of a month, and the employers registered on its last day, into totals of places."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from coverage_portal.coverage.counting import EPOCH, PROGRAMME_COLUMNS, last_day
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.register import Register
from coverage_portal.coverage.tree import Tree
from coverage_portal.programmes.codes import Segment

WITH_EMPLOYERS = (Dimension.ALL, Dimension.SCALE)
"""The dimensions whose workplace rows count employers."""
_AT_EMPLOYERS = (Segment.PU.value, Segment.JAKON.value)
_KEYS = ("place", "region_id", "dimension", "code")
_COUNTS = ("memberships", "persons", *PROGRAMME_COLUMNS)
_EMPLOYERS = ("employers", "declared_employers", "declared")
SCHEMA = {
    "month": pl.Date,
    "place": pl.Int64,
    "region_id": pl.Int64,
    "dimension": pl.Int64,
    "code": pl.String,
    **dict.fromkeys((*_COUNTS, *_EMPLOYERS), pl.Int64),
}


def totals(month: date, cells: pl.DataFrame, register: Register, tree: Tree) -> pl.DataFrame:
    """The totals of `month`, whose cells these are, in the columns of CoverageTotal without its id."""
    crossings = cells.filter(place=Place.WORKPLACE.value).group_by("region_id", "segment", "sector", "scale")
    work = crossings.agg(pl.col(_COUNTS).sum())
    at_employers = work.filter(pl.col("segment").is_in(_AT_EMPLOYERS))
    parts = [
        _broken_down(work, Dimension.ALL, pl.lit("")),
        _broken_down(work, Dimension.SEGMENT, pl.col("segment").cast(pl.String)),
        _broken_down(at_employers, Dimension.SECTOR, pl.col("sector")),
        _broken_down(at_employers, Dimension.SCALE, pl.col("scale").cast(pl.String)),
        _broken_down(cells.filter(place=Place.HOME.value), Dimension.ALL, pl.lit(""), Place.HOME),
    ]
    return _finished(month, [_with_all_above(pl.concat(parts), tree), employers_counted(month, register, tree)])


def employers_counted(month: date, register: Register, tree: Tree) -> pl.DataFrame:
    """The employers of every place on the last day of `month`: rows of totals that count nothing else."""
    day = (last_day(month) - EPOCH).days
    running = (register.registered <= day) & ((register.closed == 0) | (register.closed > day))
    declared = (register.headcounts >= 0) & (register.declared != 0) & (register.declared <= day)
    found = pl.DataFrame(
        {
            "region_id": register.districts[running],
            "scale": register.scales[running],
            "declared_employers": declared[running].astype(np.int64),
            "declared": np.where(declared, register.headcounts, 0)[running],
        }
    )
    by_scale = found.group_by("region_id", "scale").agg(
        pl.len().cast(pl.Int64).alias("employers"), pl.col("declared_employers", "declared").sum()
    )
    parts = [
        _broken_down(by_scale, Dimension.ALL, pl.lit("")),
        _broken_down(by_scale, Dimension.SCALE, pl.col("scale").cast(pl.String)),
    ]
    return _with_all_above(pl.concat(parts), tree)


def with_employers(month: date, stored: pl.DataFrame, employers: pl.DataFrame) -> pl.DataFrame:
    """Stored workplace rows of the dimensions WITH_EMPLOYERS, with other employers in place of those they have."""
    kept = stored.filter(pl.col("memberships") > 0).select(*_KEYS, *_COUNTS)
    return _finished(month, [kept, employers])


def _broken_down(
    rows: pl.DataFrame, dimension: Dimension, code: pl.Expr, place: Place = Place.WORKPLACE
) -> pl.DataFrame:
    """The rows added up by region and code; what they count besides the keys of totals is dropped."""
    counts = pl.col([name for name in (*_COUNTS, *_EMPLOYERS) if name in rows.columns])
    keys = {"place": pl.lit(place.value, pl.Int64), "dimension": pl.lit(dimension.value, pl.Int64)}
    return rows.group_by("region_id", code.alias("code")).agg(counts.sum(), **keys)


def _with_all_above(rows: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """The rows once for every place they count for."""
    return rows.rename({"region_id": "inside"}).join(tree.above, on="inside").drop("inside")


def _finished(month: date, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all parts, added up where they count the same; what a part does not count is zero."""
    found = pl.concat(parts, how="diagonal").group_by(_KEYS).agg(pl.col(*_COUNTS, *_EMPLOYERS).sum())
    return found.select(pl.lit(month).alias("month"), pl.exclude("month")).select(list(SCHEMA))
