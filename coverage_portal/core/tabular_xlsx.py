"""XLSX as text. Pure: no Django. Run it only in a child process with limits: a legal file of 1.7 KB whose two cells
are A1 and XFD1048576 makes the reader ask for the whole sheet at once, and that ends the process it runs in.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

import python_calamine as calamine

from coverage_portal.core.cell_styles import TRUE_VALUE
from coverage_portal.core.tabular import HEAD_ROWS, Block, Header, Unreadable
from coverage_portal.core.tabular_checks import shown
from coverage_portal.core.xlsx_errors import (
    Lacking,
    NoSuchPart,
    cells_without_result,
    dates_1904,
    hidden_rows,
    with_errors_as_text,
)

LARGEST_UNPACKED = 512 << 20
LARGEST_RATIO = 150
MOST_PARTS = 2_000
MOST_COLUMNS = 300
ROWS_A_BLOCK = 20_000
EXCEL_DIGITS = 15  # Excel keeps 15 significant digits: a longer number has lost its end
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class XlsxSheet:
    """The first visible sheet of a workbook, whose first row is the header: `header` once opened, then `blocks()` once.

    `name` is the sheet's; `chosen` the same when other sheets are visible too, else "".
    """

    def __init__(self, path: Path, wanted: Sequence[str]) -> None:
        self._text = XlsxText(path, mark="")
        self.name = self._text.name
        self.chosen = self._text.name if len(self._text.sheets) > 1 else ""
        self.header = Header.match(self._text.head()[0], wanted)

    def blocks(self) -> Iterator[Block]:
        """Every row under the header, in order."""
        return self._text.blocks(self.header, 1)


class XlsxText:
    """A sheet of a workbook as rows of text; the first visible one when none is named. Use `blocks` or `records` once.

    `sheets` are the names of the visible ones, `hidden_sheets` how many others there are. `mark` stands before texts
    the workbook holds as dates or as numbers with a fraction.
    """

    def __init__(self, path: Path, sheet: str = "", mark: str = TRUE_VALUE) -> None:
        check_archive(path)
        self._path = path
        self.sheets, self.hidden_sheets = _visible(path)
        if sheet and sheet not in self.sheets:
            raise Unreadable("sheet_missing", names=[shown(sheet)])
        self.name = sheet or self.sheets[0]
        self._rows = _rows(path, self.name, mark)
        self._head = list(islice(self._rows, HEAD_ROWS))
        if not self._head:
            raise Unreadable("empty")

    def head(self) -> list[list[str]]:
        """The first HEAD_ROWS rows."""
        return self._head

    def blocks(self, header: Header, above: int) -> Iterator[Block]:
        """Every row under the first `above` ones, in order."""
        number, rows = above + 1, islice(chain(self._head, self._rows), above, None)
        while batch := list(islice(rows, ROWS_A_BLOCK)):
            yield header.frame(batch, range(number, number + len(batch)))
            number += len(batch)

    def records(self, wanted: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        """The cells of the wanted sheet rows as they stand, each with its row."""
        left, last = frozenset(wanted), max(wanted, default=0)
        for row, record in enumerate(islice(chain(self._head, self._rows), last), 1):
            if row in left:
                yield row, record

    def hidden_rows(self) -> int:
        """How many rows of the sheet are hidden, which are read like all others."""
        return hidden_rows(self._path, self.name)

    def dates_1904(self) -> bool:
        """True where the workbook counts its days from 1904."""
        return dates_1904(self._path)


def check_archive(path: Path) -> None:
    """Refuse an archive that unpacks to far more than it weighs, has too many parts, is locked, or holds a DTD."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unreadable("xlsx_too_large")
            if any(part.file_size > LARGEST_RATIO * max(part.compress_size, 1) for part in parts):
                raise Unreadable("xlsx_bomb")
            if any(part.flag_bits & 0x1 for part in parts):
                raise Unreadable("xlsx_locked")
            for part in parts:
                _refuse_doctype(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise Unreadable("xlsx_broken") from error


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    tail = b""
    with archive.open(part) as stream:
        while data := stream.read(1 << 20):
            window = tail + data
            if any(mark in window for mark in _DOCTYPES):
                raise Unreadable("xlsx_dtd")
            tail = window[-18:]


def _visible(path: Path) -> tuple[list[str], int]:
    """The names of the visible sheets, in their order, and how many are hidden; refuses a workbook without one."""
    try:
        every = [
            sheet
            for sheet in calamine.load_workbook(str(path)).sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("xlsx_broken") from error
    names = [str(sheet.name) for sheet in every if sheet.visible == calamine.SheetVisibleEnum.Visible]
    if not names:
        raise Unreadable("empty")
    return names, len(every) - len(names)


def _rows(path: Path, name: str, mark: str) -> Iterator[list[str]]:
    """Every row of a sheet as text, from the sheet's row 1 on, whatever its <dimension> claims."""
    try:
        lacking = cells_without_result(path, name)
        sheet = _sheet(path, name, lacking)
    except (calamine.CalamineError, NoSuchPart, ExpatError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("xlsx_broken") from error
    left = sheet.start[1] if sheet.start else 0
    if max([left + sheet.width, *map(max, lacking.values())]) > MOST_COLUMNS:
        raise Unreadable("xlsx_too_large")
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):  # from row 1 on, but from the first column that is used
        yield _overlaid([""] * left + [as_text(cell, mark) for cell in cells], lacking.get(number))
    for under in range(number + 1, max(lacking, default=0) + 1):  # rows under the last that has a value
        yield _overlaid([""] * (left + sheet.width), lacking.get(under))


def _sheet(path: Path, name: str, lacking: Lacking) -> Any:
    try:
        return calamine.load_workbook(str(path)).get_sheet_by_name(name)
    except calamine.CalamineError:
        if not lacking:
            raise
        return calamine.load_workbook(with_errors_as_text(path, name)).get_sheet_by_name(name)


def _overlaid(row: list[str], lacking: dict[int, str] | None) -> list[str]:
    """A row with a text in every cell without a result."""
    if lacking:
        row += [""] * (max(lacking) + 1 - len(row))
        for column, text in lacking.items():
            row[column] = text
    return row


def as_text(cell: Any, mark: str = "") -> str:
    """A cell as text. Numbers keep their digits; one too long for Excel stays in E notation, so that checks see it.
    A date, or a number with a fraction, has `mark` before it.

    >>> as_text(3671.0), as_text(3.671012345678901e15), as_text(date(2023, 1, 31))
    ('3671', '3.671012345678901E+15', '31-01-2023')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell, mark)
    if isinstance(cell, datetime | date):
        return mark + cell.strftime("%d-%m-%Y")
    if isinstance(cell, time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _number(cell: float, mark: str) -> str:
    if abs(cell) >= 10**EXCEL_DIGITS:
        mantissa, exponent = f"{float(cell):.15e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+d}"
    return str(int(cell)) if float(cell).is_integer() else mark + repr(cell)
