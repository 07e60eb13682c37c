"""Workbooks made in memory, and changed in ways that no program writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import xlsxwriter

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: Sequence[Sequence[object]], also: Callable | None = None, **options: object) -> bytes:
    """A workbook with these rows; `also` gets the book and its sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd-mm-yyyy", **options}) as book:
        sheet = book.add_worksheet("Data")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                (sheet.write_string if isinstance(cell, str) else sheet.write)(at, column, cell)
        if also:
            also(book, sheet)
    return out.getvalue()


def table(rows: Sequence[dict[str, object]]) -> list[list[object]]:
    """Rows under their header."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {part: old.read(part) for part in old.namelist()}
        for part, content in (parts | {name: change(parts.get(name, b""))}).items():
            new.writestr(part, content)
    return out.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose sheet has these rows, given as XML."""
    xml = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return with_part(workbook([["x"]]), SHEET, lambda _xml: xml.encode())
