"""The gate: what has no rule is refused, another branch's object is missing, and errors are told in plain words."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from coverage_portal.core.spells import today
from regions.gate import refused_with, rules_of
from regions.models import Assignment
from tests.access.urls import machine_without_a_rule
from tests.people import cikokol, employer_at, person

pytestmark = pytest.mark.urls("tests.access.urls")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app",
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["/tanpa-aturan/", "/tanpa-nama/"])
def test_a_view_without_a_rule_is_refused_to_everyone(ratna, method, path):
    for client in (Client(), signed_in(ratna)):
        assert client.generic(method, path).status_code == 403


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def answers(user, path):
    client = signed_in(user) if user else Client()
    return {method: client.generic(method, path).status_code for method in METHODS}


def test_a_method_without_a_rule_is_refused_and_head_follows_get(ratna):
    refused = dict.fromkeys(METHODS, 403)
    assert answers(ratna, "/uji/") == {**refused, "GET": 200, "HEAD": 200}  # POST: staff do not edit
    assert answers(ratna, "/uji/siapa-saja/") == {**refused, "GET": 200, "HEAD": 200}
    assert answers(None, "/semua/") == {**refused, "GET": 200, "HEAD": 200}


def test_the_rule_of_each_method_counts_on_its_own(db):
    admin = person("admin", "admin")
    assert signed_in(admin).post("/uji/").status_code == 200
    steward = person("pengelola", "steward")
    assert signed_in(steward).get("/uji/").status_code == 403


def test_three_people_at_one_door(ratna, budi, joko):
    assert [signed_in(user).get("/uji/").status_code for user in (ratna, budi, joko)] == [200, 200, 403]
    assert signed_in(joko).get("/uji/siapa-saja/").status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, db):
    assert client.get("/uji/?hal=2")["Location"] == "/masuk/?next=/uji/%3Fhal%3D2"
    assert client.post("/uji/")["Location"] == "/masuk/?next=/uji/"
    assert client.post("/uji/kirim/")["Location"] == "/masuk/"  # nothing to come back to by a link
    assert client.get("/en/uji/")["Location"] == "/en/masuk/?next=/en/uji/"


def test_a_view_for_machines_words_its_refusals_itself(joko, budi):
    assert [signed_in(user).get("/uji/mesin/").content for user in (joko, budi)] == [b"ditolak 403", b"halo"]
    for client in (Client(), signed_in(joko), signed_in(budi)):
        assert client.post("/uji/mesin/").content == b"ditolak 405"
    answer = Client().get("/uji/mesin/")
    assert (answer.status_code, answer.content, "Location" in answer) == (401, b"ditolak 401", False)


def test_wording_ones_refusals_is_no_rule(ratna, rf):
    for method in METHODS:
        request = rf.generic(method, "/")
        request.user = ratna
        assert refused_with(request, rules_of(machine_without_a_rule, resolve("/uji/mesin/"))) == 403


def test_rights_end_today_within_a_session(budi):
    client = signed_in(budi)
    assert client.get("/uji/").status_code == 200
    Assignment.objects.update(ended_on=today())
    assert client.get("/uji/").status_code == 403


def test_a_closed_account_is_out_at_its_next_request(budi):
    client = signed_in(budi)
    budi.is_active = False
    budi.save()
    assert client.get("/uji/")["Location"].startswith("/masuk/")


def test_rights_are_asked_of_the_database_once_a_request(budi):
    client = signed_in(budi)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/uji/sering/").status_code == 200
    assert sum("regions_assignment" in query["sql"] for query in queries) == 1


@pytest.fixture
def cikokols_employer(db):
    return employer_at(cikokol())


def body(response):
    """The page without what differs between any two requests: the masked form token."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())


def test_another_branchs_object_is_exactly_a_missing_one(ratna, budi, cikokols_employer):
    path, client = f"/uji/{cikokols_employer.pk}/", signed_in(budi)
    assert signed_in(ratna).get(path).content == b"PT Contoh"
    there = client.get(path)
    cikokols_employer.delete()
    gone = client.get(path)
    assert there.status_code == gone.status_code == 404
    assert body(there) == body(gone)
    assert "PT Contoh" not in body(there)
    assert there.headers.items() == gone.headers.items()


PAGES = {
    "/masuk/": (200, "Masuk"),
    "/tidak-ada/": (404, "Halaman tidak ditemukan"),
    "/uji/curiga/": (400, "Permintaan tidak dapat dibaca"),
    "/uji/rusak/": (500, "Portal sedang bermasalah"),
    "/tanpa-aturan/": (403, "Bukan untuk peran Anda"),
}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_and_error_has_the_strict_policy_and_plain_words(db, path):
    response = Client(raise_request_exception=False).get(path)
    status, words = PAGES[path]
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert 'href="/' in page  # a way back
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("path", PAGES)
def test_someone_without_a_role_gets_the_same_pages(joko, path):
    client = signed_in(joko)
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == (302 if path == "/masuk/" else PAGES[path][0])


def test_the_page_for_a_broken_portal_asks_no_database(client):
    client.raise_request_exception = False
    assert client.get("/uji/rusak/").status_code == 500  # no `db` fixture: a query would fail the test
    assert client.get("/en/uji/rusak/").status_code == 500


def test_a_wrong_host_is_a_plain_400(client):
    response = client.get("/masuk/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()


@pytest.mark.parametrize(("path", "link"), [("/", "/kelola/"), ("/en/", "/en/kelola/")])
def test_the_account_menu_leads_stewards_to_their_site_and_nobody_else(ratna, path, link):
    steward = person("pengelola", "steward")
    assert f'href="{link}"' in signed_in(steward).get(path).content.decode()
    assert signed_in(steward).get(link).status_code == 200
    assert f'href="{link}"' not in signed_in(ratna).get(path).content.decode()
