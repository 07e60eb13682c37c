"""In any registry and for any question: parts add up to their total, and a figure is what its working comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import rollups
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import Block, Provenance, evaluate
from coverage_portal.programmes.codes import PROGRAMMES
from regions.models import ReferenceFigure
from tests.coverage.examples import law, target
from tests.coverage.worlds import World
from tests.reference import slow_coverage

pytestmark = pytest.mark.django_db
Kind = ReferenceFigure.Kind
DECEMBER, YEAR_BEFORE = date(2023, 12, 1), date(2022, 12, 1)
AT_WORK = Scope()
SCOPES = (
    AT_WORK,
    Scope(since=YEAR_BEFORE),
    Scope(estimates=False),
    Scope(counted_at=CountedAt.HOME),
    Scope(counted_at=CountedAt.HOME, since=date(2023, 6, 1), estimates=False),
    Scope(against=Against.EMPLOYED),
    Scope(region="36.71.05", since=YEAR_BEFORE),
    Scope(region="36"),
)
OFTEN, SELDOM = range(2), [pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 24)]


def world_of_chance(seed: int) -> World:
    """A registry of the two years before the end of 2023, and what chance lets be published about its city."""
    random, world = Random(seed), World()
    world.crowd(random)
    world.membership(world.person(), started_on=date(2020, 1, 1), ended_on=date(2021, 12, 20))
    world.applied(illustrative=random.random() < 0.5)
    world.applied(kind=ImportBatch.Kind.EMPLOYERS)
    world.villages(*(random.randrange(1, 9) for _one in world.districts))
    world.published(Kind.LABOUR_FORCE, random.randrange(1, 90), random.choice([None, 0, 1]))
    if random.random() < 0.3:
        world.published(Kind.LABOUR_FORCE, 9, 0, region=random.choice(world.districts))
    if random.random() < 0.5:
        for one in world.districts:
            world.published(Kind.POPULATION, random.randrange(5, 90), 0, region=one, basis="bps_census")
    target(world.city, random.randrange(101), 2025)
    law()
    rollups.rebuild()
    return world


@pytest.mark.parametrize("seed", [*OFTEN, *SELDOM])
def test_whatever_the_registry_holds_and_whatever_is_asked(seed):
    world_of_chance(seed)
    for scope in SCOPES:
        page = answer(scope)
        keys = [figure.key for figure in page.figures()]
        assert len(set(keys)) == len(keys), scope
        for figure in page.figures():
            holds(figure)
        for block in page.blocks:
            adds_up(block)
        counted_once_more(page)


def holds(figure) -> None:
    """A figure is missing and says why, or follows from named inputs."""
    assert (figure.value is None) == bool(figure.missing), figure.key
    if figure.value is None:
        return
    working = figure.working
    assert working.inputs and working.formula, figure.key
    assert all(one.label and one.publisher and one.document and one.as_at for one in working.inputs), figure.key
    whole = evaluate(working.tokens) if working.tokens else working.inputs[0].quantity.value
    assert figure.value == whole, figure.key
    if working.band:
        assert working.band[0] <= figure.value <= working.band[1], figure.key
    if figure.estimated:
        assert figure.provenance in (Provenance.ESTIMATED, Provenance.ILLUSTRATIVE), figure.key
        assert figure.working.band is None, figure.key


def adds_up(block: Block) -> None:
    """Every column that is called additive sums to its total; a row without a value there adds nothing."""
    if block.total is None:
        assert not any(column.additive for column in block.columns)
        return
    for place, column in enumerate(block.columns):
        values = [row.figures[place].value for row in block.rows]
        total = block.total.figures[place].value
        if column.additive:
            assert sum((one for one in values if one is not None), Fraction(0)) == total, (block.key, column.key)
        if column.key.startswith("bagian") and block.total.figures[0].value and None not in values:
            assert sum(values, Fraction(0)) == total == 1, (block.key, column.key)


def counted_once_more(page: Dashboard) -> None:
    """Counts are those of the second, slow count of the memberships themselves."""
    if not page.registry or page.partial:
        return
    totals, regions = slow_coverage.totals(page.month), {row.code: row for row in _places(page)}
    home = page.scope.counted_at is CountedAt.HOME
    mine, others = (Place.HOME, Place.WORKPLACE) if home else (Place.WORKPLACE, Place.HOME)
    unit = {Place.HOME: "persons", Place.WORKPLACE: "memberships"}

    def count(place: Place, region: int, dimension: Dimension = Dimension.ALL, code: str = "", what: str = "") -> int:
        return totals.get((place, region, dimension, code), {}).get(what or unit[place], 0)

    own = page_region(page)
    assert page.covered.value == count(mine, own)
    for code, row in regions.items():
        place = slow_coverage.Region.objects.get(code=code).pk
        assert row.figures[0].value == count(mine, place)
        other = page.block("kecamatan").index("lain")
        assert row.figures[other].value == count(others, place)
    for row, programme in zip(page.block("program").rows, PROGRAMMES, strict=True):
        assert row.figures[0].value == count(mine, own, what=programme.name.lower())
    for row in page.block("segmen").rows:
        assert row.figures[0].value == count(Place.WORKPLACE, own, Dimension.SEGMENT, row.code)
    for row in page.block("sektor").rows if page.block("sektor") else ():
        assert row.figures[0].value == count(Place.WORKPLACE, own, Dimension.SECTOR, row.code)
    for row in page.block("skala").rows:
        shown = [row.figures[place].value for place in (0, 2, 4, 5)]
        names = ("employers", "memberships", "declared_employers", "declared")
        assert shown == [count(Place.WORKPLACE, own, Dimension.SCALE, row.code, name) for name in names]


def _places(page: Dashboard):
    block = page.block("kecamatan")
    return [row for row in block.rows if row.code] if block else []


def page_region(page: Dashboard) -> int:
    return slow_coverage.Region.objects.get(code=page.region.code).pk


def test_what_nobody_placed_has_a_row_of_its_own_and_lessens_only_the_gap_of_the_whole():
    world = World()
    world.villages(1, 1, 1)
    world.membership(world.person(home=world.city), workplace=world.city)
    world.membership(world.person(home=world.districts[1]), district=2)
    world.applied()
    world.published(Kind.LABOUR_FORCE, 90, 0)
    rollups.rebuild()
    block = answer(AT_WORK).block("kecamatan")
    rest = block.rows[-1]
    assert (rest.code, rest.label) == ("", "Tanpa rincian wilayah") and rest.note
    assert [figure.value for figure in rest.figures] == [1, None, None, None, Fraction(1, 2), 1]
    gaps = [figure.value for figure in block.column("celah")][:-1]
    assert sum(gaps) - rest.figures[0].value == block.total.figures[block.index("celah")].value == 88


def test_a_sum_that_is_asked_of_another_month_is_of_that_month():
    world_of_chance(1)
    now, then = answer(Scope(since=YEAR_BEFORE)), answer(Scope(month=YEAR_BEFORE))
    for key in ("kecamatan", "segmen", "skala"):
        block, before = now.block(key), then.block(key)
        count = "pekerja" if key == "skala" else "jumlah"
        past = {row.label: row.figures[before.index(count)].value for row in (*before.rows, before.total)}
        for row in (*block.rows, block.total):
            change = row.figures[block.index("perubahan")].value
            assert change == row.figures[block.index(count)].value - past.get(row.label, 0)
    assert replace(now.scope, since=None).at(YEAR_BEFORE) == then.scope
