"""What a count is divided by: a published figure, or for a kecamatan an estimate that says how it was made."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import Provenance
from regions.models import ReferenceFigure, Region
from tests.coverage.examples import DECEMBER, DISTRICTS, census, published

Kind, Basis = ReferenceFigure.Kind, ReferenceFigure.Basis
CITY, CIPONDOH, BENDA = Scope(), Scope(region="36.71.05"), "36.71.04"
WITHOUT = Scope(estimates=False)


def districts(scope=CITY):
    return answer(scope).block("kecamatan")


def wholes(block):
    return {row.code: row.figures[block.index("penyebut")] for row in block.rows if row.code}


def test_the_figure_of_the_city_is_spread_by_the_number_of_kelurahan(city):
    found = wholes(districts())
    assert {code: figure.value for code, figure in found.items()} == {
        code: Fraction(1_190_000 * villages, 104) for code, *_counts, villages in DISTRICTS
    }
    assert sum(figure.value for figure in found.values()) == 1_190_000
    for figure in found.values():
        assert figure.estimated and figure.provenance is Provenance.ESTIMATED
        assert figure.half_step is None and figure.working.band is None
        assert len(figure.working.inputs) == 3


def test_the_sentence_tells_by_how_much_the_number_of_kelurahan_misses(city):
    sentence = districts().method
    assert sentence.startswith("Perkiraan kasar: angka Kota Tangerang dibagi menurut jumlah kelurahan")
    assert sentence.endswith("Terhadap penduduk 2020 cara ini meleset: Benda +9%, Cipondoh −27%.")


def test_only_the_newest_census_or_register_tells_how_far_it_misses(city):
    for code, value in (("36.71", 1_000), ("36.71.09", 50)):
        at = {"as_at": date(2022, 12, 31), "period": "2022", "basis": Basis.CIVIL_REGISTER}
        published(city[code], Kind.POPULATION, value, **at)
    assert districts().method.endswith("Terhadap penduduk 2022 cara ini meleset: Cibodas +15%.")


def test_nothing_is_said_to_miss_where_nothing_tells(city):
    ReferenceFigure.objects.filter(basis=Basis.CENSUS).delete()
    assert "meleset" not in districts().method


def test_populations_of_every_kecamatan_go_before_the_number_of_kelurahan(city):
    ReferenceFigure.objects.filter(basis=Basis.CENSUS).delete()
    populations = {code: 100_000 + 1000 * n for n, (code, *_rest) in enumerate(DISTRICTS)}
    for code, value in populations.items():
        census(city[code], value)
    block = districts()
    assert block.method == (
        "Perkiraan: angka Kota Tangerang dibagi menurut penduduk tiap kecamatan (Sensus Penduduk BPS, 2020)."
    )
    together = sum(populations.values())
    assert {code: figure.value for code, figure in wholes(block).items()} == {
        code: Fraction(1_190_000 * value, together) for code, value in populations.items()
    }


def test_populations_of_two_concepts_or_years_are_never_mixed(city):
    ReferenceFigure.objects.filter(basis=Basis.CENSUS).delete()
    for n, (code, *_rest) in enumerate(DISTRICTS):
        figure = census(city[code], 100_000)
        if n == 0:
            ReferenceFigure.objects.filter(pk=figure.pk).update(basis=Basis.CIVIL_REGISTER)
    assert "kelurahan" in districts().method
    ReferenceFigure.objects.filter(basis=Basis.CIVIL_REGISTER).update(basis=Basis.CENSUS, as_at=date(2010, 5, 15))
    assert "kelurahan" in districts().method


def test_a_population_of_nobody_carries_no_weight_and_breaks_nothing(city, visitor):
    """A zero for every kecamatan would divide by zero, a zero for the city would too."""
    ReferenceFigure.objects.filter(kind=Kind.POPULATION).delete()
    for code in ("36.71", *(code for code, *_rest in DISTRICTS)):
        census(city[code], 0)
    assert visitor.get("/").status_code == 200
    block = districts()
    assert "kelurahan" in block.method and "meleset" not in block.method
    assert all(figure.value for figure in wholes(block).values())
    ReferenceFigure.objects.filter(region__code__startswith="36.71.").update(value=100)
    ReferenceFigure.objects.filter(region=city[BENDA], kind=Kind.POPULATION).update(value=0)
    assert "kelurahan" in districts().method


def test_a_population_that_was_derived_is_no_weight_and_no_measure(city):
    ReferenceFigure.objects.filter(kind=Kind.POPULATION).delete()
    for code in ("36.71", *(code for code, *_rest in DISTRICTS)):
        published(city[code], Kind.POPULATION, 100, basis=Basis.CENSUS, derived=True)
    assert "kelurahan" in districts().method and "meleset" not in districts().method


def test_populations_of_two_days_of_one_year_are_not_mixed(city):
    ReferenceFigure.objects.filter(basis=Basis.CENSUS).delete()
    figures = [census(city[code], 100) for code, *_rest in DISTRICTS]
    assert "Sensus" in districts().method
    ReferenceFigure.objects.filter(pk=figures[0].pk).update(as_at=date(2020, 6, 30))
    assert "kelurahan" in districts().method


def test_the_sum_of_the_weights_cites_everybody_who_published_one(city):
    ReferenceFigure.objects.filter(basis=Basis.CENSUS).delete()
    for n, (code, *_rest) in enumerate(DISTRICTS):
        figure = census(city[code], 100)
        ReferenceFigure.objects.filter(pk=figure.pk).update(publisher=f"BPS {n % 2}", document=f"SP {n % 3}")
    together = wholes(districts())[BENDA].working.inputs[-1]
    assert together.quantity.value == 1_300
    assert together.publisher == "BPS 0; BPS 1" and together.document == "SP 0; SP 1; SP 2"


def test_the_list_of_kelurahan_is_of_its_own_year_whatever_month_is_asked_for(city):
    for scope in (CITY, Scope(month=date(2020, 12, 1))):
        for figure in wholes(districts(scope)).values():
            spread, *kelurahan = figure.working.inputs
            assert [one.as_at.year for one in kelurahan] == [2025, 2025] and spread.as_at.year <= 2023


def test_of_several_complete_populations_the_newest_up_to_the_month_is_taken(city):
    for year, basis in ((2020, Basis.CENSUS), (2022, Basis.CIVIL_REGISTER), (2024, Basis.CIVIL_REGISTER)):
        ReferenceFigure.objects.filter(kind=Kind.POPULATION, region__level=3, as_at__year=year).delete()
        for code, *_rest in DISTRICTS:
            published(city[code], Kind.POPULATION, year, as_at=date(year, 12, 31), basis=basis)
    assert "(Penduduk terdaftar Dukcapil, 2022)" in districts().method
    assert "(Sensus Penduduk BPS, 2020)" in districts(Scope(month=date(2020, 12, 1))).method


def test_without_estimates_a_kecamatan_has_counts_and_no_rate(city):
    block = districts(WITHOUT)
    assert not block.has("cakupan") and not block.has("celah") and not block.has("penyebut")
    assert block.method == ""
    assert block.caveats == (
        "Penyebut per wilayah ini tidak diterbitkan, jadi di sini hanya jumlah, tanpa rasio cakupan.",
    )
    page = answer(Scope(region="36.71.05", estimates=False))
    assert page.covered.value == 61_093
    assert page.rate.value is None and page.gap.value is None and page.whole.value is None
    assert page.rate.missing == (
        "Portal ini belum memuat angka angkatan kerja untuk Cipondoh sampai 2023. Yang tidak ada tidak dikira-kira."
    )
    assert page.estimable and not any(figure.estimated for figure in page.figures())


def test_the_page_of_a_kecamatan_says_the_same_as_its_row(city):
    page, block = answer(CIPONDOH), districts()
    row = next(row for row in block.rows if row.code == "36.71.05")
    assert [page.covered.value, page.whole.value, page.rate.value, page.gap.value] == [
        figure.value for figure in row.figures[:4]
    ]
    assert page.rate.estimated and page.rate.working.band is None
    assert "Penyebutnya perkiraan." in page.rate.working.caveats
    assert page.rate.working.formula == (
        "Peserta aktif ÷ (angkatan kerja Kota Tangerang × kelurahan di Cipondoh ÷ kelurahan di semua kecamatan)"
    )


def test_one_published_labour_force_of_a_kecamatan_ends_the_estimates_of_its_siblings(city):
    published(city[BENDA], Kind.LABOUR_FORCE, 60_000, 50)
    block = districts()
    found = wholes(block)
    assert found.pop(BENDA).value == 60_000
    assert {figure.value for figure in found.values()} == {None}
    assert block.method == ""
    assert not any(figure.estimated for figure in block.figures())
    page = answer(CIPONDOH)
    assert page.rate.value is None and not page.estimable


def test_a_published_labour_force_of_a_later_year_or_of_another_kind_ends_nothing(city):
    published(city[BENDA], Kind.LABOUR_FORCE, 60_000, as_at=date(2024, 8, 31))
    published(city[BENDA], Kind.EMPLOYED, 55_000)
    assert all(figure.estimated for figure in wholes(districts()).values())


def test_a_kecamatan_without_kelurahan_leaves_nothing_to_spread_by(city):
    Region.objects.filter(parent=city[BENDA]).delete()
    page = answer(CITY)
    assert not page.estimable and not page.block("kecamatan").has("cakupan")


def test_nobody_published_the_employed_so_nothing_is_spread(city):
    page = answer(Scope(against=Against.EMPLOYED))
    assert page.rate.value is None and not page.estimable
    assert not page.block("kecamatan").has("cakupan")
    published(city["36.71"], Kind.EMPLOYED, 1_100_000)
    page = answer(Scope(against=Against.EMPLOYED))
    assert page.rate.working.metric == "M2" and page.rate.value == Fraction(736, 1100)
    assert page.block("kecamatan").has("cakupan")


def test_persons_at_home_are_compared_with_the_same_denominators(city):
    home = districts(Scope(counted_at=CountedAt.HOME))
    assert {code: figure.value for code, figure in wholes(home).items()} == {
        code: figure.value for code, figure in wholes(districts()).items()
    }


def test_a_derived_figure_is_said_to_be_derived(city):
    page = answer(Scope(month=date(2022, 12, 1)))
    assert page.whole.value == 1_191_700 and page.whole.provenance is Provenance.COMPUTED
    assert "Penyebut diturunkan dari angka terbit, bukan angka yang diterbitkan." in page.cautions
    assert page.whole.working.formula == "Turunan dari angka terbit, bukan angka terbit"
    assert not any("diturunkan" in caution for caution in answer(Scope(month=DECEMBER)).cautions)


@pytest.mark.parametrize("name", ["Kota (Baru)", "Baru − Lama", "A + B", "A + + B", "A +  + + B", "+ A", "A × B ÷ C"])
def test_a_name_with_signs_in_it_does_not_disturb_a_formula(city, name):
    Region.objects.filter(code__in=["36.71", "36.71.05"]).update(name=name)
    page = answer(CIPONDOH)
    assert page.rate.value == Fraction(61_093) / Fraction(1_190_000 * 10, 104)
    assert len(page.rate.working.tokens) > 3
