"""Whether the place is on track: years side by side, the pace, what a target asks, what no target is compared with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import FigureKind, Provenance
from regions.models import ReferenceFigure
from tests.coverage.examples import DECEMBER, NOVEMBER, published, target

Kind = ReferenceFigure.Kind
CITY = Scope()
MEMBERS, WHOLE = Fraction(736_000), Fraction(1_190_000)


def track(scope=CITY):
    return {figure.key.removeprefix("laju-"): figure for figure in answer(scope).track}


@pytest.fixture
def year_ago(city):
    return answer(Scope(month=date(2022, 12, 1))).covered.value


def test_the_pace_is_the_mean_of_the_last_twelve_months(city, year_ago):
    pace = track()["kini"]
    assert pace.value == (MEMBERS - year_ago) / 12 and pace.kind is FigureKind.CHANGE
    assert pace.working.formula == "(Peserta aktif − peserta aktif Desember 2022) ÷ bulan"


def test_without_a_count_of_the_year_before_there_is_no_pace(city):
    for month in (date(2020, 12, 1), NOVEMBER):
        pace = track(Scope(month=month))["kini"]
        assert pace.value is None
        assert pace.missing == "Laju memerlukan hitungan registri untuk bulan ini dan bulan yang sama tahun lalu."


def test_a_target_of_the_rate_shown_asks_for_so_many_more(city, year_ago):
    target(city["36.71"], "70", 2025)
    found = track()
    lacking = WHOLE * Fraction(70, 100) - MEMBERS
    assert found["kurang-2025"].value == lacking == 97_000
    assert found["perlu-2025"].value == lacking / 24
    expected = (MEMBERS + (MEMBERS - year_ago) / 12 * 24) / WHOLE
    assert found["proyeksi-2025"].value == expected
    for key in ("kurang-2025", "perlu-2025", "proyeksi-2025"):
        assert found[key].working.caveats == ("Dengan penyebut sekarang: penyebut pada tahun target belum diketahui.",)
        assert "2025" in found[key].label


def test_a_target_with_decimals_is_kept_to_the_unit(city):
    target(city["36.71"], "62.35", 2024)
    found = track()
    assert found["kurang-2024"].value == Fraction(6_235 * 1_190_000, 10_000) - 736_000 == 5_965
    assert found["perlu-2024"].value == Fraction(5_965, 12)
    assert found["perlu-2024"].working.inputs[1].quantity.value == Fraction(6235, 10_000)


def test_every_comparable_target_ahead_gets_its_figures(city):
    for year, percent in ((2024, "64"), (2026, "80")):
        target(city["36.71"], percent, year)
    target(city["36.71"], "90", 2025, "UCJ")
    found = track()
    steps = ("kurang", "perlu", "proyeksi")
    assert list(found) == ["kini", *(f"{step}-{year}" for year in (2024, 2026) for step in steps)]
    assert found["kurang-2026"].value == Fraction(80 * 11_900) - 736_000
    assert [found[f"perlu-{year}"].working.inputs[-1].quantity.value for year in (2024, 2026)] == [12, 36]
    page = lay_out(answer(Scope()))
    assert (page.aim.year, page.verdict.year) == (2024, 2024)


def test_the_target_names_its_decree_and_its_measure_in_words(city):
    target(city["36.71"], "70", 2025)
    aim = track()["kurang-2025"].working.inputs[1]
    rate = "Rasio peserta aktif terhadap angkatan kerja"
    assert (aim.label, aim.publisher, aim.document) == ("target 2025", "Perwal 12/2024", rate)
    assert aim.as_at == date(2025, 12, 31)
    assert answer(Scope()).targets[0].measure == rate


@pytest.mark.parametrize(("whole", "percent", "over"), [(1_190_000, "60", 22_000), (1_472_000, "50", 0)])
def test_a_target_that_was_reached_says_by_how_much_and_asks_for_nothing(city, whole, percent, over):
    ReferenceFigure.objects.filter(kind=Kind.LABOUR_FORCE, derived=False).update(value=whole)
    target(city["36.71"], percent, 2025)
    found = track()
    assert set(found) == {"kini", "lebih-2025"}
    assert found["lebih-2025"].value == over
    page = lay_out(answer(Scope()))
    assert page.aim is None and page.verdict.kind == "exceeded"


WORDS = {"M2": "Rasio peserta aktif terhadap penduduk bekerja"}


@pytest.mark.parametrize("measure", ["UCJ", "Indikator RPJMN", "M2", "m1"])
def test_a_target_of_another_measure_is_cited_and_not_compared(city, measure):
    target(city["36.71"], "52.15", 2025, measure)
    page = answer(Scope())
    assert [figure.key for figure in page.track] == ["laju-kini"]
    (note,) = page.targets
    assert (note.share, note.comparable) == (Fraction(5215, 10_000), False)
    assert note.measure == WORDS.get(measure, measure)
    assert page.next_target is None and page.due_target is None and lay_out(page).verdict is None


def test_a_target_against_the_employed_speaks_when_the_employed_are_the_denominator(city):
    target(city["36.71"], "80", 2025, "M2")
    published(city["36.71"], Kind.EMPLOYED, 1_100_000)
    assert "kurang-2025" not in track()
    found = track(Scope(against=Against.EMPLOYED))
    assert found["kurang-2025"].value == 880_000 - 736_000


def test_no_target_is_compared_without_a_denominator(city):
    target(city["36.71"], "80", 2025, "M2")
    assert set(track(Scope(against=Against.EMPLOYED))) == {"kini"}


def test_a_target_of_a_year_gone_by_is_only_cited_and_the_next_one_counts(city):
    target(city["36.71"], "55", 2022)
    target(city["36.71"], "75", 2026)
    target(city["36.71"], "65", 2024)
    page = answer(Scope())
    assert [(one.year, one.months_left) for one in page.targets] == [(2022, -12), (2024, 12), (2026, 36)]
    assert page.next_target.year == 2024 and page.due_target is None
    assert track()["kurang-2024"].value == Fraction(65 * 11_900) - 736_000
    assert not [key for key in track() if "2022" in key]
    past = answer(Scope(month=date(2021, 12, 1)))
    assert past.next_target.year == 2022


def test_in_the_last_month_of_its_year_a_target_is_due(city):
    target(city["36.71"], "65", 2023)
    found = track()
    assert set(found) == {"kini", "selisih-2023"}
    apart = found["selisih-2023"]
    assert apart.value == MEMBERS / WHOLE - Fraction(65, 100) and apart.kind is FigureKind.POINTS
    assert apart.working.formula == "Peserta aktif ÷ angkatan kerja − target 2023"
    assert apart.working.band[0] < apart.value < apart.working.band[1] < 0
    page = answer(Scope())
    assert page.next_target is None and page.due_target.year == 2023
    found = track(Scope(month=NOVEMBER))
    assert set(found) == {"kini", "kurang-2023", "perlu-2023"}
    assert found["perlu-2023"].working.inputs[-1].quantity.value == 1


@pytest.mark.parametrize(("percent", "kind", "points"), [("65", "was_missed", "3,2"), ("60", "was_reached", "1,8")])
def test_a_target_that_is_due_was_reached_or_missed_by_points(city, percent, kind, points):
    target(city["36.71"], percent, 2023)
    verdict = lay_out(answer(Scope())).verdict
    assert (verdict.year, verdict.kind) == (2023, kind)
    assert verdict.points.replace("\u00a0", " ") == f"{points} poin"
    target(city["36.71"], "99", 2025)
    assert lay_out(answer(Scope())).verdict.year == 2025


def test_of_two_targets_for_one_year_the_last_entered_is_compared(city):
    target(city["36.71"], "70", 2025)
    target(city["36.71"], "80", 2025)
    target(city["36.71"], "10", 2025, "UCJ")
    page = answer(Scope())
    assert [(one.share, one.comparable) for one in page.targets] == [
        (Fraction(7, 10), False),
        (Fraction(8, 10), True),
        (Fraction(1, 10), False),
    ]
    assert page.figure("laju-kurang-2025").value == Fraction(80 * 11_900) - 736_000
    keys = [figure.key for figure in page.figures()]
    assert len(keys) == len(set(keys))


def test_targets_of_other_places_or_of_one_programme_are_not_this_places(city):
    target(city["36"], "70", 2025)
    target(city["36.71.05"], "70", 2025)
    target(city["36.71"], "70", 2025, programme="JHT")
    assert answer(Scope()).targets == ()
    assert answer(Scope(region="36.71.05")).targets[0].year == 2025


def test_a_replaced_target_is_gone(city):
    old = target(city["36.71"], "70", 2025)
    target(city["36.71"], "72", 2025, replaces=old)
    assert [one.share for one in answer(Scope()).targets] == [Fraction(72, 100)]


def test_at_the_present_pace_a_target_is_reached_or_missed_by_points(city):
    near = target(city["36.71"], "66", 2025)
    page = answer(Scope())
    verdict = lay_out(page).verdict
    assert (verdict.year, verdict.kind) == (2025, "reached")
    target(city["36.71"], "75", 2025, replaces=near)
    page = answer(Scope())
    verdict = lay_out(page).verdict
    short = Fraction(75, 100) - page.figure("laju-proyeksi-2025").value
    assert verdict.kind == "missed" and short > 0
    assert verdict.points.replace("\u00a0", " ") == f"{float(short * 100):.1f}".replace(".", ",") + " poin"


def test_a_kecamatan_may_have_a_target_and_an_estimate_and_then_says_so(city):
    target(city["36.71.05"], "70", 2025)
    found = track(Scope(region="36.71.05"))
    assert found["kurang-2025"].estimated and found["proyeksi-2025"].estimated and not found["kini"].estimated
    assert found["kurang-2025"].value == Fraction(1_190_000 * 10, 104) * Fraction(7, 10) - 61_093


def test_the_same_month_of_every_year_the_oldest_first(city):
    block = answer(Scope()).block("tren")
    assert [row.code for row in block.rows] == ["2020-12", "2021-12", "2022-12", "2023-12"]
    assert [row.code for row in answer(Scope(month=NOVEMBER)).block("tren").rows] == ["2023-11"]
    assert [row.code for row in answer(Scope(month=date(2021, 12, 1))).block("tren").rows] == ["2020-12", "2021-12"]
    page = answer(Scope())
    assert [figure.value for figure in block.rows[-1].figures] == [
        page.covered.value,
        page.whole.value,
        page.rate.value,
    ]


def test_denominators_of_another_kind_or_year_are_named_at_their_row(city):
    notes = [row.note for row in answer(Scope()).block("tren").rows]
    assert notes == [*(f"penyebut turunan, Agustus {year}" for year in (2020, 2021, 2022)), ""]
    ReferenceFigure.objects.filter(derived=True).delete()
    published(city["36.71"], Kind.LABOUR_FORCE, 1_100_000, as_at=date(2020, 8, 31), period="2020-08")
    notes = [row.note for row in answer(Scope()).block("tren").rows]
    assert notes == ["", "penyebut Agustus 2020", "penyebut Agustus 2020", ""]
    kecamatan = answer(Scope(region="36.71.05")).block("tren")
    assert kecamatan.rows[-1].note == "penyebut perkiraan dari 2023"
    assert kecamatan.rows[-1].figures[2].provenance is Provenance.ILLUSTRATIVE


def test_a_line_over_several_publications_says_that_it_is_no_series(city):
    words = "Penyebut berasal dari terbitan yang berbeda dan bukan satu seri"
    assert any(words in caveat for caveat in answer(Scope()).block("tren").caveats)
    alone = answer(Scope(month=NOVEMBER)).block("tren")
    assert not any(words in caveat for caveat in alone.caveats)


def test_a_year_without_a_denominator_shows_its_count(city):
    ReferenceFigure.objects.filter(derived=True).delete()
    block = answer(Scope()).block("tren")
    assert [figure.value is None for figure in block.column("cakupan")] == [True, True, True, False]
    missing = block.rows[0].figures[2].missing
    assert missing.startswith("Portal ini belum memuat angka angkatan kerja untuk Kota Tangerang sampai 2020")
    assert None not in [figure.value for figure in block.column("jumlah")]


def test_people_at_home_have_a_track_too(city):
    target(city["36.71"], "70", 2025)
    found = track(Scope(counted_at=CountedAt.HOME))
    home = answer(Scope(counted_at=CountedAt.HOME)).covered.value
    assert found["kurang-2025"].value == 833_000 - home
    assert answer(Scope(month=DECEMBER)).rate.value == MEMBERS / WHOLE
