"""Every refusal has one shape, a code for programs, and a sentence in the language of the request."""

from __future__ import annotations

import pytest
from django.test import Client

from coverage_portal.api import views
from coverage_portal.api.errors import CODES
from coverage_portal.coverage.ground import NoSuchMonth, NoSuchRegion
from tests.api.asking import as_role, ask, error, places, published
from tests.api.made import city


@pytest.fixture
def client(db, monkeypatch):
    places()
    published()
    monkeypatch.setattr(views, "answer_to", lambda request, scope: city())
    return as_role()


@pytest.mark.parametrize(
    ("address", "code", "parameter"),
    [
        ("/api/v1/coverage/?wilayah=Tangerang", "invalid_parameter", "wilayah"),
        ("/api/v1/coverage/?posisi=2023-13", "invalid_parameter", "posisi"),
        ("/api/v1/coverage/?banding=penduduk", "invalid_parameter", "banding"),
        ("/api/v1/coverage/?dasar=bulan", "invalid_parameter", "dasar"),
        ("/api/v1/coverage/?sejak=kemarin", "invalid_parameter", "sejak"),
        ("/api/v1/coverage/?perkiraan=mungkin", "invalid_parameter", "perkiraan"),
        ("/api/v1/coverage/?tahun=2023", "unknown_parameter", "tahun"),
        ("/api/v1/coverage/cakupan/?page=2", "unknown_parameter", "page"),
        ("/api/v1/coverage/?posisi=2022-12&posisi=2023-12", "repeated_parameter", "posisi"),
        ("/api/v1/coverage/?lang=fr", "invalid_parameter", "lang"),
        ("/api/v1/regions/?level=5", "invalid_parameter", "level"),
        ("/api/v1/regions/?parent=Banten", "invalid_parameter", "parent"),
        ("/api/v1/regions/?page=0", "invalid_parameter", "page"),
        ("/api/v1/regions/?page=last", "invalid_parameter", "page"),
        ("/api/v1/regions/36.71/?level=3", "unknown_parameter", "level"),
        ("/api/v1/reference-figures/?kind=wages", "invalid_parameter", "kind"),
        ("/api/v1/reference-figures/?derived=ya", "invalid_parameter", "derived"),
        ("/api/v1/reference-figures/?as_at_from=2023-02-30", "invalid_parameter", "as_at_from"),
        ("/api/v1/reference-figures/?as_at_to=31-12-2023", "invalid_parameter", "as_at_to"),
        ("/api/v1/reference-figures/?state=lama", "invalid_parameter", "state"),
        ("/api/v1/targets/?year=25", "invalid_parameter", "year"),
        ("/api/v1/programmes/?date=2023-02-30", "invalid_parameter", "date"),
        ("/api/v1/programmes/?date=kemarin", "invalid_parameter", "date"),
        ("/api/v1/programmes/?date=٢٠٢٣-١٢-٣١", "invalid_parameter", "date"),
        ("/api/schema/?format=xml", "invalid_parameter", "format"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client, address, code, parameter):
    assert error(client, address, 400) == (code, parameter)


@pytest.mark.parametrize(
    ("address", "code", "parameter"),
    [
        ("/api/v1/coverage/tidak-ada/", "unknown_figure", "key"),
        ("/api/v1/regions/99.99/", "unknown_region", "code"),
        ("/api/v1/regions/Banten/", "unknown_region", "code"),
        ("/api/v1/regions/?parent=99", "unknown_region", "parent"),
        ("/api/v1/regions/?page=9", "unknown_page", "page"),
        ("/api/v1/reference-figures/?region=99.99", "unknown_region", "region"),
        ("/api/v1/reference-figures/999999/", "not_found", None),
        ("/api/v1/reference-figures/99999999999999999999/", "not_found", None),
        ("/api/v1/", "not_found", None),
        ("/api/v1/people/", "not_found", None),
        ("/api/v2/coverage/", "not_found", None),
    ],
)
def test_what_does_not_exist_is_not_found(client, address, code, parameter):
    assert error(client, address, 404) == (code, parameter)


@pytest.mark.parametrize(
    ("raised", "code", "parameter"),
    [(NoSuchRegion, "unknown_region", "wilayah"), (NoSuchMonth, "unknown_month", "posisi")],
)
def test_a_question_without_an_answer_is_told_in_the_pages_words(client, monkeypatch, raised, code, parameter):
    def answer_to(request, scope):
        raise raised("Belum ada data untuk Maret 2031.")

    monkeypatch.setattr(views, "answer_to", answer_to)
    for address in ("/api/v1/coverage/?posisi=2031-03", "/api/v1/coverage/cakupan/?posisi=2031-03"):
        assert error(client, address, 404) == (code, parameter)
        assert ask(client, address, 404)["error"]["message"] == "Belum ada data untuk Maret 2031."


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("posisi=2031-03", "posisi"),
        ("posisi=2023-12&sejak=2031-03", "sejak"),
        ("posisi=2031-03&sejak=2022-12", "posisi"),
    ],
)
def test_of_two_months_the_one_without_data_is_named(client, monkeypatch, query, parameter):
    def answer_to(request, scope):
        if "2031" in scope.to_query():
            raise NoSuchMonth("Belum ada data untuk Maret 2031.")
        return city()

    monkeypatch.setattr(views, "answer_to", answer_to)
    assert error(client, f"/api/v1/coverage/?{query}", 404) == ("unknown_month", parameter)


def test_a_wrong_question_has_the_pages_sentence(client):
    said = ask(client, "/api/v1/coverage/?posisi=2023-13", 400)["error"]["message"]
    assert said == "Posisi data “2023-13” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2023-12."


def test_an_empty_parameter_is_none_as_on_the_page(client):
    ask(client, "/api/v1/coverage/?posisi=&banding=")
    ask(client, "/api/v1/regions/?search=&page=")


def test_what_somebody_sent_is_shown_short_and_as_text(client):
    said = ask(client, f"/api/v1/regions/?{'x' * 500}=1", 400)["error"]
    assert len(said["parameter"]) == 41
    assert "<script>" in ask(client, "/api/v1/regions/?level=<script>", 400)["error"]["message"]
    assert client.get("/api/v1/regions/?level=<script>")["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_only_json_is_answered(client, accept):
    said = ask(client, "/api/v1/regions/", 406, accept=accept)
    assert said["error"]["code"] == "not_acceptable"
    assert client.get("/api/v1/regions/", headers={"accept": f"{accept}, */*;q=0.8"}).status_code == 200


def test_a_broken_portal_tells_no_detail(client, monkeypatch):
    def broken(request, scope):
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr(views, "answer_to", broken)
    client.raise_request_exception = False
    for address, words in (("/api/v1/coverage/", "bermasalah"), ("/api/v1/coverage/?lang=en", None)):
        said = ask(client, address, 500)["error"]
        assert said["code"] == "server_error"
        assert "rahasia" not in said["message"]
        assert words is None or words in said["message"]


def test_an_unreadable_request_is_told_in_json_below_the_api_only(db):
    assert Client().get("/api/v1/regions/", HTTP_HOST="evil.example").json()["error"]["code"] == "bad_request"
    assert b"<!doctype html>" in Client().get("/masuk/", HTTP_HOST="evil.example").content
    assert b"<!doctype html>" in Client().get("/tidak-ada/").content
    assert b"<!doctype html>" in Client().get("/apikah/").content


def test_a_refusal_speaks_the_language_asked_for(joko):
    client = Client()
    client.force_login(joko)
    indonesian = client.get("/api/v1/regions/")
    assert indonesian["Content-Language"] == "id"
    for english in (
        client.get("/api/v1/regions/?lang=en"),
        client.get("/api/v1/regions/", headers={"accept-language": "en-GB,en;q=0.9"}),
    ):
        assert english["Content-Language"] == "en"
        assert english.json()["error"]["code"] == indonesian.json()["error"]["code"]


def test_every_code_is_told_once():
    assert len(set(CODES)) == len(CODES)
