"""Workbooks as staff have them: titles, merged headers, totals, hidden sheets, numbers for codes, both calendars."""

import zipfile
from datetime import date

import numpy as np
import pytest
import xlsxwriter

from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.tabular_checks import HIDDEN
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, NIK, check, look, looked_at, raw_rows
from tests.core.test_tabular_xlsx import SHEET, with_cells, with_part, write

HEAD = tuple(HEADER.split(";"))
BORN = date(1990, 5, 12)
READ = ("K1", NIK, "ANI", "12-05-1990", "5067381")


def form(path):
    """A form as an office fills it in: titles, two merged header rows, a numbering row, totals, a signature."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        book.add_worksheet("Petunjuk").hide()
        sheet = book.add_worksheet("Data TK")
        sheet.activate()
        sheet.set_first_sheet()
        book.add_worksheet("Lokasi")
        sheet.merge_range("A1:G1", "DAFTAR TENAGA KERJA")
        for at, name in enumerate(("No", "Kode Peserta", "No. KTP")):
            sheet.merge_range(3, at, 4, at, name)
        for at, name in ((3, "Nama"), (5, "Upah")):
            sheet.merge_range(3, at, 3, at + 1, name)
        for at, name in enumerate(("Depan", "Belakang", "Gaji Pokok", "Tunjangan Tetap"), 3):
            sheet.write(4, at, name)
        sheet.merge_range(3, 7, 4, 7, "Tanggal Lahir")
        sheet.write_row(5, 0, [f"({at})" for at in range(1, 9)])
        sheet.write_row(6, 0, [1, "K1", NIK, "ANI", "", 5_000_000, 67_381])
        sheet.write_datetime(6, 7, BORN)
        sheet.write_row(7, 0, [2, "K2", f"'{NIK}", "BUDI", "SETIA", "5.067.381", "", "12 Mei 1990"])
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.write(8, 1, "JUMLAH")
        sheet.write_formula(8, 5, "=SUM(F7:F8)", None, 10_067_381)
        sheet.write(11, 5, "Tangerang, 31 Mei 2024")
        sheet.write(12, 5, "Kepala Bidang")
        sheet.write(14, 5, "SITI AMINAH")
    return path


def test_a_filled_in_form_is_read_with_its_own_row_numbers(tmp_path):
    seen = look(form(tmp_path / "a.xlsx"))
    assert (seen.sheets, seen.hidden_sheets, seen.hidden_rows, seen.rows) == (("Data TK", "Lokasi"), 1, 1, 2)
    assert (seen.layout.sheet, seen.layout.header_row) == ("Data TK", 5)
    assert seen.layout.columns == {"KODE": (1,), "NIK": (2,), "NAMA": (3, 4), "UPAH": (5, 6), "TGL_LAHIR": (7,)}
    assert seen.layout.totals == (6, 9, 12, 13, 15)
    assert set(seen.notes) == {
        *("header_two_levels", "numbering_left_out", "totals_left_out"),
        *("sheets_several", "sheets_hidden", "rows_hidden"),
    }
    found = check(tmp_path / "a.xlsx", seen.layout)
    assert found.rows == {7: READ, 8: ("K2", NIK, "BUDI SETIA", "12-05-1990", "5067381")}
    assert found.issues == [(9, "UPAH", "control_sum")]  # it sums one of the two columns
    assert found.values == ["10067381 / 10134762"]


def test_another_visible_sheet_may_be_chosen_but_no_hidden_one(tmp_path):
    path = form(tmp_path / "a.xlsx")
    with pytest.raises(Unreadable, match="empty"):
        look(path, sheet="Lokasi")
    for name in ("Petunjuk", "tidak ada"):
        with pytest.raises(Unreadable, match="sheet_missing") as caught:
            look(path, sheet=name)
        assert caught.value.names == [name]


def test_a_sheet_called_by_a_nik_is_known_by_its_place(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, ("K1", NIK, "ANI", BORN, 1)], **{f"TK {NIK}": False})
    names = look(path).sheets
    assert names == ("Sheet1", f"{HIDDEN} 2")
    with pytest.raises(Unreadable, match="empty"):
        look(path, sheet=names[1])


def test_rows_go_home_with_dates_as_people_write_them(tmp_path):
    path = form(tmp_path / "a.xlsx")
    header, rows = raw_rows(path, look(path).layout, 7, 10)
    assert [row[0] for row in header] == [1, 2, 3, 4, 5]
    assert header[3][1:4] == ("No", "Kode Peserta", "No. KTP")
    assert rows[0][-1] == "12-05-1990"
    assert rows[1] == (10, *[""] * 8)
    assert NIK not in str(rows)


@pytest.mark.parametrize("old", [False, True])
def test_days_are_right_in_both_calendars_also_without_a_style(tmp_path, old):
    path = tmp_path / "a.xlsx"
    serial = (BORN - (date(1904, 1, 1) if old else date(1899, 12, 30))).days
    with xlsxwriter.Workbook(str(path), {"date_1904": old, "default_date_format": "d mmm yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for row in (1, 2):
            sheet.write_row(row, 0, ["K1", NIK, "ANI"])
            sheet.write_number(row, 4, 5_067_381)
        sheet.write_datetime(1, 3, BORN)
        sheet.write_number(2, 3, serial)
    seen = look(path)
    assert seen.layout.dates == {"TGL_LAHIR": "serial1904" if old else "serial1900"}
    assert seen.ambiguous == ()
    assert check(path, seen.layout).rows == {2: READ, 3: READ}


def test_a_nik_that_excel_took_for_a_number_is_damaged_whatever_it_looks_like(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, ("K1", int(NIK), "ANI", BORN, 1), ("K2", NIK, "BUDI", BORN, 1)])
    found = looked_at(path)
    assert found.issues == [(2, "NIK", "nik_damaged")]
    assert list(found.rows) == [3]


def test_fractions_a_workbook_holds_are_no_thousands(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, *[("K1", NIK, "ANI", BORN, cell) for cell in (1.234, 2000, "5.067.381")]])
    found = looked_at(path)
    assert found.values == ["1.234"]
    assert [cells[4] for cells in found.rows.values()] == ["2000", "5067381"]


def test_errors_and_formulas_without_a_result_reject_their_rows(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEAD, ("K1", NIK, "ANI", BORN, 5_067_381)])
    good = f'<c r="A3" t="inlineStr"><is><t>K2</t></is></c><c r="B3" t="inlineStr"><is><t>{NIK}</t></is></c>'
    good += '<c r="C3" t="inlineStr"><is><t>BUDI</t></is></c>'
    for cell, issue in (
        ('<c r="D3" t="e"><v>#REF!</v></c>', "TGL_LAHIR"),
        ('<c r="D3"><f>A1</f></c>', "TGL_LAHIR"),
        ('<c r="D3" t="str"><f>"12 Mei 1990"</f><v>12 Mei 1990</v></c>', None),
    ):
        found = looked_at(with_cells(path, good, cell, row=3))
        assert {column for _row, column, code in found.issues if code == "cell_error"} == ({issue} if issue else set())
        assert found.rows[2] == READ
        assert (3 in found.rows) == (issue is None)


def test_the_portals_own_form_as_a_workbook_is_the_same_rows(tmp_path):
    rows = [(f"K{at}", NIK, "ANI", "12-05-1990", "5067381") for at in range(5)]
    path = write(tmp_path / "a.xlsx", [COLUMNS, *rows])
    hashes = check(path).hashes
    assert looked_at(path).hashes == hashes
    found = check(path, look(path).layout, np.sort(np.array(hashes)), review=True)
    assert (found.rows, found.same_rows) == ({}, [2, 3, 4, 5, 6])


def with_blank_rows(path, count):
    """A small table followed by rows that are formatted and hold nothing."""
    rows = write(path, [HEAD, *[("K1", NIK, "ANI", BORN, 5_067_381)] * 200])
    with zipfile.ZipFile(rows) as archive:
        sheet = archive.read(SHEET)
    return with_part(rows, SHEET, sheet.replace(b"</sheetData>", blank_rows(202, count) + b"</sheetData>"))


def blank_rows(first, last):
    """The XML of formatted rows, made at once for all whose numbers have as many digits."""
    made = []
    for digits in range(len(str(first)), len(str(last)) + 1):
        numbers = np.arange(max(first, 10 ** (digits - 1)), min(last, 10**digits - 1) + 1)
        mark = "#" * digits
        row = f'<row r="{mark}">' + "".join(f'<c r="{letter}{mark}" s="1"/>' for letter in "ABCDE") + "</row>"
        codes = np.frombuffer(row.encode(), dtype=np.uint8)
        rows = np.tile(codes, (len(numbers), 1))
        places = np.flatnonzero(codes == ord("#")).reshape(-1, digits)
        rows[:, places] = (numbers[:, None] // 10 ** np.arange(digits)[::-1] % 10 + ord("0"))[:, None, :]
        made.append(rows.tobytes())
    return b"".join(made)


@pytest.mark.parametrize("count", [30_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_formatted_rows_that_hold_nothing_are_not_there(tmp_path, count):
    path = with_blank_rows(tmp_path / "a.xlsx", count)
    seen = look(path)
    assert seen.rows == 200
    found = check(path, seen.layout)
    assert (found.read, found.blank, len(found.rows), found.rows[2]) == (200, 0, 200, READ)
