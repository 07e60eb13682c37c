"""The breakdown by place: who is where, what is lacking where, and which few places make half of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage import rollups
from coverage_portal.coverage.arithmetic import Unit
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
    assert notes["36.71.02"] == (
        "Di atas 100%: mungkin pekerja dari wilayah lain dihitung di tempat kerjanya, atau penyebutnya terlalu kecil."
    )
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
    *_rows, whole = share.working.inputs
    assert (whole.quantity.value, whole.document) == (454_000, "Cara hitung di baris “jumlah”")
    assert {source.quantity.basis.unit for source in share.working.inputs} == {Unit.PERSONS}
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
        "Kepesertaan dengan tempat kerja di Cipondoh Desember 2023 − "
        "kepesertaan dengan tempat kerja di Cipondoh Desember 2022"
    )
    assert sum(row.figures[-1].value for row in block.rows) == block.total.figures[-1].value


def test_a_city_with_a_tile_map_shows_the_gap_of_each_part_in_thousands(city):
    page = lay_out(answer(Scope()))
    tiles = {tile.code: tile for tile in page.districts.tiles.tiles}
    assert len(tiles) == 13
    assert tiles["36.71.07"].text == "±103" and tiles["36.71.02"].text == "±\N{NO-BREAK SPACE}−34"
    marked = {tile.level for code, tile in tiles.items() if code in page.districts.block.marked}
    others = {tile.level for code, tile in tiles.items() if code not in page.districts.block.marked}
    assert min(marked) >= max(others)


def test_an_estimate_below_half_a_thousand_is_an_estimate_on_its_tile_too(city):
    """7 of 104 parts of 425,000 are 28,606: 295 more than are covered in Karang Tengah."""
    ReferenceFigure.objects.filter(kind=Kind.LABOUR_FORCE, value=1_190_000).update(value=425_000)
    tiles = {tile.code: tile for tile in lay_out(answer(Scope())).districts.tiles.tiles}
    assert tiles["36.71.12"].text == "±0"


def test_a_gap_that_is_no_estimate_stands_on_its_tile_without_a_mark(city):
    for code, *_rest in DISTRICTS:
        published(city[code], Kind.LABOUR_FORCE, 120_000)
    tiles = {tile.code: tile for tile in lay_out(answer(Scope())).districts.tiles.tiles}
    assert tiles["36.71.07"].text == "40"


def test_one_number_has_one_band_on_the_page(city):
    """The total of the places is the answer's own numerator, as precise as that and no more."""
    published(city["36.71.05"], Kind.LABOUR_FORCE, 60_000, 500)
    page = answer(Scope())
    block = page.block("kecamatan")
    total = dict(zip([column.key for column in block.columns], block.total.figures, strict=True))
    for ours, answers in (("jumlah", page.covered), ("cakupan", page.rate), ("celah", page.gap)):
        assert total[ours].value == answers.value
        assert total[ours].working.band == answers.working.band is not None
        assert total[ours].half_step == answers.half_step


def additive(block):
    return {column.key for column in block.columns if column.additive}


def test_columns_are_called_additive_only_when_they_add_up(city):
    """What nobody placed has no gap of its own; the denominators of the others still make the whole."""
    block = districts()
    assert additive(block) == {"jumlah", "penyebut", "lain"}
    (caveat,) = [caveat for caveat in block.caveats if "Tidak berjumlah sama" in caveat]
    assert caveat.startswith("Tidak berjumlah sama dengan totalnya: belum.")
    published(city["36.71.05"], Kind.LABOUR_FORCE, 60_000)
    block = districts()
    assert additive(block) == {"jumlah", "lain"}
    assert any(caveat.startswith("Tidak berjumlah sama dengan totalnya: penyebut, belum.") for caveat in block.caveats)
    assert additive(districts(Scope(estimates=False))) == {"jumlah", "lain"}


def world_of_places(*counts, labour_force, populations):
    """A city of six kecamatan with so many memberships in each, spread by populations."""
    world = World()
    for code in ("36.71.02", "36.71.03", "36.71.04"):
        world.districts.append(world._region(world.city, code, f"ID.{code}.", 3, code))
    for place, (count, population) in enumerate(zip(counts, populations, strict=True)):
        world.published(Kind.POPULATION, population, 0, region=world.districts[place], basis="bps_census")
        for _n in range(count):
            world.membership(world.person(), district=place)
    world.applied()
    world.published(Kind.LABOUR_FORCE, labour_force, 0)
    rollups.rebuild()
    return world


def test_a_place_with_more_than_all_does_not_make_the_few_hold_more_than_the_whole():
    """470 in the first and one in each other, of 525: the first lacks −445, two others would be 196 of 50."""
    world_of_places(470, 1, 1, 1, 1, 1, labour_force=525, populations=(25, 100, 100, 100, 100, 100))
    page = answer(Scope())
    block = page.block("kecamatan")
    gaps = by_code(block, "celah")
    assert min(gaps.values()) < 0 and block.total.figures[block.index("celah")].value == 50
    assert block.marked == () and block.highlights == () and lay_out(page).districts.finding is None


def test_a_single_place_that_makes_half_is_said_to_stand_in_its_row(city):
    here = CoverageTotal.objects.filter(month=DECEMBER, place=Place.WORKPLACE, dimension=Dimension.ALL)
    here.filter(region__code="36.71.02").update(memberships=500_000)
    total, _share = districts(Scope(estimates=False)).highlights
    assert total.value == 500_000
    assert total.working.formula == "Cara hitung di baris “Jatiuwung”"


def test_what_had_no_place_only_in_the_earlier_month_has_its_row_too():
    world = World()
    world.membership(world.person(home=world.districts[0]), ended_on=date(2023, 6, 1), workplace=world.city)
    world.membership(world.person(home=world.districts[0]), district=0)
    world.membership(world.person(home=world.districts[0]), district=0, ended_on=date(2022, 12, 20))
    world.applied()
    rollups.rebuild()
    assert districts().rows[-1].code != ""
    block = districts(Scope(since=date(2022, 12, 1)))
    rest = block.rows[-1]
    assert (rest.code, rest.label) == ("", "Tanpa rincian wilayah")
    assert rest.figures[0].value == 0 and rest.figures[-1].value == -1
    assert sum(row.figures[-1].value for row in block.rows) == block.total.figures[-1].value == -1
    assert "perubahan" in additive(block)


def test_a_gap_that_may_be_less_than_nothing_has_a_band_that_says_so(city):
    for code, work, _home in [(code, work, home) for code, _name, work, home, _villages in DISTRICTS]:
        published(city[code], Kind.LABOUR_FORCE, work + 100, 500)
    block = districts()
    row = next(row for row in block.rows if row.code == "36.71.05")
    assert row.figures[block.index("celah")].working.band == (-400, 600)


def test_a_city_some_of_whose_parts_have_no_gap_has_no_tile_map(city):
    published(city["36.71.04"], Kind.LABOUR_FORCE, 60_000)
    assert lay_out(answer(Scope())).districts.tiles is None
