"""workers.masking for whole columns, for files of very many workers: the same marks. Pure: no Django."""

from __future__ import annotations

import polars as pl

from coverage_portal.programmes.codes import PROGRAMMES
from workers.masking import HIDDEN, SHOWN_DIGITS
from workers.sipp import STAND_IN


def masked_names(column: str) -> pl.Expr:
    """masking.masked_name of each."""
    name = pl.col(column).str.strip_chars()
    alone = pl.when(name == "").then(name).otherwise(name.str.head(1) + HIDDEN)
    several = name.str.replace_all(r"\s+(\S)\S*", f" ${{1}}{HIDDEN}")
    return pl.when(name.str.contains(r"\s")).then(several).otherwise(alone)


def masked_kpjs(column: str) -> pl.Expr:
    """masking.masked_kpj of each."""
    kpj = pl.col(column)
    end = pl.when(kpj.str.len_chars() > SHOWN_DIGITS).then(kpj.str.tail(SHOWN_DIGITS)).otherwise(pl.lit(""))
    return pl.when(kpj.str.starts_with(STAND_IN)).then(pl.lit("")).otherwise(HIDDEN + end)


def programme_codes(column: str) -> pl.Expr:
    """JKK JKM JHT of each set of bits."""
    sets = range(2 ** len(PROGRAMMES))
    codes = [" ".join(str(one.name) for one in PROGRAMMES if bits & one) for bits in sets]
    return pl.col(column).replace_strict(list(sets), codes, return_dtype=pl.String)
