"""Tokens: made on the account page, shown once, stored as a hash, good for their owner's rights of the day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coverage_portal.api.throttles import Reading, Writing
from coverage_portal.core.actions import reset_password
from coverage_portal.core.models import ApiToken, AuditEvent
from coverage_portal.core.tokens import MOST, make_token
from regions.models import Assignment
from tests import people
from tests.employers import made

LIST = "/api/v1/employers/"


@pytest.fixture(autouse=True)
def nothing_counted(db):
    cache.clear()
    made.at_year_end()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def with_token(secret, **more):
    return Client(headers={"authorization": f"Token {secret}"}, **more)


def token_of(user, days=7):
    return make_token(name="Kas", days=days, by=user)


def test_a_token_is_made_on_the_account_page_and_shown_once(budi):
    client = signed_in(budi)
    html = client.post("/akun/", {"name": "Laporan bulanan", "days": "30"}).content.decode()
    secret = re.search(r'id="rahasia" value="([0-9a-f]{64})"', html)[1]
    stored = ApiToken.objects.get()
    assert stored.name == "Laporan bulanan"
    assert secret not in (stored.digest, stored.token_key)
    assert timedelta(days=29) < stored.expiry - timezone.now() <= timedelta(days=30)
    assert with_token(secret).get(LIST).status_code == 200
    again = client.get("/akun/").content.decode()
    assert secret not in again
    assert "Laporan bulanan" in again
    event = AuditEvent.objects.get(verb="token_made")
    assert (event.actor, event.detail["days"]) == (budi, 30)
    assert secret not in str(event.detail)


@pytest.mark.parametrize(
    "sent", [{"name": "", "days": "7"}, {"name": "x", "days": "365"}, {"name": "x" * 61, "days": "7"}, {}]
)
def test_a_token_wants_a_name_and_one_of_the_terms(budi, sent):
    answer = signed_in(budi).post("/akun/", sent)
    assert answer.status_code == 400
    assert "Galat:" in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_there_are_only_so_many_at_once(budi):
    for _number in range(MOST):
        token_of(budi)
    answer = signed_in(budi).post("/akun/", {"name": "x", "days": "7"})
    assert answer.status_code == 409
    assert "Paling banyak" in answer.content.decode()


def test_a_revoked_token_opens_nothing_and_is_ones_own_to_revoke(budi, ratna):
    token, secret = token_of(budi)
    assert signed_in(ratna).post("/akun/token/cabut/", {"token": token.token_key}).status_code == 404
    assert with_token(secret).get(LIST).status_code == 200
    assert signed_in(budi).post("/akun/token/cabut/", {"token": token.token_key})["Location"] == "/akun/"
    assert with_token(secret).get(LIST).status_code == 401
    assert AuditEvent.objects.get(verb="token_revoked").detail["name"] == "Kas"


@pytest.mark.parametrize(
    "header", ["", "Token", "Token x", "Bearer abc", f"Token {'0' * 64}", "Token a b", "Basic YTpi"]
)
def test_a_token_nobody_has_is_nobody(budi, header):
    client = signed_in(budi)
    answer = client.get(LIST, headers={"authorization": header})
    assert answer.status_code == 401
    assert "Token " in answer["WWW-Authenticate"]


def test_an_expired_token_and_one_of_a_closed_account_open_nothing(budi):
    _token, secret = token_of(budi)
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert with_token(secret).get(LIST).status_code == 401
    _token, secret = token_of(budi)
    budi.is_active = False
    budi.save()
    assert with_token(secret).get(LIST).status_code == 401


def test_a_token_has_its_owners_rights_of_today(budi):
    made.employer()
    made.employer("CV Jauh", "TC2", people.cikokol())
    _token, secret = token_of(budi)
    answer = with_token(secret).get(LIST)
    assert [row["key"] for row in answer.json()["results"]] == ["TC100214"]
    assert "no-store" in answer["Cache-Control"]
    Assignment.objects.filter(user=budi).delete()
    assert with_token(secret).get(LIST).status_code == 403


def test_a_token_needs_no_csrf_token_and_opens_no_page(db):
    made.district()
    sari = people.person("sari", "admin")
    _token, secret = token_of(sari)
    client = with_token(secret, enforce_csrf_checks=True)
    body = {"name": "PT Contoh", "npp": "TC100214", "registered_on": "2020-01-02", "branch": people.cimone().code}
    answer = client.post(LIST, body | {"district": "36.71.05"}, content_type="application/json")
    assert answer.status_code == 201, answer.json()
    assert client.get("/pemberi-kerja/").status_code == 302


def test_too_many_requests_are_told_when_to_come_back(budi, monkeypatch):
    for throttle, rate in ((Reading, "2/min"), (Writing, "1/min")):
        monkeypatch.setattr(throttle, "rate", rate, raising=False)
    client = signed_in(budi)
    assert [client.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get(LIST)
    assert answer.json()["error"]["code"] == "too_many_requests"
    assert 0 < int(answer["Retry-After"]) <= 60
    sent = [client.post("/api/v1/workers/search/", {}, content_type="application/json") for _ in range(2)]
    assert [one.status_code for one in sent] == [400, 429]
    _token, secret = token_of(budi)
    assert with_token(secret).get(LIST).status_code == 429


def test_a_password_set_by_a_steward_takes_the_tokens_away(budi):
    _token, secret = token_of(budi)
    reset_password(user=budi, password="kunci-baru-sekali-9", by=None)
    assert with_token(secret).get(LIST).status_code == 401


def test_the_name_of_a_token_holds_no_nik(budi):
    html = signed_in(budi).post("/akun/", {"name": "Kas 3671 0545 0190 0001", "days": "30"}).content.decode()
    assert "sepanjang NIK" in html and "3671 0545" not in html
    assert not ApiToken.objects.exists()
