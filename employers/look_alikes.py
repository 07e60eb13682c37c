"""New employers that may be registered already under another NPP: one with the same NIB, or the same NPWP."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from coverage_portal.core.bulk import fetch_where
from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import LONGEST_VALUE, WARNING
from employers.models import Employer

IDENTIFIERS = {"nib": "NIB", "npwp": "NPWP"}
_STORED = {"other_npp": pl.String, "other_name": pl.String, "other_branch": pl.Int64}


def look_alikes(new: pl.DataFrame, branches: Collection[int] | None) -> pl.DataFrame:
    """A warning for every new row whose NIB or NPWP is that of a stored employer with another NPP.

    Its value is that NPP with the name, or nothing where the employer is of none of `branches` (None: all).
    """
    found = pl.concat([_alike(new, fact, column) for fact, column in IDENTIFIERS.items()])
    own = pl.lit(value=True) if branches is None else pl.col("other_branch").is_in(list(branches))
    named = pl.concat_str("other_npp", "other_name", separator=" ").str.slice(0, LONGEST_VALUE)
    return found.unique(ROW, keep="first", maintain_order=True).select(
        ROW,
        "column",
        code=pl.lit("employer_look_alike"),
        severity=pl.lit(WARNING),
        value=pl.when(own).then(named).otherwise(pl.lit("")),
    )


def _alike(new: pl.DataFrame, fact: str, column: str) -> pl.DataFrame:
    """The new rows beside the first stored employer with the same `fact` and another NPP."""
    given = new.filter(pl.col(fact) != "").select(ROW, "npp", fact)
    names = [fact, "npp", "name", "branch_id"]
    stored = fetch_where(Employer._meta.db_table, names, fact, given[fact].unique().to_list())
    others = pl.DataFrame(stored, schema={fact: pl.String, **_STORED}, orient="row").sort("other_npp")
    beside = given.join(others, on=fact, maintain_order="left_right").filter(pl.col("npp") != pl.col("other_npp"))
    return beside.unique(ROW, keep="first", maintain_order=True).select(ROW, *_STORED, column=pl.lit(column))
