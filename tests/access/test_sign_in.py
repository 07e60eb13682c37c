"""Signing in, out, and changing one's password: what a visitor is told, and what the audit trail keeps."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from coverage_portal.core.models import AuditEvent
from regions.demo_accounts import DEMO_ACCOUNTS, create_demo_accounts
from tests.people import PASSWORD, cimone

SIGN_IN = "/masuk/"
PASSWORD_PAGE = "/akun/kata-sandi/"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def verbs():
    return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


def test_the_right_password_opens_a_new_session_and_leaves_a_line(client, budi):
    client.get(SIGN_IN)
    client.session.save()
    client.cookies["sessionid"] = client.session.session_key
    planted = client.session.session_key
    response = sign_in(client, "budi")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session.session_key != planted
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.detail) == ("signed_in", budi, {"ip": "127.0.0.1"})


def test_wrong_password_unknown_name_and_closed_account_are_told_the_same(client, budi, joko):
    joko.is_active = False
    joko.save()
    answers = [
        sign_in(client, "budi", "bukan-ini").context["form"].errors,
        sign_in(client, "tidak-ada", PASSWORD).context["form"].errors,
        sign_in(client, "joko", PASSWORD).context["form"].errors,
    ]
    assert answers[0] and answers[0] == answers[1] == answers[2]
    assert "_auth_user_id" not in client.session


def test_an_unknown_name_costs_as_much_hashing_as_a_wrong_password(client, budi, joko, monkeypatch):
    joko.is_active = False
    joko.save()
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, password, salt: hashed.append(1) or encode(self, password, salt)
    )
    work = []
    for name in ("budi", "tidak-ada", "joko"):
        hashed.clear()
        sign_in(client, name, "bukan-ini")
        work.append(len(hashed))
    assert work == [1, 1, 1]


def test_a_failed_attempt_is_kept_without_what_was_typed_unless_it_is_an_account(client, budi):
    sign_in(client, "budi", "bukan-ini")
    sign_in(client, "kata-sandi-di-kolom-nama", "x")
    known, unknown = AuditEvent.objects.order_by("id")
    assert known.verb == unknown.verb == "sign_in_failed"
    assert (known.object_type, known.object_id) == ("core.user", str(budi.pk))
    assert (unknown.object_id, unknown.detail) == ("", {"ip": "127.0.0.1"})
    assert known.actor is unknown.actor is None


def test_what_was_typed_as_a_name_is_not_in_the_cache_either(client, db):
    sign_in(client, "kata-sandi-di-kolom-nama", "x")
    kept = cache._cache  # the in-memory cache's own dictionary
    assert kept
    assert all(len(key) == 64 and "kata-sandi" not in key for key in kept)


def test_the_sixth_attempt_on_an_account_is_refused_even_with_the_right_password(client, budi):
    for _ in range(5):
        sign_in(client, "budi", "bukan-ini")
    response = sign_in(client, "budi")
    assert response.status_code == 200
    assert "Terlalu banyak percobaan" in response.content.decode()
    assert verbs() == ["sign_in_failed"] * 5 + ["sign_in_blocked"]


def test_many_attempts_from_one_address_are_answered_429(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in(client, f"nama-{number}", "x") for number in range(3)]
    assert [response.status_code for response in answers] == [200, 200, 429]
    assert "Tunggu lima menit" in answers[2].content.decode()


def test_sign_in_needs_the_form_of_this_portal(budi):
    strict = Client(enforce_csrf_checks=True)
    response = sign_in(strict, "budi")
    assert response.status_code == 403
    assert "Formulir sudah kedaluwarsa" in response.content.decode()
    strict.get(SIGN_IN)
    assert sign_in(strict, "budi", csrfmiddlewaretoken=strict.cookies["csrftoken"].value).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)", "/\\evil.example"],
)
def test_next_never_leads_off_this_host(client, budi, elsewhere, settings):
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    assert sign_in(client, "budi", next=elsewhere)["Location"] == "/"
    assert client.get(SIGN_IN, {"next": elsewhere})["Location"] == "/"  # signed in already


def test_next_leads_back_to_the_page_that_was_asked_for(client, budi):
    assert client.get(PASSWORD_PAGE)["Location"] == f"{SIGN_IN}?next={PASSWORD_PAGE}"
    assert sign_in(client, "budi", next=PASSWORD_PAGE)["Location"] == PASSWORD_PAGE


def test_signing_out_asks_first_and_ends_the_session_on_the_server(client, budi):
    sign_in(client, "budi")
    stolen = client.cookies["sessionid"].value
    assert client.get("/keluar/").status_code == 200
    assert client.get(PASSWORD_PAGE).status_code == 200
    assert client.post("/keluar/")["Location"] == SIGN_IN
    client.cookies["sessionid"] = stolen
    assert client.get(PASSWORD_PAGE).status_code == 302
    assert verbs() == ["signed_in", "signed_out"]


def test_a_new_password_ends_the_other_sessions_but_not_this_one(client, budi):
    other = Client()
    for browser in (client, other):
        sign_in(browser, "budi")
    new = {"oldpassword": PASSWORD, "password1": "gerobak-biru-42", "password2": "gerobak-biru-42"}
    assert client.post(PASSWORD_PAGE, new).status_code == 302
    assert client.get(PASSWORD_PAGE).status_code == 200
    assert other.get(PASSWORD_PAGE).status_code == 302
    assert verbs()[-1] == "password_changed"
    assert "gerobak" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"oldpassword": "bukan-ini"},
        {"password1": "12345678", "password2": "12345678"},
        {"password2": "gerobak-biru-43"},
    ],
)
def test_a_wrong_or_weak_new_password_changes_nothing(client, budi, wrong):
    client.force_login(budi)
    new = {"oldpassword": PASSWORD, "password1": "gerobak-biru-42", "password2": "gerobak-biru-42", **wrong}
    assert client.post(PASSWORD_PAGE, new).status_code == 200
    budi.refresh_from_db()
    assert budi.check_password(PASSWORD)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_inactive", "account_reauthenticate"]
)
def test_no_other_page_of_the_package_is_routed(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_page_lists_demo_accounts_only_where_they_exist_and_are_local(client, db, settings):
    passwords = [account.password for account in DEMO_ACCOUNTS]

    def listed():
        page = client.get(SIGN_IN).content.decode()
        return [password for password in passwords if password in page]

    assert listed() == []
    cimone()
    create_demo_accounts()
    assert listed() == passwords
    settings.LOCAL = False
    assert listed() == []


def test_the_page_says_whom_to_ask_for_a_forgotten_password(client, db):
    page = client.get(SIGN_IN).content.decode()
    assert "Hubungi pengelola portal" in page


def test_the_english_page_is_behind_en(client, budi):
    assert client.get("/en/masuk/").status_code == 200
    assert client.get("/en/akun/kata-sandi/")["Location"] == "/en/masuk/?next=/en/akun/kata-sandi/"


def test_signing_in_on_the_english_page_opens_the_english_front_page(client, budi):
    assert client.post("/en/masuk/", {"login": "budi", "password": PASSWORD})["Location"] == "/en/"


def test_demo_passwords_open_nothing_where_the_portal_is_not_local(client, db, settings):
    cimone()
    account = create_demo_accounts()[0]
    settings.LOCAL = False
    response = sign_in(client, account.username, account.password, follow=True)
    assert response.status_code == 200 and "_auth_user_id" not in client.session
    assert verbs()[-1] == "sign_in_failed"
    settings.LOCAL = True
    assert sign_in(client, account.username, account.password).status_code == 302


@pytest.mark.django_db
def test_the_way_back_after_signing_in_repeats_no_nik(client):
    nik = "3671014501859001"
    away = client.get(f"/pekerja/?q={nik}&hal=2")
    assert away["Location"] == "/masuk/?next=/pekerja/%3Fhal%3D2"
    assert 'name="next" value="/pekerja/?hal=2"' in client.get(away["Location"]).content.decode()
    assert nik not in client.get(f"/masuk/?next=/pekerja/%3Fq%3D{nik}").content.decode()
