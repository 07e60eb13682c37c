"""Numbers as people write them: found out for a whole column, and turned into plain digits. Pure.

`1.234` is one thousand here and one point two elsewhere: a column with nothing clearer has to be confirmed, unless its
field takes whole numbers only.
"""

from __future__ import annotations

import polars as pl

from coverage_portal.core.cell_styles import TRUE_VALUE, Decision, Tally, first_class

PLAIN, DOTS, COMMAS = "plain", "id", "en"
"""1234567 | 1.234.567,89 | 1,234,567.89"""
STYLES = (PLAIN, DOTS, COMMAS)
_RUPIAH = r"^(?i:rp|idr)\.?\s*"
_NO_CENTS = r"\s*[.,]\s*-+$"
_FORMS = {
    PLAIN: r"^-?\d+(?:\.0{1,2})?$",
    DOTS: r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$",
    COMMAS: r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$",
}
_MARKS = {PLAIN: "", DOTS: ".", COMMAS: ","}
_TRUE = r"^\x1f-?\d+(?:\.\d+)?$"


def count_numbers(cells: pl.Series, tally: Tally) -> None:
    """Add a block's cells, blank ones left out beforehand, to a column's tally."""
    if cells.str.contains(r"^\d+$").all():
        if len(cells):
            tally.take(cells.head(1), pl.Series([PLAIN]), pl.Series([len(cells)], dtype=pl.UInt32))
        return
    times = cells.value_counts(name="times")
    tally.take(times.to_series(0), _classes(times.to_series(0)), times["times"])


def decide_numbers(tally: Tally, *, whole: bool = False) -> Decision:
    """The style of a column. `whole`: its field has no fractions, so a mark before three digits groups thousands; only
    a column with both marks has to be confirmed then."""
    counts = tally.counts
    dots, commas = counts[DOTS] + counts["dot"], counts[COMMAS] + counts["comma"]
    if not dots and not commas:
        return tally.decided(PLAIN, (PLAIN, "true"), sure=True)
    if (counts[DOTS], dots) >= (counts[COMMAS], commas):
        sure = (whole or bool(counts[DOTS])) and not commas
        return tally.decided(DOTS, (PLAIN, "true", DOTS, "dot", "comma"), sure=sure)
    sure = (whole or bool(counts[COMMAS])) and not dots
    return tally.decided(COMMAS, (PLAIN, "true", COMMAS, "comma", "dot"), sure=sure)


def to_canonical_number(column: pl.Series, style: str) -> pl.Series:
    """The column with every cell of the style as plain digits, decimals after a point; no decimals where all are 0.

    A cell that the style does not fit is left as it is.
    """
    if column.str.contains(r"^\d*$").all():
        return column
    core = _core(column)
    bare = core.str.replace_all(_MARKS[style], "", literal=True) if _MARKS[style] else core
    digits = bare.str.replace(",", ".", literal=True).str.replace(r"\.0+$", "")
    read = pl.when(core.str.contains(_FORMS[style])).then(digits).when(column.str.contains(_TRUE))
    return pl.select(read.then(column.str.strip_prefix(TRUE_VALUE)).otherwise(column)).to_series()


def _core(cells: pl.Series) -> pl.Series:
    """The number without currency, and without the dash that stands for no cents."""
    text = cells.str.replace_all(r"[\s\x{a0}]+", " ").str.strip_chars(" '’")
    return text.str.replace(_RUPIAH, "").str.replace(_NO_CENTS, "").str.strip_chars(" ")


def _classes(cells: pl.Series) -> pl.Series:
    """The class of each cell. `dot` and `comma`: three digits after a single mark, which both sides of the world use.

    No price in rupiah has three decimals, so one with a currency or the dash is clear.
    """
    core = _core(cells)
    clear = cells.str.contains(_RUPIAH + "|" + _NO_CENTS)
    dot, comma = (core.str.contains(rf"^-?\d{{1,3}}{mark}\d{{3}}$") for mark in (r"\.", ","))
    return first_class(
        ("true", cells.str.contains(_TRUE)),
        (PLAIN, core.str.contains(r"^-?\d+$")),
        ("dot", dot & ~clear),
        ("comma", comma & ~clear),
        (COMMAS, comma),
        (DOTS, core.str.contains(_FORMS[DOTS])),
        (COMMAS, core.str.contains(_FORMS[COMMAS])),
    )
