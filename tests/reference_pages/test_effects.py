"""What entering a figure would change is worked out before it is saved, and comes true when it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coverage_portal.core import formatting
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.ground import NoSuchMonth
from coverage_portal.coverage.scope import Against, Scope
from coverage_portal.reference.effects import preview
from coverage_portal.reference.usage import usage_of
from regions.actions import enter_figure
from regions.models import ReferenceFigure
from tests.reference_pages.figures import Basis, Kind, two_months

pytestmark = pytest.mark.django_db
M1, M2 = "Rasio peserta aktif terhadap angkatan kerja (M1)", "Rasio peserta aktif terhadap penduduk bekerja (M2)"
GAP = "Kesenjangan (M8): Angkatan kerja"
PAGE = {Against.LABOUR_FORCE: (M1, GAP), Against.EMPLOYED: (M2, "Kesenjangan (M8): Penduduk bekerja")}


@pytest.fixture
def world(settings):
    """Three memberships in the city at the end of 2022 and of 2023, which may be told; eight in its labour force."""
    settings.SMALL_CELL_PERSONS = settings.SMALL_CELL_EMPLOYERS = 1
    world = two_months()
    world.published(Kind.LABOUR_FORCE, 8, 1, as_at=date(2022, 8, 31))
    return world


def proposed(world, kind=Kind.LABOUR_FORCE, value=12, **more):
    fields = {
        "region": world.city,
        "as_at": date(2023, 12, 31),
        "period": "2023",
        "half_step": Decimal(1),
        "unit": "perusahaan" if kind == Kind.EMPLOYERS else "orang",
        "basis": Basis.STATEMENT,
        "publisher": "Kantor cabang",
        "document": "Surat kabar",
    }
    return ReferenceFigure(kind=kind, value=Decimal(value), **{**fields, **more})


def told(figure):
    return {(f"{one.month:%Y-%m}", one.name): (one.before, one.after) for one in preview(figure).effects}


def test_what_would_become_of_a_small_count_is_not_told(world, settings):
    assert ("2023-12", M1) in told(proposed(world))
    settings.SMALL_CELL_PERSONS = 5
    assert not {name for _month, name in told(proposed(world))} & {M1, GAP, "Peserta aktif"}


def dashboard(region="36.71"):
    """Rate and gap of every month as the dashboard writes them, by month and the name the preview has for them."""
    found = {}
    for month in answer(Scope(region)).months:
        for against in Against:
            page = answer(Scope(region, month, against))
            rate, gap = (formatting.percent(page.rate.value, "id"), formatting.number(page.gap.value, "id"))
            found |= {(f"{month:%Y-%m}", name): text for name, text in zip(PAGE[against], (rate, gap), strict=True)}
    return found


def test_a_newer_labour_force_changes_the_rate_and_the_gap_of_its_months(world):
    assert told(proposed(world)) == {
        ("2023-12", "Angkatan kerja"): ("8 (± 1)", "12 (± 1)"),
        ("2023-12", M1): ("37,5% (33,3–42,9%)", "25,0% (23,0–27,3%)"),
        ("2023-12", GAP): ("5 (± 1)", "9 (± 1)"),
    }


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        (Kind.LABOUR_FORCE, 12, {}),
        (Kind.LABOUR_FORCE, 12, {"as_at": date(2022, 12, 31)}),
        (Kind.LABOUR_FORCE, 12, {"derived": True, "as_at": date(2022, 12, 31)}),
        (Kind.LABOUR_FORCE, 12, {"label": "perempuan"}),
        (Kind.EMPLOYED, 5, {}),
        (Kind.MEMBERS, 7, {"as_at": date(2025, 6, 30)}),
        (Kind.POPULATION, 20, {}),
    ],
)
def test_what_is_told_comes_true(world, kind, value, more):
    """The dashboard before and after saving is the second witness for every rate and every gap."""
    figure = proposed(world, kind, value, **more)
    effects, before = told(figure), dashboard()
    enter_figure(figure=figure, by=None)
    after = dashboard()
    changed = {key for key in {*before, *after} if before.get(key, "–") != after.get(key, "–")}
    rates = {
        key: texts for key, texts in effects.items() if key[1] in {name for names in PAGE.values() for name in names}
    }
    assert set(rates) == changed
    for key, (old, new) in rates.items():
        assert (old.split(" ")[0], new.split(" ")[0]) == (before.get(key, "–"), after.get(key, "–"))


def test_replacing_compares_with_the_page_as_it_stands(world):
    old = world.published(Kind.LABOUR_FORCE, 10, 1)
    effects = told(proposed(world, value=12, replaces=old))
    assert effects[("2023-12", GAP)] == ("7 (± 1)", "9 (± 1)")


def test_a_correction_to_another_year_gives_the_old_year_back(world):
    old = world.published(Kind.LABOUR_FORCE, 10, 1)
    effects = told(proposed(world, value=10, as_at=date(2021, 8, 31), replaces=old))
    assert effects[("2023-12", GAP)] == ("7 (± 1)", "5 (± 1)")
    assert ("2022-12", GAP) not in effects


def test_only_the_precision_may_change(world):
    old = world.published(Kind.LABOUR_FORCE, 10, 1)
    effects = told(proposed(world, value=10, half_step=None, replaces=old))
    assert effects[("2023-12", M1)] == ("30,0% (27,2–33,4%)", "30,0%")


def test_published_members_open_a_month_where_the_registry_cannot_speak(world):
    world.published(Kind.LABOUR_FORCE, 100, 1, region=world.province)
    figure = proposed(world, Kind.MEMBERS, 40, region=world.province, as_at=date(2024, 6, 30))
    with pytest.raises(NoSuchMonth):
        answer(Scope("36", date(2024, 6, 1)))
    assert told(figure)[("2024-06", M1)] == ("–", "40,0% (38,6–41,5%)")


def test_facts_of_the_page_are_told_too(world):
    assert told(proposed(world, Kind.POPULATION, 20)) == {("2023-12", "Penduduk"): ("–", "20")}
    assert told(proposed(world, Kind.EMPLOYERS, 3)) == {("2023-12", "Pemberi kerja terdaftar"): ("–", "3")}
    ImportBatch.objects.create(kind="employers", state="applied", position=date(2023, 12, 31))
    assert told(proposed(world, Kind.EMPLOYERS, 3)) == {("2023-12", "Pemberi kerja terdaftar"): ("1", "3")}


def test_estimates_of_kecamatan_are_announced(world):
    assert not preview(proposed(world, Kind.MEMBERS, 7)).estimates
    for number, place in enumerate(world.districts):
        world.published(Kind.POPULATION, 10 + number, 1, region=place, basis=Basis.CENSUS, as_at=date(2020, 12, 31))
    assert preview(proposed(world)).estimates


def test_what_no_page_uses_changes_nothing(world):
    assert told(proposed(world, Kind.UCJ, 48, unit="persen")) == {}
    assert preview(proposed(world, Kind.UCJ, 48, unit="persen")).unused.why.startswith("Jenis ini hanya dikutip")
    village = world._region(world.districts[0], "36.71.01.1001", "ID.36.71.01.1001.", 4, "Sukarasa")
    assert told(proposed(world, Kind.POPULATION, 8, region=village)) == {}
    assert preview(proposed(world, Kind.POPULATION, 8, region=village)).unused.why.startswith("Ringkasan hanya sampai")
    assert ReferenceFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (Kind.LABOUR_FORCE, {}),
        (Kind.LABOUR_FORCE, {"value": 8, "as_at": date(2022, 8, 31)}),
        (Kind.LABOUR_FORCE, {"as_at": date(2022, 7, 31)}),
        (Kind.LABOUR_FORCE, {"as_at": date(2022, 7, 31), "basis": Basis.SAKERNAS}),
        (Kind.LABOUR_FORCE, {"as_at": date(2025, 8, 31)}),
        (Kind.LABOUR_FORCE, {"derived": True, "as_at": date(2022, 12, 31)}),
        (Kind.LABOUR_FORCE, {"label": "perempuan"}),
        (Kind.POPULATION, {"basis": Basis.CENSUS}),
        (Kind.MEMBERS, {"value": 3}),
        (Kind.UCJ, {"value": 48, "unit": "persen"}),
    ],
)
def test_whether_it_will_be_used_is_told_as_its_page_tells_it_afterwards(world, kind, more):
    figure = proposed(world, kind, **more)
    told_before = preview(figure).unused
    enter_figure(figure=figure, by=None)
    afterwards = usage_of(figure.region, [figure])[figure.pk]
    assert bool(told_before) is not bool(afterwards.purposes)
    if told_before:
        assert (told_before.why, told_before.instead) == (afterwards.why, afterwards.instead)


def test_nothing_is_written_to_find_out(world, django_assert_max_num_queries):
    figure = proposed(world)
    with django_assert_max_num_queries(15) as asked:
        preview(figure)
    assert [query["sql"] for query in asked.captured_queries if not query["sql"].startswith("SELECT")] == []
    assert figure.pk is None
