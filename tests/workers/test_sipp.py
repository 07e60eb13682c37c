"""SIPP's Data TK Baru, row by row: what is read of it, what never is, and what stands in for a KPJ."""

import re
from datetime import date

import numpy as np
import polars as pl
import pytest

from coverage_portal.core.tabular import ROW, Block
from tests.imports.extracts import POSITION
from tests.workers.test_extract import EMPLOYERS, KEY, TODAY
from workers import sipp, sipp_fields
from workers.extract import FACTS, Reference

REFERENCE = Reference(
    today=TODAY,
    position=POSITION,
    nik_key=KEY,
    regions={"36.71": 1},
    branches={"CMN": 4},
    employers=EMPLOYERS,
    nik_regions=[367107],
    segments={"PU": 1, "BPU": 2, "JAKON": 3, "PMI": 4},
    programmes={"JKK": 1, "JKM": 2, "JHT": 4, "JP": 8, "JKP": 16},
    pension_programmes=24,
    known=np.empty(0, dtype=np.int64),
    suspects=[],
    illustrative=True,
)
ROWS = {
    "NAMA": "Rangga Kusuma",
    "NIK": "3671071805829074",
    "JENIS_IDENTITAS": "KTP",
    "JENIS_KELAMIN": "L",
    "TGL_LAHIR": "18-05-1982",
    "TGL_MULAI": "",
    "UPAH": "4600000",
    "KODE_TEMPAT_KERJA": "36.71",
    "KODE_KANTOR": "CMN",
    "NPP": "00001234",
    "DIVISI": "",
    "SEGMEN": "PU",
    "PROGRAM": "JKK+JKM",
}
LAYOUTS = {
    "29 columns": sipp.HEADER,
    "32 columns": (*sipp.HEADER, *sipp.LATER),
    "30 columns": ("NO_PEGAWAI", "NAMA_LENGKAP", *sipp.HEADER[4:], *sipp.LATER),
}


def checked(*rows):
    fresh = sipp.SippChecker(REFERENCE)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(sipp.COLUMNS, pl.String))
    return fresh.check(fresh.sift(Block(frame.with_row_index(ROW, offset=2))))


def facts(**changes):
    found = checked(ROWS | changes)
    assert found.rows.height == 1, found.issues.rows()
    return found.rows.row(0, named=True)


@pytest.mark.parametrize(("header", "count"), list(zip(LAYOUTS.values(), (29, 32, 30), strict=True)), ids=LAYOUTS)
def test_every_layout_is_recognised_and_every_field_found(header, count):
    assert len(header) == count
    assert sipp.recognised(header)
    names = {name for field in sipp_fields.FIELDS for name in (field.name, *field.synonyms)}
    found = [field.name for field in sipp_fields.FIELDS if {field.name, *field.synonyms} & set(header)]
    assert set(found) == set(sipp.COLUMNS) - set(sipp.CONSTANTS)
    assert {name for name in header if name in names} <= set(sipp.READ)


def test_other_headers_are_not_taken_for_one():
    assert not sipp.recognised(["KPJ", "NIK", "NAMA", "TGL_LAHIR", "UPAH"])


def test_what_is_dropped_goes_by_no_fields_name():
    names = {name for field in sipp_fields.FIELDS for name in (field.name, *field.synonyms)} - {"NOMOR_IDENTITAS"}
    assert names & set(sipp.WITHHELD) == set()
    for name in ("NAMA_IBU_KANDUNG", "GOLONGAN_DARAH", "HP", "EMAIL", "TELEPON_RUMAH", "TELEPON_KANTOR", "NPWP"):
        assert name in sipp.WITHHELD


@pytest.mark.parametrize("header", ["Nama Ibu Kandung", "golongan_darah", "E-MAIL", "Nomor Identitas", "NPWP"])
def test_a_column_is_withheld_however_its_header_is_spelt(header):
    assert sipp.is_withheld(header)
    assert not sipp.is_withheld("Tanggal Lahir")


def test_the_names_stand_in_their_order():
    assert sipp_fields.FIELDS[0].joined
    assert sipp_fields.FIELDS[0].synonyms[1:] == ("NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG")


def test_the_fields_are_the_columns_of_the_checks():
    assert tuple(field.name for field in sipp_fields.FIELDS) == sipp.COLUMNS


def test_a_row_becomes_the_facts_of_a_membership_without_a_kpj():
    row = facts()
    assert set(row) == {ROW, *FACTS, "start_given"}
    assert (row["name"], row["segment"], row["programmes"], row["wage"]) == ("Rangga Kusuma", 1, 3, 4_600_000)
    assert (row["started_on"], row["ended_on"], row["start_given"]) == (POSITION, None, False)
    assert (row["home_id"], sipp.is_stand_in(row["kpj"])) == (None, True)
    given = facts(TGL_MULAI="01-12-2023")
    assert (given["started_on"], given["start_given"]) == (date(2023, 12, 1), True)


def test_what_stands_in_is_the_same_for_the_same_two_and_holds_no_digit():
    hashed = bytes(range(16))
    one = sipp.stand_in(hashed, "00001234\x1f")
    assert re.fullmatch(r"~[A-Z]{19}", one)
    assert one == sipp.stand_in(hashed, "00001234\x1f")
    assert len({one, sipp.stand_in(hashed, "00001234\x1fB"), sipp.stand_in(bytes(16), "00001234\x1f")}) == 3
    assert len(one) <= 20
    assert facts()["kpj"] == facts(UPAH="1", TGL_MULAI="01-12-2023")["kpj"]
    assert str(sipp_fields.shown_kpj(one)) == "KPJ belum terbit"
    assert sipp_fields.shown_kpj("16000000001") == "16000000001"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"JENIS_IDENTITAS": ""}, [("JENIS_IDENTITAS", "required")]),
        ({"JENIS_IDENTITAS": "PASSPORT", "NIK": "A1234567"}, [("JENIS_IDENTITAS", "identity_not_ktp")]),
        ({"NIK": ""}, [("NIK", "required")]),
        ({"NIK": "3,67E+15"}, [("NIK", "nik_damaged")]),
        ({"NIK": "3671071805820000"}, [("NIK", "nik_serial")]),
        ({"NAMA": ""}, [("NAMA", "required")]),
        ({"TGL_LAHIR": ""}, [("TGL_LAHIR", "required")]),
        ({"TGL_MULAI": "31/12/2023"}, [("TGL_MULAI", "date_form")]),
        ({"KODE_TEMPAT_KERJA": "9999"}, [("KODE_TEMPAT_KERJA", "place_unknown")]),
        ({"NPP": "99999999"}, [("NPP", "employer_unknown")]),
        ({"PROGRAM": ""}, [("PROGRAM", "required")]),
        ({"UPAH": "lima juta"}, [("UPAH", "wage_form")]),
    ],
)
def test_a_bad_cell_rejects_its_row(changes, problems):
    found = checked(ROWS | changes)
    assert found.rejected == 1
    assert [row[1:3] for row in found.issues.rows()] == problems
    assert "3671071805829074" not in repr(found.issues.rows())


def test_a_row_that_comes_back_to_its_sender_is_as_it_was():
    found = checked(ROWS | {"NAMA": ""})
    assert found.rejected_text.columns == [ROW, *sipp.COLUMNS]
    assert found.rejected_text["TGL_MULAI"].to_list() == [""]


def test_nobody_types_what_stands_in():
    assert not re.fullmatch(r"[A-Z0-9]+", sipp.stand_in(bytes(16), "x"))  # the form of every KPJ in a file
