"""The breakdown by place: who is where, what is lacking where, and which few places make half of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.workings import FigureKind
from regions.models import Branch, ReferenceFigure
from tests.coverage.examples import DECEMBER, DISTRICTS, published
from tests.coverage.worlds import World

pytestmark = pytest.mark.django_db
Kind = ReferenceFigure.Kind
CITY, HOME = Scope(), Scope(counted_at=CountedAt.HOME)


def districts(scope=CITY):
    return answer(scope).block("kecamatan")


def by_code(block, column):
    place = block.index(column)
    return {row.code: row.figures[place].value for row in block.rows if row.code}


def test_every_kecamatan_has_its_own_count_on_both_bases(city):
    work = {code: count for code, _name, count, _home, _villages in DISTRICTS}
    home = {code: count for code, _name, _work, count, _villages in DISTRICTS}
    block = districts()
    assert by_code(block, "jumlah") == work and by_code(block, "lain") == home
    block = districts(HOME)
    assert by_code(block, "jumlah") == home and by_code(block, "lain") == work
    assert block.columns[0].label == "Orang terlindungi"


def test_the_largest_gap_stands_first_and_what_nobody_placed_last(city):
    block = districts()
    gaps = [figure.value for figure in block.column("celah")]
    assert gaps[:-1] == sorted(gaps[:-1], reverse=True) and gaps[-1] is None
    assert (block.rows[0].label, block.rows[-1].code) == ("Karawaci", "")
    counts = [figure.value for figure in districts(Scope(estimates=False)).column("jumlah")]
    assert counts[:-1] == sorted(counts[:-1], reverse=True) and counts[-1] == 1_200


def test_more_than_all_is_not_cut_and_has_its_reason(city):
    block = districts()
    rates = by_code(block, "cakupan")
    assert rates["36.71.02"] == Fraction(102_417 * 104, 1_190_000 * 6) > 1
    notes = {row.code: row.note for row in block.rows}
    assert notes["36.71.02"] == "Di atas 100%: pekerja dari wilayah lain dihitung di tempat kerjanya."
    assert notes["36.71.05"] == ""
    assert by_code(block, "celah")["36.71.02"] < 0


def test_more_persons_at_home_than_the_denominator_has_another_reason(city):
    published(city["36.71.02"], Kind.LABOUR_FORCE, 50_000)
    row = next(row for row in districts(HOME).rows if row.code == "36.71.02")
    assert row.figures[2].value == Fraction(54_310, 50_000)
    assert row.note == "Di atas 100%: penyebutnya lebih kecil daripada yang tercatat."


def test_the_few_that_make_half_of_the_gap_are_marked_and_summed(city):
    block = districts()
    assert block.marked == ("36.71.07", "36.71.11", "36.71.13")
    total, share = block.highlights
    gaps = by_code(block, "celah")
    assert total.value == sum(gaps[code] for code in block.marked)
    assert share.value == total.value / 454_000
    assert total.estimated and share.estimated and share.kind is FigureKind.SHARE
    assert [source.label for source in total.working.inputs] == ["Belum Karawaci", "Belum Pinang", "Belum Larangan"]
    for source in total.working.inputs:
        assert source.document == f"Cara hitung di baris “{source.label.removeprefix('Belum ')}”"


def test_without_denominators_the_finding_is_about_the_counts(city):
    block = districts(Scope(estimates=False))
    top = lay_out(answer(Scope(estimates=False))).districts.finding
    assert block.marked == top.codes
    counts = by_code(block, "jumlah")
    assert block.highlights[0].value == top.total == sum(counts[code] for code in top.codes)
    assert block.highlights[1].value == top.total / 736_000
    assert not block.highlights[0].estimated


def test_half_is_said_of_the_whole_and_not_of_what_has_a_place(city):
    """Of 1,100,000 a third is placed nowhere: no few kecamatan hold half of all."""
    here = CoverageTotal.objects.filter(month=DECEMBER, place=Place.WORKPLACE, dimension=Dimension.ALL)
    here.filter(region=city["36.71"]).update(memberships=1_100_000)
    block = districts(Scope(estimates=False))
    assert block.marked == () and block.highlights == ()
    assert lay_out(answer(Scope(estimates=False))).districts.finding is None


def test_no_half_is_said_of_a_whole_that_is_not_known(city):
    ReferenceFigure.objects.filter(kind=Kind.LABOUR_FORCE).delete()
    for code, *_rest in DISTRICTS:
        published(city[code], Kind.LABOUR_FORCE, 120_000)
    block = districts()
    assert block.total.figures[block.index("celah")].value is None
    assert None not in [row.figures[block.index("celah")].value for row in block.rows if row.code]
    assert block.marked == () and block.highlights == ()


def test_an_even_city_has_no_finding():
    world = World()
    world.villages(1, 1, 1)
    for n in range(3):
        world.membership(world.person(home=world.districts[n]), district=n)
    world.applied()
    world.published(Kind.LABOUR_FORCE, 90, 0)
    rollups.rebuild()
    block = districts()
    assert block.marked == () and block.highlights == ()
    assert [row.label for row in block.rows] == ["Tangerang", "Cipondoh", "Karawaci"]


def test_a_kecamatan_has_no_parts(city):
    assert districts(Scope(region="36.71.05")) is None


def test_a_province_whose_cities_are_all_served_is_broken_down_by_city(city):
    Branch.objects.create(code="TSL", name="Tangerang Selatan", city=city["36.74"])
    block = districts(Scope(region="36"))
    assert by_code(block, "jumlah") == {"36.71": 736_000, "36.74": 0}
    assert by_code(block, "cakupan") == {"36.71": Fraction(736, 1190), "36.74": None}
    assert block.rows[0].code == "36.71" and block.method == ""


def test_the_change_of_every_place_since_an_earlier_month(city):
    block = districts(Scope(since=date(2022, 12, 1)))
    changes = by_code(block, "perubahan")
    assert changes["36.71.05"] == 61_093 - 61_093 * 951 // 1000
    row = next(row for row in block.rows if row.code == "36.71.05")
    assert row.figures[-1].working.formula == (
        "Kepesertaan dengan tempat kerja di Cipondoh 2023-12 − kepesertaan dengan tempat kerja di Cipondoh 2022-12"
    )
    assert sum(row.figures[-1].value for row in block.rows) == block.total.figures[-1].value


def test_a_city_with_a_tile_map_shows_the_gap_of_each_part_in_thousands(city):
    page = lay_out(answer(Scope()))
    tiles = {tile.code: tile for tile in page.districts.tiles.tiles}
    assert len(tiles) == 13
    assert tiles["36.71.07"].text == "103" and tiles["36.71.02"].text == "−34"
    marked = {tile.level for code, tile in tiles.items() if code in page.districts.block.marked}
    others = {tile.level for code, tile in tiles.items() if code not in page.districts.block.marked}
    assert min(marked) >= max(others)


def test_a_city_some_of_whose_parts_have_no_gap_has_no_tile_map(city):
    published(city["36.71.04"], Kind.LABOUR_FORCE, 60_000)
    assert lay_out(answer(Scope())).districts.tiles is None
