"""A page that did not change is not made again, and nobody is ever shown the page of another or of yesterday."""

import os

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from coverage_portal.core import data_version
from coverage_portal.core.models import User
from coverage_portal.coverage import freshness
from coverage_portal.coverage.models import DefaultScope
from coverage_portal.coverage.scope import Scope
from regions.models import Assignment
from tests import people

WORKING = "/cara-hitung/cakupan/?wilayah=36.71"
PAGES = ["/", "/?wilayah=36.71.05", "/en/", WORKING, "/kecamatan/36.71.05/"]


@pytest.fixture
def looked(visitor, small_city):
    """Somebody who has the page; answers its mark. The first visit also brings the cookie of the page's forms."""

    def look(address="/"):
        visitor.get(address)
        response = visitor.get(address)
        assert response.status_code == 200 and response.headers["ETag"]
        return response.headers["ETag"]

    return look


def again(client, mark, address="/"):
    return client.get(address, headers={"if-none-match": mark})


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_did_not_change_is_not_made_again(visitor, looked, address, django_assert_num_queries):
    mark = looked(address)
    with django_assert_num_queries(1):
        response = again(visitor, mark, address)
    assert response.status_code == 304 and response.content == b""
    assert again(visitor, f"W/{mark}", address).status_code == 304


@pytest.mark.parametrize("address", PAGES)
def test_a_browser_may_keep_it_for_itself_and_asks_each_time(visitor, looked, address):
    for response in (visitor.get(address), again(visitor, looked(address), address)):
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in response.headers["Vary"]


def test_a_refusal_is_never_kept_as_the_answer(visitor, looked):
    for address, status in (("/?posisi=kapan", 400), ("/?posisi=1999-01", 404), ("/cara-hitung/entah/", 404)):
        response = visitor.get(address)
        assert response.status_code == status and "ETag" not in response.headers


def test_only_an_answer_is_kept_and_asks_to_be_and_no_redirection(visitor, looked):
    keep = visitor.post("/tampilan-awal/", {"pertanyaan": "wilayah=36.71.99"})
    for response in (visitor.get("/?posisi=1999-01"), visitor.get("/?dasar=bulan"), keep):
        assert response.status_code in (400, 404) and "ETag" not in response.headers
        assert "no-cache" not in response.headers["Cache-Control"]


def test_new_data_make_a_new_page(visitor, looked):
    mark = looked()
    data_version.bump()
    assert again(visitor, mark).status_code == 200


def test_another_question_language_or_month_is_another_page(visitor, looked):
    mark = looked("/?wilayah=36.71")
    for address in ("/?wilayah=36.71.05", "/en/?wilayah=36.71", "/?wilayah=36.71&posisi=2022-12", "/", WORKING):
        assert again(visitor, mark, address).status_code == 200


def test_another_day_is_another_page(visitor, looked, monkeypatch):
    mark = looked()
    tomorrow = timezone.localdate() + timezone.timedelta(days=2)
    monkeypatch.setattr(freshness, "today", lambda: tomorrow)
    assert again(visitor, mark).status_code == 200


def test_another_release_is_another_page(visitor, looked, monkeypatch):
    mark = looked()
    monkeypatch.setattr(freshness, "code_mark", lambda: "another")
    assert again(visitor, mark).status_code == 200


@pytest.fixture
def code(tmp_path, monkeypatch, settings):
    """A folder of code and texts; answers its mark, taken anew each time."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "regions").mkdir()
    for file in ("requirements.txt", "regions/places.py"):
        (tmp_path / file).write_text("1")
    return lambda: freshness.code_mark.__wrapped__()


@pytest.mark.parametrize("file", ["requirements.txt", "regions/places.py", "regions/new.html"])
def test_another_content_is_another_release_though_as_long_and_as_old(code, tmp_path, file):
    before, path = code(), tmp_path / file
    assert code() == before
    times = path.stat() if path.exists() else None
    path.write_text("2")
    if times:
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert code() != before


def test_the_same_content_is_the_same_release_whenever_it_was_written(code, tmp_path):
    before = code()
    os.utime(tmp_path / "regions/places.py", (1, 1))
    assert code() == before


@pytest.mark.parametrize("key", ["\x00", "a\x00b", "' OR 1=1 --", "é", "²", "\\000", "a b"])
def test_a_cookie_that_is_no_key_of_a_session_is_as_good_as_none(looked, key):
    """PostgreSQL answered 500 for the mark of nobody."""
    mark = looked()
    other = Client()
    other.cookies["sessionid"] = key
    for headers in ({}, {"if-none-match": mark}):
        assert other.get("/", headers=headers).status_code == 302


def test_a_role_more_changes_the_page_and_the_last_role_gone_closes_it(visitor, looked, ratna):
    mark = looked()
    more = Assignment.objects.create(user=ratna, role="steward", started_on=people.LONG_AGO)
    response = again(visitor, mark)
    assert response.status_code == 200 and "Pengelola" in response.content.decode()
    more.delete()
    assert again(visitor, mark).status_code == 304
    Assignment.objects.filter(user=ratna).update(ended_on=timezone.localdate())
    assert again(visitor, mark).status_code == 403


def test_an_account_that_was_closed_or_got_a_new_password_is_asked_to_sign_in(visitor, looked, ratna):
    mark = looked()
    User.objects.filter(pk=ratna.pk).update(is_active=False)
    assert again(visitor, mark).status_code == 302
    User.objects.filter(pk=ratna.pk).update(is_active=True)
    assert again(visitor, mark).status_code == 304
    ratna.set_password("kunci-rumah-baru-8")
    ratna.save()
    assert again(visitor, mark).status_code == 302


def test_another_name_changes_the_page(visitor, looked, ratna):
    mark = looked()
    User.objects.filter(pk=ratna.pk).update(first_name="Ratna", last_name="Dewi")
    assert "Ratna Dewi" in again(visitor, mark).content.decode()


def test_one_viewer_never_gets_the_page_of_another(visitor, looked, budi, joko):
    mark = looked()
    for user, status in ((budi, 200), (joko, 403)):
        other = Client()
        other.force_login(user)
        other.cookies["csrftoken"] = visitor.cookies["csrftoken"].value
        response = again(other, mark)
        assert response.status_code == status
        assert "ratna" not in response.content.decode()
    assert again(Client(), mark).status_code == 302


def test_a_mark_made_up_or_of_another_number_opens_nothing(visitor, looked, ratna, budi):
    _number, _dot, rest = looked().strip('"').partition(".")
    made_up = (f"{budi.pk}.{rest}", f"{ratna.pk}.", f"{ratna.pk}.x", f"{'9' * 40}.{rest}", "².", ".", "")
    for mark in ("*", *(f'"{one}"' for one in made_up)):
        assert again(visitor, mark).status_code == 200
        assert again(Client(), mark).status_code == 302


def test_another_session_of_the_same_person_gets_its_own_page(visitor, looked, ratna):
    mark = looked()
    second = Client()
    second.force_login(ratna)
    second.cookies["csrftoken"] = visitor.cookies["csrftoken"].value
    assert again(second, mark).status_code == 200


def test_a_page_whose_forms_carry_an_old_token_is_made_again(visitor, looked):
    mark = looked()
    visitor.cookies["csrftoken"] = "a" * 32
    assert again(visitor, mark).status_code == 200


def test_a_message_is_shown_once_and_the_page_with_it_is_not_kept(visitor, looked):
    mark = looked()
    visitor.post("/tampilan-awal/", {"pertanyaan": "wilayah=36.71"})
    assert CookieStorage.cookie_name in visitor.cookies
    told = again(visitor, mark)
    assert told.status_code == 200 and "Tampilan ini menjadi awal Anda." in told.content.decode()
    assert "ETag" not in told.headers
    assert "Tampilan ini menjadi awal Anda." not in again(visitor, mark).content.decode()


def test_another_kept_question_changes_the_bare_address(visitor, looked, ratna):
    mark = looked()
    DefaultScope.objects.create(user=ratna, query=Scope("36.71.05").to_query())
    response = again(visitor, mark)
    assert response.status_code == 200 and "Cipondoh, Desember 2023" in response.content.decode()


def test_a_session_that_ran_out_is_asked_to_sign_in(visitor, looked):
    mark = looked()
    Session.objects.update(expire_date=timezone.now())
    assert again(visitor, mark).status_code == 302


def test_other_methods_and_other_pages_go_the_full_way(visitor, looked):
    mark = looked()
    assert visitor.head("/", headers={"if-none-match": mark}).status_code == 304
    assert visitor.post("/", headers={"if-none-match": mark}).status_code == 403
    assert again(visitor, mark, "/pemberi-kerja/").status_code == 200


def test_signing_out_clears_what_the_browser_kept(visitor, looked):
    mark = looked()
    assert "Clear-Site-Data" not in visitor.get("/").headers
    assert "Clear-Site-Data" not in visitor.get("/keluar/").headers
    response = visitor.post("/keluar/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert again(visitor, mark).status_code == 302
    assert "Clear-Site-Data" not in Client().post("/masuk/", {"login": "x", "password": "y"}).headers


def test_downloads_and_refusals_of_the_gate_are_kept_by_nobody(visitor, looked, joko):
    assert visitor.get("/unduh/kecamatan.csv").headers["Cache-Control"] == "private, no-store"
    other = Client()
    other.force_login(joko)
    refused = other.get("/")
    assert refused.status_code == 403 and refused.headers["Cache-Control"] == "private, no-store"
