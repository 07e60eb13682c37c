"""A page asks the database the same few questions however much is in it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coverage_portal.core import data_version
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.standing import read_standing
from regions.models import Region
from tests.coverage import examples
from tests.coverage.worlds import World

STEADY = 7  # session, user, rights with the data version, what the browser's mark is made of, places, figures, totals
FIRST = STEADY + 5  # and once for each data version: months, imports, branches, targets, law
SCOPES = (
    Scope(),
    Scope(region="36.71.05"),
    Scope(counted_at=CountedAt.HOME, estimates=False),
    Scope(month=date(2023, 12, 1), since=date(2022, 12, 1)),
)


def queries(ask) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    return len(asked)


def page(client, address="/"):
    def ask():
        assert client.get(address).status_code == 200

    return ask


@pytest.mark.parametrize("scope", SCOPES)
def test_an_answer_takes_three_queries_when_it_is_known_what_stands(small_city, scope):
    standing = read_standing()
    assert queries(lambda: answer(scope, standing)) == 3
    assert queries(lambda: answer(scope)) == 8


def test_a_province_takes_one_more_to_see_how_much_of_it_is_served(visitor, small_city):
    standing = read_standing()
    assert queries(lambda: answer(Scope(region="36"), standing)) == 4
    page(visitor, "/?wilayah=36")()
    assert queries(page(visitor, "/?wilayah=36")) == STEADY + 1


@pytest.mark.parametrize("address", ["/", "/en/", "/?wilayah=36.71.05", "/cara-hitung/cakupan/?wilayah=36.71"])
def test_a_page_takes_few_queries_and_five_more_after_a_change(visitor, small_city, address):
    data_version.bump()
    assert queries(page(visitor, address)) <= FIRST
    steady = queries(page(visitor, address))
    assert steady == STEADY
    data_version.bump()
    assert queries(page(visitor, address)) == steady + 5
    assert queries(page(visitor, address)) == steady


def test_another_visitor_profits_from_what_the_first_one_read(visitor, small_city, budi):
    queries(page(visitor))
    other = Client()
    other.force_login(budi)
    assert queries(page(other)) == STEADY


@pytest.mark.django_db
def test_ten_times_as_much_takes_not_one_query_more(visitor):
    world = World()
    counts = [count_after(visitor, world, people) for people in (4, 40)]
    assert counts[0] == counts[1]


def count_after(visitor, world: World, people: int) -> list[int]:
    """What the pages take once `people` more work here, in as many firms, with as much published."""
    for n in range(people):
        employer = world.employer(district=n % 3, scale=1 + n % 4)
        ended = date(2022, 1, 1) + timedelta(days=17 * n)
        world.membership(world.person(home=world.districts[n % 3]), employer=employer, district=n % 3)
        world.membership(world.person(), employer=employer, ended_on=ended)
        world.applied(date(2022, 12, 31) + timedelta(days=n), kind=ImportBatch.Kind.EMPLOYERS)
        world.published("labour_force", 100 + n, 0)
        examples.target(world.city, 50, 2024 + n)
        code = f"36.71.{20 + people + n}"
        Region.objects.create(code=code, path=f"ID.{code}.", level=3, name=code, parent=world.city)
    world.applied()
    rollups.rebuild()
    for address in ("/", "/?wilayah=36.71.05"):
        page(visitor, address)()
    return [queries(page(visitor, address)) for address in ("/", "/?wilayah=36.71.05", "/cara-hitung/cakupan/")]
