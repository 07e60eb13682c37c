"""What stands in an Office file, read without the code that wrote it."""

import io
import zipfile
from dataclasses import dataclass, replace
from fractions import Fraction
from xml.etree import ElementTree

from coverage_portal.coverage import shown

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
POINT = f"{CHART}pt"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parts(data):
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(data):
    """Every XML part, parsed; fails on one that is not well formed."""
    return {
        name: ElementTree.fromstring(part) for name, part in parts(data).items() if name.endswith((".xml", ".rels"))
    }


def relations_out(data):
    """The targets of relations that leave the file."""
    return [
        relation.get("Target")
        for name, tree in trees(data).items()
        if name.endswith(".rels")
        for relation in tree.iter(RELATION)
        if relation.get("TargetMode") == "External"
    ]


@dataclass(frozen=True)
class Cell:
    """A cell of an embedded workbook: a number with its format, or text with none."""

    column: str
    row: int
    value: float | str
    number_format: str = ""


def workbooks(data):
    """The cells of the charts' embedded workbooks, in the charts' order; fails on a formula or a link."""
    return [cells(part) for name, part in sorted(parts(data).items()) if name.endswith(".xlsx")]


def cells(workbook):
    """The cells of the one sheet."""
    found = trees(workbook)
    sheet, styles = found["xl/worksheets/sheet1.xml"], found["xl/styles.xml"]
    assert not [tag for tag in ("f", "hyperlink") if sheet.find(f".//{SHEET}{tag}") is not None]
    strings = ["".join(text.itertext()) for text in found["xl/sharedStrings.xml"].iter(f"{SHEET}si")]
    own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{SHEET}numFmt")} | {"3": "#,##0"}
    looks = [own.get(look.get("numFmtId"), "") for look in styles.find(f"{SHEET}cellXfs")]
    made = []
    for cell in sheet.iter(f"{SHEET}c"):
        column, row = cell.get("r")[0], int(cell.get("r")[1:])
        value = cell.findtext(f"{SHEET}v")
        if cell.get("t") == "s":
            made.append(Cell(column, row, strings[int(value)]))
        elif value is not None:
            made.append(Cell(column, row, float(value), looks[int(cell.get("s"))]))
    return made


def charts(data):
    """The chart parts, in their order."""
    return [tree for name, tree in sorted(trees(data).items()) if "/charts/chart" in name and name.endswith(".xml")]


def drawn(chart):
    """The numbers of each series of a chart, by place."""
    return [
        {
            int(point.get("idx")): float(point.findtext(f"{CHART}v"))
            for point in series.iterfind(f".//{CHART}val//{CHART}pt")
        }
        for series in chart.iter(f"{CHART}ser")
    ]


def held(book):
    """The numbers of each column of a chart's workbook beside its categories, by place."""
    columns = sorted({cell.column for cell in book if cell.row == 1} - {"A"})
    return [{cell.row - 2: cell.value for cell in book if cell.column == column and cell.row > 1} for column in columns]


def told(chart_block, language):
    """The figures of a chart of the Document as they are written, by place."""
    return [
        {
            place: shown.value_of(figure, language)
            for place, figure in enumerate(series.figures)
            if figure and figure.value is not None and not figure.withheld
        }
        for series in chart_block.series
    ]


def written(chart_block, found, language):
    """Numbers of a file as the figures in their places would write them."""
    by_place = [dict(enumerate(series.figures)) for series in chart_block.series]
    return [
        {
            place: shown.value_of(replace(figures[place], value=Fraction(number).limit_denominator(10**9)), language)
            for place, number in column.items()
        }
        for figures, column in zip(by_place, found, strict=True)
    ]
