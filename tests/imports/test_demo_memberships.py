"""The memberships of the demo: inside their employer's life, rising, with a dip each January."""

from collections import Counter
from datetime import date

import pytest

from coverage_portal.imports.demo.wages import minimum_wages
from tests.imports.demo_extract import POSITION, day, extract, holds
from tests.imports.test_demo_employers import section

BITS = ("JKK", "JKM", "JHT", "JP", "JKP")


def test_kpjs_are_eleven_digits_and_unique():
    kpjs = [row["KPJ"] for row in extract().workers]
    assert len(set(kpjs)) == len(kpjs)
    assert all(len(kpj) == 11 and kpj.isdigit() for kpj in kpjs)
    assert any(kpj.startswith("0") for kpj in kpjs)


def test_no_membership_outside_its_employers_life():
    employers = extract().employer_of()
    closed = 0
    for row in extract().workers:
        if not row["NPP"]:
            continue
        employer = employers[row["NPP"], row["DIVISI"]]
        assert day(employer["TGL_DAFTAR"]) <= day(row["TGL_MULAI"])
        assert row["KODE_KANTOR"] == employer["KODE_KANTOR"]
        if employer["TGL_TUTUP"]:
            closed += 1
            assert day(row["TGL_AKHIR"]) <= day(employer["TGL_TUTUP"])
    assert closed > 0


def test_spells_end_after_they_start_and_not_after_the_position():
    for row in extract().workers:
        assert day(row["TGL_MULAI"]) <= POSITION
        if row["TGL_AKHIR"]:
            assert day(row["TGL_MULAI"]) < day(row["TGL_AKHIR"]) <= POSITION


def test_segments_have_the_employers_they_need():
    employers = extract().employer_of()
    for row in extract().workers:
        if row["SEGMEN"] == "BPU":
            assert (row["NPP"], row["DIVISI"]) == ("", "")
        else:
            employer = employers[row["NPP"], row["DIVISI"]]
            assert row["SEGMEN"] == "PU" or section(employer["KBLI"]) == "F"


def test_programmes_are_the_employers():
    employers = extract().employer_of()
    for row in extract().active(segment="PU"):
        employer = employers[row["NPP"], row["DIVISI"]]
        joined = [name for name in BITS if employer[f"{name}_SEJAK"]]
        held = row["PROGRAM"].split("+")
        assert [name for name in joined if name != "JKP"] == [name for name in held if name != "JKP"]
        assert set(held) <= set(joined)
    programmes = {
        kind: {row["PROGRAM"] for row in extract().workers if row["SEGMEN"] == kind} for kind in ("BPU", "JAKON")
    }
    assert programmes == {"BPU": {"JKK+JKM", "JKK+JKM+JHT"}, "JAKON": {"JKK+JKM"}}


def test_jkp_only_for_those_who_joined_since_and_below_54():
    holders = [row for row in extract().workers if row["PROGRAM"].endswith("+JKP")]
    assert len(holders) > 500
    for row in holders:
        assert day(row["TGL_MULAI"]) >= date(2022, 2, 1)
        assert (day(row["TGL_MULAI"]) - day(row["TGL_LAHIR"])).days < 54 * 365.25


def test_nearly_a_tenth_of_the_rows_have_ended():
    ended = sum(bool(row["TGL_AKHIR"]) for row in extract().workers)
    assert 0.08 < ended / len(extract().active()) < 0.10


@pytest.mark.parametrize("segment", ["PU", "BPU", "JAKON"])
def test_every_december_is_higher_than_the_one_before(segment):
    counts = [len(extract(0.1).active(date(year, 12, 31), segment)) for year in range(2018, 2024)]
    assert counts == sorted(set(counts))
    assert counts[0] > 0


@pytest.mark.parametrize("segment", ["BPU", "JAKON"])
@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022])
def test_contracts_end_with_december(segment, year):
    made = extract(0.1)
    december, january = date(year, 12, 31), date(year + 1, 1, 31)
    assert len(made.active(january, segment)) < 0.98 * len(made.active(december, segment))


def test_wages_stand_around_the_minimum_wage():
    umk = minimum_wages()
    assert (umk[2022], umk[2023], umk[2024]) == (4_285_799, 4_584_520, 4_760_290)
    wages = [int(row["UPAH"]) for row in extract().active(segment="PU")]
    assert 0.02 < sum(wage < umk[2023] for wage in wages) / len(wages) < 0.12
    assert 0.3 < sum(wage == umk[2023] for wage in wages) / len(wages) < 0.6
    assert max(wages) < 20_000_000
    assert all(1_000_000 <= int(row["UPAH"]) <= 20_700_000 for row in extract().active(segment="BPU"))


def test_project_wages_are_daily_ones_or_unknown():
    wages = [row["UPAH"] for row in extract().active(segment="JAKON")]
    assert 0 < wages.count("") < len(wages) / 2
    assert all(int(wage) % 25 == 0 for wage in wages if wage)


def test_ended_rows_carry_the_minimum_wage_of_their_last_year():
    last = {"2022": 4_285_799, "2021": 4_262_016}
    for year, umk in last.items():
        rows = [r for r in extract(0.1).workers if r["SEGMEN"] == "PU" and r["TGL_AKHIR"].endswith(year)]
        assert Counter(row["UPAH"] for row in rows).most_common(1)[0][0] == str(umk)


def test_the_next_month_changes_three_rows_in_a_hundred():
    before = {row["KPJ"]: row for row in extract().workers}
    after = {row["KPJ"]: row for row in extract().next_workers}
    assert len(after) == len(extract().next_workers)
    each = len(before) * 15 // 1000
    both = before.keys() & after.keys()
    changed = [kpj for kpj in both if before[kpj] != after[kpj]]
    assert len(before) - len(both) == len(after) - len(both) == len(changed) == each
    for kpj in changed:
        columns = {name for name in before[kpj] if before[kpj][name] != after[kpj][name]}
        assert columns in ({"UPAH"}, {"TGL_AKHIR"})


def test_what_is_new_next_month_began_in_it_with_an_open_employer():
    known = {row["KPJ"] for row in extract().workers}
    employers = extract().employer_of()
    people = {row["NIK"] for row in extract().workers}
    new = [row for row in extract().next_workers if row["KPJ"] not in known]
    assert {row["SEGMEN"] for row in new} >= {"PU", "BPU"}
    assert 0 < sum(row["NIK"] in people for row in new) < len(new) / 2
    for row in new:
        assert date(2024, 1, 2) <= day(row["TGL_MULAI"]) <= date(2024, 1, 31)
        assert holds(row, date(2024, 1, 31))
        assert row["SEGMEN"] == "BPU" or not employers[row["NPP"], row["DIVISI"]]["TGL_TUTUP"]
