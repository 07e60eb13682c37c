"""Writes a sheet as CSV: UTF-8 with a byte order mark, so that Excel reads its letters, commas, CRLF. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from coverage_portal.core.safe_cells import safe_cell
from coverage_portal.coverage.files.sheets import Cell, Number, Recount, Sheet

DIGITS = Context(prec=15)  # what a spreadsheet keeps of a number


def write_csv(sheet: Sheet) -> bytes:
    """The heads, then a line a row. No text begins a formula; numbers have a dot and no grouping."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([safe_cell(head.text) for head in sheet.heads])
    writer.writerows(_texts(line.cells) for line in sheet.lines)
    return written.getvalue().encode("utf-8-sig")


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if isinstance(cell, Recount):
        return plain(cell.result.value)
    if isinstance(cell, Number):
        return plain(cell.value)
    if isinstance(cell, date):
        return cell.isoformat()
    return safe_cell(cell or "")


def plain(value: Fraction) -> str:
    """A whole number in full, another with 15 digits: 736000, 0.618487394957983."""
    if value.denominator == 1:
        return str(value.numerator)
    quotient = DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{quotient.normalize(DIGITS):f}"
