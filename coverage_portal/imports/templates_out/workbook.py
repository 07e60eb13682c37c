"""The portal's own forms as XLSX: the data sheet with its header, and beside it what belongs into each column.

A form comes empty, or filled with what the portal holds so that somebody can correct and send it back. Workers' rows
never come filled: the portal holds no NIK, and without it no row could be sent back; names and wages would leave for
nothing. Everything is text, so that no zero is lost and nothing becomes a formula; only numbers are numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.templates_out.choices import choices_of
from coverage_portal.imports.templates_out.guide import ALWAYS, GUIDES, NOTES, Guide
from coverage_portal.imports.templates_out.rows import can_be_filled, rows_for, sheet_name
from employers import fields as employer_fields
from employers import headcounts_fields
from regions import figures_fields
from regions.access import Visitor
from workers import fields as worker_fields

Kind = ImportBatch.Kind
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
FIELDS: dict[str, tuple[Field, ...]] = {
    Kind.EMPLOYERS: employer_fields.FIELDS,
    Kind.WORKERS: worker_fields.FIELDS,
    Kind.HEADCOUNTS: headcounts_fields.FIELDS,
    Kind.FIGURES: figures_fields.FIELDS,
}
LAST_ROW = 1_048_575
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15
FIRST_LIST = 6
"""The column of the second sheet where the lists of choices begin."""
LISTS_FROM = 2
GUIDE_WIDTHS = (20, 76, 10, 22)
TEXT = 49  # the built-in format of cells that hold text, "@"
GREEN, LIGHT = "#076941", "#e1f6ea"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the data sheet."""

    field: Field
    guide: Guide
    choices: tuple[str, ...] = ()


def write_template(kind: ImportBatch.Kind, user: Visitor, *, filled: bool, to: BinaryIO) -> None:
    """Write the form of `kind` to `to`; `filled` with the rows that `user` may see.

    Raises ValueError for a kind that never comes filled (see `can_be_filled`).
    """
    if filled and not can_be_filled(kind):
        raise ValueError(f"{kind} is never filled")
    columns = [Column(field, GUIDES[kind][field.name], choices_of(kind, field.name, user)) for field in FIELDS[kind]]
    book = xlsxwriter.Workbook(to, OPTIONS)
    guide_name = _("Petunjuk")
    data = book.add_worksheet(sheet_name(kind, filled=filled))
    guide = book.add_worksheet(guide_name)
    _set_up(book, data, columns, guide_name)
    _write_rows(data, columns, rows_for(kind, user) if filled else iter(()))
    _write_guide(book, guide, kind, columns)
    book.close()


def _set_up(book: Any, sheet: Any, columns: Sequence[Column], guide_name: str) -> None:
    """The header, the columns' widths and formats, and their lists of choices."""
    text = book.add_format({"num_format": TEXT})
    plain = book.add_format({})
    required = book.add_format({"bold": True, "bg_color": GREEN, "font_color": "#ffffff", "num_format": TEXT})
    optional = book.add_format({"bold": True, "bg_color": LIGHT, "num_format": TEXT})
    listed = 0
    for at, column in enumerate(columns):
        number = column.field.content is Content.NUMBER
        sheet.set_column(at, at, max(column.guide.width, len(column.field.name) + 2), plain if number else text)
        if column.choices:
            place = FIRST_LIST + listed
            sheet.data_validation(1, at, LAST_ROW, at, _choice(guide_name, place, column.choices))
            listed += 1
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.field.name, required if column.field.required else optional)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _choice(guide_name: str, place: int, choices: Sequence[str]) -> dict[str, Any]:
    """A list that is offered; another text is asked about once and then taken, since codes and names both do."""
    letter = xlsxwriter.utility.xl_col_to_name(place)
    quoted = guide_name.replace("'", "''")
    return {
        "validate": "list",
        "source": f"='{quoted}'!${letter}${LISTS_FROM + 1}:${letter}${LISTS_FROM + len(choices)}",
        "error_type": "warning",
        "error_title": _("Di luar pilihan"),
        "error_message": _("Isi ini tidak ada di daftar pilihan. Tetap dipakai?"),
    }


def _write_rows(sheet: Any, columns: Sequence[Column], rows: Iterator[dict[str, str]]) -> None:
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            cell = row.get(column.field.name, "")[:LONGEST_TEXT]
            if column.field.content is Content.NUMBER and _is_exact(cell):
                sheet.write_number(line, at, float(cell))
            elif cell:
                sheet.write_string(line, at, cell)


def _is_exact(cell: str) -> bool:
    """True for plain digits that a spreadsheet's number keeps, with or without decimals after a point."""
    bare = cell.replace(".", "", 1)
    return bare.isascii() and bare.isdigit() and len(bare) <= EXACT_DIGITS


def _write_guide(book: Any, sheet: Any, kind: ImportBatch.Kind, columns: Sequence[Column]) -> None:
    """What each column is, row by row; to the right of it the lists of choices, which the data sheet points at."""
    head = book.add_format({"bold": True, "bg_color": LIGHT, "bottom": 2, "bottom_color": GREEN})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": TEXT})
    for at, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(at, at, width)
    lists = [column for column in columns if column.choices]
    sheet.set_column(FIRST_LIST, FIRST_LIST + max(len(lists) - 1, 0), 24)
    titles = [_("Kolom"), _("Isi"), _("Wajib"), _("Contoh")]
    left = [titles, *(_guide_line(column) for column in columns), []]
    left += [["", str(note)] for note in (*ALWAYS, *NOTES[kind])]
    right = [[pgettext("isi sel", "Pilihan")] if lists else [], [column.field.name for column in lists]]
    right += [list(line) for line in zip_longest(*(column.choices for column in lists), fillvalue="")]
    for line, (words, choices) in enumerate(zip_longest(left, right, fillvalue=())):
        bold = line == 0
        for at, text in enumerate(words):
            sheet.write_string(line, at, text, head if bold else wrap)
        for at, text in enumerate(choices):
            sheet.write_string(line, FIRST_LIST + at, text, head if line < LISTS_FROM else wrap)
    sheet.freeze_panes(1, 1)


def _guide_line(column: Column) -> list[str]:
    required = _("wajib") if column.field.required else ""
    return [column.field.name, str(column.guide.what), required, column.guide.example]
