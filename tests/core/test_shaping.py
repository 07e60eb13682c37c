"""Rows read by a layout: joined, with constants and words, corrected, and with stated sums held against them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.cell_words import Words, as_code_text
from coverage_portal.core.layouts import Correction, Layout
from coverage_portal.core.tabular_checks import HIDDEN
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, NIK, check, check_here, csv, frame_of, look, look_here, looked_at, one

OWN = ";".join(COLUMNS)


def row_of(found, row):
    return dict(zip(COLUMNS, found.rows[row], strict=True))


def test_cells_become_what_the_checks_read(tmp_path):
    path = one(
        tmp_path, f"'K1\u00a0;{NIK};\u200bANI  SARI ;12 Mei 1990;Rp 5.067.381,-", f"cimone;{NIK};X;1 Agt 1991;N/A"
    )
    found = looked_at(path)
    assert found.rows[2] == ("K1", NIK, "ANI  SARI", "12-05-1990", "5067381")
    assert found.rows[3] == ("J01", NIK, "X", "01-08-1991", "")


@pytest.mark.parametrize("blank", ["-", "--", "null", "N/A", "Belum Ada", " - "])
def test_words_for_nothing_are_nothing(tmp_path, blank):
    found = looked_at(one(tmp_path, f"K1;{NIK};ANI;31-01-1990;1", f"K2;{NIK};BUDI;{blank};"))
    assert (3, "TGL_LAHIR", "required") in found.issues


def test_several_columns_make_up_one(tmp_path):
    header = "KODE;NIK;NAMA_DEPAN;NAMA_BELAKANG;TGL_LAHIR;Gaji Pokok;Tunjangan Tetap"
    rows = ["ANI;SARI;31-01-1990;5.000.000;100.000,50", "BUDI;;31-01-1990;;1.000.000", "CICI;;31-01-1990;;"]
    rows += ["DEDI;;31-01-1990;lima;1.000.000", "EKO;;31-01-1990;0,50;0,50"]
    found = looked_at(one(tmp_path, *[f"K;{NIK};{row}" for row in rows], header=header))
    assert found.values == ["5100000.5", "lima + 1000000"]
    assert [row_of(found, at)["UPAH"] for at in (3, 4, 6)] == ["1000000", "", "1"]
    assert row_of(found, 3)["NAMA"] == "BUDI"
    assert {row for row, _column, code in found.issues if code == "wage_form"} == {2, 5}


def test_a_constant_stands_in_every_row_that_says_something(tmp_path):
    path = csv(tmp_path, f"NIK;NAMA;TGL_LAHIR\n{NIK};ANI;31-01-1990\n;;\n{NIK};BUDI;31-01-1990\n")
    seen = look(path)
    assert seen.missing == ("KODE",)
    layout = Layout(**{**seen.layout.as_json(), "constants": {"KODE": "J01"}})
    found = check(path, layout)
    assert (found.read, found.blank, [row[0] for row in found.rows.values()]) == (3, 1, ["J01", "J01"])


def test_corrections_change_one_cell_or_every_cell_with_a_text(tmp_path):
    path = one(tmp_path, *[f"K{at};{NIK}1;ANI;31-02-1990;lima" for at in range(3)])
    corrections = (
        Correction("TGL_LAHIR", "28/2/1990", wrong="31-02-1990"),
        Correction("TGL_LAHIR", "1 Mei 1990", row=3),
        Correction("UPAH", "Rp 5.000.000", wrong="lima"),
        Correction("KODE", "Cimone", row=4),
        Correction("NIK", NIK, row=2),
    )
    found = check(path, look(path).layout, corrections=corrections, review=True)
    assert [cells[4:] for cells in found.rejected_text] == [
        (d, "5000000") for d in ("28-02-1990", "01-05-1990", "28-02-1990")
    ]
    assert [cells[1:3] for cells in found.rejected_text] == [("K0", HIDDEN), ("K1", HIDDEN), ("J01", HIDDEN)]


def test_an_empty_cell_may_be_corrected_but_not_an_empty_row(tmp_path):
    path = one(tmp_path, f";{NIK};ANI;31-01-1990;1", ";;;;", f"K2;{NIK};BUDI;31-01-1990;", ";;JUMLAH;;1")
    found = check(path, look(path).layout, corrections=(Correction("KODE", "J01"), Correction("UPAH", "7")))
    assert [(cells[0], cells[4]) for cells in found.rows.values()] == [("J01", "1"), ("K2", "7")]
    assert (found.read, found.blank, found.rejected) == (4, 2, 0)


def with_totals(tmp_path, *totals):
    rows = [f"K{at};{NIK};ANI;31-01-1990;{1_000_000 * at}" for at in (1, 2, 3)]
    return one(tmp_path, rows[0], rows[1], f";;JUMLAH;;{totals[0]}", rows[2], f"TOTAL;;;;{totals[1]}")


@pytest.mark.parametrize(
    ("totals", "warned"),
    [
        (("3.000.000", "6.000.000"), []),
        (("3.000.000", "3.000.000"), []),  # since the last sum, or of all rows above
        (("3.000.001", "6.000.000,00"), []),
        (("3.000.000", "7.000.000"), [(6, "7000000 / 6000000")]),
        (("2.500.000,50", ""), [(4, "2500000.50 / 3000000")]),
        (("", ""), []),
    ],
)
def test_stated_sums_are_held_against_the_rows(tmp_path, totals, warned):
    found = looked_at(with_totals(tmp_path, *totals))
    assert (found.read, found.blank, found.rejected, len(found.rows)) == (5, 2, 0, 3)
    assert found.values == [value for _row, value in warned]
    assert found.issues == [(row, "UPAH", "control_sum") for row, _value in warned]


def test_a_row_of_totals_that_does_not_fit_the_header_is_blank_too(tmp_path):
    path = csv(tmp_path, f"{HEADER}\nK1;{NIK};ANI;31-01-1990;1\nSumber: Disnaker\n")
    layout = Layout(**{**look(path).layout.as_json(), "totals": (3,)})
    found = check(path, layout)
    assert (found.read, found.blank, found.rejected) == (2, 1, 0)


def test_the_same_file_is_the_same_rows_however_it_is_written(tmp_path):
    plain = one(tmp_path, *[f"K{at};{NIK};ANI;31-01-1990;{1_000_000 + at}" for at in range(4)], header=OWN)
    hashes = check(plain).hashes
    assert looked_at(plain).hashes == hashes
    other = one(tmp_path, *[f"'K{at};{NIK};ANI;31 Jan 1990;{1_000_000 + at:,}" for at in range(4)])
    known = np.sort(np.array(hashes, dtype=np.int64))
    found = check(other, look(other).layout, known, review=True)
    assert (found.read, found.rows, found.same_rows) == (4, {}, [2, 3, 4, 5])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["K1", "-", "Cimone", "J01"]), st.sampled_from(["1", "", "-", "07"])), min_size=1
    )
)
def test_bytes_and_cells_are_shaped_alike(tmp_path_factory, cells):
    """The portal's own form goes by bytes where it can: a quoted line more makes every row go the other way."""
    tmp_path = tmp_path_factory.mktemp("a")
    rows = [f"{code};{NIK};ANI;31-01-1990;{wage}" for code, wage in cells]
    layout = look_here(one(tmp_path, *rows, header=OWN)).layout
    fast = check_here(one(tmp_path, *rows, header=OWN), layout)
    slow = check_here(one(tmp_path, f'"K0";{NIK};ANI;31-01-1990;1', *rows, header=OWN), layout)
    assert {row + 1: cells for row, cells in fast.rows.items()} == {r: c for r, c in slow.rows.items() if r > 2}
    assert [(row + 1, column, code) for row, column, code in fast.issues] == slow.issues
    assert fast.hashes == slow.hashes[1:]
    assert (fast.read + 1, fast.blank, fast.rejected) == (slow.read, slow.blank, slow.rejected)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("'007", "007"), ("\u200b1\ufeff2", "12"), (" 1\u00a0 2 ", "1 2"), ("\uff10\uff11\uff19", "019"), ("O1", "O1")],
)
def test_what_cannot_be_seen_is_no_part_of_a_code(cell, code):
    assert as_code_text(frame_of([cell])).item() == code


def test_words_are_compared_by_letters_and_digits():
    words = {"KARANGTENGAH": "36.71.12", "LAKILAKI": "L", "3671": "36.71"}
    cells = ["Karang-Tengah", "laki laki", "36.71", "lain", ""]
    assert Words(words).codes(frame_of(cells)).to_list() == ["36.71.12", "L", "36.71", "lain", ""]
