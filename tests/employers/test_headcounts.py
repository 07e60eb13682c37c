"""Declared headcounts, row by row: one total, or a pair that makes it up, and never two pairs added."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.tabular import ROW, Block
from employers.declarations import with_newest
from employers.headcounts import COLUMNS, FACTS, HeadcountsChecker, Reference
from employers.headcounts_fields import FIELDS

POSITION = date(2023, 12, 31)
DECLARED = dict.fromkeys(COLUMNS, "") | {"NPP": "00001234", "JML_TK_WLKP": "12", "TGL_WLKP": "15-01-2023"}
REFERENCE = Reference(
    row_key=bytes(32), position=POSITION, employers=pl.DataFrame({"key": ["00001234\x1f"], "employer_id": [7]})
)


def checked(**changes):
    fresh = HeadcountsChecker(REFERENCE)
    frame = pl.DataFrame([DECLARED | changes], schema=dict.fromkeys(COLUMNS, pl.String))
    return fresh.check(fresh.sift(Block(frame.with_row_index(ROW, offset=2))))


def headcount(**cells):
    found = checked(**({"JML_TK_WLKP": ""} | cells))
    return found.rows["declared_headcount"].to_list() or [row[2] for row in found.issues.rows()]


def test_a_good_row_becomes_facts():
    row = checked(NPP="0000.1234 ", NAMA="PT  Maju").rows.row(0, named=True)
    assert tuple(row) == (ROW, *FACTS)
    assert row == {
        ROW: 2,
        "npp": "00001234",
        "division": "",
        "name": "PT Maju",
        "employer_id": 7,
        "declared_headcount": 12,
        "declared_on": date(2023, 1, 15),
    }


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"JML_TK_WLKP": "12"}, [12]),
        ({"JML_TK_WLKP": "0"}, [0]),
        ({"TK_LAKI": "7", "TK_PEREMPUAN": "5"}, [12]),
        ({"TK_WNI": "12", "TK_WNA": "0"}, [12]),
        ({"TK_PKWT": "4", "TK_PKWTT": "8"}, [12]),
        ({"TK_LAKI": "7", "TK_PEREMPUAN": "5", "TK_WNI": "11", "TK_WNA": "1"}, [12]),
        ({"JML_TK_WLKP": "12", "TK_LAKI": "7", "TK_PEREMPUAN": "5"}, [12]),
        ({"JML_TK_WLKP": "12", "TK_PKWT": "4"}, [12]),
        ({"TK_LAKI": "7"}, ["headcount_missing"]),
        ({"TK_LAKI": "7", "TK_WNI": "7"}, ["headcount_missing"]),
        ({}, ["headcount_missing"]),
        ({"JML_TK_WLKP": "13", "TK_LAKI": "7", "TK_PEREMPUAN": "5"}, ["headcount_parts_differ"]),
        ({"TK_LAKI": "7", "TK_PEREMPUAN": "5", "TK_WNI": "12", "TK_WNA": "1"}, ["headcount_parts_differ"]),
        ({"JML_TK_WLKP": "dua"}, ["headcount_form"]),
        ({"JML_TK_WLKP": "12", "TK_LAKI": "tujuh", "TK_PEREMPUAN": "5"}, ["headcount_form"]),
        ({"JML_TK_WLKP": "10000001"}, ["headcount_form"]),
    ],
)
def test_one_headcount_from_what_the_row_says(cells, said):
    assert headcount(**cells) == said


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3))
def test_pairs_that_agree_are_counted_once(pairs):
    total = sum(pairs[0])
    names = (("TK_LAKI", "TK_PEREMPUAN"), ("TK_WNI", "TK_WNA"), ("TK_PKWT", "TK_PKWTT"))
    cells = {
        name: str(part)
        for both, (one, other) in zip(names, pairs, strict=False)
        for name, part in zip(both, (one, other), strict=True)
    }
    agree = all(sum(pair) == total for pair in pairs)
    assert headcount(**cells) == ([total] if agree else ["headcount_parts_differ"])


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"NPP": ""}, [("NPP", "required", "error")]),
        ({"NPP": "1,2E+07"}, [("NPP", "code_damaged", "error")]),
        ({"NPP": "3671071805829074"}, [("NPP", "nik_misplaced", "error")]),
        ({"NAMA": "Toko 3671071805829074"}, [("NAMA", "nik_misplaced", "error")]),
        ({"NPP": "00009999"}, [("NPP", "employer_unknown", "error")]),
        ({"DIVISI": "B"}, [("NPP", "employer_unknown", "error")]),
        ({"TGL_WLKP": ""}, [("TGL_WLKP", "required", "error")]),
        ({"TGL_WLKP": "2023"}, [("TGL_WLKP", "date_form", "error")]),
        ({"TGL_WLKP": "01-01-2024"}, [("TGL_WLKP", "declared_after_position", "warning")]),
    ],
)
def test_what_is_said_of_a_cell(cells, problems):
    found = checked(**cells)
    assert [row[1:4] for row in found.issues.rows()] == problems
    assert "3671071805829074" not in repr(found.issues.rows())


def test_every_column_has_its_field_and_a_wlkp_sheets_names_find_it():
    assert tuple(field.name for field in FIELDS) == COLUMNS
    by_name = {name: field.name for field in FIELDS for name in field.synonyms}
    assert (by_name["L"], by_name["WNA"], by_name["PKWTT"], by_name["Jml TK"]) == (
        "TK_LAKI",
        "TK_WNA",
        "TK_PKWTT",
        "JML_TK_WLKP",
    )


@pytest.mark.parametrize(
    ("said", "stored", "kept"),
    [
        ((5, date(2023, 1, 1)), (9, date(2022, 1, 1)), (5, date(2023, 1, 1))),
        ((5, date(2022, 1, 1)), (9, date(2023, 1, 1)), (9, date(2023, 1, 1))),
        ((5, date(2023, 1, 1)), (9, date(2023, 1, 1)), (5, date(2023, 1, 1))),
        ((None, None), (9, date(2023, 1, 1)), (9, date(2023, 1, 1))),
        ((5, date(2023, 1, 1)), (None, None), (5, date(2023, 1, 1))),
        ((None, None), (None, None), (None, None)),
        ((5, None), (None, None), (5, None)),
    ],
)
def test_the_newer_declaration_stands(said, stored, kept):
    names = ("declared_headcount", "declared_on", "old_declared_headcount", "old_declared_on")
    kinds = (pl.Int64, pl.Date) * 2
    rows = pl.DataFrame([(*said, *stored)], schema=dict(zip(names, kinds, strict=True)), orient="row")
    assert with_newest(rows).row(0)[:2] == kept
