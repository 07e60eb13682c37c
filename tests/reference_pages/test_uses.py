"""Where a figure is used: exactly where the dashboard shows it, and otherwise why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.sources import from_reference
from coverage_portal.reference.lines import with_relations
from coverage_portal.reference.usage import usage_of
from coverage_portal.reference.uses import Role
from regions.models import Branch, ReferenceFigure
from tests.coverage.worlds import World
from tests.reference_pages.figures import Basis, Kind, two_months

pytestmark = pytest.mark.django_db
M1, M8 = "Rasio peserta aktif terhadap angkatan kerja (M1)", "Kesenjangan (M8)"
AS_IT_IS, ESTIMATE = "Ditampilkan apa adanya", "Perkiraan penyebut per kecamatan"


@pytest.fixture
def world():
    """A registry of two months (December 2022 and 2023) in a city with three kecamatan, and no published figure."""
    return two_months(members=1)


def usage(figure):
    figure = with_relations(ReferenceFigure.objects.all()).get(pk=figure.pk)
    return usage_of(figure.region, [figure])[figure.pk]


def roles(figure):
    return {role: [f"{use.month:%Y-%m}" for use in one.uses] for one in usage(figure).purposes for role in one.roles}


def shown_by_the_dashboard(figure):
    """The months whose page has the figure among the inputs of any number, asked in every way."""
    found = set()
    months = answer(Scope(region=figure.region.code)).months
    for month in months:
        for against in Against:
            for counted_at in CountedAt:
                page = answer(Scope(figure.region.code, month, against, counted_at))
                inputs = {source for one in page.figures() for source in one.working.inputs}
                if any(from_reference(figure, source.label) == source for source in inputs):
                    found.add(f"{month:%Y-%m}")
    return found


def test_a_labour_force_is_used_from_its_year_until_a_newer_one(world):
    older = world.published(Kind.LABOUR_FORCE, 7, 1, as_at=date(2022, 8, 31), derived=True, basis=Basis.SAKERNAS)
    newer = world.published(Kind.LABOUR_FORCE, 8, 1)
    assert roles(older) == {role: ["2022-12"] for role in (M1, "Cakupan per program (M4)", M8, AS_IT_IS)}
    assert roles(newer) == {role: ["2023-12"] for role in (M1, "Cakupan per program (M4)", M8, AS_IT_IS)}
    assert usage(newer).span == "Desember 2023"
    link = usage(newer).purposes[0].uses[0].query
    assert link.startswith("wilayah=36.71&posisi=2023-12&banding=angkatan-kerja")


def test_the_employed_lead_to_the_question_about_them(world):
    figure = world.published(Kind.EMPLOYED, 6, 1)
    assert "Rasio peserta aktif terhadap penduduk bekerja (M2)" in roles(figure)
    assert "banding=bekerja" in usage(figure).purposes[0].uses[0].query


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (Kind.LABOUR_FORCE, {}),
        (Kind.EMPLOYED, {}),
        (Kind.POPULATION, {}),
        (Kind.POPULATION, {"basis": Basis.CENSUS}),
        (Kind.MEMBERS, {"value": 1, "half_step": Decimal("0.5")}),
        (Kind.MEMBERS, {"value": 500}),
        (Kind.MEMBERS, {"derived": True}),
        (Kind.MEMBERS, {"label": "peserta PU+BPU+Jakon"}),
        (Kind.EMPLOYERS, {"value": 3}),
        (Kind.EMPLOYERS, {"as_at": date(2023, 6, 30)}),
        (Kind.UCJ, {"unit": "persen"}),
        (Kind.UNEMPLOYED, {}),
        (Kind.LABOUR_FORCE, {"as_at": date(2024, 8, 31)}),
    ],
)
@pytest.mark.parametrize("illustrative", [True, False])
def test_it_is_used_in_the_months_in_which_the_dashboard_shows_it(world, kind, more, illustrative):
    """The dashboard itself is the second witness. A demo count borrows its precision without showing the figure."""
    world.applied(illustrative=illustrative)
    given = {"value": 9, "half_step": Decimal(1), **more}
    figure = world.published(kind, given.pop("value"), given.pop("half_step"), **given)
    used = {month for role, months in roles(figure).items() if role != "Ketelitian jumlah peserta" for month in months}
    assert used == shown_by_the_dashboard(figure)
    assert bool(usage(figure).why) is not bool(usage(figure).purposes)


def test_published_members_are_the_numerator_where_the_registry_cannot_speak(world):
    figure = world.published(Kind.MEMBERS, 40, 1, region=world.province, as_at=date(2023, 2, 28))
    labour_force = world.published(Kind.LABOUR_FORCE, 80, 1, region=world.province)
    assert roles(figure) == {role: ["2023-02"] for role in ("Pembilang: jumlah peserta", M1, M8)}
    assert roles(labour_force) == {M1: ["2023-02"], M8: ["2023-02"], AS_IT_IS: ["2023-12", "2023-02"]}


def test_a_demo_count_made_to_match_borrows_the_precision_of_what_was_published(world):
    world.applied(illustrative=True)
    figure = world.published(Kind.MEMBERS, 1, Decimal("0.5"))
    assert roles(figure) == {"Ketelitian jumlah peserta": ["2023-12"]}
    far = world.published(Kind.MEMBERS, 400, Decimal("0.5"), as_at=date(2022, 12, 31))
    assert usage(far).why == "Registri menghitung sendiri peserta bulan itu; angka terbit ini tidak mengubahnya."


def test_a_city_s_labour_force_and_its_populations_stand_behind_the_estimates_of_its_kecamatan(world):
    labour_force = world.published(Kind.LABOUR_FORCE, 80, 1)
    census = {"basis": Basis.CENSUS, "as_at": date(2020, 12, 31)}
    people = [
        world.published(Kind.POPULATION, 10 + i, 1, region=place, **census) for i, place in enumerate(world.districts)
    ]
    assert roles(labour_force)[ESTIMATE] == ["2023-12"]
    assert roles(people[0]) == {ESTIMATE: ["2023-12"]}
    newer = world.published(Kind.POPULATION, 12, 1, region=world.districts[0], basis=Basis.CIVIL_REGISTER)
    assert roles(newer) == {}
    assert usage(newer).why.startswith("Basisnya lain")


def test_a_row_of_the_province_is_a_use_where_the_registry_speaks_for_the_province(world):
    figure = world.published(Kind.LABOUR_FORCE, 8, 1)
    assert "Rincian wilayah di atasnya" not in roles(figure)
    Branch.objects.create(code="TGS", name="Tangerang Selatan", city=world.other_city)
    assert roles(figure)["Rincian wilayah di atasnya"] == ["2023-12"]
    uses = [use for one in usage(figure).purposes for use in one.uses if use.role is Role.ROW]
    assert [use.place for use in uses] == [("36", "Banten")]


def reason(figure):
    assert usage(figure).purposes == ()
    return usage(figure).why


def test_why_a_figure_is_not_used(world):
    current = world.published(Kind.LABOUR_FORCE, 8, 1)
    assert reason(world.published(Kind.UCJ, 48, None, unit="persen")).startswith("Jenis ini hanya dikutip")
    narrower = world.published(Kind.LABOUR_FORCE, 4, 1, label="perempuan")
    assert reason(narrower).startswith("Keterangannya “perempuan”")
    assert reason(world.published(Kind.LABOUR_FORCE, 9, 1, derived=True)).startswith("Angka terbit didahulukan")
    assert reason(world.published(Kind.LABOUR_FORCE, 9, 1, as_at=date(2023, 8, 31))).startswith("Di tahun yang sama")
    assert reason(world.published(Kind.LABOUR_FORCE, 9, 1, as_at=date(2025, 8, 31))) == (
        "Ringkasan belum sampai tahun angka ini: bulan terbarunya Desember 2023."
    )
    assert reason(world.published(Kind.EMPLOYERS, 9, 1, as_at=date(2021, 3, 31))) == (
        "Angka ini hanya berlaku untuk bulannya, dan ringkasan tidak memuat Maret 2021."
    )
    again = world.published(Kind.LABOUR_FORCE, 8, 2)
    assert usage(current).instead == again
    assert reason(current) == "Untuk hari yang sama dipakai angka yang dimasukkan terakhir."


def test_within_a_year_a_survey_goes_before_a_statement_and_is_named_in_its_place(world):
    survey = world.published(Kind.LABOUR_FORCE, 7, 1, as_at=date(2023, 8, 31), basis=Basis.SAKERNAS, publisher="BPS")
    statement = world.published(Kind.LABOUR_FORCE, 8, 1)
    assert roles(survey)[M1] == ["2023-12"]
    assert reason(statement).startswith("Di tahun yang sama, hasil survei, sensus, dan catatan registrasi")
    assert (usage(statement).instead, usage(statement).instead_value) == (survey, "7 orang")
    derived = world.published(Kind.LABOUR_FORCE, 9, 1, basis=Basis.SAKERNAS, derived=True)
    assert reason(derived).startswith("Angka terbit didahulukan") and usage(derived).instead == survey


def test_what_is_used_instead_is_named_only_where_it_is_of_the_same_kind_and_place(world):
    stated = world.published(Kind.POPULATION, 20, 1)
    census = world.published(Kind.POPULATION, 19, 1, basis=Basis.CENSUS)
    assert reason(census).startswith("Basisnya lain") and usage(census).instead == stated
    world.published(Kind.LABOUR_FORCE, 8, 1)
    assert usage(world.published(Kind.LABOUR_FORCE, 4, 1, label="perempuan")).instead is None
    assert usage(world.published(Kind.UCJ, 48, None, unit="persen")).instead is None
    assert usage(world.published(Kind.EMPLOYERS, 9, 1, as_at=date(2021, 3, 31))).instead is None
    later = world.published(Kind.EMPLOYERS, 9, 1)
    earlier = world.published(Kind.EMPLOYERS, 8, 1, as_at=date(2023, 12, 1))
    assert reason(earlier).startswith("Untuk bulan yang sama") and usage(earlier).instead == later


def test_an_older_year_is_used_only_where_no_newer_one_speaks(world):
    older = world.published(Kind.LABOUR_FORCE, 7, 1, as_at=date(2021, 8, 31))
    assert roles(older)[M1] == ["2023-12", "2022-12"]
    world.published(Kind.LABOUR_FORCE, 8, 1, as_at=date(2022, 8, 31))
    assert reason(older) == "Tahunnya lebih lama: untuk bulan yang ada dipakai angka yang lebih baru."


def test_a_replaced_figure_is_not_used_and_says_so(world):
    old = world.published(Kind.LABOUR_FORCE, 7, 1)
    world.published(Kind.LABOUR_FORCE, 8, 1, replaces=old)
    assert reason(old) == "Sudah diganti: yang dipakai penggantinya."


def test_a_place_without_a_page_uses_nothing(world):
    village = world._region(world.districts[0], "36.71.01.1001", "ID.36.71.01.1001.", 4, "Sukarasa")
    assert reason(world.published(Kind.POPULATION, 5, 1, region=village)) == "Ringkasan hanya sampai tingkat kecamatan."


def test_a_place_without_months_uses_nothing():
    world = World()
    assert (
        reason(world.published(Kind.LABOUR_FORCE, 8, 1)) == "Belum ada bulan yang dapat ditampilkan untuk wilayah ini."
    )
