"""What shows nothing in a cell is left out of it, and half a character spoils its own cell alone."""

import unicodedata
import zipfile

import polars as pl
import pytest

from coverage_portal.core.unseen import LOST, seen, seen_text, seen_utf8, whole
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, NIK, check, csv, looked_at, one
from tests.core.test_tabular_xlsx import SHEET, with_part, write

INVISIBLE = [0xAD, 0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFE0F]
INVISIBLE += [0xFEFF, 0xFFA0, 0xFFF9, 0x1D173, 0xE0041]
SPACES = [number for number in range(0x80, 0x3001) if chr(number).isspace()]
ROW = ("K1", NIK, "ANI SARI", "12-05-1990", "5067381")


def marked(text):
    """The text as it looks, with marks nobody sees around and inside it."""
    return f"\u202a\ufeff{text[:1]}\u200b{text[1:]}\u200e\u00ad\u202c"


@pytest.mark.parametrize("number", INVISIBLE, ids=lambda number: f"{number:04X}")
def test_what_shows_nothing_is_left_out(number):
    text = f"A{chr(number)}B{chr(number)}"
    assert (seen_text(text), seen_utf8(text.encode())) == ("AB", b"AB")


@pytest.mark.parametrize("number", SPACES, ids=lambda number: f"{number:04X}")
def test_what_looks_like_a_space_is_one(number):
    text = f"PT{chr(number)}MAJU"
    assert (seen_text(text), seen_utf8(text.encode())) == ("PT MAJU", b"PT MAJU")


def test_everything_that_shows_stays():
    shown = [chr(number) for number in range(32, 0x3000) if unicodedata.category(chr(number))[0] in "LNPS"]
    shown = [text for text in shown if ord(text) not in (0x115F, 0x1160, 0x2800)]
    assert seen(pl.Series(shown)).to_list() == shown


@pytest.mark.parametrize("form", ["csv", "quoted csv", "utf-16 csv", "xlsx", "own csv", "own xlsx"])
def test_a_row_with_marks_in_every_cell_is_the_row_that_is_stored(tmp_path, form):
    cells = [marked(cell).replace(" ", "\u00a0") for cell in ROW]
    own = form.startswith("own")
    if form.endswith("xlsx"):
        path = write(tmp_path / "a.xlsx", [COLUMNS, cells])
    else:
        row = ";".join(f'"{cell}"' if "quoted" in form else cell for cell in cells)
        header = ";".join(COLUMNS) if own else HEADER
        path = one(tmp_path, row, header=header, encoding="utf-16" if "16" in form else "utf-8")
    found = check(path) if own else looked_at(path)
    assert (found.rows, found.issues) == ({2: ROW}, [])
    plain = tmp_path / "b.csv"
    plain.write_text(f"{';'.join(COLUMNS)}\n{';'.join(ROW)}\n")
    assert found.hashes == check(plain).hashes


def test_a_cell_of_marks_alone_is_empty(tmp_path):
    found = looked_at(one(tmp_path, ";".join(ROW), "\u200b;\u200e;\ufeff;\u00a0;\u00ad"))
    assert (found.read, found.blank, list(found.rows)) == (2, 1, [2])


@pytest.mark.parametrize(
    ("text", "read"),
    [("\ud83d", LOST), ("A\udc00B", f"A{LOST}B"), ("\ud83d\ude00", "\U0001f600"), ("\ude00\ud83d", LOST * 2)],
)
def test_halves_are_put_together_or_lost(text, read):
    assert whole(text) == read


HALVES = {
    "escape": "<t>_xD83D_ANI</t>",
    "shared run": "<r><t>_xd83d_</t></r><r><t>ANI</t></r>",
    "hexadecimal": "<t>&#xD83D;ANI</t>",
    "decimal": "<t>&#55357;ANI</t>",
    "other": "<t>&#x1F;ANI</t>",
    "beyond": "<t>&#x110000;ANI</t>",
    "endless": f"<t>&#{'9' * 5000};ANI</t>",
    "bytes": "<t>\ud83dANI</t>",
}


@pytest.mark.parametrize("text", HALVES.values(), ids=HALVES)
def test_half_a_character_in_a_workbook_spoils_its_cell_alone(tmp_path, text):
    found = check(with_third_row(write(tmp_path / "a.xlsx", [COLUMNS, ROW]), text))
    assert [row[2] for row in found.rows.values()] == ["ANI SARI", f"{LOST}ANI"]
    assert found.issues == [(3, "NAMA", "letters_lost")]


def test_half_a_character_in_a_shared_text_spoils_it_alone(tmp_path):
    path = write(tmp_path / "a.xlsx", [COLUMNS, ROW, ("K2", NIK, "BUDI", *ROW[3:])])
    strings = "xl/sharedStrings.xml"
    with_half = with_part(path, strings, part_of(path, strings).replace(b">BUDI<", b">&#xDC00;BUDI<"))
    assert [row[2] for row in check(with_half).rows.values()] == ["ANI SARI", f"{LOST}BUDI"]


def test_two_halves_in_a_workbook_are_a_character(tmp_path):
    path = write(tmp_path / "a.xlsx", [COLUMNS, ROW])
    assert check(with_third_row(path, "<t>_xD83D__xDE00_</t>")).rows[3][2] == "\U0001f600"


@pytest.mark.parametrize(
    "broken",
    [
        f"{HEADER}\n{';'.join(ROW)}\nK2;{NIK};\ud83dBUDI;12-05-1990;1\n".encode("utf-16", "surrogatepass"),
        f"{HEADER}\n{';'.join(ROW)}\nK2;{NIK};\udc00BUDI;12-05-1990;1\n".encode("utf-16", "surrogatepass"),
        f"{HEADER}\n{';'.join(ROW)}\nK2;{NIK};\ud83dBUDI;12-05-1990;1\n".encode("utf-8", "surrogatepass"),
    ],
    ids=["first half", "second half", "utf-8"],
)
def test_half_a_character_in_a_csv_spoils_its_cell_alone(tmp_path, broken):
    found = looked_at(csv(tmp_path, broken))
    assert [row[2] for row in found.rows.values()] == ["ANI SARI", f"{LOST}BUDI"]
    assert found.issues == [(3, "NAMA", "letters_lost")]


def test_utf8_with_halves_in_pairs_is_read(tmp_path):
    row = f"K1;{NIK};\ud83d\ude00;12-05-1990;1"
    found = looked_at(csv(tmp_path, f"{HEADER}\n{row}\n".encode("utf-8", "surrogatepass")))
    assert (found.rows[2][2], found.issues) == ("\U0001f600", [])


def test_a_utf16_file_that_ends_within_a_character_is_refused(tmp_path):
    whole_file = f"{HEADER}\n{';'.join(ROW)}\n".encode("utf-16")
    with pytest.raises(Exception, match="encoding"):
        looked_at(csv(tmp_path, whole_file[:-1]))


def part_of(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def with_third_row(path, name):
    """The same workbook with a row more, whose name is given as XML."""
    texts = [f"<t>{cell}</t>" for cell in ROW]
    texts[2] = name
    cell = '<c r="{}3" t="inlineStr"><is>{}</is></c>'
    row = "".join(cell.format(letter, text) for letter, text in zip("ABCDE", texts, strict=True))
    row = f'<row r="3">{row}</row></sheetData>'.encode(errors="surrogatepass")
    return with_part(path, SHEET, part_of(path, SHEET).replace(b"</sheetData>", row))
