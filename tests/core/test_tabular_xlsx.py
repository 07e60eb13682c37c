"""XLSX somebody sent: texts as they look, and hostile files that end in a sentence instead of a dead process."""

import re
import zipfile
from datetime import date, datetime, time

import polars as pl
import pytest
import xlsxwriter

from coverage_portal.core import tabular_xlsx
from coverage_portal.core.tabular import ROW, Unreadable
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.core.tabular_xlsx import XlsxSheet, XlsxText, check_archive

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def write(path, rows, **sheets):
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                else:
                    sheet.write(at, column, cell)
        for name, hidden in sheets.items():
            extra = book.add_worksheet(name)
            if hidden:
                extra.hide()
    return path


def read(path, wanted=("A", "B")):
    return pl.concat(block.frame for block in XlsxSheet(path, wanted).blocks()).rows()


def with_part(path, name, data):
    """The same workbook with one part replaced or added."""
    target = path.with_name(f"other_{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return target


def refused(path):
    """The code a real child process refuses the file with."""
    reference = {"today": None}
    with pytest.raises(Unreadable) as caught, SheetReader() as child:
        child.start(Job(str(path), "tests.core.echo_checker:EchoChecker", reference, 1 << 30, 20))
        list(child.parts())
    return caught.value.code


def test_cells_arrive_as_the_text_a_person_sees(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("00123", 7.0), ("=1+1", 0.5), ("", datetime(2023, 1, 31))])
    assert read(path) == [(2, "00123", "7"), (3, "=1+1", "0.5"), (4, "", "31-01-2023")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3671071805829074.0, "3.671071805829074E+15"),
        (367107180582907.0, "367107180582907"),
        (-7, "-7"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (True, "TRUE"),
        (date(2020, 2, 1), "01-02-2020"),
        (datetime(2020, 2, 1, 13, 30), "01-02-2020"),
        (time(13, 30), "13:30:00"),
    ],
)
def test_numbers_keep_their_digits_and_one_too_long_for_excel_stays_recognisable(tmp_path, cell, text):
    assert read(write(tmp_path / "a.xlsx", [("A", "B"), ("x", cell)])) == [(2, "x", text)]


def test_row_numbers_are_the_sheets_also_under_blank_rows(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "x"), (), ("2", "y")])
    assert [row for row in read(path) if any(row[1:])] == [(2, "1", "x"), (4, "2", "y")]


def test_a_sheet_that_does_not_begin_in_a1_keeps_its_rows(tmp_path):
    path = write(tmp_path / "a.xlsx", [(), (), ("", "A", "B"), ("", "1", "x")])
    with pytest.raises(Unreadable, match="columns_missing"):
        read(path)  # the header must stand in row 1
    assert XlsxText(path).head() == [["", "", ""], ["", "", ""], ["", "A", "B"], ["", "1", "x"]]


def test_reads_the_first_visible_sheet(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        hidden, shown = book.add_worksheet("x"), book.add_worksheet("y")
        hidden.write_row(0, 0, ["A", "B"])
        shown.write_row(0, 0, ["A", "B"])
        shown.write_row(1, 0, ["1", "2"])
        shown.activate()
        hidden.hide()
        shown.set_first_sheet()
    assert read(path) == [(2, "1", "2")]


def test_a_dimension_that_lies_hides_no_rows(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), *[(str(n), "x") for n in range(500)]])
    with zipfile.ZipFile(path) as archive:
        text = archive.read(SHEET).decode()
    assert 'ref="A1:B501"' in text
    lying = with_part(path, SHEET, text.replace('ref="A1:B501"', 'ref="A1:B2"'))
    assert len(read(lying)) == 500


def test_two_far_cells_end_in_a_refusal_and_not_in_a_dead_process(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B")])
    cells = '<c r="{0}" t="inlineStr"><is><t>A</t></is></c>'
    rows = f'<row r="1">{cells.format("A1")}</row><row r="1048576">{cells.format("XFD1048576")}</row>'
    hostile = with_part(path, SHEET, f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    assert hostile.stat().st_size < 10_000
    assert refused(hostile) in {"reader_died", "xlsx_too_large"}


def with_cells(path, *cells, row=3):
    """The same workbook with one row more, of cells given as XML."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(SHEET).decode()
    return with_part(path, SHEET, text.replace("</sheetData>", f'<row r="{row}">{"".join(cells)}</row></sheetData>'))


@pytest.mark.parametrize("row", [3, 5])
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *[
            (f'<c r="B{{}}" t="e"><v>{text}</v></c>', text)
            for text in ("#N/A", "#REF!", "#DIV/0!", "#SPILL!", "#CALC!")
        ],
        ('<c r="B{}" s="0" t=\'e\'><f>1/0</f><v>#NUM!</v></c>', "#NUM!"),
        ('<c t="e"><v>#NULL!</v></c>', "#NULL!"),
        ('<c r="B{}" t="e"><v>apa saja</v></c>', "#GALAT"),
        ('<c r="B{}" t="e"/>', "#GALAT"),
        ('<c r="B{}"><f>1+1</f></c>', "#RUMUS"),
        ('<c r="B{}"><f>1+1</f><v/></c>', "#RUMUS"),
        ('<c r="B{}" t="str"><f>A1</f></c>', "#RUMUS"),
        ('<c r="B{}"><f t="shared" si="0"/></c>', "#RUMUS"),
        ('<c r="B{}"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="B{}" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B{}" t="str"><f>"x"</f><v>x</v></c>', "x"),
    ],
)
def test_a_cell_without_a_result_is_never_an_empty_cell(tmp_path, cell, text, row):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "x")])
    other = with_cells(path, f'<c r="A{row}"><v>7</v></c>', cell.format(row), row=row)
    assert read(other)[-1] == (row, "7", text)
    assert read(other)[0] == (2, "1", "x")


def test_errors_are_found_in_prefixed_sheets_and_in_rows_of_nothing_else(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "x")])
    alone = with_cells(path, '<c r="B9"><f>1</f></c>', row=9)
    assert read(alone)[-1] == (9, "", "#RUMUS")
    with zipfile.ZipFile(with_cells(path, '<c r="A3"><v>7</v></c><c r="B3" t="e"><v>#N/A</v></c>')) as archive:
        plain = archive.read(SHEET).decode()
    prefixed = re.sub(r"<(/?)(?=\w)", r"<\1x:", plain).replace("xmlns=", "xmlns:x=")
    assert read(with_part(path, SHEET, prefixed))[-1] == (3, "7", "#N/A")


def test_an_error_is_looked_for_in_the_sheet_that_is_read(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "x")], second=False)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/worksheets/sheet2.xml").decode()
    cells = '<sheetData><row r="2"><c r="A2" t="e"><v>#N/A</v></c></row></sheetData>'
    other = with_part(path, "xl/worksheets/sheet2.xml", text.replace("<sheetData/>", cells))
    assert read(other) == [(2, "1", "x")]


@pytest.mark.parametrize(("reference", "row"), [("B99999999", 99999999), ("ZZZZZZ3", 3), ("OO3", 3)])
def test_an_error_outside_any_sheet_is_refused(tmp_path, reference, row):
    path = with_cells(write(tmp_path / "a.xlsx", [("A", "B")]), f'<c r="{reference}" t="e"/>', row=row)
    assert refused(path) in {"xlsx_broken", "xlsx_too_large"}


def test_a_bomb_a_dtd_and_too_many_parts_are_refused_before_they_are_opened(tmp_path, monkeypatch):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "2")])
    assert refused(with_part(path, "xl/bomb.bin", b"\0" * (32 << 20))) == "xlsx_bomb"
    doctype = '<?xml version="1.0"?><!-- long --><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert refused(with_part(path, SHEET, doctype)) == "xlsx_dtd"
    assert refused(with_part(path, SHEET, doctype.encode("utf-16"))) == "xlsx_dtd"
    monkeypatch.setattr(tabular_xlsx, "MOST_PARTS", 5)
    with pytest.raises(Unreadable, match="xlsx_too_large"):
        check_archive(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and then nothing", "xlsx_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"", "empty"),
    ],
)
def test_files_that_are_something_else_are_refused(tmp_path, data, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refused(path) == code


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "2")])
    assert refused(with_part(path, SHEET, "<worksheet><sheetData><row><c>")) in {"xlsx_broken", "empty"}


def test_the_child_gives_rows_issues_and_the_files_hash(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B", "C"), ("1", "2", "3")])
    with SheetReader() as child:
        job = Job(str(path), "tests.core.echo_checker:EchoChecker", {"today": None}, 1 << 30, 20)
        child.start(job)
        parts = list(child.parts())
    assert [part.rows.rows() for part in parts if part.rows is not None] == [[(2, "1", "2")]]
    assert [part.counts for part in parts if part.counts] == [{"read": 1, "blank": 0, "rejected": 0}]
    assert child.unknown == ["C"]
    assert len(child.sha256) == 64
    assert ROW in parts[-1].issues.columns


@pytest.mark.parametrize(
    ("sheets", "warned"), [({}, []), ({"x": True}, []), ({"x": False, "y": True}, [(1, "sheets_several", "Sheet1")])]
)
def test_other_visible_sheets_are_warned_of_with_the_name_of_the_one_read(tmp_path, sheets, warned):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("1", "2")], **sheets)
    with SheetReader() as child:
        child.start(Job(str(path), "tests.core.echo_checker:EchoChecker", {"today": None}, 1 << 30, 20))
        issues = pl.concat(part.issues for part in child.parts() if part.issues is not None)
    assert issues.select(ROW, "code", "value").rows() == warned
    assert set(issues["severity"]) <= {"warning"}


def test_a_checker_that_fails_says_no_more_than_its_kind(tmp_path):
    path = write(tmp_path / "a.xlsx", [("A", "B"), ("gagal", "3671071805829074")])
    with pytest.raises(Unreadable) as caught, SheetReader() as child:
        child.start(Job(str(path), "tests.core.echo_checker:EchoChecker", {"today": None}, 1 << 30, 20))
        list(child.parts())
    assert (caught.value.code, caught.value.names) == ("reader_failed", ["ValueError"])
