"""Each row of a sheet is read once and by its own number: a sheet where two share one is refused, and says which."""

import re

import pytest

from coverage_portal.core import xlsx_book
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.xlsx_cells import column_letters
from tests.core.members_checker import COLUMNS
from tests.core.reading import NIK, check, look
from tests.core.test_tabular_xlsx import MAIN, SHEET, with_part, write
from tests.core.test_xlsx_reading import read

CELL = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'


def row(number, *letters, text="x"):
    """A row with a text in each of these columns."""
    return f'<row r="{number}">{"".join(CELL.format(letter, number, text) for letter in letters)}</row>'


def otherwise(xml):
    """The same XML as no program writes it, so that it is read element by element."""
    return re.sub(r"<row r=", "<row  r=", xml)


@pytest.fixture(params=["as programs write it", "otherwise", "cut anywhere", "prefixed"])
def sheet(request, tmp_path, monkeypatch):
    """Makes a workbook of rows given as XML."""
    book = write(tmp_path / "a.xlsx", [("A",)])

    def made(*rows):
        xml = "".join(rows)
        if request.param == "otherwise":
            xml = otherwise(xml)
        if request.param == "cut anywhere":
            monkeypatch.setattr(xlsx_book, "_CHUNK", 70)
        text = f"<worksheet {MAIN}><sheetData>{xml}</sheetData></worksheet>"
        if request.param == "prefixed":
            monkeypatch.setattr(xlsx_book, "_CHUNK", 70)
            text = re.sub(r"<(/?)(?=\w)", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
        return with_part(book, SHEET, text)

    return made


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([row(1, "A"), row(5, "A", "B"), row(5, "A", "B")], 5),
        ([row(1, "A"), row(5, "A"), row(5, "B")], 5),
        ([row(1, "A"), row(5, "A"), row(6, "A"), row(5, "B"), row(7, "A")], 5),
        ([row(3, "A"), row(2, "A")], 2),
    ],
    ids=["twice", "two halves", "again later", "backwards"],
)
def test_two_rows_with_one_number_or_out_of_order_are_refused_by_number(sheet, rows, number):
    with pytest.raises(Unreadable, match="xlsx_row_order") as caught:
        read(sheet(*rows))
    assert caught.value.row == number


def test_a_cell_that_is_there_twice_is_refused_with_its_row_and_column(sheet):
    with pytest.raises(Unreadable, match="xlsx_cell_repeated") as caught:
        read(sheet(row(1, "A", "B"), row(2, "A", "AB", "AB"), row(3, "A")))
    assert (caught.value.row, caught.value.names) == (2, ["AB"])


def test_cells_of_a_row_may_stand_in_any_order(sheet):
    assert read(sheet(row(1, "B", "A"))) == {1: {0: "x", 1: "x"}}


def test_rows_that_hold_nothing_may_share_a_number(sheet):
    assert read(sheet(row(1, "A"), row(2), row(2, "A"), row(2), row(3, "A"))) == {n: {0: "x"} for n in (1, 2, 3)}


def test_a_row_is_one_wherever_its_file_is_cut(sheet):
    rows = [row(number, *"ABCDE", text=f"isi {number}") for number in range(1, 30)]
    assert read(sheet(*rows)) == {number: dict.fromkeys(range(5), f"isi {number}") for number in range(1, 30)}


def test_a_look_and_a_check_refuse_such_a_sheet_with_its_row(tmp_path):
    path = write(tmp_path / "a.xlsx", [COLUMNS, ("K1", NIK, "ANI", "12-05-1990", "1")])
    twice = with_part(
        path, SHEET, f"<worksheet {MAIN}><sheetData>{_header()}{row(2, 'A')}{row(2, 'B')}</sheetData></worksheet>"
    )
    for reading in (look, check):
        with pytest.raises(Unreadable, match="xlsx_row_order") as caught:
            reading(twice)
        assert caught.value.row == 2


def _header():
    cells = "".join(CELL.format(letter, 1, name) for letter, name in zip("ABCDE", COLUMNS, strict=True))
    return f'<row r="1">{cells}</row>'


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_goes_by_its_letters(column, letters):
    assert column_letters(column) == letters
