"""make_demo writes what a branch would send: the agreed columns, exact totals, the same bytes each time."""

import csv
import hashlib
import zipfile
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.imports.demo_extract import EMPLOYERS, NEXT_WORKERS, POSITION, WORKERS, extract, holds, read_csv, read_sheet

EMPLOYER_COLUMNS = [
    "KODE_KANTOR",
    "NPP",
    "DIVISI",
    "NAMA",
    "BENTUK",
    "NIB",
    "NPWP",
    "KBLI_VERSI",
    "KBLI",
    "SKALA",
    "DASAR_SKALA",
    "SKALA_PER",
    "KELOMPOK_RISIKO",
    "KODE_KECAMATAN",
    "ALAMAT",
    "TGL_DAFTAR",
    "TGL_TUTUP",
    "JML_TK_WLKP",
    "TGL_WLKP",
    "JKK_SEJAK",
    "JKM_SEJAK",
    "JHT_SEJAK",
    "JP_SEJAK",
    "JKP_SEJAK",
]
WORKER_COLUMNS = [
    "KODE_KANTOR",
    "KPJ",
    "NIK",
    "NAMA",
    "JENIS_KELAMIN",
    "TGL_LAHIR",
    "KODE_DOMISILI",
    "NPP",
    "DIVISI",
    "SEGMEN",
    "PROGRAM",
    "UPAH",
    "KODE_TEMPAT_KERJA",
    "TGL_MULAI",
    "TGL_AKHIR",
]
# What seed 1 writes at scale 0.002. They change only when the demo is meant to change.
HASHES = {
    EMPLOYERS: "4c2c0008b4de9c3870a921331f4891c52262338286efa9b2d482b9703d5269fe",
    WORKERS: "df66a267d50dff5a542aab8b7a155970d446d65fe576b594baf3cc45ca90c60f",
    NEXT_WORKERS: "7bfe7b7807b36925d21fed20b96ef458ab24acbd7dba4f1f50bebcda6626e249",
}


def hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def lines_of(path):
    return path.read_bytes().count(b"\n")


def make(folder, **options):
    out = StringIO()
    call_command("make_demo", out=folder, stdout=out, **options)
    return out.getvalue()


def test_the_columns_are_the_agreed_ones():
    assert list(extract().employers[0]) == EMPLOYER_COLUMNS
    assert list(extract().workers[0]) == WORKER_COLUMNS


@pytest.mark.parametrize(
    ("scale", "employers", "pu", "bpu", "jakon"),
    [(0.0005, 8, 247, 114, 7), (0.002, 31, 986, 456, 30), (0.01, 157, 4930, 2282, 148)],
)
def test_the_totals_of_the_position_date_are_exact(scale, employers, pu, bpu, jakon):
    made = extract(scale)
    assert len(made.registered()) == employers
    assert Counter(row["SEGMEN"] for row in made.active()) == {"PU": pu, "BPU": bpu, "JAKON": jakon}


@pytest.mark.slow
def test_at_full_size_the_city_has_its_published_totals(tmp_path):
    make(tmp_path)
    employers = read_sheet(tmp_path / EMPLOYERS)
    assert sum(holds(row, POSITION, "TGL_DAFTAR", "TGL_TUTUP") for row in employers) == 15_702
    active, kpjs = Counter(), set()
    with (tmp_path / WORKERS).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            kpjs.add(row["KPJ"])
            active[row["SEGMEN"]] += holds(row, POSITION)
    # 736,000 shared as 514,541 : 238,238 : 15,408, by largest remainder.
    assert active == {"PU": 492_982, "BPU": 228_256, "JAKON": 14_762}
    ended = lines_of(tmp_path / WORKERS) - 1 - active.total()
    assert len(kpjs) == active.total() + ended
    assert 0.08 < ended / active.total() < 0.11


def test_the_same_scale_and_seed_give_the_same_bytes(tmp_path):
    assert hashes(extract(0.002).folder) == HASHES
    make(tmp_path, scale=0.002, month="2024-01")
    assert hashes(tmp_path) == HASHES


def test_another_seed_gives_another_registry():
    assert extract(0.002, seed=2).workers != extract(0.002).workers
    assert len(extract(0.002, seed=2).active()) == len(extract(0.002).active()) == 1472


def test_rows_stand_as_a_core_system_orders_them():
    made = extract()
    keys = [(row["KODE_KANTOR"], row["NPP"], row["DIVISI"]) for row in made.employers]
    assert keys == sorted(keys)
    branches = {"CMN": 0, "CKK": 1, "BCP": 2}
    keys = [(branches[row["KODE_KANTOR"]], row["NPP"], row["DIVISI"], row["KPJ"]) for row in made.workers]
    assert keys == sorted(keys)


def test_every_cell_of_the_sheet_is_text():
    assert all(isinstance(value, str) for row in extract().employers for value in row.values())


def test_the_workbook_depends_on_no_machine():
    """Not compressed, and no day or system of its making inside."""
    with zipfile.ZipFile(extract().folder / EMPLOYERS) as parts:
        assert {(p.compress_type, p.date_time, p.create_system) for p in parts.infolist()} == {
            (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0)
        }
        assert b"2024-01-02T00:00:00Z" in parts.read("docProps/core.xml")


def test_without_a_month_only_the_two_files_are_written(tmp_path):
    said = make(tmp_path / "new" / "folder", scale=0.0005)
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted([EMPLOYERS, WORKERS])
    rows = len(read_csv(tmp_path / "new" / "folder" / WORKERS))
    assert f"{WORKERS}: {rows} baris." in said
    assert "Semua isinya ilustrasi." in said


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"scale": 0.0}, "Skala harus lebih besar dari nol."),
        ({"scale": -1.0}, "Skala harus lebih besar dari nol."),
        ({"scale": float("nan")}, "Skala harus lebih besar dari nol."),
        ({"scale": 0.0001}, "Skala terlalu kecil: paling sedikit 0,0005."),
        ({"scale": 101.0}, "Skala terlalu besar: paling banyak 100."),
        ({"seed": -1}, "Angka awal pengacak (--seed) tidak boleh negatif."),
        ({"month": "2024-02"}, "Hanya bulan 2024-01 yang dapat dibuat sesudah 31 Desember 2023."),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(tmp_path, options, sentence):
    with pytest.raises(CommandError) as refusal:
        make(tmp_path / "out", **{"scale": 0.0005, **options})
    assert str(refusal.value) == sentence
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(CommandError, match=rf"^Folder {in_the_way} tidak dapat ditulisi \(.*\)\.$"):
        make(in_the_way, scale=0.0005)


def test_a_file_that_fails_half_way_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(registry, rows):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coverage_portal.imports.demo.files.worker_sheet", full)
    with pytest.raises(CommandError, match="No space left on device"):
        make(tmp_path, scale=0.0005)
    assert [path.name for path in tmp_path.iterdir()] == [EMPLOYERS]
