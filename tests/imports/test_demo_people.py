"""The people of the demo: nobody real, some with two jobs, some living elsewhere."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from coverage_portal.imports.demo.words import words
from tests.imports.demo_extract import day, extract

PERSON = ("NAMA", "JENIS_KELAMIN", "TGL_LAHIR", "KODE_DOMISILI")
DATA = Path(__file__).parents[2] / "regions" / "data"


def by_person(rows):
    people = defaultdict(list)
    for row in rows:
        people[row["NIK"]].append(row)
    return people


def region_codes(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return {row["kode"] for row in csv.DictReader(lines)}


def test_a_nik_is_one_person():
    for rows in by_person(extract().workers + extract().next_workers).values():
        assert len({tuple(row[column] for column in PERSON) for row in rows}) == 1


def test_four_in_a_hundred_hold_two_memberships():
    people = by_person(extract().active())
    assert {len(rows) for rows in people.values()} == {1, 2}
    pairs = [rows for rows in people.values() if len(rows) == 2]
    assert 0.035 < len(pairs) / len(people) < 0.045
    kinds = Counter("+".join(sorted(row["SEGMEN"] for row in rows)) for rows in pairs)
    assert set(kinds) == {"PU+PU", "BPU+PU", "BPU+JAKON"}
    assert kinds["BPU+PU"] > 50


@pytest.mark.parametrize(("scale", "seed"), [(0.01, 1), (0.0005, 8)])
def test_two_jobs_are_not_with_one_employer(scale, seed):
    for rows in by_person(extract(scale, seed).active(segment="PU")).values():
        assert len({(row["NPP"], row["DIVISI"]) for row in rows}) == len(rows)


def test_who_returns_had_left_before():
    active = by_person(extract().active())
    ended = [row for row in extract().workers if row["TGL_AKHIR"] and row["NIK"] in active]
    assert len(ended) > 100
    for row in ended:
        assert all(day(later["TGL_MULAI"]) >= day(row["TGL_AKHIR"]) for later in active[row["NIK"]])


def test_niks_obey_the_rules_and_carry_demo_serials():
    known = {code.replace(".", "") for code in region_codes("wilayah_kecamatan.csv")}
    for row in extract().workers:
        nik, born = row["NIK"], day(row["TGL_LAHIR"])
        assert len(nik) == 16
        assert nik.isdigit()
        assert nik[:6] in known
        female = 40 if row["JENIS_KELAMIN"] == "P" else 0
        assert nik[6:12] == f"{born.day + female:02d}{born:%m%y}"
        assert 9000 <= int(nik[12:]) <= 9999
        assert date(1941, 1, 1) < born < date(2008, 1, 1)


def test_most_niks_begin_in_banten_or_jakarta():
    near = sum(row["NIK"].startswith(("36", "31")) for row in extract().workers)
    assert 0.85 < near / len(extract().workers) < 1


def test_people_start_between_17_and_66_most_before_64():
    ages = [(day(row["TGL_MULAI"]) - day(row["TGL_LAHIR"])).days / 365.25 for row in extract().workers]
    assert min(ages) >= 17
    assert max(ages) < 66.1
    assert sum(age < 64 for age in ages) / len(ages) > 0.99
    assert sum(age > 50 for age in ages) / len(ages) > 0.03


def test_a_fifth_live_elsewhere_and_everybody_works_in_the_city():
    known = region_codes("wilayah_kecamatan.csv") | region_codes("wilayah_provinsi_kabkota.csv")
    rows = extract().active()
    assert {row["KODE_DOMISILI"] for row in rows} <= known
    elsewhere = [row["KODE_DOMISILI"] for row in rows if not row["KODE_DOMISILI"].startswith("36.71.")]
    assert 0.17 < len(elsewhere) / len(rows) < 0.23
    assert {"36.03", "36.74", "31.73"} <= {code[:5] for code in elsewhere}
    city = {row["KODE_TEMPAT_KERJA"] for row in extract().workers}
    assert city == {f"36.71.{number:02d}" for number in range(1, 14)}


def test_names_are_made_of_the_word_list_only():
    allowed = {"L": set(), "P": set()}
    for kind in ("depan", "belakang"):
        allowed["L"] |= set(words(f"{kind}_l"))
        allowed["P"] |= set(words(f"{kind}_p"))
    for row in extract().workers:
        assert set(row["NAMA"].split(" ")) <= allowed[row["JENIS_KELAMIN"]]


def test_both_sexes_and_many_names():
    sexes = Counter(row["JENIS_KELAMIN"] for row in extract().workers)
    assert 0.35 < sexes["P"] / len(extract().workers) < 0.48
    assert len({row["NAMA"] for row in extract().workers}) > 5000
