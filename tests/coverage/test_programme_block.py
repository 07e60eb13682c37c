"""The five programmes: who holds each, of those whom the law of the position's day lets hold it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.coverage import rollups
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.page import lay_out
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.models import Obligation
from coverage_portal.programmes.terms import ObligationLevel
from tests.coverage.examples import NOVEMBER
from tests.coverage.worlds import World

COLUMNS = ("pemegang", "berhak", "dari_berhak", "cakupan", "belum")
CITY = Scope()
BEFORE_JKP = date(2020, 12, 1)


def programmes(scope=CITY):
    """Each programme's figures by column."""
    block = answer(scope).block("program")
    keys = [column.key for column in block.columns]
    return {row.code: dict(zip(keys, row.figures, strict=True)) for row in block.rows}


def values(figures):
    return [figures[column].value for column in COLUMNS]


def by_segment(scope=CITY):
    return {row.code: row.figures[0].value for row in answer(scope).block("segmen").rows}


def test_five_programmes_in_the_order_of_the_law(city):
    assert list(programmes()) == ["JKK", "JKM", "JHT", "JP", "JKP"]


def test_who_may_hold_a_programme_follows_from_the_law_of_the_day(city):
    found, members = programmes(), by_segment()
    everyone, wage_earners = sum(members.values()), members["1"]
    assert found["JKK"]["berhak"].value == everyone == 736_000
    assert found["JHT"]["berhak"].value == everyone - members["3"]
    assert found["JP"]["berhak"].value == found["JKP"]["berhak"].value == wage_earners
    notes = {row.code: row.note for row in answer(Scope()).block("program").rows}
    assert notes == {
        "JKK": "PU, BPU, Jakon, PMI",
        "JKM": "PU, BPU, Jakon, PMI",
        "JHT": "PU, BPU, PMI",
        "JP": "PU",
        "JKP": "PU",
    }


def test_holders_of_the_entitled_and_those_who_lack_it_make_all_the_entitled(city):
    for code, figures in programmes().items():
        held = figures["dari_berhak"].working.inputs[0].quantity.value
        assert held + figures["belum"].value == figures["berhak"].value, code
        assert figures["dari_berhak"].value == held / figures["berhak"].value, code
        assert figures["cakupan"].value == figures["pemegang"].value / 1_190_000, code
        assert figures["cakupan"].working.metric == "M4"


def test_a_programme_the_law_did_not_know_yet_has_no_entitled(city):
    jkp = programmes(Scope(month=BEFORE_JKP))["JKP"]
    assert values(jkp) == [0, None, None, 0, None]
    assert {jkp[column].missing for column in ("berhak", "dari_berhak", "belum")} == {
        "Hukum pada tanggal ini belum mengenal program ini."
    }
    years = answer(Scope()).block("program-tren")
    assert [row.code for row in years.rows] == ["2020-12", "2021-12", "2022-12", "2023-12"]
    assert [figure.value is None for figure in years.column("JKP")] == [True, False, False, False]
    assert years.column("JKP")[-1].value == programmes()["JKP"]["dari_berhak"].value


def test_a_line_is_drawn_over_the_years_that_are_known(city):
    drawn = lay_out(answer(Scope())).programmes.drawn
    assert set(drawn) == {"JKK", "JKM", "JHT", "JP", "JKP"}
    assert "2021" in drawn["JKP"] and "2020" in drawn["JHT"]
    assert lay_out(answer(Scope(month=NOVEMBER))).programmes.drawn == {}


def test_persons_at_home_have_no_segment_so_nobody_knows_who_is_entitled(city):
    page = answer(Scope(counted_at=CountedAt.HOME))
    for code, figures in programmes(page.scope).items():
        assert figures["pemegang"].value > 0 and figures["cakupan"].value > 0, code
        for column in ("berhak", "dari_berhak", "belum"):
            assert figures[column].value is None
            assert figures[column].missing == "Segmen hanya dihitung menurut tempat kerja."
    assert page.block("program-tren") is None


def test_without_a_denominator_only_that_column_is_missing(city):
    jkk = programmes(Scope(against=Against.EMPLOYED))["JKK"]
    assert jkk["cakupan"].value is None and "Penduduk bekerja".lower() in jkk["cakupan"].missing
    assert jkk["pemegang"].value == 736_000 and jkk["dari_berhak"].value == 1


def test_a_later_rule_takes_the_place_of_the_earlier_one(city):
    rule = {"segment": Segment.PU, "programme": Programme.JP, "citation": "Uji"}
    for scale in range(1, 5):
        none = {"scale": scale, "level": ObligationLevel.NONE, "effective_from": date(2023, 7, 1)}
        Obligation.objects.create(**rule, **none)
    Obligation.objects.filter(segment=Segment.PU, programme=Programme.JP, government=True).delete()
    assert programmes()["JP"]["berhak"].value is None
    assert (
        programmes(Scope(month=date(2022, 12, 1)))["JP"]["berhak"].value
        == by_segment(Scope(month=date(2022, 12, 1)))["1"]
    )


@pytest.mark.django_db
def test_what_someone_holds_without_being_entitled_is_a_holder_but_none_of_the_entitled():
    world = World()
    world.membership(world.person(), segment=Segment.BPU, programmes=int(Programme.JKK | Programme.JP))
    world.membership(world.person(), employer=world.employer(), programmes=int(Programme.JKK | Programme.JP))
    world.membership(world.person(), employer=world.employer(), programmes=int(Programme.JKK))
    rule = {"segment": Segment.PU, "programme": Programme.JP, "citation": "Uji", "level": ObligationLevel.MANDATORY}
    Obligation.objects.create(**rule, scale=4, effective_from=date(2015, 7, 1))
    world.applied()
    rollups.rebuild()
    assert values(programmes()["JP"]) == [2, 2, Fraction(1, 2), None, 1]
    assert values(programmes()["JHT"])[:3] == [0, None, None]


def test_changes_of_holders_do_not_claim_to_add_up(city):
    block = answer(Scope(since=date(2022, 12, 1))).block("program")
    assert block.has("perubahan") and block.total is None
    assert not any(column.additive for column in block.columns)
    jkk = programmes(Scope(since=date(2022, 12, 1)))["JKK"]["perubahan"]
    assert jkk.value == 736_000 - answer(Scope(month=date(2022, 12, 1))).covered.value


def test_the_finding_names_what_all_hold_and_what_the_fewest_do(city):
    found = lay_out(answer(Scope())).programmes.finding
    assert found.full == ("JKK", "JKM") and found.least == "JHT"
    assert found.share == programmes()["JHT"]["dari_berhak"].value
