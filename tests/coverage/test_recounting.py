"""After an edit by hand cells and totals are what a full recount would make them, whatever was edited."""

from datetime import date
from random import Random

import pytest

from coverage_portal.core.data_version import current
from coverage_portal.coverage import recounting, rollups
from coverage_portal.coverage.models import CoverageCell, CoverageTotal
from coverage_portal.coverage.recounting import counted_again
from employers.models import Compliance, Employer
from tests.coverage.worlds import World
from tests.reference.slow_coverage import totals, workplace_cells
from workers import compliance
from workers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World()
    world.applied()
    chance = Random(5)
    firms = [
        world.employer(
            scale=n % 5 or None, kbli_section="GHI"[n % 3], declared_headcount=n * 2, declared_on=date(2023, 6, 1)
        )
        for n in range(6)
    ]
    for n in range(60):
        person = world.person(home=chance.choice(world.districts), born=date(1960 + n % 40, 1, 1), sex=1 + n % 2)
        start = date(2023, chance.randint(1, 9), 1)
        world.membership(
            person,
            employer=chance.choice([*firms, None]),
            workplace=chance.choice(world.districts),
            programmes=chance.randint(1, 31),
            started_on=start,
            ended_on=date(2023, 11, 1) if n % 4 == 0 else None,
        )
    rollups.rebuild()
    compliance.rebuild()
    world.firms = firms
    return world


def right():
    return rollups.check() == len(rollups.countable_months()) > 1


def edit(firm, **facts):
    Employer.objects.filter(pk=firm.pk).update(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"scale": 4},
        {"scale": None},
        {"kbli_version": 2025, "kbli_section": "K"},
        {"declared_headcount": 99},
        {"declared_headcount": None, "declared_on": None},
        {"closed_on": date(2023, 10, 15)},
        {"registered_on": date(2023, 11, 2)},
        {"npp": "", "registered_on": None},
    ],
)
def test_the_counts_follow_a_fact_without_counting_the_months_anew(world, facts, monkeypatch):
    monkeypatch.setattr(recounting, "rebuild_from", lambda *args, **kwargs: pytest.fail("counted anew"))
    before = current()
    with counted_again([world.firms[1].pk]):
        edit(world.firms[1], **facts)
    assert right()
    assert current() > before


def test_a_move_to_another_district_and_branch_is_followed(world):
    with counted_again([world.firms[2].pk]):
        edit(world.firms[2], district=world.districts[2], branch=world.branches[1])
        Membership.objects.filter(employer=world.firms[2]).update(branch=world.branches[1])
    assert right()


def test_memberships_that_go_to_another_employer_are_followed(world, monkeypatch):
    monkeypatch.setattr(recounting, "rebuild_from", lambda *args, **kwargs: pytest.fail("counted anew"))
    kept, merged = world.firms[3], world.firms[4]
    with counted_again([kept.pk, merged.pk]):
        Membership.objects.filter(employer=merged).update(employer=kept)
        edit(merged, merged_into=kept)
    assert right()
    assert set(Compliance.objects.values_list("pk", flat=True)) == {f.pk for f in world.firms} - {merged.pk}
    month = rollups.countable_months()[-1]
    assert CoverageCell.objects.filter(month=month, place=1).count() == len(workplace_cells(month))
    assert CoverageTotal.objects.filter(month=month).count() == len(totals(month))


def test_where_somebodys_membership_ends_persons_are_counted_too(world):
    with counted_again([world.firms[5].pk]):
        Membership.objects.filter(employer=world.firms[5], ended_on=None).update(ended_on=date(2023, 12, 1))
    assert right()


def test_an_employer_made_within_is_counted(world):
    with counted_again([]) as ids:
        ids.add(world.employer(declared_headcount=12, declared_on=date(2023, 7, 1)).pk)
    assert right()
    assert Compliance.objects.count() == 7


def test_many_employers_are_counted_anew(world, monkeypatch):
    monkeypatch.setattr(recounting, "MOST_EMPLOYERS", 1)
    with counted_again([firm.pk for firm in world.firms]):
        Employer.objects.update(scale=1)
    assert right()


def test_what_counts_nowhere_writes_no_cell(world, monkeypatch):
    monkeypatch.setattr(recounting, "_add", lambda *args: pytest.fail("written"))
    with counted_again([world.firms[0].pk]):
        edit(world.firms[0], address="Jalan Satu")


def test_an_edit_before_any_data_does_no_harm(db):
    world = World()
    firm = world.employer()
    with counted_again([firm.pk]):
        edit(firm, scale=1)
    assert not CoverageCell.objects.exists()
