"""Files made to harm: each ends in a plain refusal from the child process, soon and in bounded memory."""

import random
import string
import struct
import zipfile

import pytest

from coverage_portal.core import xlsx_book
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.tabular_checks import HIDDEN
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, NIK, check, csv, look, look_here, looked_at, one
from tests.core.test_tabular_xlsx import MAIN, SHEET, with_part, write

ROW = ("K1", NIK, "ANI", "12-05-1990", "5067381")


@pytest.fixture
def book(tmp_path):
    return write(tmp_path / "a.xlsx", [COLUMNS, ROW])


def refused(path):
    """The code both a look and a check are refused with."""
    codes = set()
    for reading in (look, check):
        with pytest.raises(Unreadable) as caught:
            reading(path)
        codes.add(caught.value.code)
    (code,) = codes
    return code


def noise(length):
    """Letters that do not pack well."""
    return "".join(random.Random(1).choices(string.ascii_letters, k=length))


def sheet(rows):
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"


def test_two_cells_at_the_ends_of_a_sheet(book):
    cell = '<row r="{1}"><c r="{0}{1}"><v>1</v></c></row>'
    assert (
        refused(with_part(book, SHEET, sheet(cell.format("A", 1) + cell.format("XFD", 1_048_576)))) == "xlsx_too_large"
    )
    last = look(with_part(book, SHEET, sheet(cell.format("A", 1) + cell.format("B", 1_048_576))))
    assert last.preview_rows == (1_048_576,)


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ("0", "A0", "xlsx_broken"),
        ("1048577", "A1048577", "xlsx_broken"),
        ("9" * 30, "A1", "xlsx_broken"),
        ("x", "A1", "xlsx_broken"),
        ("1", "AAAA1", "xlsx_broken"),
        ("1", "Z" * 40 + "1", "xlsx_broken"),
        ("1", "1", "xlsx_broken"),
        ("1", "KO1", "xlsx_too_large"),
    ],
)
def test_cells_that_no_sheet_has(book, row, cell, code):
    text = sheet(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>')
    with pytest.raises(Unreadable) as caught:
        look_here(with_part(book, SHEET, text))
    assert caught.value.code == code


def test_a_hundred_thousand_columns(tmp_path, book):
    cells = "".join(f"<c><v>{at}</v></c>" for at in range(100_000))
    assert refused(with_part(book, SHEET, sheet(f"<row>{cells}</row>"))) in {"xlsx_broken", "xlsx_too_large"}
    wide = csv(tmp_path, (";".join(f"K{at}" for at in range(100_000)) + "\n") * 4)
    with pytest.raises(Unreadable, match="columns_too_many"):
        look(wide)
    with pytest.raises(Unreadable, match="columns_missing"):
        check(wide)


def test_sixty_thousand_parts(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(60_000):
            archive.writestr(f"{at}", b"")
    assert refused(path) == "xlsx_too_large"


def test_a_bomb(book):
    assert refused(with_part(book, "xl/bomb.xml", b" " * (40 << 20))) == "xlsx_bomb"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_dtd_in_any_part(book, part, encoding):
    lol = '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    with pytest.raises(Unreadable, match="xlsx_dtd"):
        look_here(with_part(book, part, lol.encode(encoding)))


def test_a_dtd_far_behind_a_comment(book):
    text = f"<!--{noise(70_000)}--><!DOCTYPE l [<!ENTITY a 'a'>]>{sheet('')}"
    assert refused(with_part(book, SHEET, text)) == "xlsx_dtd"


def test_a_workbook_part_beyond_all_measure(book, monkeypatch):
    monkeypatch.setattr(xlsx_book, "LARGEST_SMALL_PART", 100)
    with pytest.raises(Unreadable, match="xlsx_too_large"):
        look_here(book)


def test_a_locked_part(book, tmp_path):
    data = bytearray(book.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        flags = struct.unpack_from("<H", data, start + at)[0]
        struct.pack_into("<H", data, start + at, flags | 1)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(data)
    assert refused(locked) == "xlsx_locked"


def test_names_that_lead_out_of_the_archive_lead_nowhere(book, tmp_path):
    path = with_part(book, "../../../../tmp/evil.xml", "<x/>")
    assert look(path).rows == 1
    assert not (tmp_path.parent.parent / "evil.xml").exists()
    relations = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(book) as archive:
        text = archive.read(relations).decode()
    assert (
        refused(with_part(book, relations, text.replace("worksheets/sheet1.xml", "../../../etc/passwd")))
        == "xlsx_broken"
    )
    outside = text.replace("worksheets/sheet1.xml", "http://contoh.invalid/a.xml")
    assert refused(with_part(book, relations, outside)) == "xlsx_broken"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "data", [b"", b"<", b"\0" * 50, b"<a><b></a>", b"bukan xml", b"<?xml version='1.0' encoding='x'?><a/>"]
)
def test_parts_that_are_no_xml(book, part, data):
    with pytest.raises(Unreadable) as caught:
        look_here(with_part(book, part, data))
    assert caught.value.code == "xlsx_broken"


@pytest.mark.parametrize("names", [["mimetype", "content.xml"], ["word/document.xml"], ["a.exe"]])
def test_other_archives_under_another_name(tmp_path, names):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    assert refused(path) == "xlsx_broken"


@pytest.mark.parametrize("cut", [10, 100, 2_000])
def test_a_workbook_that_ends_early(book, tmp_path, cut):
    short = tmp_path / "short.xlsx"
    short.write_bytes(book.read_bytes()[:cut])
    assert refused(short) == "xlsx_broken"


def test_a_damaged_workbook(book, tmp_path):
    data = book.read_bytes()
    for at in range(100, len(data), 97):
        other = tmp_path / "other.xlsx"
        other.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            seen = look_here(other)
        except Unreadable as refusal:
            assert refusal.code.startswith("xlsx_") or refusal.code == "empty"
        else:
            assert NIK not in str(seen)


def test_a_cell_of_two_hundred_thousand_characters_is_too_long(tmp_path):
    long = noise(200_000)
    path = write(tmp_path / "a.xlsx", [COLUMNS, ROW])
    cells = "".join(
        f'<c r="{c}2" t="inlineStr"><is><t>{t}</t></is></c>'
        for c, t in zip("ABCDE", (*ROW[:2], long, *ROW[3:]), strict=True)
    )
    names = "".join(f'<c r="{c}1" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in zip("ABCDE", COLUMNS, strict=True))
    big = with_part(path, SHEET, sheet(f'<row r="1">{names}</row><row r="2">{cells}</row>') + " " * 10)
    for found in (check(one(tmp_path, f"K1;{NIK};{long};12-05-1990;1", header=";".join(COLUMNS))), looked_at(big)):
        assert found.issues == [(2, "NAMA", "too_long")]
        assert max(map(len, found.values)) <= 120


def test_text_that_could_be_a_formula_or_a_command_stays_text_on_one_line(tmp_path):
    path = one(tmp_path, f"K1;{NIK};=cmd|' /C calc'!A0\x1b[2J;31-02-1990;1", f"K2;{NIK};+1+1;31-02-1990;1")
    found = check(path, look(path).layout, review=True)
    assert [row[3] for row in found.rejected_text] == ["=cmd|' /C calc'!A0 [2J", "+1+1"]
    assert {row[2] for row in found.rejected_text} == {HIDDEN}


def test_a_header_that_holds_a_nik_is_hidden(tmp_path):
    seen = look(csv(tmp_path, f"{HEADER};{NIK}\n" + ";".join([*ROW, "x"]) + "\n"))
    assert seen.unknown == (HIDDEN,)
    assert NIK not in str(seen)
