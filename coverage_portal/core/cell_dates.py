"""Dates as people write them: found out for a whole column, and turned into DD-MM-YYYY. Pure.

A month in letters, a year in front and a workbook's own dates can be read in one way only, so every style takes them.
What is written with the month first in numbers is recognised, never assumed.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from coverage_portal.core.cell_styles import CENTURY_TURNS, TRUE_VALUE, Decision, Tally, first_class

DAY_FIRST, MONTH_FIRST, YEAR_FIRST, NAMED, COMPACT = "dmy", "mdy", "ymd", "name", "compact"
SERIAL_1900, SERIAL_1904 = "serial1900", "serial1904"
STYLES = (DAY_FIRST, NAMED, YEAR_FIRST, COMPACT, SERIAL_1900, SERIAL_1904, MONTH_FIRST)
FIRST_SERIAL, LAST_SERIAL = 367, 73_415  # 1901 to 2100: shorter numbers are years or counts, longer ones codes
_EPOCHS = {SERIAL_1900: "1899-12-30", SERIAL_1904: "1904-01-01"}
_BY_NAME = {
    "01": "jan januari january",
    "02": "feb peb februari pebruari february",
    "03": "mar mrt maret march",
    "04": "apr april",
    "05": "mei may",
    "06": "jun juni june",
    "07": "jul juli july",
    "08": "agt ags agu agust agus aug agustus august",
    "09": "sep sept september",
    "10": "okt oct oktober october",
    "11": "nov nop november nopember",
    "12": "des dec desember december",
}
MONTHS = {name: number for number, names in _BY_NAME.items() for name in names.split()}
_TIME = r"(?:[t\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?)?$"
_NUMERIC = r"^(?<a>\d{1,2})\s*[-/.\s]\s*(?<b>\d{1,2})\s*[-/.\s]\s*(?<y>\d{4}|\d{2})" + _TIME
_ISO = r"^(?<y>\d{4})[-/.](?<b>\d{1,2})[-/.](?<a>\d{1,2})" + _TIME
_LETTERS = r"^(?:\pL{4,7}\s*,\s*)?(?<a>\d{1,2})[-/.\s]*(?<b>\pL{3,9})[-/.,\s]*(?<y>\d{4}|\d{2})" + _TIME
_EIGHT = r"^(?<y>\d{4})(?<b>\d{2})(?<a>\d{2})$"
_SELF_EVIDENT = ("true", NAMED, YEAR_FIRST)
_NUMBERS = ("day", "month", "both", "same")
_ACCEPTED = {
    DAY_FIRST: ("day", "both", "same"),
    MONTH_FIRST: ("month", "both", "same"),
    SERIAL_1900: ("serial",),
    SERIAL_1904: ("serial",),
    COMPACT: (COMPACT,),
}


def count_dates(cells: pl.Series, tally: Tally) -> None:
    """Add a block's cells, blank ones left out beforehand, to a column's tally."""
    times = cells.value_counts(name="times")
    distinct = times.to_series(0).rename("cell")
    tally.take(distinct, _classes(distinct), times["times"])


def decide_dates(tally: Tally, *, dates_1904: bool | None = None, known_form: bool = False) -> Decision:
    """The style of a column. `dates_1904`: the workbook's flag, None where there is no workbook, so that bare numbers
    have to be confirmed. `known_form`: the portal's own columns, whose numbers are day, month, year."""
    counts = tally.counts
    groups = {
        DAY_FIRST: sum(counts[name] for name in _NUMBERS),
        SERIAL_1904 if dates_1904 else SERIAL_1900: counts["serial"],
        COMPACT: counts[COMPACT],
    }
    style, sure = max(groups, key=lambda name: groups[name]), True
    if not groups[style]:
        style = max(_SELF_EVIDENT, key=lambda name: counts[name]).replace("true", DAY_FIRST)
    elif style == DAY_FIRST:
        style = MONTH_FIRST if counts["month"] > counts["day"] else DAY_FIRST
        sure = not counts["month"] and (known_form or bool(counts["day"]) or not counts["both"])
    elif style == SERIAL_1900:
        sure = dates_1904 is not None
    return tally.decided(style, (*_SELF_EVIDENT, *_ACCEPTED.get(style, ())), sure=sure)


def to_canonical_date(column: pl.Series, style: str) -> pl.Series:
    """The column with every cell of the style as DD-MM-YYYY. A cell it does not fit, or an impossible date, is left."""
    if style != MONTH_FIRST and column.str.contains(r"^\d\d-\d\d-\d{4}$").all():
        return column
    distinct = column.unique()
    ways = [_true, _iso, _letters, *([_ways()[style]] if style in _ways() else [])]
    text = _tidy(distinct)
    read = pl.DataFrame({str(at): way(text) for at, way in enumerate(ways)})
    found = read.select(pl.coalesce(pl.all()).dt.strftime("%d-%m-%Y")).to_series()
    return column.replace(distinct, pl.select(pl.coalesce(found, distinct)).to_series())


def _ways() -> dict[str, Callable[[pl.Series], pl.Series]]:
    return {
        DAY_FIRST: lambda text: _numeric(text, day="a", month="b"),
        MONTH_FIRST: lambda text: _numeric(text, day="b", month="a"),
        SERIAL_1900: lambda text: _serial(text, SERIAL_1900),
        SERIAL_1904: lambda text: _serial(text, SERIAL_1904),
        COMPACT: lambda text: _pieces(text, _EIGHT),
    }


def _classes(cells: pl.Series) -> pl.Series:
    """The class of each cell: what it could be read as."""
    text = _tidy(cells)
    could = {name: way(text).is_not_null() for name, way in _ways().items()}
    both = could[DAY_FIRST] & could[MONTH_FIRST]
    return first_class(
        ("true", _true(text).is_not_null()),
        (NAMED, _letters(text).is_not_null()),
        (YEAR_FIRST, _iso(text).is_not_null()),
        ("same", both & _even(text)),
        ("both", both),
        ("day", could[DAY_FIRST]),
        ("month", could[MONTH_FIRST]),
        ("serial", could[SERIAL_1900]),
        (COMPACT, could[COMPACT]),
    )


def _tidy(cells: pl.Series) -> pl.Series:
    return cells.str.replace_all(r"[\s\x{a0}]+", " ").str.strip_chars(" '’").str.to_lowercase()


def _even(text: pl.Series) -> pl.Series:
    """True where day and month are the same number, so that their order does not matter."""
    numbers = text.str.extract_groups(_NUMERIC).struct.unnest().cast(pl.Int32, strict=False)
    return (numbers["a"] == numbers["b"]).fill_null(value=False)


def _true(text: pl.Series) -> pl.Series:
    return (
        text.str.strip_prefix(TRUE_VALUE)
        .set(~text.str.starts_with(TRUE_VALUE), None)
        .str.to_date("%d-%m-%Y", strict=False)
    )


def _numeric(text: pl.Series, *, day: str, month: str) -> pl.Series:
    return _pieces(text, _NUMERIC, day, month)


def _iso(text: pl.Series) -> pl.Series:
    return _pieces(text, _ISO)


def _letters(text: pl.Series) -> pl.Series:
    return _pieces(text, _LETTERS, months=MONTHS)


def _pieces(
    text: pl.Series, pattern: str, day: str = "a", month: str = "b", months: dict[str, str] | None = None
) -> pl.Series:
    """The dates in texts of a pattern; null where it does not fit or the calendar has no such day."""
    parts = text.str.extract_groups(pattern).struct.unnest()
    year, month_text = pl.col("y"), pl.col(month)
    century = pl.when(year.cast(pl.Int32, strict=False) < CENTURY_TURNS).then(pl.lit("20")).otherwise(pl.lit("19"))
    whole = pl.when(year.str.len_bytes() == 2).then(century + year).otherwise(year)
    number = month_text.replace_strict(months, default=None) if months else month_text.str.zfill(2)
    return parts.select(
        pl.concat_str(pl.col(day).str.zfill(2), number, whole, separator="-").str.to_date("%d-%m-%Y", strict=False)
    ).to_series()


def _serial(text: pl.Series, system: str) -> pl.Series:
    """Days counted from the system's first; a fraction is a time of day."""
    whole = text.str.strip_prefix(TRUE_VALUE).str.extract(r"^(\d{3,5})(?:[.,]\d+)?$").cast(pl.Int64, strict=False)
    days = pl.when(whole.is_between(FIRST_SERIAL, LAST_SERIAL)).then(whole)
    return pl.select(pl.lit(_EPOCHS[system]).str.to_date() + pl.duration(days=days)).to_series()
