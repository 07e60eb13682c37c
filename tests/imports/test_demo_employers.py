"""The firms of the demo: all scales, many sectors, and the shortcomings a branch looks for."""

from collections import Counter, defaultdict
from datetime import date

from employers.models import Employer
from tests.imports.demo_extract import POSITION, day, extract

# Divisions of each section, KBLI 2020 (Peraturan BPS 2/2020).
DIVISIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
SINCE = [f"{name}_SEJAK" for name in ("JKK", "JKM", "JHT", "JP", "JKP")]


def section(code):
    return next(letter for letter, (low, high) in DIVISIONS.items() if low <= int(code[:2]) <= high)


def workers_of(rows):
    counts = Counter((row["NPP"], row["DIVISI"]) for row in rows)
    return lambda employer: counts[employer["NPP"], employer["DIVISI"]]


def luhn_holds(digits):
    total = 0
    for place, digit in enumerate(int(character) for character in reversed(digits)):
        value = digit * 2 if place % 2 else digit
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def test_most_firms_are_micro_and_every_scale_is_there():
    scales = Counter(row["SKALA"] for row in extract().registered())
    assert [scale for scale, _ in scales.most_common()] == ["Mikro", "Kecil", "Menengah", "Besar"]
    assert scales["Mikro"] / scales.total() > 0.6
    assert set(Counter(row["SKALA"] for row in extract(0.0005).registered())) == set(scales)


def test_headcount_fits_the_scale():
    """BPS: 1-4, 5-19, 20-99 and 100 or more workers."""
    working = workers_of(extract().active(segment="PU"))
    bounds = {"Mikro": (1, 4), "Kecil": (5, 19), "Menengah": (20, 99), "Besar": (100, 10**6)}
    for row in extract().registered():
        low, high = bounds[row["SKALA"]]
        assert low <= working(row) <= high


def test_many_sectors_all_in_kbli_2020():
    rows = extract().employers
    assert {row["KBLI_VERSI"] for row in rows} == {"2020"}
    assert all(len(row["KBLI"]) == 5 and row["KBLI"].isdigit() for row in rows)
    assert len({section(row["KBLI"]) for row in rows}) > 12


def test_words_and_groups_are_known_ones():
    rows = extract().employers
    assert {row["BENTUK"] for row in rows} <= set(Employer.LegalForm.values)
    assert {row["DASAR_SKALA"] for row in rows} == {"modal", "penjualan", "pekerja"}
    assert {row["KELOMPOK_RISIKO"] for row in rows} == {"1", "2", "3", "4", "5"}
    assert {row["KODE_KECAMATAN"] for row in rows} == {f"36.71.{number:02d}" for number in range(1, 14)}
    assert {row["KODE_KANTOR"] for row in rows} == {"CMN", "CKK", "BCP"}


def test_a_branch_mostly_has_the_firms_nearby():
    firms = defaultdict(Counter)
    for row in extract(0.1).employers:
        firms[row["KODE_KECAMATAN"]][row["KODE_KANTOR"]] += 1
    for branches in firms.values():
        assert 0.7 < branches.most_common(1)[0][1] / branches.total() < 1


def test_numbers_look_right_and_name_nobody():
    rows = extract().employers
    keys = [(row["NPP"], row["DIVISI"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(len(row["NPP"]) == 8 and row["NPP"].isdigit() for row in rows)
    assert all(len(row["NIB"]) == 13 and row["NIB"].isdigit() for row in rows if row["NIB"])
    numbers = [row["NPWP"] for row in rows if row["NPWP"]]
    assert len(numbers) > 100
    for npwp in numbers:
        assert len(npwp) == 16
        assert npwp[0] == "0"
        assert luhn_holds(npwp[1:10])


def test_some_firms_have_a_second_division():
    divisions = defaultdict(set)
    names = defaultdict(set)
    for row in extract(0.1).employers:
        divisions[row["NPP"]].add(row["DIVISI"])
        names[row["NPP"]].add((row["NAMA"], row["NIB"], row["NPWP"]))
    assert Counter(map(frozenset, divisions.values())).keys() == {frozenset({""}), frozenset({"001", "002"})}
    assert all(len(found) == 1 for found in names.values())


def test_dates_follow_each_other():
    for row in extract().employers:
        start, last = day(row["TGL_DAFTAR"]), day(row["TGL_TUTUP"]) if row["TGL_TUTUP"] else date(2024, 1, 1)
        assert start < last <= date(2024, 1, 1)
        assert start <= day(row["SKALA_PER"]) <= POSITION
        assert bool(row["JML_TK_WLKP"]) == bool(row["TGL_WLKP"])
        if row["TGL_WLKP"]:
            assert start <= day(row["TGL_WLKP"]) < last
        assert all(start <= day(row[name]) < last for name in SINCE if row[name])


def test_some_firms_declared_more_workers_than_they_registered():
    working = workers_of(extract(0.1).active(segment="PU"))
    declared = [row for row in extract(0.1).registered() if row["JML_TK_WLKP"]]
    assert all(int(row["JML_TK_WLKP"]) >= working(row) for row in declared)
    short = sum(int(row["JML_TK_WLKP"]) > working(row) for row in declared)
    assert 0.08 < short / len(declared) < 0.16


def test_programmes_follow_the_least_of_the_law_with_some_firms_below_and_some_above():
    """Perpres 109/2013 art. 6 (3): JKK and JKM for all, JHT from small, JP from medium."""
    joined = defaultdict(Counter)
    for row in extract(0.1).registered():
        held = "+".join(name[:-6] for name in SINCE if row[name])
        joined[row["SKALA"]][held] += 1
        assert row["JKK_SEJAK"] == row["JKM_SEJAK"] == row["TGL_DAFTAR"]
    below = {"Kecil": "JKK+JKM", "Menengah": "JKK+JKM+JHT"}
    for scale, held in below.items():
        assert 0 < joined[scale][held] / joined[scale].total() < 0.12
    assert joined["Mikro"]["JKK+JKM"] / joined["Mikro"].total() > 0.5
    assert joined["Mikro"]["JKK+JKM+JHT"] > 0
    assert joined["Besar"].most_common(1)[0][0] == "JKK+JKM+JHT+JP+JKP"


def test_no_programme_is_joined_before_it_existed():
    for row in extract().employers:
        assert not row["JP_SEJAK"] or day(row["JP_SEJAK"]) >= date(2015, 7, 1)
        assert not row["JKP_SEJAK"] or day(row["JKP_SEJAK"]) >= date(2022, 2, 1)


def test_the_register_grows_every_year_although_some_close():
    sizes = [len(extract().registered(date(year, 12, 31))) for year in range(2018, 2024)]
    assert sizes == sorted(set(sizes))
    closed = [row for row in extract().employers if row["TGL_TUTUP"]]
    assert len(closed) == 157 * 6 // 100
