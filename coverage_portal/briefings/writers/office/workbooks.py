"""The workbook inside a chart: what "Edit data" opens in PowerPoint and Word. Pure."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from coverage_portal.briefings.blocks import Chart, ChartKind
from coverage_portal.briefings.writers.office.marked import plain
from coverage_portal.briefings.writers.office.number_formats import format_of, stored
from coverage_portal.briefings.writers.office.palette import FONT
from coverage_portal.core.formatting import MISSING, WITHHELD

SHEET = "Data"
FIXED = datetime(2000, 1, 1)
"""A workbook has no day of its own: what changes with the clock would change the bytes."""


def categories_of(chart: Chart, language: str) -> list[str]:
    """The categories as they are written: one whose bar is missing or withheld says so, "JKP (–)"."""
    if chart.kind is ChartKind.LINE:
        return list(chart.categories)
    return [_category(chart, place, language) for place in range(len(chart.categories))]


def _category(chart: Chart, place: int, language: str) -> str:
    figures = [series.figures[place] for series in chart.series]
    if any(figure is not None and figure.withheld for figure in figures):
        return f"{chart.categories[place]} ({WITHHELD[language]})"
    if all(stored(figure) is None for figure in figures):
        return f"{chart.categories[place]} ({MISSING})"
    return chart.categories[place]


def workbook(chart: Chart, language: str, head: str) -> bytes:
    """Categories in the first column under `head`, then one column for each series, numbers as numbers.

    Text is written as text, also where it begins with "=".
    """
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        book.set_properties({"created": FIXED, "title": plain(chart.caption)})
        bold = book.add_format({"bold": True, "font_name": FONT})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(chart.series), 16)
        for column, title in enumerate((head, *(series.name for series in chart.series))):
            sheet.write_string(0, column, plain(title), bold)
        for row, category in enumerate(categories_of(chart, language), start=1):
            sheet.write_string(row, 0, plain(category))
        formats = {code: book.add_format({"num_format": code, "font_name": FONT}) for code in _codes(chart, language)}
        for column, series in enumerate(chart.series, start=1):
            for row, figure in enumerate(series.figures, start=1):
                value = stored(figure)
                if figure is not None and value is not None:
                    sheet.write_number(row, column, value, formats[format_of(figure, language)])
    return kept.getvalue()


def _codes(chart: Chart, language: str) -> list[str]:
    figures = (figure for series in chart.series for figure in series.figures if figure)
    return list(dict.fromkeys(format_of(figure, language) for figure in figures))
