"""Every check of the employers' extract: one bad row, and exactly the problem it gives."""

import re
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.luhn import passes_luhn
from coverage_portal.core.tabular import ROW, Block
from employers.extract import COLUMNS, EmployersChecker, Reference
from employers.identifiers import KBLI_2020_DIVISIONS, kbli_sections, luhn_columns
from tests.imports.extracts import employer

GOOD_NPWP = "012345674" + "123000"  # the check digit of 01234567 is 4


def checker(**changes):
    reference = {
        "row_key": bytes(32),
        "districts": {"36.71.07": 2},
        "branches": {"CMN": 4},
        "legal_forms": {"PT": "PT", "UD/PD": "UD"},
        "scales": {"MIKRO": 1, "KECIL": 2, "MENENGAH": 3, "BESAR": 4},
        "scale_bases": {"modal": "modal", "penjualan": "penjualan", "pekerja": "pekerja"},
        "known": np.empty(0, dtype=np.int64),
        "suspects": [],
    }
    return EmployersChecker(Reference(**(reference | changes)))


def check(*rows):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    fresh = checker()
    return fresh.check(fresh.sift(Block(frame.with_row_index(ROW, offset=2))))


def facts(**changes):
    checked = check(employer(**changes))
    assert checked.rows.height == 1, checked.issues.rows()
    return checked.rows.row(0, named=True)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("KODE_KANTOR", "", "required"),
        ("KODE_KANTOR", "XXX", "branch_unknown"),
        ("NPP", "", "required"),
        ("NPP", "1,2E+07", "code_damaged"),
        ("NPP", "3671071805829074", "nik_misplaced"),
        ("NPP", "A" * 21, "too_long"),
        ("DIVISI", "B" * 11, "too_long"),
        ("NAMA", "", "required"),
        ("NAMA", "x" * 201, "too_long"),
        ("NAMA", "Toko 3671071805829074", "nik_misplaced"),
        ("NIB", "1,2E+12", "code_damaged"),
        ("NIB", "912000000000", "nib_form"),
        ("NIB", "BELUM", "nib_form"),
        ("NIB", "91200000000A1", "nib_form"),
        ("NPWP", "1,2E+15", "code_damaged"),
        ("KBLI", "4711", "kbli_form"),
        ("KBLI", "G4711", "kbli_form"),
        ("KBLI_VERSI", "", "kbli_version_missing"),
        ("KBLI_VERSI", "2015", "kbli_version"),
        ("SKALA", "Raksasa", "scale_unknown"),
        ("DASAR_SKALA", "luas", "scale_basis_unknown"),
        ("SKALA_PER", "2022", "date_form"),
        ("KELOMPOK_RISIKO", "6", "risk_group_unknown"),
        ("KODE_KECAMATAN", "", "required"),
        ("KODE_KECAMATAN", "36.71", "district_unknown"),
        ("ALAMAT", "x" * 301, "too_long"),
        ("NIB", "3671071805829074", "nik_misplaced"),
        ("NIB", "3671/0718/0582/9074", "nik_misplaced"),
        ("NPP", "3671/0718/0582/9074", "nik_misplaced"),
        ("ALAMAT", "rumah 3671071805829074", "nik_misplaced"),
        ("ALAMAT", "rumah 3671/0718/0582/9074", "nik_misplaced"),
        ("TGL_DAFTAR", "", "required"),
        ("TGL_DAFTAR", "30-02-2020", "date_form"),
        ("TGL_DAFTAR", "01-01-1900", "date_too_old"),
        ("TGL_TUTUP", "01-02-2020", "closes_before_registered"),
        ("JML_TK_WLKP", "dua", "headcount_form"),
        ("JML_TK_WLKP", "-1", "headcount_form"),
        ("TGL_WLKP", "x", "date_form"),
        *((f"{programme}_SEJAK", "01/01/2020", "date_form") for programme in ("JKK", "JKM", "JHT", "JP", "JKP")),
    ],
)
def test_a_bad_cell_rejects_its_row_and_is_named(column, cell, code):
    checked = check(employer(), employer(NPP="00009999") | {column: cell})
    errors = [issue for issue in checked.issues.rows() if issue[3] == "error"]
    assert [issue[:3] for issue in errors] == [(3, column, code)]
    assert checked.rows.height == 1
    assert "3671071805829074" not in re.sub(r"\W", "", repr(checked.issues.rows()))


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("NPP", "123", "npp_form"),
        ("BENTUK", "PT Aneh", "legal_form_unknown"),
        ("NPWP", "3671071805829074", "npwp_like_nik"),
        ("NPWP", "12345", "npwp_form"),
        ("NPWP", "012345675123000", "npwp_luhn"),
        ("KBLI", "04111", "kbli_division"),
    ],
)
def test_what_only_warns(column, cell, code):
    checked = check(employer() | {column: cell})
    assert [(*issue[:4],) for issue in checked.issues.rows()] == [(2, column, code, "warning")]
    assert checked.rows.height == 1


@pytest.mark.parametrize("column", COLUMNS)
def test_an_excel_error_rejects_its_row_in_any_column(column):
    checked = check(employer(**{column: "#N/A"}))
    assert (2, column, "cell_error", "error", "#N/A") in checked.issues.rows()
    assert (checked.rows.height, checked.rejected) == (0, 1)


def test_a_good_row_becomes_typed_facts():
    row = facts(NPWP="01.234.567.4-123.000", NIB="1234567890123", DIVISI="a ", KELOMPOK_RISIKO="III", TGL_TUTUP="")
    assert isinstance(row.pop("row_hash"), int)
    assert row == {
        "row_number": 2,
        "npp": "00001234",
        "division": "A",
        "name": "PT Maju Jaya",
        "legal_form": "PT",
        "nib": "1234567890123",
        "npwp": f"0{GOOD_NPWP}",
        "kbli_version": 2020,
        "kbli_code": "47111",
        "kbli_section": "G",
        "scale": 2,
        "scale_basis": "pekerja",
        "scale_as_of": date(2022, 12, 31),
        "risk_group": 3,
        "branch_id": 4,
        "district_id": 2,
        "address": "Jalan Contoh 1",
        "registered_on": date(2020, 2, 1),
        "closed_on": None,
        "declared_headcount": 12,
        "declared_on": date(2023, 1, 15),
        "jkk_sejak": date(2020, 2, 1),
        "jkm_sejak": date(2020, 2, 1),
        "jht_sejak": None,
        "jp_sejak": None,
        "jkp_sejak": None,
    }


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (GOOD_NPWP, f"0{GOOD_NPWP}"),
        (f"0{GOOD_NPWP}", f"0{GOOD_NPWP}"),
        (f"0{GOOD_NPWP}000001", f"0{GOOD_NPWP}000001"),
        ("3671071805829074", ""),
        ("3671071805829074000000", ""),
        ("36710718058290", ""),
        ("", ""),
    ],
)
def test_an_npwp_is_kept_only_when_it_can_be_no_nik(cell, kept):
    assert facts(NPWP=cell)["npwp"] == kept


def test_an_unknown_legal_form_is_kept_as_other_and_none_as_none():
    assert [facts(BENTUK=cell)["legal_form"] for cell in ("pt", "UD/PD", "Aneh", "")] == ["PT", "UD", "Lainnya", ""]


def test_the_section_of_a_2025_code_stays_blank():
    assert facts(KBLI_VERSI="2025")["kbli_section"] == ""
    assert facts(KBLI="", KBLI_VERSI="")["kbli_version"] is None


def test_divisions_of_kbli_2020_do_not_overlap():
    divisions = [n for first, last in KBLI_2020_DIVISIONS.values() for n in range(first, last + 1)]
    assert sorted(divisions) == sorted(set(divisions))
    assert kbli_sections()["2020 01"] == "A"
    assert kbli_sections()["2020 99"] == "U"


@given(st.lists(st.from_regex(r"[0-9]{15}", fullmatch=True), min_size=1, max_size=20))
def test_luhn_by_columns_is_luhn_digit_by_digit(numbers):
    frame = pl.DataFrame({"tax": numbers}).with_columns(luhn_columns("tax"))
    assert frame["npwp_luhn"].to_list() == [passes_luhn(number[:9]) for number in numbers]
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398710")
