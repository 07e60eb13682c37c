"""Cells equal a second, slow count; months are those the registry can speak for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal, Place
from coverage_portal.programmes.codes import PROGRAMMES, Programme, Segment, Sex
from employers.models import Employer
from regions.models import Branch, Region
from tests.coverage.worlds import World
from tests.reference.slow_coverage import home_cells, totals, workplace_cells
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db
COUNTS = [programme.name.lower() for programme in PROGRAMMES]
DECEMBER = date(2023, 12, 1)


def stored(month: date, place: Place) -> dict[tuple, Counter]:
    found = {}
    for cell in CoverageCell.objects.filter(month=month, place=place):
        whole = "memberships" if place == Place.WORKPLACE else "persons"
        key = (cell.region_id, cell.sex, cell.age_band)
        if place == Place.WORKPLACE:
            key = (cell.region_id, cell.branch_id, cell.segment, cell.sector, cell.scale, cell.sex, cell.age_band)
        assert key not in found, "two cells for one crossing"
        found[key] = Counter({name: getattr(cell, name) for name in [whole, *COUNTS] if getattr(cell, name)})
    return found


def stored_totals(month: date) -> dict[tuple, Counter]:
    names = ["memberships", "persons", *COUNTS, "employers", "declared_employers", "declared"]
    return {
        (row.place, row.region_id, row.dimension, row.code): +Counter({name: getattr(row, name) for name in names})
        for row in CoverageTotal.objects.filter(month=month)
    }


def assert_cells_equal_slow_count(month: date) -> None:
    assert stored(month, Place.WORKPLACE) == workplace_cells(month)
    assert stored(month, Place.HOME) == home_cells(month)
    assert stored_totals(month) == totals(month)


days = st.dates(date(2019, 1, 1), date(2024, 2, 1))
spells = st.tuples(days, st.none() | days).filter(lambda s: s[1] is None or s[1] > s[0])
people = st.lists(
    st.tuples(
        st.dates(date(1935, 1, 1), date(2009, 1, 1)),
        st.sampled_from(Sex.values),
        st.integers(0, 5),
        st.lists(
            st.tuples(
                *(spells, st.integers(1, 31), st.integers(0, 4), st.integers(0, 1), st.integers(0, 3)),
                st.sampled_from(Segment.values),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people)
def test_cells_equal_the_slow_count(people):
    Membership.objects.all().delete()
    Person.objects.all().delete()
    world = existing_world()
    for born, sex, home, jobs in people:
        person = world.person(home=world.homes[home], born=born, sex=sex)
        for (start, end), programmes, workplace, branch, employer, segment in jobs:
            world.membership(
                person,
                workplace=world.workplaces[workplace],
                segment=segment,
                branch=branch,
                programmes=programmes,
                started_on=start,
                ended_on=end,
                employer=world.employers[employer],
            )
    rollups.rebuild()
    for month in rollups.countable_months()[-14:]:
        assert_cells_equal_slow_count(month)
    assert rollups.check() == len(rollups.countable_months())


def existing_world() -> World:
    """One world for all examples of a Hypothesis test, which share a transaction."""
    if not Region.objects.exists():
        world = World()
        world.applied()
        world.employer(kbli_version=2025, kbli_section="V", scale=4)
        world.employer(kbli_version=None, kbli_section="", scale=None)
        world.employer(declared_headcount=7, declared_on=date(2023, 6, 30), closed_on=date(2023, 11, 30))
        village = {"code": "36.71.01.1001", "path": "ID.36.71.01.1001.", "level": 4, "name": "Sukarasa"}
        Region.objects.create(**village, parent=world.districts[0])
    else:
        world = World.__new__(World)
        world.number = 10_000
        world.country, world.province, world.city, world.other_city = Region.objects.filter(level__lt=3)
        world.districts = list(Region.objects.filter(level=3))
        world.branches = list(Branch.objects.order_by("pk"))
    world.employers = [*Employer.objects.order_by("pk"), None]
    world.workplaces = [*world.districts, world.city, Region.objects.get(level=Region.Level.VILLAGE)]
    world.homes = [*world.districts, world.other_city, world.workplaces[-1], None]
    return world


@pytest.fixture
def world():
    return World()


def test_an_open_registry_speaks_for_its_position_only(world):
    world.membership(world.person(), started_on=date(2010, 1, 1))
    world.applied(date(2023, 12, 31))
    assert rollups.countable_months() == [DECEMBER]


def test_months_reach_back_to_the_first_recorded_end(world):
    world.membership(world.person(), started_on=date(2010, 1, 1), ended_on=date(2023, 10, 15))
    world.applied()
    assert rollups.countable_months() == [date(2023, 10, 1), date(2023, 11, 1), DECEMBER]


def test_a_stray_old_end_does_not_make_a_century_of_months(world):
    world.membership(world.person(), started_on=date(1970, 1, 1), ended_on=date(1971, 1, 1))
    world.applied()
    assert len(rollups.countable_months()) == rollups.HISTORY_MONTHS


def test_no_workers_file_no_months(world):
    rollups.rebuild()
    assert not BuiltMonth.objects.exists() and not CoverageCell.objects.exists()


def test_two_jobs_are_two_memberships_and_one_person(world):
    person = world.person(home=world.districts[1])
    world.membership(person, district=0, programmes=int(Programme.JKK | Programme.JKM))
    world.membership(person, district=2, programmes=int(Programme.JKK | Programme.JHT), employer=world.employer())
    world.applied()
    rollups.rebuild()
    assert {cell.region_id for cell in CoverageCell.objects.filter(place=Place.WORKPLACE)} == {
        world.districts[0].pk,
        world.districts[2].pk,
    }
    home = CoverageCell.objects.get(place=Place.HOME)
    assert (home.region, home.persons, home.jkk, home.jkm, home.jht, home.jp) == (world.districts[1], 1, 1, 1, 1, 0)


def test_a_person_without_a_known_home_counts_for_the_country(world):
    world.membership(world.person(home=None))
    world.applied()
    rollups.rebuild()
    assert CoverageCell.objects.get(place=Place.HOME).region == world.country


def test_the_last_day_of_a_spell_does_not_count(world):
    world.membership(world.person(), ended_on=date(2023, 11, 30))
    world.membership(world.person(), ended_on=date(2023, 12, 1))
    world.applied()
    rollups.rebuild()
    november = CoverageCell.objects.filter(month=date(2023, 11, 1), place=Place.WORKPLACE)
    assert sum(cell.memberships for cell in november) == 1
    assert not CoverageCell.objects.filter(month=DECEMBER).exists()
    assert BuiltMonth.objects.filter(month=DECEMBER).exists()


def test_days_far_ahead_are_days(world):
    """Imports take dates to the end of 2100."""
    last = date(2100, 12, 31)
    first, second = world.districts[:2]
    world.membership(world.person(home=first), ended_on=last)
    world.membership(world.person(home=second, born=last), started_on=date(2020, 1, 1), ended_on=last)
    world.membership(world.person(home=second), ended_on=date(2023, 11, 2))
    world.applied()
    rollups.rebuild()
    december = CoverageCell.objects.filter(month=DECEMBER)
    assert sum(cell.memberships for cell in december.filter(place=Place.WORKPLACE)) == 2
    homes = december.filter(place=Place.HOME).values_list("region", "age_band", "persons")
    assert {(region, persons) for region, _band, persons in homes} == {(first.pk, 1), (second.pk, 1)}
    assert {band for region, band, _persons in homes if region == second.pk} == {0}


def test_rebuilding_one_month_leaves_the_others(world):
    member = world.membership(world.person(), ended_on=date(2023, 12, 20))
    world.membership(world.person(), started_on=date(2020, 1, 1), ended_on=date(2023, 11, 2))
    world.applied()
    rollups.rebuild()
    before = list(CoverageCell.objects.filter(month=date(2023, 11, 1)).values_list("pk", flat=True))
    member.ended_on = None
    member.save()
    rollups.rebuild([DECEMBER])
    assert list(CoverageCell.objects.filter(month=date(2023, 11, 1)).values_list("pk", flat=True)) == before
    assert CoverageCell.objects.get(month=DECEMBER, place=Place.WORKPLACE).memberships == 1


def test_months_that_can_no_longer_be_counted_lose_their_cells_whatever_is_asked(world):
    member = world.membership(world.person(), ended_on=date(2023, 9, 20))
    world.membership(world.person())
    world.applied()
    rollups.rebuild()
    assert BuiltMonth.objects.count() == 4
    member.ended_on = date(2023, 11, 20)
    member.save()
    rollups.rebuild([DECEMBER, date(2023, 10, 1)])
    assert set(BuiltMonth.objects.values_list("month", flat=True)) == {date(2023, 11, 1), DECEMBER}
    assert not CoverageCell.objects.filter(month__lt=date(2023, 11, 1)).exists()


def test_a_change_counts_from_its_day_on_and_what_it_opened_or_closed(world, monkeypatch):
    member = world.membership(world.person(), ended_on=date(2023, 10, 20))
    world.applied()
    rollups.rebuild()
    asked = []
    monkeypatch.setattr(rollups, "rebuild", lambda months, _progress: asked.append(sorted(months)))
    rollups.rebuild_from(None)
    assert asked == []
    rollups.rebuild_from(date(2023, 11, 15))
    assert asked.pop() == [date(2023, 11, 1), DECEMBER]
    for end, moved in ((date(2023, 11, 20), date(2023, 10, 1)), (date(2023, 9, 20), date(2023, 9, 1))):
        member.ended_on = end
        member.save()
        rollups.rebuild_from(None)
        assert asked.pop() == [moved]


def test_check_names_the_months_that_differ(world, capsys):
    world.membership(world.person(), employer=world.employer(), segment=Segment.JAKON)
    world.applied()
    call_command("rebuild_rollups")
    call_command("rebuild_rollups", "--check")
    assert "1 bulan dihitung ulang; semua sel dan jumlah cocok." in capsys.readouterr().out
    CoverageCell.objects.filter(place=Place.WORKPLACE).update(jkm=7)
    with pytest.raises(CommandError, match="2023-12"):
        call_command("rebuild_rollups", "--check")
    BuiltMonth.objects.all().delete()
    with pytest.raises(CommandError, match="2023-12"):
        call_command("rebuild_rollups", "--check")


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2008, 12, 31), 1),
        (date(2009, 1, 1), 0),
        (date(1998, 12, 31), 2),
        (date(1999, 1, 1), 1),
        (date(1958, 12, 31), 6),
        (date(1959, 1, 1), 5),
    ],
)
def test_age_bands_turn_on_the_birthday(world, born, band):
    world.membership(world.person(born=born, home=world.city))
    world.applied()
    rollups.rebuild()
    assert CoverageCell.objects.get(place=Place.HOME).age_band == band


def test_a_month_that_was_shown_stays_when_the_next_file_brings_the_first_end(world):
    world.membership(world.person())
    world.applied(date(2023, 11, 30))
    rollups.rebuild()
    world.membership(world.person(), ended_on=date(2024, 1, 15))
    world.applied(date(2024, 1, 31))
    rollups.rebuild()
    assert rollups.countable_months() == [date(2023, 11, 1), date(2024, 1, 1)]
    assert rollups.check() == 2
