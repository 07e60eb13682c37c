"""Writes the list as CSV, some lines at a time, and as XLSX, row by row, so that memory stays flat."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from fractions import Fraction
from typing import IO, Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from coverage_portal.core.safe_cells import safe_cell
from coverage_portal.coverage.files.write_csv import plain
from coverage_portal.register.listing.columns import COLUMNS, Cell
from coverage_portal.register.listing.files import Listing

A4, LONGEST_TEXT = 9, 32_767
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BODY = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
HEAD = BODY | {"bold": True, "bg_color": "#e1f6ea", "bottom": 2, "bottom_color": "#076941", "text_wrap": True}
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}


def csv_lines(listing: Listing) -> Iterator[bytes]:
    """The heads, a line an employer, an empty line and what the file is. No text begins a formula."""
    with translation.override(listing.language):
        heads = [str(column.head) for column in COLUMNS]
    yield BYTE_ORDER_MARK + _lines([heads])
    written = 0
    for rows in listing.rows():
        written += len(rows)
        yield _lines(map(_text, row) for row in rows)
    with translation.override(listing.language):
        yield _lines([[], *([safe_cell(text) for text in pair] for pair in listing.about(written))])


def xlsx_file(listing: Listing) -> IO[bytes]:
    """A file on disk that goes when it is closed: the rows, then a sheet that says what the file is."""
    written = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    workbook = xlsxwriter.Workbook(written, OPTIONS)
    formats = {name: workbook.add_format(BODY | extra) for name, extra in _formats().items()}
    count = _write_rows(workbook.add_worksheet(_("Pemberi kerja")), listing, formats)
    _write_about(workbook.add_worksheet(_("Tentang")), listing.about(count), formats)
    workbook.close()
    written.seek(0)
    return written


def _write_rows(sheet: Any, listing: Listing, formats: dict[str, Any]) -> int:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 3)
    sheet.repeat_rows(0)
    sheet.set_header(f"&R{listing.warning}")
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, str(column.head), formats["head"])
    row = 0
    for some in listing.rows():
        for cells in some:
            row += 1
            for at, cell in enumerate(cells):
                _write(sheet, (row, at), cell, formats)
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
    return row


def _write_about(sheet: Any, pairs: Iterable[tuple[str, str]], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, pair in enumerate(pairs):
        for at, text in enumerate(pair):
            sheet.write_string(row, at, text[:LONGEST_TEXT], formats["text"])


def _write(sheet: Any, at: tuple[int, int], cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, Fraction):
        sheet.write_number(*at, float(cell), formats["share"])
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, formats["count"])
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime.combine(cell, time()), formats["day"])
    elif cell:
        sheet.write_string(*at, cell[:LONGEST_TEXT], formats["text"])


def _formats() -> dict[str, dict[str, Any]]:
    return {
        "head": HEAD,
        "text": {},
        "count": {"num_format": "#,##0"},
        "share": {"num_format": "0.0%"},
        "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    }


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_cell(cell)
    return cell.isoformat() if isinstance(cell, date) else plain(Fraction(cell))
