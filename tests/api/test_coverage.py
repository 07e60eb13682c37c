"""The answer to a question as JSON: exact values beside the page's texts, and the whole working of each figure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from django.utils.translation import get_language

from coverage_portal.api import views
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import FigureKind
from tests.api import made
from tests.api.asking import as_role, ask

ADDRESS = "/api/v1/coverage/"


@pytest.fixture
def asked(monkeypatch):
    """The questions that were answered."""
    questions = []
    monkeypatch.setattr(views, "answer_to", lambda request, scope: questions.append(scope) or made.city())
    return questions


@pytest.fixture
def client(asked, db):
    return as_role()


def test_the_question_is_the_pages_and_is_echoed(client, asked):
    query = "wilayah=36.71.05&posisi=2023-12&banding=bekerja&dasar=domisili&sejak=2022-12&perkiraan=tidak"
    ask(client, f"{ADDRESS}?{query}")
    assert asked == [Scope("36.71.05", made.MONTH, Against.EMPLOYED, CountedAt.HOME, made.city().months[1], False)]
    assert asked[0].to_query() == query
    scope = ask(client, ADDRESS)["scope"]
    assert scope == {
        "region": "36.71",
        "month": "2023-12",
        "against": "angkatan-kerja",
        "counted_at": "tempat-kerja",
        "since": "2022-12",
        "estimates": True,
        "query": made.city().scope.to_query(),
    }


def test_a_share_is_exact_and_reads_as_on_the_page(client):
    rate = ask(client, ADDRESS)["rate"]
    assert (rate["kind"], rate["value"], rate["exact"]) == ("share", "0.618487394958", "368/595")
    assert rate["text"] == "61,8%"
    assert rate["band"] == {"low": "0.615481171548", "high": "0.621518987342", "text": "61,5–62,2%"}
    assert rate["expression"] == "736.000 ÷ 1.190.000 = 61,8%"
    assert rate["provenance"] == "illustrative"


def test_a_count_is_a_whole_number_and_reads_as_on_the_page(client):
    gap = ask(client, ADDRESS)["gap"]
    assert (gap["kind"], gap["value"], gap["exact"]) == ("count", 454_000, "454000")
    assert gap["text"] == "454.000"
    assert gap["half_step"] == 5_500
    assert gap["band"]["low"] == 448_500


def test_a_missing_figure_is_null_and_says_why(client):
    fact = ask(client, ADDRESS)["facts"][0]
    assert (fact["value"], fact["exact"], fact["text"]) == (None, None, "–")
    assert fact["missing"] == "Belum dimasukkan ke portal ini untuk wilayah dan tahun ini."
    assert fact["band"] is None


def test_a_working_can_be_worked_out_again_from_its_terms_and_inputs(client):
    working = ask(client, ADDRESS)["rate"]["working"]
    part, sign, whole = working["terms"]
    assert sign == "÷"
    assert Fraction(part) / Fraction(whole) == made.rate().value
    assert [source["exact"] for source in working["inputs"]] == [part, whole]
    assert working["metric"] == "M1"
    assert working["formula"] == "Peserta aktif ÷ angkatan kerja"
    assert working["caveats"] == list(made.rate().working.caveats)


def test_an_input_names_its_publisher_its_day_and_its_import(client):
    members, labour_force = ask(client, ADDRESS)["rate"]["working"]["inputs"]
    assert (members["unit"], members["laid"], members["half_step"]) == ("memberships", "workplace", 500)
    assert members["imports"] == [
        {
            "number": 2,
            "file_name": "contoh_pekerja_2023-12-31.csv",
            "position": "2023-12-31",
            "applied_at": "2026-11-20T10:05:00+07:00",
            "approved_by": "admin",
            "illustrative": True,
        }
    ]
    assert labour_force["as_at"] == "2023-12-31"
    assert labour_force["publisher"].startswith("BPJS Ketenagakerjaan")
    assert labour_force["document"] == "Republika, 22 Maret 2024"
    assert labour_force["link"] == "https://republika.co.id/berita/sars7n451"
    assert labour_force["imports"] == []


def test_a_breakdown_has_its_columns_rows_and_total(client):
    block = ask(client, ADDRESS)["blocks"][0]
    assert block["key"] == "kecamatan"
    assert block["columns"] == [{"key": "kepesertaan", "label": "Kepesertaan", "kind": "count", "additive": True}]
    assert [row["label"] for row in block["rows"]] == ["Cipondoh"]
    assert block["rows"][0]["figures"][0]["value"] == 61_093
    assert block["total"]["figures"][0]["value"] == 736_000


def test_a_target_keeps_its_measure_and_no_link_that_is_no_web_page(client, monkeypatch):
    monkeypatch.setattr(views, "answer_to", lambda request, scope: replace(made.city(), targets=(made.target(),)))
    target = ask(client, ADDRESS)["targets"][0]
    assert (target["share"], target["text"], target["measure"]) == ("0.521500000000", "52,2%", "UCJ")
    assert target["comparable"] is False
    assert target["link"] == ""


def test_a_difference_of_shares_and_an_unknown_rounding(client, monkeypatch):
    change = replace(made.rate(), kind=FigureKind.POINTS, value=Fraction(-1, 3), half_step=None)
    estimate = replace(made.gap(), value=Fraction(1, 3), half_step=None, estimated=True)
    monkeypatch.setattr(views, "answer_to", lambda request, scope: replace(made.city(), changes=(change, estimate)))
    first, second = ask(client, ADDRESS)["changes"]
    assert (first["value"], first["half_step"]) == ("-0.333333333333", None)
    assert (second["value"], second["exact"], second["estimated"]) == ("0.333333333333", "1/3", True)


def test_no_binary_float_is_anywhere(client):
    def floats(value):
        if isinstance(value, dict):
            return [found for one in value.values() for found in floats(one)]
        if isinstance(value, list):
            return [found for one in value for found in floats(one)]
        return [value] if isinstance(value, float) else []

    assert floats(ask(client, ADDRESS)) == []


def test_the_words_are_in_the_language_asked_for(client, asked, monkeypatch):
    spoken = []
    monkeypatch.setattr(views, "answer_to", lambda request, scope: spoken.append(get_language()) or made.city())
    assert ask(client, f"{ADDRESS}?lang=en")["rate"]["text"] == "61.8%"
    assert ask(client, ADDRESS, **{"accept-language": "en"})["rate"]["text"] == "61.8%"
    assert ask(client, f"{ADDRESS}?lang=id", **{"accept-language": "en"})["rate"]["text"] == "61,8%"
    assert ask(client, ADDRESS)["rate"]["text"] == "61,8%"
    assert spoken == ["en", "en", "id", "id"]


@pytest.mark.parametrize("key", [figure.key for figure in made.city().figures()])
def test_one_figure_is_the_one_of_the_whole_answer(client, key):
    def figures(value):
        if isinstance(value, dict):
            yield from [value] if value.get("key") == key and "working" in value else []
            for one in value.values():
                yield from figures(one)
        elif isinstance(value, list):
            for one in value:
                yield from figures(one)

    assert [ask(client, f"{ADDRESS}{key}/")] == list(figures(ask(client, ADDRESS)))


def test_an_answer_asks_the_database_for_the_visitor_and_no_more(client, django_assert_num_queries):
    with django_assert_num_queries(3):  # session, user, today's roles; `answer` asks for the rest
        client.get(ADDRESS)
