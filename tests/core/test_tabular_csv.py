"""A CSV somebody sent: the same texts and row numbers whatever it was written in, or a refusal that names the row."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage_portal.core import tabular_text
from coverage_portal.core.tabular import ROW, HashedFile, Lines, Unreadable
from coverage_portal.core.tabular_csv import CsvSheet
from coverage_portal.core.unseen import seen_text

HEADER = "A;B;C"
ROWS = [(2, "satu", "1", "x"), (3, "dua", "", "é")]
TEXT = "A;B;C\nsatu;1;x\ndua;;é\n"


def as_block(piece):
    """A piece of the sheet with its cells, whether it came as bytes or not."""
    return piece.block() if isinstance(piece, Lines) else piece


def read(data, wanted=("A", "B", "C")):
    """Row number and cells of every row, and the numbers of rows that do not fit the header."""
    sheet = CsvSheet(HashedFile(io.BytesIO(data)), wanted)
    rows, ragged = [], []
    for block in map(as_block, sheet.blocks()):
        rows += block.frame.select(ROW, *wanted).rows()
        ragged += block.ragged
    return rows, ragged


def refusal(data, wanted=("A", "B", "C")):
    with pytest.raises(Unreadable) as caught:
        read(data, wanted)
    return caught.value.code, caught.value.row


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
        TEXT.replace("\n", "\r").encode("utf-16"),
        TEXT.removesuffix("\n").encode(),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
        TEXT.replace("satu", '"satu"').encode(),
        TEXT.replace("A;B;C", "a ; B;\u00a0C").encode(),
    ],
    ids=[
        "utf8",
        "bom",
        "cp1252",
        "utf16le",
        "utf16be",
        "crlf",
        "old mac",
        "old mac utf16",
        "no end",
        "comma",
        "tab",
        "bar",
        "quoted",
        "header",
    ],
)
def test_reads_the_same_rows_whatever_they_were_written_in(data):
    assert read(data) == (ROWS, [])


def test_columns_are_found_by_name_in_any_order_and_others_are_named():
    sheet = CsvSheet(HashedFile(io.BytesIO(b"C;EXTRA;A;\n3;x;1;\n")), ("A", "C"))
    assert sheet.header.unknown == ("EXTRA",)
    assert [as_block(block).frame.rows() for block in sheet.blocks()] == [[(2, "1", "3")]]


def test_names_every_missing_column():
    with pytest.raises(Unreadable) as caught:
        read(b"A;X\n1;2\n")
    assert (caught.value.code, caught.value.names) == ("columns_missing", ["B", "C"])


def test_a_repeated_column_is_refused():
    assert refusal(b"A;B;C;a\n1;2;3;4\n") == ("columns_repeated", 1)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"   \n"])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == ("empty", 0)


def test_line_breaks_and_separators_stay_inside_quotes_and_count_as_one_row():
    rows, ragged = read(b'A;B;C\n1;"dua\nbaris; ""di sini""";3\n4;5;6\n')
    assert rows == [(2, "1", 'dua\nbaris; "di sini"', "3"), (3, "4", "5", "6")]
    assert ragged == []


@pytest.mark.parametrize("opening", [2, 4])
def test_an_unclosed_quote_is_refused_with_the_row_it_opens_in(opening):
    lines = ["A;B;C", "1;2;3", "4;5;6", "7;8;9", "10;11;12"]
    lines[opening - 1] = '"' + lines[opening - 1]
    assert refusal("\n".join(lines).encode()) == ("unclosed_quote", opening)


def test_an_unclosed_quote_in_the_header_is_refused():
    assert refusal(b'"A;B;C\n1;2;3\n') == ("unclosed_quote", 1)


def test_utf8_after_cp1252_is_refused_with_its_row():
    mixed = b"A;B;C\n\xe9;2;3\n4;5;6\n" + "é;8;9\n".encode()
    assert refusal(mixed) == ("encoding", 4)


def test_a_carriage_return_that_ends_no_line_is_a_space_with_quotes_or_without():
    for cell in (b"x\ry", b'"x\ry"'):
        assert read(b"A;B;C\n1;" + cell + b';3\n4;"5";6\n')[0] == [(2, "1", "x y", "3"), (3, "4", "5", "6")]


def test_a_long_cell_in_quotes_is_a_cell():
    assert read(b'A;B;C\n1;"' + b"x" * 200_000 + b'";3\n')[0] == [(2, "1", "x" * 200_000, "3")]


def test_a_byte_order_mark_inside_the_file_is_no_part_of_a_cell(monkeypatch):
    monkeypatch.setattr(tabular_text, "BLOCK_BYTES", 12)
    rows, _ragged = read("A;B;C\n1;2;3\n\ufeff4;5;6\n".encode())
    assert rows == [(2, "1", "2", "3"), (3, "4", "5", "6")]


@pytest.mark.parametrize("line", [" ", "\t \u00a0", "1;2;3; ; "])
def test_spaces_alone_are_no_cell(line):
    rows, ragged = read(f"A;B;C\n{line}\n4;5;6\n".encode())
    assert (rows[-1], ragged) == ((3, "4", "5", "6"), [])


def test_text_after_a_closing_quote_is_refused_with_its_row():
    assert refusal(b'A;B;C\n1;2;3\n4;"PT "MAJU" JAYA";6\n') == ("text_after_quote", 3)


@pytest.mark.parametrize("row", [2, 3])
def test_a_nul_is_refused_with_its_row(row):
    lines = [b"A;B;C", b"1;2;3", b"4;5;6"]
    lines[row - 1] = lines[row - 1].replace(b";", b"\0;", 1)
    assert refusal(b"\n".join(lines)) == ("nul", row)


def test_blank_lines_keep_the_row_numbers_of_the_sheet():
    rows, ragged = read(b"A;B;C\n\n1;2;3\n;;\n\n4;5;6\n")
    assert [row for row in rows if any(row[1:])] == [(3, "1", "2", "3"), (6, "4", "5", "6")]
    assert ragged == []


def test_rows_with_too_few_or_too_many_cells_are_told_apart_even_when_they_even_out():
    rows, ragged = read(b"A;B;C\n1;2\n3;4;5\n6;7;8;9\n1;2;3;;\n")
    assert rows == [(3, "3", "4", "5"), (5, "1", "2", "3")]
    assert ragged == [2, 4]
    assert read(b"A;B;C\n1;2\n3;4;5\n1;2;3;") == ([(3, "3", "4", "5"), (4, "1", "2", "3")], [2])


def test_a_byte_that_no_encoding_has_is_refused_with_its_row():
    assert refusal("A;B;C\n1;2;3\né;5;6\n".encode("cp1252") + b"\x81;8;9\n") == ("encoding", 4)


def test_utf8_that_turns_into_something_else_is_refused(monkeypatch):
    monkeypatch.setattr(tabular_text, "BLOCK_BYTES", 12)
    assert refusal("A;B;C\né;2;3\n".encode() + b"\xe9;5;6\n") == ("encoding", 3)


def test_a_file_without_line_ends_is_not_kept_in_memory(monkeypatch):
    monkeypatch.setattr(tabular_text, "LONGEST_RECORD", 100)
    assert refusal(b"x" * 500)[0] == "line_too_long"


def test_spaces_around_cells_are_noticed():
    for data, trimmed in (
        (b"A;B\n1;2 3\n", True),
        (b"A;B\n1 ;2\n", False),
        (b"A;B\n1; 2\n", False),
        (b"A;B\n 1;2", False),
        (b"A;B\n1\x0b;2\n", False),
        (b"A\tB\n1\t2\n", True),
        (b"A;B\n1;2\t\n", False),
    ):
        blocks = CsvSheet(HashedFile(io.BytesIO(data)), ("A", "B")).blocks()
        assert [as_block(block).trimmed for block in blocks] == [trimmed]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff", exclude_categories=["Cs"]), max_size=6)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES, separator=st.sampled_from(";,\t|"), block=st.integers(min_value=8, max_value=200))
def test_what_pythons_csv_writes_is_read_back_in_blocks_of_any_size(table, separator, block, monkeypatch):
    monkeypatch.setattr(tabular_text, "BLOCK_BYTES", block)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([("A", "B", "C"), *table])
    rows, ragged = read(out.getvalue().encode())
    assert rows == [(number, *map(seen_text, cells)) for number, cells in enumerate(table, 2)]
    assert ragged == []


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_characters='\0\r\n;"\ufeff', exclude_categories=["Cs"]), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PLAIN, max_size=5), max_size=10))
def test_the_fast_way_and_the_line_by_line_way_agree(table):
    lines = "".join(";".join(cells) + "\n" for cells in table)
    fast = read(f"{HEADER}\n{lines}".encode())
    slow = read(f'{HEADER}\n{lines}"q";q;q\n'.encode())
    assert (fast[0], fast[1]) == (slow[0][:-1], slow[1])
