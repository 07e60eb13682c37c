"""Every check of the workers' extract: one bad row, and exactly the problem it gives."""

import hashlib
import hmac
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.tabular import ROW, Block
from coverage_portal.core.tabular_checks import HIDDEN
from tests.imports.extracts import POSITION, worker
from workers.extract import COLUMNS, FACTS, Reference, WorkersChecker
from workers.identity import read_nik

KEY = bytes(range(32))
TODAY = date(2026, 11, 22)
EMPLOYERS = pl.DataFrame(
    [("00001234\x1f", 7, None), ("00001234\x1fB", 8, date(2021, 3, 1))],
    schema={"key": pl.String, "employer_id": pl.Int64, "closed_on": pl.Date},
    orient="row",
)


def checker(**changes):
    reference = {
        "today": TODAY,
        "position": POSITION,
        "nik_key": KEY,
        "regions": {"36.71": 1, "36.71.07": 2, "36.71.08": 3},
        "branches": {"CMN": 4},
        "employers": EMPLOYERS,
        "nik_regions": [367107],
        "segments": {"PU": 1, "BPU": 2, "JAKON": 3, "PMI": 4},
        "programmes": {"JKK": 1, "JKM": 2, "JHT": 4, "JP": 8, "JKP": 16},
        "pension_programmes": 24,
        "known": np.empty(0, dtype=np.int64),
        "suspects": [],
        "illustrative": True,
    }
    return WorkersChecker(Reference(**(reference | changes)))


def block(*rows, first=2):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    return Block(frame.with_row_index(ROW, offset=first))


def whole(block, **changes):
    """What becomes of the block, with the checker's reference changed so."""
    fresh = checker(**changes)
    return fresh.check(fresh.sift(block))


def check(*rows):
    """What the checks say about the rows: problems, and how many rows are good."""
    checked = whole(block(*rows))
    return checked.issues.rows(), checked.rows.height


BPU = {"SEGMEN": "BPU", "NPP": ""}
SEPARATED = [
    "3671/0718/0582/9074",
    "3671,0718,0582,9074",
    "367107:180582:9074",
    "36_71_07_18_05_82_90_74",
    "3671 | 0718 | 0582 | 9074",
    "3671\u200d07180582\u20609074",
    "\uff13\uff16\uff17\uff11\uff10\uff17\uff11\uff18\uff10\uff15\uff18\uff12\uff19\uff10\uff17\uff14",
]
REJECTED = [
    ("KODE_KANTOR", "", "required", ""),
    ("KODE_KANTOR", "XXX", "branch_unknown", "XXX"),
    ("KPJ", "", "required", ""),
    ("KPJ", "1,6E+10", "code_damaged", HIDDEN),
    ("KPJ", "3671071805829074", "nik_misplaced", ""),
    *[("KPJ", nik, "nik_misplaced", "") for nik in SEPARATED],
    ("KPJ", "3671071805829", "nik_misplaced", ""),
    ("KPJ", "367107580582907", "nik_misplaced", ""),
    ("KPJ", "ABCDEFGHIJKLMNOPQRSTU", "too_long", "ABCDEFGHIJKLMNOPQRSTU"),
    ("KPJ", "AB-1", "kpj_characters", "AB-1"),
    ("KPJ", "1600000000é", "kpj_characters", "1600000000é"),
    ("KPJ", "+16000000001", "kpj_characters", "+16000000001"),
    ("NIK", "", "required", ""),
    ("NIK", "3,67107E+15", "nik_damaged", ""),
    ("NIK", "3.671071805829074E+15", "nik_damaged", ""),
    ("NIK", "367107180582907", "nik_form", ""),
    ("NIK", "36710718O5829O74", "nik_letters", ""),
    ("NIK", "367l 0718 0582 9074", "nik_letters", ""),
    ("NIK", "36710718O582907", "nik_form", ""),
    ("NIK", "3671073205829074", "nik_date", ""),
    ("NIK", "3671071805820000", "nik_serial", ""),
    ("NIK", "3671071805209074", "nik_age", ""),
    ("NAMA", "", "required", ""),
    ("NAMA", "x" * 151, "too_long", "x" * 120),
    ("NAMA", "Rangga 3671 0718 0582 9074", "nik_misplaced", ""),
    *[("NAMA", f"Rangga {nik}", "nik_misplaced", "") for nik in SEPARATED],
    *[("KODE_KANTOR", nik, "branch_unknown", HIDDEN) for nik in SEPARATED],
    *[("NPP", nik, "employer_unknown", HIDDEN) for nik in SEPARATED],
    *[("TGL_MULAI", nik, "date_form", HIDDEN) for nik in SEPARATED],
    ("JENIS_KELAMIN", "", "required", ""),
    ("JENIS_KELAMIN", "W", "sex_unknown", "W"),
    ("JENIS_KELAMIN", "3671071805829074", "sex_unknown", HIDDEN),
    ("TGL_LAHIR", "", "required", ""),
    ("TGL_LAHIR", "1982-05-18", "date_form", "1982-05-18"),
    ("TGL_LAHIR", "5-8-1982", "date_form", "5-8-1982"),
    ("TGL_LAHIR", "31-02-1982", "date_form", "31-02-1982"),
    ("TGL_LAHIR", "01-01-1900", "date_too_old", "01-01-1900"),
    ("TGL_LAHIR", "01-03-2021", "born_after_start", "01-03-2021"),
    ("KODE_DOMISILI", "99.99", "place_unknown", "99.99"),
    ("NPP", "", "employer_missing", ""),
    ("NPP", "00009999", "employer_unknown", "00009999"),
    ("NPP", "1,2E+3", "code_damaged", "1,2E+3"),
    ("DIVISI", "B", "employer_closed", None),
    ("SEGMEN", "", "required", ""),
    ("SEGMEN", "XX", "segment_unknown", "XX"),
    ("PROGRAM", "", "required", ""),
    ("PROGRAM", "JKK+XX", "programme_unknown", "JKK+XX"),
    ("PROGRAM", "JKK+JKK", "programme_unknown", "JKK+JKK"),
    ("UPAH", "4.600.000", "wage_form", "4.600.000"),
    ("UPAH", "-1", "wage_form", "-1"),
    ("UPAH", "3671071805829074", "wage_too_large", ""),
    ("KODE_TEMPAT_KERJA", "", "required", ""),
    ("KODE_TEMPAT_KERJA", "36.71.99", "place_unknown", "36.71.99"),
    ("TGL_MULAI", "", "required", ""),
    ("TGL_MULAI", "01/03/2021", "date_form", "01/03/2021"),
    ("TGL_MULAI", "01-01-2101", "date_too_late", "01-01-2101"),
    ("TGL_AKHIR", "x", "date_form", "x"),
    ("TGL_AKHIR", "01-03-2021", "ends_before_start", "01-03-2021"),
]


@pytest.mark.parametrize(("column", "cell", "code", "value"), REJECTED, ids=lambda part: str(part)[:24])
def test_a_bad_cell_rejects_its_row_and_is_named(column, cell, code, value):
    row = worker(17) | {column: cell}
    issues, good = check(worker(1), worker(2), row)
    errors = [issue for issue in issues if issue[3] == "error"]
    where = "TGL_MULAI" if code == "employer_closed" else column
    assert errors[0] == (4, where, code, "error", row[where] if value is None else value)
    assert {issue[0] for issue in errors} == {4}
    assert good == 2


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        (BPU | {"NPP": "00001234"}, "NPP", "employer_not_allowed"),
        (BPU | {"DIVISI": "B"}, "NPP", "employer_not_allowed"),
        ({"SEGMEN": "PMI"}, "NPP", "employer_not_allowed"),
        ({"SEGMEN": "JAKON", "NPP": ""}, "NPP", "employer_missing"),
        (BPU | {"PROGRAM": "JKK+JKM+JP"}, "PROGRAM", "programme_not_for_segment"),
        ({"SEGMEN": "JAKON", "PROGRAM": "JKK+JKP"}, "PROGRAM", "programme_not_for_segment"),
    ],
)
def test_what_a_segment_does_not_allow(changes, column, code):
    issues, good = check(worker(1) | changes)
    assert [issue[:4] for issue in issues] == [(2, column, code, "error")]
    assert good == 0


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"KPJ": "AB1"}, "KPJ", "kpj_form"),
        ({"KPJ": "1234567890123"}, "KPJ", "kpj_form"),
        ({"KPJ": "3671073205829"}, "KPJ", "kpj_form"),
        ({"NIK": "3219070205829001"}, "NIK", "nik_region"),
        ({"TGL_LAHIR": "03-05-1982"}, "TGL_LAHIR", "nik_born_differs"),
        ({"JENIS_KELAMIN": "P"}, "JENIS_KELAMIN", "nik_sex_differs"),
        ({"TGL_MULAI": "01-01-2024"}, "TGL_MULAI", "after_position"),
    ],
)
def test_what_only_warns(changes, column, code):
    issues, good = check(worker(1) | changes)
    assert [issue[:4] for issue in issues] == [(2, column, code, "warning")]
    assert good == 1


def test_a_good_row_becomes_typed_facts():
    row = worker(
        1, KODE_DOMISILI="", UPAH="", TGL_AKHIR="01-01-2023", PROGRAM="jkm + JKK", NAMA="  Rangga\u00a0 Kusuma "
    )
    checked = whole(block(row))
    assert checked.issues.is_empty()
    facts = checked.rows.select(FACTS).row(0, named=True)
    assert facts.pop("nik_hash") == hmac.new(KEY, row["NIK"].encode(), hashlib.sha256).digest()[:16]
    assert isinstance(facts.pop("row_hash"), int)
    assert facts == {
        "kpj": "16000000001",
        "name": "Rangga Kusuma",
        "sex": 1,
        "birth_date": date(1982, 5, 2),
        "home_id": None,
        "employer_id": 7,
        "branch_id": 4,
        "segment": 1,
        "programmes": 3,
        "wage": None,
        "workplace_id": 2,
        "started_on": date(2021, 3, 1),
        "ended_on": date(2023, 1, 1),
    }


def test_habits_of_writing_ids_are_forgiven():
    row = worker(1, KPJ=" '16000000001", NIK="'3671.0702.0582.9001\u00a0", UPAH="0")
    issues, good = check(row)
    assert (issues, good) == ([], 1)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#SPILL!", "#RUMUS", "#n/a"])
def test_an_excel_error_rejects_its_row_in_any_column(column, text):
    checked = whole(block(worker(1), worker(2) | {column: text}))
    assert (3, column, "cell_error", "error", text) in checked.issues.rows()
    assert (checked.rows.height, checked.rejected) == (1, 1)


@pytest.mark.parametrize("neighbour", ["Nur Aini", "Nur'aini", "N\u00fcr"])
def test_a_row_is_read_alike_whatever_its_neighbours_are(neighbour):
    checked = whole(block(worker(1, KPJ="160 00000001", NAMA="Budi\x7fSan"), worker(2, NAMA=neighbour)))
    assert checked.issues.is_empty()
    assert checked.rows.select("kpj", "name").row(0) == ("16000000001", "Budi San")


@pytest.mark.parametrize("npp", ["0000.1234", "'00001234", "0000 1234"])
def test_an_npp_is_taken_as_in_the_employers_extract(npp):
    assert check(worker(1, NPP=npp)) == ([], 1)


@pytest.mark.parametrize("name", ["#1", "# N/A", "Nomor #N/A", "#Budi"])
def test_a_name_with_a_hash_is_no_excel_error(name):
    assert check(worker(1, NAMA=name))[1] == 1


def test_blank_and_ragged_rows_are_counted_apart():
    lines = block(worker(1), dict.fromkeys(COLUMNS, " "), worker(2, SEGMEN=""))
    checked = whole(Block(lines.frame, ragged=(9,)))
    assert (checked.read, checked.blank, checked.rejected, checked.rows.height) == (4, 1, 2, 1)
    assert checked.issues.select(ROW, "code").rows() == [(4, "required"), (9, "cell_count")]


def test_a_row_that_is_stored_just_so_is_not_checked_again():
    first = whole(block(worker(1), worker(2)))
    known = np.sort(first.rows["row_hash"].to_numpy())
    again = whole(block(worker(2), worker(1, UPAH="1"), worker(1)), known=known, branches={})
    assert known[again.same].tolist() == [first.rows["row_hash"][1], first.rows["row_hash"][0]]
    assert again.issues.select(ROW, "code").rows() == [(3, "branch_unknown")]
    suspected = whole(block(worker(2), worker(1)), known=known, suspects=["16000000002"])
    assert suspected.rows["kpj"].to_list() == ["16000000002"]


def test_the_row_hash_covers_every_column():
    plain = whole(block(worker(1))).rows["row_hash"].item()
    others = {"KODE_DOMISILI": "36.71.08", "DIVISI": " ", "TGL_AKHIR": "01-01-2023", "NIK": "3671070205829002"}
    for column, cell in (others | {"UPAH": "1", "NAMA": "Lain", "PROGRAM": "JKK", "TGL_MULAI": "02-03-2021"}).items():
        changed = whole(block(worker(1) | {column: cell})).rows["row_hash"].item()
        assert (changed == plain) == (cell == " "), column


def test_keys_of_rejected_rows_are_told_unless_they_may_be_niks():
    refused = whole(block(worker(1, SEGMEN=""), worker(2, KPJ="3671071805829074"))).refused_keys
    assert refused.to_list() == ["16000000001"]


def finish(rows, **changes):
    watched = checker(**changes)
    watched.check(watched.sift(block(*rows)))
    return watched.finish().select(ROW, "column", "code").rows()


def test_a_column_whose_last_digits_are_mostly_0_stops_the_file():
    zeros = [worker(n, NIK=f"36710702058290{n % 9 + 1}0") for n in range(60)]
    assert finish(zeros) == [(0, "NIK", "column_damaged")]
    assert finish(zeros, accept_zeros=True) == []
    assert finish(zeros[:49]) == []
    assert finish([worker(n) for n in range(60)]) == []


def test_demo_people_and_others_are_not_mixed():
    real = worker(2, NIK="3671070205820001")
    assert finish([worker(1)], illustrative=False) == [(0, "NIK", "demo_unmarked")]
    assert finish([real], illustrative=False) == []
    assert finish([worker(1), real]) == [(0, "NIK", "demo_mixed")]
    assert finish([worker(1), worker(2, NIK="3671070205820000")]) == []  # a slip, nobody's number


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789.-' E+,\u00a0", max_size=20))
def test_a_nik_is_taken_exactly_when_the_plain_reader_takes_it(cell):
    issues, good = check(worker(1) | {"NIK": cell})
    assert bool(good) == (read_nik(cell, TODAY).problem == "")
    assert all(issue[4] == "" for issue in issues if issue[1] == "NIK")
