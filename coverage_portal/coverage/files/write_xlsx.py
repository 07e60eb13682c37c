"""Writes a book as XLSX: text only as text, numbers as numbers, formulas only where a cell asks for one. Pure."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from coverage_portal.coverage.files.number_patterns import pattern_of
from coverage_portal.coverage.files.sheets import Book, Cell, Number, Recount, Sheet

A4 = 9
LONGEST_TEXT = 32_767  # what a cell holds
LONGEST_MARGIN_LINE = 100
OPTIONS = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
BODY = {"font_name": "Calibri", "font_size": 11, "valign": "top", "bottom": 1, "bottom_color": "#d9e0dc"}
HEAD = {"bold": True, "bg_color": "#e1f6ea", "bottom": 2, "bottom_color": "#076941"}
TOTAL = {"bold": True, "top": 2, "top_color": "#076941"}
AMBER = "#fcd863"
TEXT = {"text_wrap": True, "align": "left", "indent": 1}
NUMBER = {"align": "right", "indent": 1}
DAY = {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1}
LINE_HEIGHT, HIGHEST_ROW = 15, 409  # points


def write_xlsx(book: Book) -> bytes:
    """The file's bytes. A book with a warning has coloured tabs and the warning on every printed page."""
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, OPTIONS)
    workbook.set_properties({"title": book.title, "comments": book.warning, "created": book.made})
    formats = _Formats(workbook, book.language)
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        _write_lines(worksheet, sheet, formats)
        _set_page(worksheet, sheet, book)
    workbook.close()
    return written.getvalue()


@dataclass
class _Formats:
    """The workbook's cell formats, each made once."""

    workbook: Any
    language: str
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, properties: dict[str, Any], *, total: bool = False) -> Any:
        """The format with these properties over those of every cell."""
        wanted = {**BODY, **properties, **(TOTAL if total else {})}
        key = tuple(sorted(wanted.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(wanted)
        return self.made[key]

    def number(self, number: Number, *, total: bool) -> Any:
        """The format of a number; points and estimates bear their word and sign in the book's language."""
        pattern = pattern_of(number, self.language)
        return self.of(NUMBER | {"num_format": pattern}, total=total)


def _write_lines(worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
    widths = [head.width for head in sheet.heads]
    if sheet.headed:
        _set_height(worksheet, 0, (head.text for head in sheet.heads), widths, bold=True)
    for column, head in enumerate(sheet.heads):
        worksheet.set_column(column, column, head.width)
        if sheet.headed:
            beneath = NUMBER if _holds_numbers(sheet, column) else {}
            worksheet.write_string(0, column, head.text, formats.of(TEXT | HEAD | beneath))
    for row, line in enumerate(sheet.lines, start=int(sheet.headed)):
        _set_height(worksheet, row, line.cells, widths, bold=line.total, least=sheet.least_lines)
        for column, cell in enumerate(line.cells):
            _write_cell(worksheet, (row, column), cell, formats, total=line.total)


def _holds_numbers(sheet: Sheet, column: int) -> bool:
    return any(isinstance(line.cells[column], Number | Recount) for line in sheet.lines)


def _set_height(
    worksheet: Any, row: int, cells: Iterable[Cell], widths: list[int], *, bold: bool, least: int = 1
) -> None:
    """Room for the text that takes most lines; LibreOffice would not make it by itself."""
    needed = (_lines_of(cell, width - 5 if bold else width - 2) for cell, width in zip(cells, widths, strict=True))
    lines = max(least, *needed)
    if lines > 1:
        worksheet.set_row(row, min(lines * LINE_HEIGHT, HIGHEST_ROW))


def _lines_of(cell: Cell, room: int) -> int:
    return len(textwrap.wrap(cell, room)) if isinstance(cell, str) and len(cell) > room else 1


def _write_cell(worksheet: Any, at: tuple[int, int], cell: Cell, formats: _Formats, *, total: bool) -> None:
    if isinstance(cell, Recount):
        result = cell.result
        worksheet.write_formula(*at, f"={cell.formula}", formats.number(result, total=total), float(result.value))
    elif isinstance(cell, Number):
        worksheet.write_number(*at, float(cell.value), formats.number(cell, total=total))
    elif isinstance(cell, date):
        worksheet.write_datetime(*at, datetime.combine(cell, time()), formats.of(DAY, total=total))
    elif cell:
        worksheet.write_string(*at, cell[:LONGEST_TEXT], formats.of(TEXT, total=total))
    else:
        worksheet.write_blank(*at, None, formats.of(TEXT, total=total))


def _set_page(worksheet: Any, sheet: Sheet, book: Book) -> None:
    """Landscape A4, as wide as the sheet, the heads on every page, what it is at the top and the page at the bottom."""
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_header(f"&L{_margin_line(book.title)}&R{_margin_line(book.warning)}")
    worksheet.set_footer("&L&A&R&P / &N")
    if book.warning:
        worksheet.set_tab_color(AMBER)
    if sheet.headed:
        worksheet.freeze_panes(1, sheet.kept)
        worksheet.repeat_rows(0)


def _margin_line(text: str) -> str:
    """Text as a header shows it: & begins a code there."""
    return text[:LONGEST_MARGIN_LINE].replace("&", "&&")
