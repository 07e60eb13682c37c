"""XLSX as text. Pure: no Django. Run it only in a child process with limits: a legal file of 1.7 KB whose two cells
are A1 and XFD1048576 makes the reader ask for the whole sheet at once, and that ends the process it runs in.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from coverage_portal.core.tabular import Block, Header, Unreadable

LARGEST_UNPACKED = 512 << 20
LARGEST_RATIO = 150
MOST_PARTS = 2_000
MOST_COLUMNS = 300
ROWS_A_BLOCK = 20_000
EXCEL_DIGITS = 15  # Excel keeps 15 significant digits: a longer number has lost its end
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class XlsxSheet:
    """The first visible sheet of a workbook: `header` once opened, then `blocks()` once."""

    def __init__(self, path: Path, wanted: Sequence[str]) -> None:
        check_archive(path)
        self._rows = _rows(path)
        first = next(self._rows, None)
        if first is None:
            raise Unreadable("empty")
        self.header = Header.match(first, wanted)

    def blocks(self) -> Iterator[Block]:
        """Every row under the header, in order."""
        number, batch = 2, []
        for row in self._rows:
            batch.append(row)
            if len(batch) == ROWS_A_BLOCK:
                yield self.header.frame(batch, number)
                number, batch = number + len(batch), []
        if batch:
            yield self.header.frame(batch, number)


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


def _rows(path: Path) -> Iterator[list[str]]:
    """Every row of the first visible sheet as text, from the sheet's row 1 on, whatever its <dimension> claims."""
    try:
        workbook = calamine.load_workbook(str(path))
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not visible:
            raise Unreadable("empty")
        sheet = workbook.get_sheet_by_name(visible[0])
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("xlsx_broken") from error
    if sheet.start is None:
        return
    left = sheet.start[1]
    if left + sheet.width > MOST_COLUMNS:
        raise Unreadable("xlsx_too_large")
    for cells in sheet.iter_rows():  # from row 1 on, but from the first column that is used
        yield [""] * left + [as_text(cell) for cell in cells]


def as_text(cell: Any) -> str:
    """A cell as text. Numbers keep their digits; one too long for Excel stays in E notation, so that checks see it.

    >>> as_text(3671.0), as_text(3.671012345678901e15), as_text(date(2023, 1, 31))
    ('3671', '3.671012345678901E+15', '31-01-2023')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%d-%m-%Y")
    if isinstance(cell, time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _number(cell: float) -> str:
    if abs(cell) >= 10**EXCEL_DIGITS:
        mantissa, exponent = f"{float(cell):.15e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+d}"
    return str(int(cell)) if float(cell).is_integer() else repr(cell)
