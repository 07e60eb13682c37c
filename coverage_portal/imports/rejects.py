"""Rejected rows go home: the sender's own columns in their order, only the bad rows, reasons beside and marked.

A NIK never leaves readable: a sound one goes as a sealed text that the portal opens again when the row comes back, a
faulty one goes empty, to be filled in anew from the sender's own file.

A cell that was corrected at the review goes as its sender wrote it, marked, with what the portal used instead: put into
the cell it could be read in another style than it was meant.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _

from coverage_portal.core.layouts import Content, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import ERROR
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.imports.checking import request_of
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.field_names import headers_of
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.looking import REASONS
from coverage_portal.imports.messages import problem, problem_told
from coverage_portal.imports.reading import CPU_SECONDS, memory_for
from coverage_portal.imports.stage import Problem, Stage
from workers.sipp import is_withheld

MOST_MARKED = 5_000
"""Rows whose cells get a note of their own; beyond them the added column and the colour say enough."""
LONGEST_CELL = 32_767
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
WIDTH, REASON_WIDTH = 16, 60


def keep_rejects(batch: ImportBatch) -> None:
    """Write the workbook onto the batch's desk, where it stays when the upload goes; nothing without rejected rows."""
    if batch.rows_rejected:
        Desk.of(batch.pk).rejects.write_bytes(rejects_of(batch))


def rejects_of(batch: ImportBatch) -> bytes:
    """The workbook of every rejected row, from the upload. Raises tabular.Unreadable when that is gone or spoilt."""
    stage = Stage.of(batch)
    numbers = stage.rejected_numbers()
    problems = stage.problems(numbers)
    layout = Layout.from_json(batch.layout) if batch.layout else None
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, OPTIONS)
    sheet = _Sheet(book, layout, _nik_columns(batch, layout), _private_columns(batch, layout), headers_of(batch))
    for row in _cells(batch, layout, numbers):
        sheet.write(row, problems)
    sheet.close()
    _explain(book)
    book.close()
    return written.getvalue()


def _nik_columns(batch: ImportBatch, layout: Layout | None) -> set[int]:
    fields = kind_of(batch).fields()
    names = [field.name for field in fields if field.content is Content.NIK]
    return {place for name in names if layout for place in layout.columns.get(name, ())}


def _private_columns(batch: ImportBatch, layout: Layout | None) -> set[int]:
    """The columns of a Data TK Baru that the portal has no use for: it keeps none of their cells, for nobody."""
    if layout is None or not batch.options.get("sipp"):
        return set()
    read = {place for places in layout.columns.values() for place in places}
    return {at for at, text in enumerate(layout.header) if is_withheld(text)} - read


def _cells(batch: ImportBatch, layout: Layout | None, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The header's lines, then the wanted rows, as the sender's cells: ROW and "0", "1", ...; see SheetReader.cells."""
    kind = kind_of(batch)
    path = Desk.of(batch.pk).upload
    job = Job(
        path=str(path.resolve()),
        checker=kind.checker,
        reference={},
        memory_bytes=memory_for(path),
        cpu_seconds=CPU_SECONDS,
        mode="rows",
        fields=tuple(kind.fields()),
        layout=layout,
        corrections=request_of(batch).corrections,
        wanted_rows=tuple(numbers),
        nik_key=bytes.fromhex(settings.NIK_KEY),
    )
    with SheetReader() as child:
        child.start(job)
        for frame in child.cells():
            yield from frame.with_columns(pl.exclude(ROW).fill_null("")).iter_rows(named=True)


class _Sheet:
    """The sheet with the sender's rows: the header as it was, one column more for the reasons."""

    def __init__(
        self, book: Any, layout: Layout | None, nik_columns: set[int], private: set[int], names: Mapping[str, str]
    ) -> None:
        self._sheet = book.add_worksheet(sheet_name(layout.sheet if layout else ""))
        self._header_row = layout.header_row if layout else 1
        self._places: Mapping[str, tuple[int, ...]] = layout.columns if layout else {}
        self._width = len(layout.header) if layout else 0
        self._niks = nik_columns
        self._private = private
        self._names = names
        self._line = 0
        self._bold = book.add_format({"bold": True, "bg_color": "#f0f6f1", "bottom": 1})
        self._bad = book.add_format({"bg_color": "#ffebe9", "border": 1, "border_color": "#a9231e"})
        self._used = book.add_format({"bg_color": "#fff3d6", "num_format": "@"})
        self._text = book.add_format({"num_format": "@"})
        self._wrapped = book.add_format({"text_wrap": True, "font_color": "#a9231e"})
        self._sheet.set_column(0, max(self._width - 1, 0), WIDTH)
        self._sheet.set_column(self._width, self._width, REASON_WIDTH)

    def write(self, row: Mapping[str, Any], problems: Mapping[int, tuple[Problem, ...]]) -> None:
        """One line of the sender's: of the header, or a row with its problems."""
        cells = [str(row[name])[:LONGEST_CELL] for name in row if name.isdigit()][: max(self._width, 1)]
        if row[ROW] <= self._header_row:
            self._write(cells, {}, {}, self._bold)
            if row[ROW] == self._header_row:
                self._sheet.write_string(self._line, self._width, REASONS, self._bold)
                self._sheet.freeze_panes(self._line + 1, 0)
        else:
            found = problems.get(row[ROW], ())
            cells = ["" if at in self._private else text for at, text in enumerate(cells)]
            told = _corrected(row, found, self._names)
            notes = {place: text for name, text in told.items() for place in self._places.get(name, ())}
            self._write(cells, self._marks(found), notes, self._text)
            reasons = " ".join([_reasons(row[ROW], found, self._names), *told.values()])
            self._sheet.write_string(self._line, self._width, reasons, self._wrapped)
        self._line += 1

    def close(self) -> None:
        """Nothing is left to write."""
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{max(self._line, 1)}"})

    def _marks(self, problems: Sequence[Problem]) -> dict[int, str]:
        """The columns with a problem, and what is said of them."""
        marks: dict[int, str] = {}
        for each in problems:
            for place in self._places.get(each.column, ()):
                marks[place] = f"{marks[place]} {problem(each.code)}" if place in marks else problem(each.code)
        return marks

    def _write(self, cells: Sequence[str], marks: Mapping[int, str], notes: Mapping[int, str], plain: Any) -> None:
        said = {**notes, **marks}
        for at, text in enumerate(cells):
            shown = "" if at in marks and at in self._niks else text
            style = self._bad if at in marks else self._used if at in notes else plain
            self._sheet.write_string(self._line, at, shown, style)
            if at in said and self._line < MOST_MARKED:
                self._sheet.write_comment(self._line, at, said[at], {"x_scale": 2})


def sheet_name(given: str) -> str:
    """The sender's name of the sheet, as far as Excel takes it and the guide does not have it."""
    name = NOT_IN_A_SHEET_NAME.sub("", given)[:31].strip(" '")
    taken = {_("Petunjuk").casefold(), "history", ""}
    return "Data" if name.casefold() in taken else name


def _reasons(row: int, problems: Sequence[Problem], names: Mapping[str, str]) -> str:
    told = [(names.get(each.column, each.column), problem_told(each.code, each.value)) for each in problems]
    said = [f"{column}: {text}" if column else text for column, text in told]
    return _("Baris %(row)s di berkas asal.") % {"row": row} + " " + " ".join(dict.fromkeys(said))


def _corrected(row: Mapping[str, Any], problems: Sequence[Problem], names: Mapping[str, str]) -> dict[str, str]:
    """Column -> what the portal used instead of this row's cell, where that has nothing wrong with it any more."""
    wrong = {each.column for each in problems if each.severity == ERROR}
    used = {name.removeprefix("="): text for name, text in row.items() if name.startswith("=") and text}
    said = _("Portal memakai “%(text)s” untuk %(column)s; tulis begitu di sel kuning bila baris ini dikirim lagi.")
    return {
        name: said % {"text": text, "column": names.get(name, name)} for name, text in used.items() if name not in wrong
    }


def _explain(book: Any) -> None:
    """A second sheet that says how the rows come back."""
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 110)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    lines = (
        _("Lembar pertama berisi hanya baris yang belum dapat disimpan, dengan kolom dan urutan berkas Anda."),
        _("Perbaiki sel berwarna; alasannya ada di kolom terakhir dan di catatan sel. Kolom lain boleh dibiarkan."),
        _("Sel kuning sudah diperbaiki saat ditinjau, tetapi di berkas Anda masih seperti semula: ganti juga isinya."),
        _("NIK yang sudah benar tertulis sebagai sandi (nik~…): biarkan apa adanya, portal mengenalinya kembali."),
        _("NIK yang bermasalah dikosongkan: isi ulang dari berkas asal menurut nomor barisnya."),
        _("Simpan, lalu unggah berkas ini seperti biasa. Baris yang sudah tersimpan tidak perlu dikirim lagi."),
    )
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line, wrap)
