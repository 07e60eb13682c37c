"""The law of a day: the rules in force then, each with its citation and since when."""

from __future__ import annotations

import pytest

from coverage_portal.core.spells import today
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.terms import ParameterKey
from tests.api.asking import as_role, ask, law
from tests.programmes.shipped import shipped_law

ADDRESS = "/api/v1/programmes/"


@pytest.fixture
def client(db):
    law()
    return as_role()


def of(rows, **wanted):
    """The one row with these values."""
    (found,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def test_the_five_programmes_have_their_names(client):
    programmes = ask(client, ADDRESS)["programmes"]
    assert [one["code"] for one in programmes] == ["JKK", "JKM", "JHT", "JP", "JKP"]
    assert programmes[2]["name"] == "Jaminan Hari Tua"


def test_a_rate_is_that_of_the_day(client):
    before = of(ask(client, f"{ADDRESS}?date=2025-02-06")["rates"], programme="JKP", segment="PU")
    after = of(ask(client, f"{ADDRESS}?date=2025-02-07")["rates"], programme="JKP", segment="PU")
    assert (before["total"], before["from_jkm"], before["rule"]["citation"]) == ("0.46", "0.1", "PP 37/2021")
    assert (after["total"], after["from_jkm"], after["rule"]["citation"]) == ("0.36", "0", "PP 6/2025")
    assert after["rule"]["effective_from"] == "2025-02-07"
    assert after["rule"]["verified_on"] == "2026-02-28"
    assert after["risk_group"] is None


def test_every_rule_of_the_day_is_there_and_no_other(client):
    for day in ("2014-01-01", "2021-06-30", "2023-12-31", "2026-02-01"):
        answer = ask(client, f"{ADDRESS}?date={day}")
        held = shipped_law(type(today()).fromisoformat(day))
        assert answer["date"] == day
        assert len(answer["rates"]) == len(held.rates)
        assert {row["key"] for row in answer["figures"]} == {key.value for key in held.figures}
        assert len(answer["construction_brackets"]) == sum(len(slices) for slices in held.brackets.values())
        assert len(answer["obligations"]) == len(held.obligation_rules)
        assert [row["code"] for row in answer["reliefs"]] == [relief.code for relief in held.reliefs]


def test_figures_obligations_and_reliefs_carry_what_the_law_says(client):
    answer, held = ask(client, f"{ADDRESS}?date=2026-02-01"), shipped_law(type(today())(2026, 2, 1))
    ceiling = of(answer["figures"], key=ParameterKey.JP_CEILING.value)
    assert ceiling["value"] == held.jp_ceiling().whole
    assert ceiling["unit"] == "rupiah"
    assert ceiling["label"] == "Plafon upah JP"
    asked = of(answer["obligations"], segment="PU", scale="SMALL", government=False, programme="JHT")
    assert (asked["level"], asked["level_label"]) == ("wajib", "Wajib")
    assert asked["requires"] == []
    derived = of(answer["obligations"], segment="PU", scale="SMALL", government=False, programme="JKP")
    rule = held.obligation_rules[Segment.PU, 2, False, Programme.JKP]
    assert derived["requires"] == [one.name for one in Programme if one in rule.requires]
    relief = answer["reliefs"][0]
    assert relief["code"] == held.reliefs[0].code
    assert relief["rule"]["effective_from"] == str(held.reliefs[0].source.effective_from)


def test_without_a_day_it_is_todays(client):
    assert ask(client, ADDRESS)["date"] == str(today())


def test_names_are_in_the_language_asked_for(client):
    names = [
        {row["label"] for row in ask(client, f"{ADDRESS}?lang={language}")["figures"]} for language in ("id", "en")
    ]
    assert names[0] != names[1]


def test_the_law_is_asked_for_in_five_queries(client, django_assert_num_queries):
    with django_assert_num_queries(3 + 5):  # the visitor, and the five kinds of rules
        client.get(ADDRESS)
