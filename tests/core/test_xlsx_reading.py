"""Cells of a sheet are the same texts whether they are scanned, read element by element, or by another reader."""

import re
import zipfile
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

import numpy as np
import polars as pl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage_portal.core import xlsx_book, xlsx_sheet
from coverage_portal.core.tabular import ROW, Unreadable
from coverage_portal.core.unseen import seen_text
from coverage_portal.core.xlsx_book import Book
from coverage_portal.core.xlsx_cells import Reader
from coverage_portal.core.xlsx_scan import Unusual, scan_cells, scan_strings
from coverage_portal.core.xlsx_sheet import SheetFrames
from coverage_portal.core.xlsx_slow import SlowCells, SlowStrings
from tests.core.test_tabular_xlsx import MAIN, SHEET, with_part, write

STYLES = np.array([0, 1, 2], dtype=np.uint8)
READER = Reader(pl.Series(["satu", "dua & tiga", ""]), dates_1904=False, mark="~")


def slowly(piece):
    slow = SlowCells(STYLES)
    slow.parser.Parse(b"<sheetData>" + piece + b"</sheetData>", True)
    return slow.taken()


def rows_of(cells):
    """Row -> column -> text, without what is empty."""
    frame = READER.frame(cells)
    found = {}
    for row in frame.rows(named=True):
        number = row.pop(ROW)
        found[number] = {int(column): text for column, text in row.items() if text}
    return {row: cells for row, cells in found.items() if cells}


CELLS = [
    '<c r="{}"/>',
    '<c r="{}" s="1"/>',
    '<c r="{}"></c>',
    '<c r="{}"><v></v></c>',
    '<c r="{}"><v/></c>',
    '<c r="{}"><v>12</v></c>',
    '<c r="{}" s="2"><v>1.25</v></c>',
    '<c r="{}" s="1"><v>45123</v></c>',
    '<c r="{}" s="1"><v>0.5</v></c>',
    '<c r="{}" s="1"><v>-3</v></c>',
    '<c r="{}" s="1" t="n"><v>45123.75</v></c>',
    '<c r="{}" t="s" s="1"><v>1</v></c>',
    '<c r="{}" s="0" t="s"><v>2</v></c>',
    '<c r="{}" t="b"><v>1</v></c>',
    '<c r="{}" t="b"><v>0</v></c>',
    '<c r="{}" t="d"><v>2024-05-12T00:00:00</v></c>',
    '<c r="{}" t="e"><v>#REF!</v></c>',
    '<c r="{}" t="e"><v>lain</v></c>',
    '<c r="{}" t="e"/>',
    '<c r="{}" t="e"></c>',
    '<c r="{}" t="str"><f>A1&amp;"x"</f><v>a &lt; b</v></c>',
    '<c r="{}" t="str"><f>A1</f><v></v></c>',
    '<c r="{}" t="str"><f>A1</f></c>',
    '<c r="{}"><f>1+1</f></c>',
    '<c r="{}"><f>1+1</f><v>2</v></c>',
    '<c r="{}"><f t="shared" si="0"/><v>3</v></c>',
    '<c r="{}"><f t="shared" si="0"/></c>',
    '<c r="{}"><v>3.671071805829074E15</v></c>',
    '<c r="{}"><v>1E2</v></c>',
    '<c r="{}"><v>x</v></c>',
    '<c r="{}" t="inlineStr"><is><t>teks</t></is></c>',
    '<c r="{}" t="inlineStr"><is><t xml:space="preserve"> teks &amp; _x000D_ </t></is></c>',
]
ODD = [
    '<c r="{}" t="inlineStr"><is><r><t>te</t></r><r><t>ks</t></r></is></c>',
    '<c r="{}" t="inlineStr"><is><t>te</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
    '<c r="{}" t="str"><v>a&#10;b</v></c>',
    '<c r="{}" t="str"><v><![CDATA[<b>]]></v></c>',
    '<c r="{}" cm="1"><v>5</v></c>',
    "<c r='{}'><v>5</v></c>",
    '<c r="{}" ><v>5</v></c>',
    '<c  r="{}"><v >5</v></c>',
    '<c r="{}"><!-- x --><v>5</v></c>',
    "<c><v>5</v></c>",
    '<c r="{}" t="str"><v>a\r\nb</v></c>',
    '<x:c r="{}"><x:v>5</x:v></x:c>',
    '<c r="{}"><v>5</v><extLst/></c>',
]
ADDRESS = ("A", "B", "Z", "AA", "AB", "KN")


def piece_of(rows):
    """Rows as XML: a row number and (column, form of a cell) each."""
    text = "".join(
        f'<row r="{number}" spans="1:3">{"".join(form.format(column + str(number)) for column, form in cells)}</row>'
        for number, cells in rows
    )
    return text.encode()


ROWS = st.dictionaries(
    st.integers(1, 1_000_000), st.dictionaries(st.sampled_from(ADDRESS), st.sampled_from(CELLS), max_size=5), max_size=5
)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_what_is_scanned_is_what_stands_there(rows):
    ordered = [(number, [(at, cells[at]) for at in ADDRESS if at in cells]) for number, cells in sorted(rows.items())]
    piece = piece_of(ordered)
    scanned, slow = scan_cells(piece, STYLES), slowly(piece)
    assert scanned.kinds.tolist() == slow.kinds.tolist()
    assert scanned.rows.tolist() == slow.rows.tolist()
    assert scanned.columns.tolist() == slow.columns.tolist()
    assert rows_of(scanned) == rows_of(slow)


@pytest.mark.parametrize("form", ODD)
def test_what_is_written_in_an_unusual_way_is_read_slowly(form):
    piece = piece_of([(7, [("A", '<c r="{}"><v>1</v></c>'), ("B", form)])])
    with pytest.raises(Unusual):
        scan_cells(piece, STYLES)
    assert rows_of(slowly(piece))[7][1] in {"teks", "te", "a\nb", "<b>", "5"}


@pytest.mark.parametrize(
    ("piece", "texts"),
    [
        (b'<si><t>satu</t></si><si><t/></si><si><t xml:space="preserve"> a&amp;b </t></si>', ["satu", "", " a&b "]),
        (b"<si><r><t>sa</t></r><r><rPr><b/></rPr><t>tu</t></r></si><si><t>dua</t></si>", ["satu", "dua"]),
        (b'<si><t>satu</t><rPh sb="0" eb="1"><t>x</t></rPh></si>', ["satu"]),
        (b"<si/><si><t>a&#233;</t></si>", ["", "aé"]),
        (b"<si><t>a_x0041_b</t></si>\n <si><t>\xc3\xa9</t></si>", ["aAb", "é"]),
    ],
)
def test_shared_texts_are_put_together(piece, texts):
    slow = SlowStrings()
    slow.parser.Parse(b"<sst>" + piece + b"</sst>", True)
    assert slow.taken().to_list() == texts
    try:
        assert scan_strings(piece).to_list() == texts
    except Unusual:
        assert b"<r>" in piece or b"rPh" in piece or b"<si/>" in piece


def witness(path):
    """The cells of the first sheet by another reader, in the portal's words."""
    sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
    top, left = sheet.start
    found = {}
    for row, cells in enumerate(sheet.to_python(), top + 1):
        for column, cell in enumerate(cells, left):
            if isinstance(cell, datetime | date):
                cell = f"{cell:%d-%m-%Y}"
            elif isinstance(cell, bool):
                cell = str(cell).upper()
            elif isinstance(cell, float):
                cell = str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
            if text := seen_text(str(cell)):
                found.setdefault(row, {})[column] = text
    return found


def read(path, mark=""):
    book = Book.read(path)
    found = {}
    for frame in SheetFrames(book, book.sheets[0], mark).frames():
        for row in frame.rows(named=True):
            cells = {int(column): text for column, text in row.items() if column != ROW and text}
            if cells:
                found[row[ROW]] = cells
    return found


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
VALUES = st.one_of(
    TEXTS.filter(lambda text: "_x" not in text),
    st.integers(-(10**14), 10**14),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    st.dates(date(1900, 3, 2), date(2100, 1, 1)),
    st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(VALUES, max_size=4), max_size=6),
    inline=st.booleans(),
    chunk=st.integers(40, 3000),
    old=st.booleans(),
)
def test_another_reader_finds_the_same(rows, inline, chunk, old, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_book, "_CHUNK", chunk)
    path = tmp_path / "a.xlsx"
    options = {"constant_memory": inline, "date_1904": old, "default_date_format": "dd-mm-yyyy"}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "A")
        for at, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif not (old and isinstance(cell, date) and cell < date(1904, 1, 2)):
                    sheet.write(at, column, cell)
    assert read(path) == witness(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"<(/?)(?=\w)", r"<\1x:", text).replace("xmlns=", "xmlns:x="),
        lambda text: text.replace("<sheetData>", "<!-- <sheetData> --><sheetData>"),
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("<row ", "<row  "),
        lambda text: text.replace("></row>", "></row>\r\n  "),
        lambda text: text.replace("UTF-8", "ISO-8859-1"),
    ],
    ids=["prefixed", "comment", "utf16", "bom", "spaces", "pretty", "latin1"],
)
def test_a_sheet_in_other_clothes_is_the_same_sheet(tmp_path, change):
    path = write(tmp_path / "a.xlsx", [("A", "B"), (1, "x"), ("y", date(2020, 1, 2))])
    with zipfile.ZipFile(path) as archive:
        text = archive.read(SHEET).decode()
    assert (
        read(with_part(path, SHEET, change(text)))
        == read(path)
        == {1: {0: "A", 1: "B"}, 2: {0: "1", 1: "x"}, 3: {0: "y", 1: "02-01-2020"}}
    )


def test_days_of_both_calendars_and_what_stands_before_them(tmp_path):
    for old in (False, True):
        path = tmp_path / f"{old}.xlsx"
        with xlsxwriter.Workbook(str(path), {"date_1904": old}) as book:
            sheet, style = book.add_worksheet(), book.add_format({"num_format": "[$-421]dd mmmm yyyy;@"})
            sheet.write_datetime(0, 0, datetime(2024, 5, 12, 7), style)
            sheet.write_number(0, 1, 12.5)
            sheet.write_number(0, 2, 12, book.add_format({"num_format": '"Rp" #,##0_);[Red]\\d0'}))
            sheet.write_datetime(0, 3, timedelta(hours=30), book.add_format({"num_format": "[h]:mm"}))
        assert read(path, "~") == {1: {0: "~12-05-2024", 1: "~12.5", 2: "12", 3: "1 day, 6:00:00"}}


def test_a_sheet_that_ends_early_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), (1, "x")])
    for text in ("<sheetData><row><c>", "<sheetData>", "<sheet", f"<worksheet {MAIN}><sheetData><row r='x'/>"):
        with pytest.raises(Unreadable):
            read(with_part(path, SHEET, f"<worksheet {MAIN}>{text}"))
    for text in (escape("<sheetData/>"), "", f"<worksheet {MAIN}><sheetData><c><v>5</v></c></sheetData></worksheet>"):
        with pytest.raises(Unreadable):
            assert read(with_part(path, SHEET, text))


def test_a_shared_text_that_is_not_there_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B")])
    cells = '<row r="1"><c r="A1" t="s"><v>{}</v></c></row>'
    for number in ("7", "-1", "x", "99999999999"):
        text = f"<worksheet {MAIN}><sheetData>{cells.format(number)}</sheetData></worksheet>"
        with pytest.raises(Unreadable, match="xlsx_broken"):
            read(with_part(path, SHEET, text))


def test_pieces_may_end_anywhere(tmp_path, monkeypatch):
    path = write(tmp_path / "a.xlsx", [("A", "B"), *[(f"orang {at}", at) for at in range(50)]])
    whole = read(path)
    for chunk in (1, 7, 33, 1000):
        monkeypatch.setattr(xlsx_book, "_CHUNK", chunk)
        assert read(path) == whole
    monkeypatch.setattr(xlsx_sheet, "LONGEST_PIECE", 500)
    with pytest.raises(Unreadable, match="xlsx_too_large"):
        read(with_part(path, SHEET, f"<worksheet {MAIN}><sheetData>{'<row>' * 500}</sheetData></worksheet>"))
