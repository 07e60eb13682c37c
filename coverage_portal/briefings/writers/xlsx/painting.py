"""Sheets as bytes: text only as text, numbers as numbers, formulas with what they come to. Pure."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.xlsx.drawing import insert_charts
from coverage_portal.briefings.writers.xlsx.looks import (
    BAR,
    FOOT,
    HEAD,
    HEADLINE,
    INSET,
    LABEL,
    LARGE,
    MARKED,
    MIDDLE,
    NOTE,
    NUMBER,
    SUBTITLE,
    TEXT,
    TILE_NUMBER,
    TILES,
    TITLE,
    TOTAL,
    Looks,
)
from coverage_portal.briefings.writers.xlsx.rows import foot_of, foot_row, height_of
from coverage_portal.briefings.writers.xlsx.sheets import (
    FIRST_ROW,
    HEAD_ROW,
    NOTE_ROW,
    SUBTITLE_ROW,
    TITLE_ROW,
    Content,
    Line,
    Numeral,
    Sheet,
)
from coverage_portal.core import formatting
from coverage_portal.coverage.files.number_patterns import pattern_in_thousands, pattern_of
from coverage_portal.coverage.files.sheets import Number, Recount

_OPTIONS = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
_A4 = 9
_LONGEST_MARGIN_LINE = 100
_TAB = "#fcd863"


def paint(document: Document, stamp: Stamp | None, sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook's bytes, with the day of issue (of the data, for a draft) as the day it was made."""
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, _OPTIONS)
    workbook.set_properties(_properties(document, stamp))
    painter = _Painter(document, stamp, workbook)
    worksheets = [workbook.add_worksheet(sheet.name) for sheet in sheets]
    for sheet, worksheet in zip(sheets, worksheets, strict=True):
        painter.paint(sheet, worksheet)
    workbook.close()
    return written.getvalue()


def _properties(document: Document, stamp: Stamp | None) -> dict[str, object]:
    made = stamp.issued_at.astimezone(UTC) if stamp else datetime.combine(document.as_at, time(), UTC)
    return {
        "title": document.meeting.title,
        "subject": document.region.name,
        "author": document.letterhead.office,
        "company": document.letterhead.institution,
        "comments": f"{stamp.code} SHA-256 {stamp.sha256}" if stamp else document.word("draft"),
        "created": made.replace(tzinfo=None),
    }


class _Painter:
    """Paints one sheet after another in the looks of one workbook."""

    def __init__(self, document: Document, stamp: Stamp | None, workbook: Any) -> None:
        self._document, self._stamp, self._workbook = document, stamp, workbook
        self._looks = Looks(workbook)

    def paint(self, sheet: Sheet, worksheet: Any) -> None:
        """The whole of a sheet."""
        self._set_page(sheet, worksheet)
        self._write_top(sheet, worksheet)
        for row, line in enumerate(sheet.lines, start=FIRST_ROW):
            self._write_line(sheet, worksheet, row, line)
        self._write_foot(sheet, worksheet)
        self._write_tiles(sheet, worksheet)
        insert_charts(self._workbook, worksheet, sheet)
        if sheet.bars is not None and sheet.last_row >= FIRST_ROW:
            worksheet.conditional_format(FIRST_ROW, sheet.bars, sheet.last_row, sheet.bars, BAR)

    def _write_top(self, sheet: Sheet, worksheet: Any) -> None:
        """Title, subtitle, the note of a draft or an illustration, and the heads."""
        worksheet.write_string(TITLE_ROW, 0, sheet.title, self._looks.of(HEADLINE if sheet.large else TITLE))
        worksheet.set_row(TITLE_ROW, 34 if sheet.large else 26)
        worksheet.write_string(SUBTITLE_ROW, 0, sheet.subtitle, self._looks.of(SUBTITLE))
        if note := self._note(sheet):
            worksheet.write_string(NOTE_ROW, 0, note, self._looks.of(NOTE))
            for column in _overrun(note, sheet):
                worksheet.write_blank(NOTE_ROW, column, None, self._looks.of(NOTE))
        for column, head in enumerate(sheet.heads):
            worksheet.set_column(column, column, head.width)
            beneath = NUMBER if sheet.holds_numbers(column) else {**TEXT, **(INSET if column else {})}
            worksheet.write_string(HEAD_ROW, column, head.text, self._looks.of(beneath, HEAD))
        heads = tuple(head.text for head in sheet.heads)
        worksheet.set_row(HEAD_ROW, height_of(heads, sheet.heads, least=18, bold=True))

    def _note(self, sheet: Sheet) -> str:
        """That it is a draft, that it is an illustration, or both."""
        word = self._document.word
        notes = (word("draft") if self._stamp is None else "", word("illustration") if sheet.illustrative else "")
        return ". ".join(note for note in notes if note)

    def _write_line(self, sheet: Sheet, worksheet: Any, row: int, line: Line) -> None:
        least = 26 if sheet.large else 17
        height = height_of(line.cells, sheet.heads, least=least)
        worksheet.set_row(row, height)
        for column, cell in enumerate(line.cells):
            look = {
                **(INSET if column else LABEL),
                **(MARKED if line.marked else {}),
                **(TOTAL if line.total else {}),
                **(MIDDLE if sheet.large or height == least else {}),
            }
            self._write_cell(worksheet, (row, column), cell, look, large=sheet.large and column == 1)

    def _write_cell(
        self, worksheet: Any, at: tuple[int, int], cell: Content, look: dict[str, Any], *, large: bool = False
    ) -> None:
        """A word in a column of numbers stands to the right as they do."""
        number = {**NUMBER, **look, **(LARGE if large else {})}
        match cell:
            case Recount(formula, result):
                worksheet.write_formula(*at, f"={formula}", self._patterned(number, result), float(result.value))
            case Number():
                worksheet.write_number(*at, float(cell.value), self._patterned(number, cell))
            case Numeral():
                worksheet.write_number(*at, cell.value, self._looks.of(TEXT, look, {"num_format": "0"}))
            case date():
                day = {"num_format": "d mmm yyyy"}
                worksheet.write_datetime(*at, datetime.combine(cell, time()), self._looks.of(TEXT, look, day))
            case str() if cell:
                instead = cell in (formatting.MISSING, formatting.WITHHELD[self._document.language])
                worksheet.write_string(*at, cell, self._looks.of(number if instead else {**TEXT, **look}))
            case _:
                worksheet.write_blank(*at, None, self._looks.of(TEXT, look))

    def _patterned(self, look: dict[str, Any], number: Number) -> Any:
        return self._looks.of({"num_format": pattern_of(number, self._document.language)}, look)

    def _write_foot(self, sheet: Sheet, worksheet: Any) -> None:
        """What must be known of the table, below it, in lines short enough for the paper."""
        for row, text in enumerate(foot_of(sheet), start=foot_row(sheet)):
            worksheet.write_string(row, 0, text, self._looks.of(FOOT))

    def _write_tiles(self, sheet: Sheet, worksheet: Any) -> None:
        """The squares of a tile map, two cells each: the name above the number in thousands."""
        if not sheet.tiles:
            return
        first = len(sheet.heads) + 1
        worksheet.write_string(HEAD_ROW, first, sheet.tiles_caption, self._looks.of(LABEL))
        for tile in sheet.tiles:
            row, column, look = FIRST_ROW + 2 * tile.row, first + tile.column, TILES[tile.level]
            worksheet.set_column(column, column, 15)
            worksheet.write_string(row, column, tile.name, self._looks.of(look))
            number = tile.cell.result if isinstance(tile.cell, Recount) else tile.cell
            if isinstance(number, Number):
                look = {**look, "num_format": pattern_in_thousands(number, self._document.language)}
            self._write_cell(worksheet, (row + 1, column), tile.cell, {**look, **TILE_NUMBER})

    def _set_page(self, sheet: Sheet, worksheet: Any) -> None:
        """Landscape A4, as wide as the sheet, its heads on every page; at the margins what it is and where to check."""
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.7)
        worksheet.fit_to_pages(1, int(sheet.large))
        worksheet.repeat_rows(HEAD_ROW)
        worksheet.freeze_panes(FIRST_ROW, 1)
        worksheet.autofilter(HEAD_ROW, 0, max(sheet.last_row, HEAD_ROW), len(sheet.heads) - 1)
        worksheet.set_header(f"&L{_margin(self._document.meeting.title)}&R{_margin(self._note(sheet))}")
        worksheet.set_footer(f"&L{_margin(self._issued())}&R&P / &N")
        worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if self._note(sheet):
            worksheet.set_tab_color(_TAB)

    def _issued(self) -> str:
        if self._stamp is None:
            return self._document.word("draft")
        return f"{self._stamp.code}  SHA-256 {self._stamp.sha256}"


def _margin(text: str) -> str:
    """Text as a header shows it: & begins a code there."""
    return text[:_LONGEST_MARGIN_LINE].replace("&", "&&")


def _overrun(note: str, sheet: Sheet) -> range:
    """The columns into which a note runs on from the first, so that its ground goes as far as its words."""
    room, column = 0.0, 0
    while column < len(sheet.heads) and room < len(note):
        room, column = room + sheet.heads[column].width, column + 1
    return range(1, column)
