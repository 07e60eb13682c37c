"""Checks over a block of text rows: every problem of every row is kept. Pure: no Django.

A check is an expression that is true where a row has the problem, so that one pass over columns checks all rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from coverage_portal.core.cell_styles import TRUE_VALUE
from coverage_portal.core.tabular import ROW
from coverage_portal.core.unseen import LOST

ERROR = "error"
WARNING = "warning"
ISSUES = {ROW: pl.UInt32, "column": pl.String, "code": pl.String, "severity": pl.String, "value": pl.String}
LONGEST_VALUE = 120
WHOLE_FILE = 0  # the row number of what concerns no single row
LIKE_A_NIK = r"(?:[\p{N}OoIl][^\p{L}\p{N}]*){13,}[\p{N}OoIl]|\d[.,]\d+[eE]\+?1\d"
"""Whatever stands between the digits, and with letters typed for 0 and 1 among them."""
ERROR_TEXT = r"(?i)^#(?:[A-Z][A-Z0-9/_]*[!?]|N/A|GETTING_DATA|RUMUS|GALAT)$"
HIDDEN = "(disamarkan)"
CONTROLS = r"\p{Cc}"  # what a terminal could take for a command, or a reader for another line


@dataclass(frozen=True, slots=True)
class Check:
    """`when` is true where a row has the problem; `rejects` says whether the row is then left out.

    `of_form`: it only looks at how the cell is written. `value` is the expression shown with the problem; the text of
    `column` when None, nothing when "".
    """

    code: str
    column: str
    when: pl.Expr
    rejects: bool = True
    of_form: bool = False
    value: pl.Expr | str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a block: the good rows, typed, ROW first; the problems; and how many rows were what.

    `same` are the places, among the hashes the checker was given, of rows that are stored just so; they are not
    checked again, and not in `rows`; `same_rows` are their sheet rows. `refused_keys` are the keys of rejected rows, so
    that nobody calls them missing, and `rejected_text` their cells, ROW first, as the checks read them.
    """

    rows: pl.DataFrame
    same: np.ndarray
    refused_keys: pl.Series
    issues: pl.DataFrame
    read: int
    blank: int
    rejected: int
    same_rows: np.ndarray
    rejected_text: pl.DataFrame


def no_issues() -> pl.DataFrame:
    """A frame of problems with no row."""
    return pl.DataFrame(schema=ISSUES)


def file_issue(code: str, column: str = "", value: str = "") -> pl.DataFrame:
    """A problem of the whole file."""
    return pl.DataFrame([(WHOLE_FILE, column, code, ERROR, value)], schema=ISSUES, orient="row")


def sheet_warning(name: str) -> pl.DataFrame:
    """Other sheets of the workbook are visible too: only `name` was read. It stands at the header's row."""
    return file_warning("sheets_several", value=shown(name))


def file_warning(code: str, column: str = "", value: str = "", row: int = 1) -> pl.DataFrame:
    """What should be known of the whole file; it refuses nothing, so it stands at a row: the header's, or the one that
    says so."""
    return pl.DataFrame([(row, column, code, WARNING, value)], schema=ISSUES, orient="row")


def rejected_rows(checked: Checked, niks: Collection[str]) -> pl.DataFrame:
    """The text of rejected rows as somebody may see it: cells of `niks` and what a check took for a NIK are HIDDEN."""
    text = checked.rejected_text
    for column in checked.rejected_text.columns[1:]:
        if column in niks:
            seen = pl.when(pl.col(column) == "").then(pl.lit("")).otherwise(pl.lit(HIDDEN))
        else:
            about = (pl.col("column") == column) & pl.col("code").str.contains("nik")
            secret = checked.issues.filter(about)[ROW].implode()
            seen = pl.when(pl.col(ROW).is_in(secret)).then(pl.lit(HIDDEN)).otherwise(_harmless(pl.col(column)))
        text = text.with_columns(seen.alias(column))
    return text


def ragged_issues(rows: Sequence[int]) -> pl.DataFrame:
    """Rows whose number of cells differs from the header's. Their cells stand under wrong columns: none is shown."""
    numbers = pl.DataFrame({ROW: pl.Series(rows, dtype=pl.UInt32)})
    return numbers.select(ROW, **_labels("", "cell_count", ERROR), value=pl.lit(""))


def run(frame: pl.DataFrame, checks: Sequence[Check], sound: Collection[str] = ()) -> tuple[pl.DataFrame, pl.Series]:
    """All problems of `frame`, in row order, and which rows are rejected.

    Checks of the form of a column in `sound`, one whose every cell is known to have the usual form, are left out.
    A cell with an Excel error instead of a value rejects its row in whatever column of the sheet it stands.
    """
    checks = [check for check in checks if not (check.of_form and check.column in sound)]
    checks = [*_cell_errors(frame, sound), *checks]
    flags = frame.select(check.when.fill_null(value=False).alias(str(at)) for at, check in enumerate(checks))
    found: list[pl.DataFrame] = []
    rejected = pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)
    for check, flag in zip(checks, flags, strict=True):
        if not flag.any():
            continue
        found.append(_issues(frame.filter(flag), check))
        if check.rejects:
            rejected = rejected | flag
    return (pl.concat(found).sort(ROW, maintain_order=True) if found else no_issues()), rejected


def _cell_errors(frame: pl.DataFrame, sound: Collection[str]) -> list[Check]:
    """The check for Excel errors, for the columns that need it: those of the sheet (in capitals) with a cell in #."""
    columns = [column for column in frame.columns if column.isupper() and column not in sound]
    suspected = frame.select(pl.col(columns).str.starts_with("#").any()).row(0) if columns else ()
    return [
        Check("cell_error", column, pl.col(column).str.contains(ERROR_TEXT))
        for column, suspicious in zip(columns, suspected, strict=True)
        if suspicious
    ]


def _issues(rows: pl.DataFrame, check: Check) -> pl.DataFrame:
    shown = check.value if check.value is not None else pl.col(check.column)
    value = pl.lit(shown) if isinstance(shown, str) else shown.cast(pl.String)
    return rows.select(
        ROW, **_labels(check.column, check.code, ERROR if check.rejects else WARNING), value=_harmless(value)
    )


def _labels(column: str, code: str, severity: str) -> dict[str, pl.Expr]:
    return {"column": pl.lit(column), "code": pl.lit(code), "severity": pl.lit(severity)}


def _harmless(value: pl.Expr) -> pl.Expr:
    """A cell's text, short and on one line, or HIDDEN where it could hold a NIK that slipped into another column."""
    hidden = value.str.contains(LIKE_A_NIK)
    line = value.str.slice(0, LONGEST_VALUE).str.replace_all(CONTROLS, " ")
    return pl.when(hidden).then(pl.lit(HIDDEN)).otherwise(line).fill_null("")


def shown(text: str) -> str:
    """A text from the file or its name as it may be printed and kept: HIDDEN where a NIK could stand in it."""
    safe = pl.lit(text).str.replace_all(LIKE_A_NIK, HIDDEN).str.replace_all(CONTROLS, " ")
    return str(pl.select(safe).item())


def harmless_texts(texts: Sequence[str]) -> list[str]:
    """Cells as somebody may see them: short, on one line, HIDDEN where one could hold a NIK."""
    cells = pl.Series(texts, dtype=pl.String).str.strip_prefix(TRUE_VALUE)
    return pl.select(_harmless(pl.lit(cells))).to_series().to_list()


def like_a_nik(column: str) -> pl.Expr:
    """True where a text holds so many digits in a row that it may be a NIK."""
    return pl.col(column).str.contains(LIKE_A_NIK)


def squeezed(column: str) -> pl.Expr:
    """Text on one line: every run of spaces or control characters is one space."""
    return pl.col(column).str.replace_all(r"[\s\x{a0}\p{Cc}]+", " ")


def damaged(column: str) -> pl.Expr:
    """True where a code was turned into a number such as 3,67E+15: its last digits are lost."""
    return pl.col(column).str.contains(r"^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+$")


def as_date(column: str) -> pl.Expr:
    """A DD-MM-YYYY cell as a date; null where it is not one."""
    well_formed = pl.col(column).str.len_bytes() == 10
    return pl.when(well_formed).then(pl.col(column).str.to_date("%d-%m-%Y", strict=False))


def branch_checks(own: Collection[str] | None) -> list[Check]:
    """The checks of KODE_KANTOR, whose branch stands in `branch_id`: there, known, and one of `own` (None: any)."""
    cell, unknown = pl.col("KODE_KANTOR"), pl.col("branch_id").is_null()
    checks = [
        Check("required", "KODE_KANTOR", cell == ""),
        Check("branch_unknown", "KODE_KANTOR", (cell != "") & unknown),
    ]
    return (
        checks if own is None else [*checks, Check("branch_foreign", "KODE_KANTOR", ~unknown & ~cell.is_in(list(own)))]
    )


def date_checks(column: str, parsed: str, *, required: bool) -> list[Check]:
    """The checks of one date column, whose parsed dates stand in `parsed`."""
    empty = pl.col(column) == ""
    checks = [
        Check("date_form", column, ~empty & pl.col(parsed).is_null()),
        Check("date_too_old", column, pl.col(parsed) < date(1901, 1, 1)),
        Check("date_too_late", column, pl.col(parsed) > date(2100, 12, 31)),
    ]
    return [Check("required", column, empty), *checks] if required else checks


def as_whole_number(column: str) -> pl.Expr:
    """Digits as a number; null where the cell is anything else."""
    return pl.when(~pl.col(column).str.contains(r"\D")).then(pl.col(column).cast(pl.Int64, strict=False))


NOTHING = ("", "-", "--", "NULL", "null", "Null", "N/A", "n/a")
"""Texts that people and their databases write where there is nothing."""


def as_text_checks(column: str, squeezed_column: str, longest: int, *, required: bool = True) -> list[Check]:
    """The checks of a free text: not empty, not too long, and not a hiding place for a NIK."""
    text = pl.col(squeezed_column)
    checks = [
        Check("nik_misplaced", column, like_a_nik(column), value=""),
        Check("too_long", column, text.str.len_chars() > longest),
        Check("letters_lost", column, text.str.contains(LOST, literal=True), rejects=False),
    ]
    return [Check("required", column, text.is_in(NOTHING)), *checks] if required else checks
