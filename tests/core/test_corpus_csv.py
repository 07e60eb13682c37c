"""Text files as staff have them: each is read right, or refused with a code, or its bad rows are named."""

import pytest

from coverage_portal.core.tabular import Unreadable
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, NIK, check, csv, look, looked_at, one

ROWS = (f"K1;{NIK};ANI é;12 Mei 1990;1.234.567", f"K2;{NIK};BUDI;31/01/1991;Rp 5.067.381,-")
TEXT = "\n".join([HEADER, *ROWS]) + "\n"
READ = {2: ("K1", NIK, "ANI é", "12-05-1990", "1234567"), 3: ("K2", NIK, "BUDI", "31-01-1991", "5067381")}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("1.234.567", '"1.234.567"').replace("381,-", '381,-"').replace("Rp", '"Rp').encode(),
        TEXT.replace(",", "\x00").replace(";", ",").replace("\x00-", "").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
        f"{TEXT}\n;;;;\n".encode(),
        TEXT.replace("\n", ";;\n").encode(),
    ],
    ids=[
        *("utf8", "bom", "cp1252", "utf16le", "utf16be", "crlf", "old mac", "quoted", "comma", "tab", "bar"),
        *("blank rows", "empty columns"),
    ],
)
def test_the_same_rows_come_out_whatever_they_were_written_in(tmp_path, data):
    found = looked_at(csv(tmp_path, data))
    assert found.rows == READ
    assert (found.rejected, found.issues) == (0, [])


def test_the_line_that_tells_excel_the_separator_is_a_title(tmp_path):
    found = looked_at(csv(tmp_path, f"sep=;\n{TEXT}"))
    assert found.rows == {row + 1: cells for row, cells in READ.items()}


def test_a_line_break_in_quotes_is_no_new_row_of_the_sheet(tmp_path):
    path = one(tmp_path, f'K1;{NIK};"ANI\nSARI";31-01-1990;1', f"K2;{NIK};BUDI;31-02-1990;1")
    found = looked_at(path)
    assert found.rows[2][2] == "ANI\nSARI"
    assert found.issues == [(3, "TGL_LAHIR", "date_form")]


def test_titles_in_quotes_of_two_lines_keep_the_row_numbers(tmp_path):
    found = looked_at(csv(tmp_path, f'"DAFTAR\nPESERTA";;;;\n{HEADER}\nK1;{NIK};ANI;31-01-1990;1\n'))
    assert list(found.rows) == [3]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        (f'{HEADER}\nK1;{NIK};"ANI;31-01-1990;1\nK2;{NIK};BUDI;31-01-1990;1\n', "unclosed_quote", 2),
        (f'{HEADER}\nK1;{NIK};"ANI"x;31-01-1990;1\n', "text_after_quote", 2),
        (f"{HEADER}\nK1;{NIK};A\0I;31-01-1990;1\n", "nul", 2),
        ("", "empty", 0),
        ("\n \n", "empty", 0),
    ],
)
def test_what_cannot_be_read_honestly_is_refused_with_its_row(tmp_path, text, code, row):
    path = csv(tmp_path, text)
    with pytest.raises(Unreadable) as caught:
        look(path)
    assert (caught.value.code, caught.value.row) == (code, row)
    with pytest.raises(Unreadable, match=f"{code}|columns_missing"):
        check(path)


def test_bytes_that_no_encoding_has_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="encoding"):
        look(csv(tmp_path, TEXT.encode("cp1252") + b"\x81\n"))


def test_rows_of_another_width_are_named_and_the_others_read(tmp_path):
    found = looked_at(one(tmp_path, *ROWS, "K3;x", f"{ROWS[0]};lebih", f"{ROWS[0]};;"))
    assert [issue[::2] for issue in found.issues] == [(4, "cell_count"), (5, "cell_count")]
    assert list(found.rows) == [2, 3, 6]


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        (f"'{NIK}", None),
        (f"{NIK[:4]}\u200b{NIK[4:]}\u00a0", None),
        ("".join(chr(0xFF10 + int(digit)) for digit in NIK), None),
        (NIK.replace("0", "O", 1), "nik_form"),
        (NIK.replace("1", "l", 1), "nik_form"),
        ("3,67107E+15", "nik_damaged"),
        (NIK[:-1], "nik_form"),
    ],
    ids=["apostrophe", "unseen", "full width", "letter O", "letter l", "as a number", "too short"],
)
def test_a_nik_is_cleaned_of_what_is_no_part_of_it_and_never_repaired(tmp_path, nik, code):
    found = looked_at(one(tmp_path, f"K1;{nik};ANI;31-01-1990;1"))
    assert found.issues == ([(2, "NIK", code)] if code else [])
    assert found.values == ([""] if code else [])
    assert [cells[1] for cells in found.rows.values()] == ([] if code else [NIK])


@pytest.mark.parametrize(
    ("cells", "read", "bad"),
    [
        (("31-01-1990", "31-02-1990", "12-13-1990"), {2: "31-01-1990"}, [3, 4]),
        (("05/13/1990", "05/14/1990"), {2: "13-05-1990", 3: "14-05-1990"}, []),
        (("13/05/1990", "14/05/1990", "05/15/1990"), {2: "13-05-1990", 3: "14-05-1990"}, [4]),
        (("33000", "33001.5"), {2: "07-05-1990", 3: "08-05-1990"}, []),
        (("19900507", "19901399"), {2: "07-05-1990"}, [3]),
        (
            ("7 Mei 1990", "7 Agt 90", "7-DES-1990", "7 Desmber 1990"),
            {2: "07-05-1990", 3: "07-08-1990", 4: "07-12-1990"},
            [5],
        ),
        (("31-12-1899", "31-01-1990"), {3: "31-01-1990"}, [2]),
    ],
)
def test_dates_are_read_in_one_style_a_column_and_others_are_named(tmp_path, cells, read, bad):
    found = looked_at(one(tmp_path, *[f"K1;{NIK};ANI;{cell};1" for cell in cells]))
    assert {row: cells[3] for row, cells in found.rows.items()} == read
    assert [row for row, column, _code in found.issues if column == "TGL_LAHIR"] == bad


def test_an_excel_error_in_a_text_file_rejects_its_row(tmp_path):
    found = looked_at(one(tmp_path, f"K1;{NIK};#REF!;31-01-1990;#N/A", *ROWS))
    assert {issue for issue in found.issues if issue[2] == "cell_error"} == {
        (2, "NAMA", "cell_error"),
        (2, "UPAH", "cell_error"),
    }
    assert list(found.rows) == [3, 4]


def test_without_a_layout_the_header_must_be_the_portals_own(tmp_path):
    path = one(tmp_path, f"K1;{NIK};ANI;31-01-1990;1", header=";".join(COLUMNS))
    assert list(check(path).rows) == [2]
    with pytest.raises(Unreadable, match="columns_missing"):
        check(csv(tmp_path, TEXT))
