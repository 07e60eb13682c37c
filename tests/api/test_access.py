"""Who may ask the API: the gate decides as for pages, and says it in JSON."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve

from coverage_portal.api import views
from regions.gate import rules_of
from tests.api.asking import ADDRESSES, as_role, ask, error, law, places, published
from tests.api.made import city

SOURCES_ONLY = ("/api/v1/reference-figures/", "/api/v1/reference-figures/7/", "/api/v1/targets/")


@pytest.fixture
def asked_about(db, monkeypatch):
    places()
    published()
    law()
    monkeypatch.setattr(views, "answer_to", lambda request, scope: city())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_told_to_sign_in_without_being_sent_away(db, address):
    response = Client().get(address)
    assert response.status_code == 401
    assert "Location" not in response
    assert response["WWW-Authenticate"].startswith("Session ")
    assert error(Client(), address, 401) == ("not_signed_in", None)


@pytest.mark.parametrize("address", ADDRESSES)
def test_someone_without_a_role_reads_the_schema_and_nothing_else(joko, address):
    client = Client()
    client.force_login(joko)
    if address == "/api/schema/":
        assert ask(client, address)["openapi"] == "3.1.0"
    else:
        assert error(client, address, 403) == ("not_allowed", None)


@pytest.mark.parametrize("role", ["staff", "official", "admin", "steward"])
def test_every_role_reads_everything(asked_about, role):
    client = as_role(role)
    for address in ADDRESSES:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written(ratna, address, method):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ratna)
    for visitor in (client, Client()):
        response = visitor.generic(method, address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_and_options_ask_for_the_same_right_as_get(asked_about, joko, address):
    client, other = as_role(), Client()
    other.force_login(joko)
    assert client.head(address).status_code == 200
    assert client.head(address).content == b""
    assert client.options(address).json()["methods"] == ["GET", "HEAD", "OPTIONS"]
    for method in ("HEAD", "OPTIONS"):
        assert Client().generic(method, address).status_code == 401
        assert other.generic(method, address).status_code == (200 if address == "/api/schema/" else 403)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_gate_asks_is_what_the_endpoint_declares(address):
    match = resolve(address)
    wanted = {"/api/schema/": "signed_in", **dict.fromkeys(SOURCES_ONLY, "view_sources")}.get(address, "view_coverage")
    assert rules_of(match.func, match) == {"GET": wanted, "OPTIONS": wanted}


def test_the_page_that_explains_asks_visitors_to_sign_in_like_any_page(db, joko):
    assert Client().get("/api/")["Location"] == "/masuk/?next=/api/"
    client = Client()
    client.force_login(joko)
    assert client.get("/api/").status_code == 200
    assert client.post("/api/").status_code == 403
