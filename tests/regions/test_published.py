"""Reading the shipped files: days, precision, labels; every row becomes exactly one figure or target."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from regions.models import ReferenceFigure, Target
from regions.seeds.places import DATA
from regions.seeds.published import (
    INDICATORS,
    TARGET_MEASURES,
    SeedFileError,
    day_of,
    file_rows,
    half_step_of,
    published_figures,
    published_targets,
)

FILES = {
    "bpjstk_cakupan_publik": 43,
    "ketenagakerjaan_banten": 69,
    "penduduk_kota_tangerang": 12,
    "upah_minimum_banten": 46,
    "ump_provinsi_2026": 26,
}


def rows_of(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025 Semester I", date(2025, 6, 30)),
        ("2024 Semester II", date(2024, 12, 31)),
        ("2023", date(2023, 12, 31)),
        ("2019-08", date(2019, 8, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2010 (SP2010)", date(2010, 12, 31)),
        ("2010 (SP2010, angka sementara)", date(2010, 12, 31)),
        ("2024-12 (DKB Smt II)", date(2024, 12, 31)),
        ("2024-06-30", date(2024, 6, 30)),
    ],
)
def test_a_period_stands_at_its_last_day(period, day):
    assert day_of(period) == day


@pytest.mark.parametrize("period", ["", "Agustus 2023", "2023-13", "23", "2025 Semester III"])
def test_an_unknown_period_is_refused(period):
    with pytest.raises(SeedFileError):
        day_of(period)


@pytest.mark.parametrize(
    ("value", "note", "half"),
    [
        ("7.14", "", "0.005"),
        ("5.90", "", "0.005"),
        ("99.5", "", "0.05"),
        ("15702", "", "0.5"),
        ("2750000", "2,75 juta", "5000"),
        ("8000000", "8,0 juta; menurut tempat pendaftaran", "50000"),
        ("736000", "disebut 736 ribu; kepesertaan aktif", "500"),
        ("1190000", "disebut 1,19 juta; kemungkinan besar nilai Sakernas", "5000"),
        ("248210", "dibulatkan: 248,21 ribu", "5"),
        ("4601988.00", "", "0.005"),
        ("40000", "sekitar 40 ribu", None),
        ("48000", "dipilih dari 200 ribu data kemiskinan", None),
        ("2700000", "dari ±6 juta pekerja; 3,3 juta belum", None),
        ("461000", "", None),
    ],
)
def test_half_the_last_published_digit(value, note, half):
    assert half_step_of(value, note) == (None if half is None else Decimal(half))


def test_a_derived_value_has_no_published_digit():
    assert half_step_of("6.68", derived=True) is None


def test_the_files_have_the_rows_they_are_known_to_have():
    assert {name: len(rows_of(name)) for name in FILES} == FILES


def test_every_number_in_the_files_is_one_figure_or_one_target():
    figures, targets = published_figures(), published_targets()
    assert (len(figures), len(targets)) == (204, 8)
    by_file = Counter(row.seed_key.partition("/")[0] for row in [*figures, *targets])
    assert by_file == FILES | {"ump_provinsi_2026": 26 + 16}
    keys = [row.seed_key for row in [*figures, *targets]]
    assert len(keys) == len(set(keys))


def test_values_arrive_as_the_files_write_them():
    value_columns = ("nilai", "penduduk", "rupiah_per_bulan", "ump_2025", "ump_2026")
    written = Counter(
        (row["kode"], Decimal(row[column]))
        for name in FILES
        for row in rows_of(name)
        for column in value_columns
        if row.get(column)
    )
    read = Counter((row.region_code, row.value) for row in published_figures())
    read.update((row.region_code, row.percent) for row in published_targets())
    assert read == written


def test_every_source_is_described_and_every_description_is_used():
    described = [row["sumber"] for row in rows_of("sumber")]
    assert len(described) == len(set(described))
    assert set(described) == {row["sumber"] for name in FILES for row in rows_of(name)}


def test_every_indicator_and_measure_known_is_used():
    assert {row.indicator for row in file_rows()} == set(INDICATORS) | set(TARGET_MEASURES)


def test_everything_fits_its_column_and_names_its_source():
    for model, rows in ((ReferenceFigure, published_figures()), (Target, published_targets())):
        for row in rows:
            for name in row.__dataclass_fields__:
                value = getattr(row, name)
                if isinstance(value, str) and name != "region_code":
                    assert len(value) <= model._meta.get_field(name).max_length, (name, value)
    assert all(row.publisher and row.document and row.period and row.unit for row in published_figures())
    assert all(row.decree and row.measure for row in published_targets())


def test_derived_rows_say_so():
    derived = [row for row in published_figures() if row.derived]
    assert len(derived) == 5
    assert all(row.document.startswith("TURUNAN") and "bukan angka terbit" in row.publisher for row in derived)
    assert all(row.half_step is None for row in derived)
    assert {row.seed_key.partition("/")[0] for row in derived} == {"ketenagakerjaan_banten"}


def test_figures_of_one_branch_or_one_sex_are_labelled():
    labels = {row.label for row in published_figures() if "Cab." in row.label}
    assert labels == {f"klaim {programme} (Cab. Cikokol)" for programme in ("JHT", "JKK", "JKM", "JP")}
    assert {"TPT laki-laki", "TPT perempuan"} <= {row.label for row in published_figures()}


def test_the_half_year_counts_of_cikokol_never_pass_for_the_citys_members():
    """Their sum is called "all workers in the city": nobody knows whether it is the members or the base."""
    half_year = [row for row in published_figures() if row.period == "2025 Semester I" and row.unit == "orang"]
    assert {row.value for row in half_year} == {514541, 238238, 15408, 768187}
    assert all(row.label for row in half_year)


def test_targets_keep_ucj_and_the_plans_apart():
    targets = {(row.region_code, row.year, row.measure): row.percent for row in published_targets()}
    assert targets == {
        ("31", 2025, "UCJ"): Decimal(66),
        ("33.18", 2024, "UCJ"): Decimal(40),
        ("33.18", 2025, "UCJ"): Decimal(52),
        ("00", 2025, "UCJ"): Decimal("52.15"),
        ("00", 2025, "Indikator RPJMN"): Decimal("32.15"),
        ("00", 2029, "Indikator RPJMN"): Decimal("43.92"),
        ("00", 2026, "Indikator RKP"): Decimal("34.99"),
        ("00", 2045, "Indikator RPJPN"): Decimal("99.5"),
    }


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("ketenagakerjaan_banten", "36.71,Kota Tangerang,2024-08,TPT,6.00,persen,koran entah,"),
        ("ketenagakerjaan_banten", "36.71,Kota Tangerang,2024-08,bahagia,6.00,persen,kompas.com,"),
    ],
)
def test_a_row_nobody_described_is_refused_by_name(tmp_path, file, line):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    with (data / f"{file}.csv").open("a", encoding="utf-8") as opened:
        opened.write(line + "\n")
    with pytest.raises(SeedFileError, match=r"ketenagakerjaan_banten/36\.71/2024-08"):
        published_figures(data)
