"""Writes extract files: the same bytes every time, and never half a file under its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from coverage_portal.imports.demo import EMPLOYER_SHEET_NAME
from coverage_portal.imports.demo.employer_sheet import employer_sheet
from coverage_portal.imports.demo.registry import Registry
from coverage_portal.imports.demo.worker_sheet import worker_rows, worker_sheet

ROWS_AT_ONCE = 200_000
# Stored, not compressed: compressors differ between machines. 1980 is the first year a zip can name.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
CREATED = datetime(2024, 1, 2)


def write_employers(registry: Registry, path: Path) -> int:
    """The employers' extract as XLSX, text in every cell. Returns the number of rows."""
    sheet = employer_sheet(registry)
    workbook_bytes = io.BytesIO()
    options = {"constant_memory": True, "in_memory": False}
    workbook = xlsxwriter.Workbook(workbook_bytes, options)
    workbook.set_properties({"created": CREATED})
    worksheet = workbook.add_worksheet(EMPLOYER_SHEET_NAME)
    for column, name in enumerate(sheet.columns):
        worksheet.write_string(0, column, name)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(row):
            if value:
                worksheet.write_string(number, column, value)
    workbook.close()
    with _under_its_name_when_done(path) as target:
        _repack(workbook_bytes, target)
    return len(sheet)


def write_workers(registry: Registry, path: Path) -> int:
    """The workers' extract as CSV, UTF-8, semicolons. Returns the number of rows."""
    rows = worker_rows(registry)
    with _under_its_name_when_done(path) as target:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            part = worker_sheet(registry, rows[start : start + ROWS_AT_ONCE])
            part.write_csv(
                target, separator=";", date_format="%d-%m-%Y", include_header=start == 0, quote_style="necessary"
            )
    return len(rows)


def _repack(workbook: io.BytesIO, target: BinaryIO) -> None:
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.create_system = 0
            copy.writestr(entry, source.read(name))


@contextmanager
def _under_its_name_when_done(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; it takes the name `path` only when all of it is on disk."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as target:
            yield target
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
