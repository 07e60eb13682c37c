"""A NIK goes home sealed with its row, and is read when the file comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.sealed import PREFIX, Seals, seal_key
from coverage_portal.core.tabular_checks import HIDDEN
from tests.core.members_checker import COLUMNS
from tests.core.reading import HEADER, KEY, NIK, check, frame_of, look, looked_at, one, raw_rows

SEALS = Seals(seal_key(KEY))
WRONG_DAY = f"K1;{NIK};ANI;31-02-1990;1.000"


@given(st.text(max_size=40))
def test_a_cell_is_opened_as_it_was_sealed(text):
    sealed = SEALS.seal(text)
    assert SEALS.open(sealed) == text
    assert sealed != SEALS.seal(text)


@pytest.mark.parametrize("sealed", [PREFIX, f"{PREFIX}xx", f"{PREFIX}!!", NIK, PREFIX + "A" * 500, f"{PREFIX}é"])
def test_what_was_not_sealed_here_does_not_open(sealed):
    assert SEALS.open(sealed) is None


def test_a_changed_seal_or_another_key_does_not_open():
    sealed = SEALS.seal(NIK)
    other = sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1]
    assert SEALS.open(other) is None
    assert Seals(seal_key(b"j" * 32)).open(sealed) is None
    assert SEALS.opened(frame_of([sealed, other, NIK])).to_list() == [NIK, other, NIK]


def test_rows_go_home_and_come_back(tmp_path):
    path = one(tmp_path, f"K0;{NIK};ANI;31-01-1990;1", WRONG_DAY, f"K2;{NIK};NIK {NIK};31-01-1990;1;{NIK};x")
    layout = look(path).layout
    header, home = raw_rows(path, layout, 3, 4)
    assert header == [(1, *HEADER.split(";"))]
    assert [row[:2] + row[3:] for row in home] == [
        (3, "K1", "ANI", "31-02-1990", "1.000", "", ""),
        (4, "K2", HIDDEN, "31-01-1990", "1", HIDDEN, "x"),
    ]
    assert NIK not in str(home)
    sealed = home[0][2]
    for names in (HEADER, ";".join(COLUMNS)):  # the portal's own form is read by its bytes, but not such a row
        back = looked_at(one(tmp_path, f"K1;{sealed};ANI;28-02-1990;1000", header=names))
        assert [cells[:2] for cells in back.rows.values()] == [("K1", NIK)]


def test_a_seal_that_does_not_open_is_no_nik(tmp_path):
    path = one(tmp_path, f"K1;{SEALS.seal(NIK)}x;ANI;31-01-1990;1")
    found = check(path, look(path).layout, review=True)
    assert found.issues == [(2, "NIK", "nik_form")]
    assert found.rejected_text[0][2] == HIDDEN


def test_without_a_key_or_a_layout_no_nik_leaves(tmp_path):
    path = one(tmp_path, WRONG_DAY, f"'{NIK[:4]} {NIK[4:]};x;y;z;1", "K3;3,67E+15;a;b;1")
    for layout in (look(path).layout, None):
        assert [row[2] for row in raw_rows(path, layout, 2, 4, key=b"")[1]] == [HIDDEN, HIDDEN]
        assert raw_rows(path, layout, 3, key=b"")[1][0][1] == HIDDEN


def test_rows_of_a_file_with_quotes_are_found_by_their_sheet_rows(tmp_path):
    path = one(tmp_path, f'K1;{NIK};"A\nB";31-02-1990;1', WRONG_DAY)
    assert [row[:2] for row in raw_rows(path, look(path).layout, 2, 3)[1]] == [(2, "K1"), (3, "K1")]
