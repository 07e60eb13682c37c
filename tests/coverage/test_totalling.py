"""Totals of places: each holds the sum of everything in it, and the employers registered on the month's last day."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations import RunSQL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, CoverageTotal, Dimension, Place
from coverage_portal.programmes.codes import Programme, Segment
from employers.models import Employer
from regions.models import Branch, Region
from tests.coverage.test_rollups import stored_totals
from tests.coverage.worlds import World
from tests.reference.slow_coverage import totals

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = date(2023, 11, 1), date(2023, 12, 1)
LAST = date(2023, 12, 31)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World()


def counted(world: World) -> None:
    """Count what there is; December 2023 is always a month, November when something ended in it."""
    world.applied()
    rollups.rebuild()


def row(region: Region, dimension: Dimension = Dimension.ALL, code: str = "", place: Place = Place.WORKPLACE):
    """December's total, or nothing where there is no row."""
    return CoverageTotal.objects.filter(
        region=region, month=DECEMBER, dimension=dimension, code=code, place=place
    ).first() or CoverageTotal(memberships=0)


def codes(region: Region, dimension: Dimension) -> dict[str, int]:
    found = CoverageTotal.objects.filter(region=region, month=DECEMBER, dimension=dimension)
    return dict(found.values_list("code", "memberships"))


near_the_end = st.sampled_from([NOVEMBER - ONE_DAY, NOVEMBER, DECEMBER - ONE_DAY, DECEMBER, LAST, LAST + ONE_DAY])
days = near_the_end | st.dates(date(2019, 1, 1), date(2024, 2, 1))
registers = st.lists(
    st.tuples(
        days,
        st.none() | st.integers(1, 40),
        st.none() | st.integers(1, 4),
        st.none() | st.integers(0, 2**31 - 1),
        st.none() | days,
        st.integers(0, 2),
    ),
    max_size=6,
)


def registered(world: World, register: list[tuple]) -> None:
    Employer.objects.all().delete()
    for day, life, scale, headcount, declared_on, district in register:
        world.employer(
            registered_on=day,
            closed_on=day + timedelta(days=life) if life else None,
            scale=scale,
            declared_headcount=headcount,
            declared_on=declared_on,
            district=district,
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registers, registers)
def test_employers_equal_the_slow_count_also_when_only_they_are_counted_again(before, after):
    world = one_world()
    registered(world, before)
    rollups.rebuild()
    assert [stored_totals(month) for month in (NOVEMBER, DECEMBER)] == [totals(NOVEMBER), totals(DECEMBER)]
    cells = set(CoverageCell.objects.values_list("pk", flat=True))
    registered(world, after)
    rollups.rebuild_from(None, employers_changed=True)
    assert [stored_totals(month) for month in (NOVEMBER, DECEMBER)] == [totals(NOVEMBER), totals(DECEMBER)]
    assert set(CoverageCell.objects.values_list("pk", flat=True)) == cells
    assert rollups.check() == 2


def one_world() -> World:
    """One world for all examples of a Hypothesis test, with two months and a membership at the city itself."""
    if not Region.objects.exists():
        world = World()
        world.membership(world.person(), ended_on=date(2023, 11, 15))
        world.membership(world.person(), workplace=world.city)
        world.applied()
        return world
    world = World.__new__(World)
    world.number = 10_000
    world.districts = list(Region.objects.filter(level=3))
    world.branches = list(Branch.objects.order_by("pk"))
    return world


def test_a_membership_counts_in_every_place_above_its_own(world):
    world.membership(world.person(), district=0)
    world.membership(world.person(), district=2, branch=1)
    world.membership(world.person(), workplace=world.city)
    counted(world)
    held = {region: row(region).memberships for region in Region.objects.all()}
    first, second, third = world.districts
    assert held == {
        first: 1, second: 0, third: 1, world.city: 3, world.other_city: 0, world.province: 3, world.country: 3,
    }  # fmt: skip


def test_a_village_counts_for_its_kecamatan(world):
    village = Region.objects.create(
        code="36.71.01.1001", path="ID.36.71.01.1001.", level=4, name="Sukarasa", parent=world.districts[0]
    )
    world.membership(world.person(), workplace=village)
    counted(world)
    assert row(world.districts[0]).memberships == 1
    assert not CoverageTotal.objects.filter(region=village).exists()


def test_homes_count_persons_where_they_live_and_are_not_broken_down(world):
    two_jobs = world.person(home=world.districts[1])
    world.membership(two_jobs, programmes=int(Programme.JKK))
    world.membership(two_jobs, programmes=int(Programme.JKM))
    world.membership(world.person(home=world.other_city))
    world.membership(world.person(home=None))
    counted(world)
    homes = CoverageTotal.objects.filter(place=Place.HOME)
    assert {(total.dimension, total.code, total.memberships) for total in homes} == {(Dimension.ALL, "", 0)}
    assert dict(homes.values_list("region__name", "persons")) == {
        "Cipondoh": 1, "Kota Tangerang": 1, "Kota Tangerang Selatan": 1, "Banten": 2, "Indonesia": 3,
    }  # fmt: skip
    assert (homes.get(region=world.city).jkk, homes.get(region=world.city).jkm) == (1, 1)


def test_sectors_and_scales_count_memberships_at_an_employer_only(world):
    unknown = world.employer(kbli_version=None, kbli_section="", scale=None)
    world.membership(world.person(), employer=world.employer())
    world.membership(world.person(), employer=unknown)
    world.membership(world.person(), employer=unknown, segment=Segment.JAKON)
    world.membership(world.person(), segment=Segment.BPU)
    world.membership(world.person(), segment=Segment.PMI)
    counted(world)
    assert codes(world.city, Dimension.ALL) == {"": 5}
    assert codes(world.city, Dimension.SEGMENT) == {"1": 2, "2": 1, "3": 1, "4": 1}
    assert codes(world.city, Dimension.SECTOR) == {"2020G": 1, "": 2}
    assert codes(world.city, Dimension.SCALE) == {"2": 1, "0": 2}


@pytest.mark.parametrize(
    ("employer", "employers", "declared_employers", "declared"),
    [
        ({"registered_on": LAST}, 1, 0, 0),
        ({"registered_on": LAST + ONE_DAY}, 0, 0, 0),
        ({"closed_on": LAST}, 0, 0, 0),
        ({"closed_on": LAST + ONE_DAY}, 1, 0, 0),
        ({"declared_headcount": 8, "declared_on": LAST}, 1, 1, 8),
        ({"declared_headcount": 8, "declared_on": LAST + ONE_DAY}, 1, 0, 0),
        ({"declared_headcount": 8, "declared_on": None}, 1, 0, 0),
        ({"declared_headcount": None, "declared_on": LAST}, 1, 0, 0),
        ({"declared_headcount": 0, "declared_on": LAST}, 1, 1, 0),
        ({"declared_headcount": 8, "declared_on": LAST, "closed_on": LAST}, 0, 0, 0),
        ({"registered_on": date(1850, 1, 1), "closed_on": date(1899, 1, 1)}, 0, 0, 0),
    ],
)
def test_an_employer_counts_on_the_last_day_of_the_month(world, employer, employers, declared_employers, declared):
    world.employer(district=1, scale=3, **employer)
    counted(world)
    for region in (world.districts[1], world.city, world.country):
        for total in (row(region), row(region, Dimension.SCALE, "3")):
            found = (total.employers, total.declared_employers, total.declared)
            assert found == (employers, declared_employers, declared)
    assert not CoverageTotal.objects.exclude(dimension__in=[Dimension.ALL, Dimension.SCALE]).exists()


def test_the_city_is_the_sum_of_its_kecamatan_and_what_is_laid_at_itself(world):
    for at in range(3):
        employer = world.employer(district=at, branch=at % 2, declared_headcount=at, declared_on=LAST)
        world.membership(world.person(home=world.districts[at]), district=at, branch=at % 2, employer=employer)
    world.membership(world.person(home=world.city), workplace=world.city)
    counted(world)
    sums: dict[Place, Counter] = {place: Counter() for place in Place}
    for total in CoverageTotal.objects.filter(region__parent=world.city, dimension=Dimension.ALL):
        sums[total.place].update(memberships=total.memberships, persons=total.persons, declared=total.declared)
    city = {total.place: total for total in CoverageTotal.objects.filter(region=world.city, dimension=Dimension.ALL)}
    assert city[Place.WORKPLACE].memberships == sums[Place.WORKPLACE]["memberships"] + 1 == 4
    assert city[Place.HOME].persons == sums[Place.HOME]["persons"] + 1 == 4
    assert city[Place.WORKPLACE].declared == sums[Place.WORKPLACE]["declared"] == 3


def test_only_months_whose_employers_differ_are_written(world):
    world.membership(world.person(), ended_on=date(2023, 11, 15))
    counted(world)
    before = set(CoverageTotal.objects.values_list("pk", flat=True))
    rollups.rebuild_from(None, employers_changed=True)
    assert set(CoverageTotal.objects.values_list("pk", flat=True)) == before
    world.employer(registered_on=date(2023, 12, 4))
    rollups.rebuild_from(None, employers_changed=True)
    after = CoverageTotal.objects.exclude(pk__in=before)
    assert set(after.values_list("month", flat=True)) == {DECEMBER}
    assert row(world.city).employers == 1


def test_check_names_months_whose_totals_differ(world):
    world.membership(world.person())
    counted(world)
    CoverageTotal.objects.filter(region=world.province, dimension=Dimension.ALL).update(jkm=7)
    with pytest.raises(rollups.CellsDiffer, match="2023-12"):
        rollups.check()
    rollups.rebuild([DECEMBER])
    CoverageTotal.objects.filter(region=world.country).delete()
    with pytest.raises(rollups.CellsDiffer, match="2023-12"):
        rollups.check()


def test_a_month_that_can_no_longer_be_counted_loses_its_totals(world):
    gone = world.membership(world.person(), ended_on=date(2023, 11, 15))
    counted(world)
    assert CoverageTotal.objects.filter(month=NOVEMBER).count() == 0  # it ended before the month did
    assert rollups.outdated_months() == set()
    world.employer()
    rollups.rebuild()
    assert CoverageTotal.objects.filter(month=NOVEMBER).exists()
    gone.delete()
    assert rollups.outdated_months() == {NOVEMBER}
    rollups.rebuild_from(None)
    assert not CoverageTotal.objects.filter(month=NOVEMBER).exists()


def test_months_built_before_there_were_totals_count_as_not_built(world):
    world.membership(world.person())
    counted(world)
    migration = import_module("coverage_portal.coverage.migrations.0002_totals_of_places").Migration
    with connection.cursor() as cursor:
        for operation in migration.operations:
            if isinstance(operation, RunSQL):
                cursor.execute(operation.sql)
    assert not BuiltMonth.objects.exists() and not CoverageCell.objects.exists()
    assert rollups.outdated_months() == {DECEMBER}


def test_two_who_count_wait_for_one_another(world):
    if connection.vendor != "postgresql":
        return  # SQLite has one writer by nature
    with closing(connection.copy()) as other, other.cursor() as cursor:
        rollups.rebuild()
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('rollups'))")
        assert cursor.fetchone() == (False,)
