"""The cells of a sheet as its file holds them, and what each shows as text. Pure: no Django.

Excel errors, and formulas nobody has calculated, are texts of their own: taken for empty cells they could, as an
emptied end date, reopen a membership.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from coverage_portal.core.tabular import MOST_COLUMNS, ROW, Unreadable
from coverage_portal.core.tabular_checks import ERROR_TEXT
from coverage_portal.core.unseen import seen, whole

NUMBER, SHARED, TEXT, BOOLEAN, ERROR, ISO_DAY, DAY_NUMBER, SPAN_NUMBER, MISSING = range(9)
"""Kinds of cells. MISSING: a formula without a stored value."""
NO_RESULT = "#RUMUS"
OTHER_ERROR = "#GALAT"
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14  # of any sheet Excel knows
EXCEL_DIGITS = 15  # Excel keeps 15 significant digits: a longer number has lost its end
LAST_DAY = 2_958_465  # 31 December 9999
FIRST_USUAL_DAY, LAST_USUAL_DAY = 61, 100_000  # 1 March 1900 to 2173
_PLAIN = r"^(?:0|-?[1-9]\d{0,14})$"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of some rows that hold anything, in the order of the file: sheet rows from 1, columns from 0."""

    rows: np.ndarray
    columns: np.ndarray
    kinds: np.ndarray
    texts: pl.Series


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to show a workbook's cells. `mark`: see cell_styles.TRUE_VALUE."""

    shared: pl.Series
    dates_1904: bool
    mark: str

    def frame(self, cells: Cells) -> pl.DataFrame:
        """Rows that hold anything: ROW and a text column for each used column, called by its place."""
        if not len(cells.rows):
            return pl.DataFrame({ROW: pl.Series([], dtype=pl.UInt32)})
        if cells.rows.max() > LAST_ROW or cells.rows.min() < 1 or cells.columns.max() >= LAST_COLUMN:
            raise Unreadable("xlsx_broken")
        if cells.columns.max() >= MOST_COLUMNS:
            raise Unreadable("xlsx_too_large")
        texts, of_cells = self._shown(cells)
        rows, at = _distinct(cells.rows)
        data = {ROW: pl.Series(ROW, rows, dtype=pl.UInt32)}
        for column in np.flatnonzero(np.bincount(cells.columns)).tolist():
            here = np.flatnonzero(cells.columns == column)
            places = np.full(len(rows), len(texts) - 1)
            if (twice := np.flatnonzero(np.diff(at[here]) == 0)).size:
                raise Unreadable("xlsx_cell_repeated", int(rows[at[here[twice[0]]]]), [column_letters(column)])
            places[at[here]] = of_cells[here]
            data[str(column)] = texts.gather(places)
        return pl.DataFrame(data)

    def _shown(self, cells: Cells) -> tuple[pl.Series, np.ndarray]:
        """Texts, the last of them empty, and which of them each cell shows."""
        texts = seen(cells.texts)
        ways: dict[int, Callable[[pl.Series], pl.Series]] = {
            SHARED: self._from_shared,
            NUMBER: lambda some: _each(some, self._number, unless=_PLAIN),
            DAY_NUMBER: self._days,
            SPAN_NUMBER: lambda some: _each(some, _span),
            ISO_DAY: lambda some: _each(some, self._iso_day),
            BOOLEAN: lambda some: _each(some, lambda text: "TRUE" if text.strip() in ("1", "true") else "FALSE"),
            ERROR: lambda some: _each(some, lambda text: text, unless=ERROR_TEXT, otherwise=OTHER_ERROR),
            MISSING: lambda some: _each(some, lambda text: NO_RESULT),
        }
        parts, places = [texts], np.arange(len(texts))
        for kind, way in ways.items():
            here = np.flatnonzero(cells.kinds == kind)
            if len(here):
                places[here] = np.arange(len(here)) + sum(map(len, parts))
                parts.append(way(texts.gather(here)))
        return pl.concat([*parts, pl.Series([""], dtype=pl.String)], rechunk=True), places

    def _from_shared(self, texts: pl.Series) -> pl.Series:
        places = texts.cast(pl.UInt32, strict=False)
        if places.null_count() or (len(places) and int(places.max()) >= len(self.shared)):  # type: ignore[arg-type]
            raise Unreadable("xlsx_broken")
        return self.shared.gather(places)

    def _number(self, text: str) -> str:
        """A number as people see it: all its digits; in E notation where it is too long for Excel to keep."""
        try:
            value = float(text)
        except ValueError:
            return text
        if not np.isfinite(value):
            return text
        if abs(value) >= 10**EXCEL_DIGITS:
            mantissa, exponent = f"{value:.15e}".split("e")
            return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+d}"
        return str(int(value)) if value.is_integer() else self.mark + repr(value)

    def _days(self, texts: pl.Series) -> pl.Series:
        """Numbers of a day's style: those of usual days at once, others one by one."""
        numbers = texts.cast(pl.Float64, strict=False)
        usual = numbers.is_between(FIRST_USUAL_DAY, LAST_USUAL_DAY).fill_null(value=False)
        epoch = pl.lit(date(1904, 1, 1) if self.dates_1904 else date(1899, 12, 30))
        days = pl.duration(days=pl.lit(numbers.set(~usual, 0.0)).floor().cast(pl.Int64))
        shown = pl.lit(self.mark) + (epoch + days).dt.strftime("%d-%m-%Y")
        found = pl.select(pl.when(usual).then(shown).otherwise(texts)).to_series()
        return found if usual.all() else found.zip_with(usual, _each(texts, self._day))

    def _day(self, text: str) -> str:
        """A number of a day's style as DD-MM-YYYY; a part of a day as a time."""
        try:
            value = float(text)
        except ValueError:
            return text
        if not 0 <= value <= LAST_DAY - (1462 if self.dates_1904 else 0):
            return self._number(text)
        if value < 1 and not self.dates_1904:
            return str((datetime(1900, 1, 1) + timedelta(seconds=round(value * 86_400))).time())
        # Excel counts a 29 February 1900 that was none.
        first = date(1899, 12, 30) if value >= 60 else date(1899, 12, 31)
        first = date(1904, 1, 1) if self.dates_1904 else first
        return self.mark + f"{first + timedelta(days=int(value)):%d-%m-%Y}"

    def _iso_day(self, text: str) -> str:
        try:
            return self.mark + f"{date.fromisoformat(text[:10]):%d-%m-%Y}"
        except ValueError:
            return text


def column_letters(position: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    before, here = divmod(position, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + here)


def _distinct(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows, and which of them each cell is in; they are in order."""
    new = np.concatenate([[True], np.diff(rows) > 0])
    return rows[new], np.cumsum(new) - 1


def unescaped(texts: pl.Series) -> pl.Series:
    """Texts with the characters that Excel writes as _x000D_ in their place."""
    return _each(texts, lambda text: whole(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)), unless="^[^_]*$")


def _each(texts: pl.Series, way: Callable[[str], str], unless: str = "", otherwise: str = "") -> pl.Series:
    """Every distinct text shown in its way; those that match `unless` stay, and others are `otherwise` if given."""
    left = texts.filter(~texts.str.contains(unless)) if unless else texts
    if left.is_empty():
        return texts
    distinct = left.unique()
    shown = [otherwise or way(text) for text in distinct.to_list()]
    return texts.replace(distinct, pl.Series(shown, dtype=pl.String))


def _span(text: str) -> str:
    try:
        return str(timedelta(seconds=round(float(text) * 86_400)))
    except (ValueError, OverflowError):
        return text
