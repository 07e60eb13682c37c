"""What the portal answers: from the registry where it speaks for the place, from what was published, or not at all."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import NoSuchMonth, NoSuchRegion, answer
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import Provenance
from coverage_portal.programmes.codes import Segment
from regions.models import Branch, ReferenceFigure, Region
from tests.coverage.worlds import World

pytestmark = pytest.mark.django_db
Kind = ReferenceFigure.Kind
DECEMBER = date(2023, 12, 1)


@pytest.fixture
def world():
    """Three memberships of two people in the city; eight in its labour force, by a source that rounds to one."""
    world = World()
    employer = world.employer(district=1)
    two_jobs = world.person(home=world.districts[1])
    world.membership(two_jobs, district=1, employer=employer, programmes=31)
    world.membership(two_jobs, district=2)
    world.membership(world.person(home=world.other_city), district=1, employer=employer, segment=Segment.JAKON)
    world.applied()
    rollups.rebuild()
    world.published(Kind.LABOUR_FORCE, 8, 1)
    return world


def row(page, block, code):
    return next(row for row in page.block(block).rows if row.code == code)


def test_the_registry_answers_for_its_city(world):
    page = answer(Scope())
    assert page.month == DECEMBER and page.as_at == date(2023, 12, 31)
    assert page.rate.value == Fraction(3, 8) and page.rate.provenance is Provenance.COMPUTED
    assert page.rate.working.band == (Fraction(3, 9), Fraction(3, 7))
    assert page.gap.value == 5 and page.gap.half_step == 1
    assert page.covered.value == 3 and page.whole.value == 8
    assert not page.illustrative and page.registry


def test_persons_at_home_are_another_count(world):
    page = answer(Scope(counted_at=CountedAt.HOME))
    assert page.covered.value == 1
    assert page.rate.value == Fraction(1, 8)
    assert row(page, "program", "JKK").figures[0].value == 1


def test_a_demo_registry_is_marked_and_no_more_precise_than_what_it_was_made_to_match(world):
    ImportBatch.objects.update(illustrative=True)
    world.published(Kind.MEMBERS, 3, 1)
    page = answer(Scope())
    assert page.illustrative and page.rate.provenance is Provenance.ILLUSTRATIVE
    assert page.rate.value == Fraction(3, 8)
    assert page.rate.working.band == (Fraction(2, 9), Fraction(4, 7))


@pytest.mark.parametrize(("illustrative", "published"), [(False, 3), (True, 9)])
def test_a_real_count_or_one_that_disagrees_keeps_its_own_precision(world, illustrative, published):
    ImportBatch.objects.update(illustrative=illustrative)
    world.published(Kind.MEMBERS, published, 1)
    assert answer(Scope()).rate.working.band == (Fraction(3, 9), Fraction(3, 7))


def test_without_a_registry_the_published_figures_answer():
    world = World()
    world.published(Kind.MEMBERS, 736_000, 500)
    world.published(Kind.LABOUR_FORCE, 1_190_000, 5_000)
    for scope in (Scope(), Scope(month=DECEMBER)):
        page = answer(scope)
        assert page.rate.value == Fraction(736, 1190) and page.rate.provenance is Provenance.COMPUTED
        assert page.covered.provenance is Provenance.OFFICIAL
        assert page.gap.value == 454_000
        assert not page.registry and not page.illustrative
        assert [block.key for block in page.blocks] == ["tren"]


def test_with_nothing_at_all_the_page_says_what_is_missing():
    World()
    page = answer(Scope())
    assert page.rate.value is None and page.covered.value is None and page.rate.missing
    with pytest.raises(NoSuchMonth):
        answer(Scope(month=date(2022, 1, 1)))


def test_what_was_imported_and_not_yet_counted_says_what_to_do():
    world = World()
    world.membership(world.person())
    world.applied()
    world.published(Kind.LABOUR_FORCE, 8, 1)
    page = answer(Scope())
    assert page.rate.value is None and page.covered.value is None
    assert page.covered.missing == (
        "Data pekerja sudah diimpor tetapi belum dihitung. Di server, jalankan `manage.py rebuild_rollups`."
    )
    rollups.rebuild()
    assert answer(Scope()).covered.value == 1


def test_a_denominator_of_another_month_is_said_to_be_though_of_the_same_year(world):
    said = "Posisi penyebut Agustus 2023, posisi pembilang Desember 2023."
    assert said not in answer(Scope()).cautions
    ReferenceFigure.objects.update(as_at=date(2023, 8, 31), period="2023-08")
    assert said in answer(Scope()).cautions


def test_nobody_published_the_employed(world):
    page = answer(Scope(against=Against.EMPLOYED))
    assert page.rate.working.metric == "M2" and page.rate.value is None


def test_a_province_is_not_answered_by_one_of_its_cities(world):
    world.published(Kind.LABOUR_FORCE, 100, 1, region=world.province)
    page = answer(Scope(region="36"))
    assert page.rate.value is None
    assert page.rate.missing == "Sebagian: registri ini memuat 1 dari 2 kabupaten/kota di Banten."
    world.published(Kind.MEMBERS, 40, 1, region=world.province)
    page = answer(Scope(region="36"))
    assert page.rate.value == Fraction(2, 5) and page.covered.provenance is Provenance.OFFICIAL
    Branch.objects.create(code="TSL", name="Tangerang Selatan", city=world.other_city)
    assert answer(Scope(region="36")).covered.value == 3


def test_unknown_places_and_months_are_refused_in_words(world):
    with pytest.raises(NoSuchRegion) as region:
        answer(Scope(region="99.99"))
    assert "99.99" in region.value.sentence
    with pytest.raises(NoSuchMonth) as month:
        answer(Scope(month=date(2030, 1, 1)))
    assert "Januari 2030" in month.value.sentence and "Desember 2023" in month.value.sentence


def test_an_older_denominator_is_said_to_be_older(world):
    ReferenceFigure.objects.update(as_at=date(2022, 8, 31), period="2022-08")
    page = answer(Scope())
    assert page.rate.value == Fraction(3, 8)
    assert any("Agustus 2022" in caution for caution in page.cautions)


def test_no_band_is_claimed_when_the_rounding_is_not_known(world):
    ReferenceFigure.objects.update(half_step=None)
    page = answer(Scope())
    assert page.rate.value == Fraction(3, 8) and page.rate.working.band is None
    assert page.gap.value == 5 and page.gap.half_step is None and page.gap.working.band is None


def test_a_rate_over_one_hundred_percent_is_shown_with_its_reason(world):
    world.published(Kind.LABOUR_FORCE, 2, 0, as_at=date(2023, 12, 31))
    page = answer(Scope())
    assert page.rate.value == Fraction(3, 2)
    assert any("100%" in caveat for caveat in page.rate.working.caveats)


def test_employers_are_counted_on_the_day_and_stand_beside_what_was_published(world):
    world.employer(registered_on=date(2023, 12, 31))
    world.employer(registered_on=date(2024, 1, 1))
    world.employer(closed_on=date(2023, 12, 31))
    world.applied(kind=ImportBatch.Kind.EMPLOYERS)
    rollups.rebuild()
    employers = answer(Scope()).facts[2]
    assert employers.value == 2 and employers.provenance is Provenance.COMPUTED
    world.published(Kind.EMPLOYERS, 5, 0)
    employers = answer(Scope()).facts[2]
    assert employers.value == 5 and employers.provenance is Provenance.OFFICIAL
    assert [source.quantity.value for source in employers.working.inputs] == [5, 2]


def test_what_was_published_of_another_month_does_not_stand_in(world):
    world.published(Kind.MEMBERS, 40, 1, region=world.province)
    world.published(Kind.EMPLOYERS, 7, 0)
    world.published(Kind.LABOUR_FORCE, 100, 1, region=world.province)
    world.membership(world.person(), ended_on=date(2023, 10, 5))
    rollups.rebuild()
    november = answer(Scope(region="36", month=date(2023, 11, 1)))
    assert november.covered.value is None and november.rate.value is None
    assert answer(Scope(region="36", month=DECEMBER)).rate.value == Fraction(2, 5)
    assert answer(Scope(month=date(2023, 11, 1))).facts[2].value is None


def test_every_published_month_can_be_asked_for_without_a_registry():
    world = World()
    world.published(Kind.MEMBERS, 40, 1, as_at=date(2022, 12, 31))
    world.published(Kind.MEMBERS, 50, 1)
    assert answer(Scope()).covered.value == 50
    assert answer(Scope(month=date(2022, 12, 1))).covered.value == 40
    assert answer(Scope()).months == (DECEMBER, date(2022, 12, 1))


def test_a_published_numerator_says_whether_its_basis_is_known(world):
    for basis, words in (("statement", "tidak menjelaskan basisnya"), ("registration", "tempat pendaftaran")):
        ReferenceFigure.objects.filter(kind=Kind.MEMBERS).delete()
        world.published(Kind.MEMBERS, 40, 1, region=world.province, basis=basis)
        world.published(Kind.LABOUR_FORCE, 100, 1, region=world.province)
        page = answer(Scope(region="36"))
        assert any(words in caveat for caveat in page.rate.working.caveats)
        assert not any("tempat kerja" in caveat for caveat in page.rate.working.caveats)


def test_a_registry_of_one_city_says_nothing_of_its_province(world):
    _population, _labour_force, employers, home = answer(Scope(region="36")).facts
    assert home.value is None and home.missing.startswith("Sebagian")
    assert employers.value is None


def test_a_count_published_to_the_last_digit_needs_no_band(world):
    figure = world.published(Kind.EMPLOYERS, 15_702, 0)
    ReferenceFigure.objects.filter(pk=figure.pk).update(half_step="0.5")
    employers = answer(Scope()).facts[2]
    assert employers.working.band == (15_702, 15_702)


def test_a_kelurahan_is_refused_in_words_not_answered_with_zeros(world):
    Region.objects.create(
        code="36.71.05.1001", parent=world.districts[1], path="ID.36.71.05.1001.", level=4, name="Cipondoh"
    )
    with pytest.raises(NoSuchRegion, match="kelurahan"):
        answer(Scope(region="36.71.05.1001"))


@pytest.mark.parametrize(("region", "words"), [("36", "Sebagian"), ("36.74", "tidak memuat Kota Tangerang Selatan")])
def test_a_place_the_registry_does_not_speak_for_has_no_breakdowns(world, region, words):
    page = answer(Scope(region=region))
    assert page.blocks == () and page.track[0].value is None
    assert words in page.partial


def test_the_working_says_what_was_counted(world):
    assert "kepesertaan" in answer(Scope()).covered.working.formula
    page = answer(Scope(counted_at=CountedAt.HOME))
    assert "orang berbeda" in page.covered.working.formula
    assert page.rate.working.formula == "Orang terlindungi menurut domisili ÷ angkatan kerja"
    assert page.gap.working.formula == "Angkatan kerja − orang terlindungi menurut domisili"
    assert not any("Basis pendaftaran" in caveat for caveat in page.gap.working.caveats)
    assert any("Basis pendaftaran" in caveat for caveat in answer(Scope()).gap.working.caveats)


def test_memberships_are_said_not_to_be_persons(world):
    assert any("lebih dari satu kepesertaan" in caution for caution in answer(Scope()).cautions)
    home = answer(Scope(counted_at=CountedAt.HOME)).cautions
    assert not any("kepesertaan" in caution for caution in home)
