"""What an address asks, and what somebody starts with who asks nothing."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.coverage.actions import keep_default_scope
from coverage_portal.coverage.models import DefaultScope
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from tests.coverage import page_reading
from tests.coverage.examples import published
from tests.coverage.page_reading import words

KEEP = "/tampilan-awal/"
OWN = "wilayah=36.71.05&posisi=2022-12&banding=bekerja&dasar=domisili&sejak=2021-12&perkiraan=tidak"


def chosen(response):
    """What the filter of a page has chosen, by parameter."""
    form = page_reading.read(response.content).one("form", "filter")
    picked = {
        select.attributes["name"]: next(
            (one.attributes["value"] for one in select.all("option") if "selected" in one.attributes), ""
        )
        for select in form.all("select")
    }
    return picked | {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}


def test_a_kept_view_keeps_place_denominator_basis_and_estimates_but_no_month(visitor, small_city, ratna):
    response = visitor.post(KEEP, {"pertanyaan": OWN})
    assert response.status_code == 302 and response.headers["Location"] == "/"
    kept = DefaultScope.objects.get(user=ratna)
    assert kept.query == "wilayah=36.71.05&banding=bekerja&dasar=domisili&perkiraan=tidak"
    (message,) = get_messages(response.wsgi_request)
    assert str(message) == "Tampilan ini menjadi awal Anda. Bulannya selalu yang terbaru."


def test_keeping_a_view_leaves_a_line_in_the_trail(ratna):
    keep_default_scope(user=ratna, scope=Scope("36.71.07", since=date(2022, 12, 1)))
    event = AuditEvent.objects.get(verb="default_scope_kept")
    assert event.actor == ratna
    assert event.detail["after"] == {"query": "wilayah=36.71.07&banding=angkatan-kerja&dasar=tempat-kerja&perkiraan=ya"}


def test_the_bare_address_then_answers_it(visitor, small_city):
    visitor.post(KEEP, {"pertanyaan": OWN})
    response = visitor.get("/")
    assert "Cipondoh, Desember 2023" in words(response.content)
    assert chosen(response) == {
        "wilayah": "36.71.05",
        "posisi": "2023-12",
        "banding": "bekerja",
        "dasar": "domisili",
        "sejak": "",
        "perkiraan": "tidak",
    }
    assert "Cipondoh, December 2023" in words(visitor.get("/en/").content)


def test_an_address_that_asks_anything_leaves_the_kept_view_aside(visitor, small_city):
    visitor.post(KEEP, {"pertanyaan": OWN})
    for query in ("wilayah=36.71", "posisi=2023-12", "banding=angkatan-kerja", "perkiraan=ya"):
        asked = chosen(visitor.get(f"/?{query}"))
        assert (asked["wilayah"], asked["dasar"], asked["perkiraan"]) == ("36.71", "tempat-kerja", "ya")
    asked = chosen(visitor.get("/kecamatan/36.71.07/"))
    assert (asked["wilayah"], asked["dasar"]) == ("36.71.07", "tempat-kerja")
    assert chosen(visitor.get("/?wilayah=&posisi="))["wilayah"] == "36.71.05"


def test_keeping_again_takes_the_place_of_the_old(visitor, small_city):
    for region in ("36.71.05", "36.71.07"):
        visitor.post(KEEP, {"pertanyaan": f"wilayah={region}"})
    assert DefaultScope.objects.count() == 1
    assert chosen(visitor.get("/"))["wilayah"] == "36.71.07"


@pytest.mark.parametrize(
    "text", ["wilayah=Tangerang", "posisi=kapan&wilayah=36.71.05", "perkiraan=mungkin", "%%%", " "]
)
def test_a_kept_view_that_can_no_longer_be_read_falls_back_to_the_portals(visitor, small_city, ratna, text):
    DefaultScope.objects.create(user=ratna, query=text)
    response = visitor.get("/")
    assert response.status_code == 200 and chosen(response)["wilayah"] == "36.71"


def test_a_kept_place_that_is_gone_is_refused_in_words_with_a_way_back(visitor, small_city, ratna):
    DefaultScope.objects.create(user=ratna, query=Scope("36.99").to_query())
    response = visitor.get("/")
    assert response.status_code == 404 and "36.99" in words(response.content)
    assert visitor.get("/?wilayah=36.71").status_code == 200


def test_nobody_else_starts_with_it(visitor, small_city, budi):
    visitor.post(KEEP, {"pertanyaan": OWN})
    other = Client()
    other.force_login(budi)
    assert chosen(other.get("/"))["wilayah"] == "36.71"


def test_only_who_may_see_the_dashboard_keeps_a_view_and_only_by_post(visitor, joko, db):
    assert visitor.get(KEEP).status_code in (403, 405)
    assert Client().post(KEEP, {"pertanyaan": OWN}).status_code == 302
    other = Client()
    other.force_login(joko)
    assert other.post(KEEP, {"pertanyaan": OWN}).status_code == 403
    assert not DefaultScope.objects.exists()


def test_it_takes_the_token_of_the_page_to_keep_a_view(small_city, ratna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ratna)
    assert client.post(KEEP, {"pertanyaan": OWN}).status_code == 403
    form = page_reading.read(client.get("/?wilayah=36.71.07").content).section("bawa").one("form")
    fields = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    assert form.attributes["action"] == KEEP
    assert client.post(KEEP, fields).status_code == 302
    assert DefaultScope.objects.get(user=ratna).query.startswith("wilayah=36.71.07&")


@pytest.mark.parametrize("text", ["wilayah=Tangerang", "dasar=bulan", "sejak=2022"])
def test_nonsense_is_not_kept(visitor, small_city, text):
    response = visitor.post(KEEP, {"pertanyaan": text})
    assert response.status_code == 400 and "tidak dikenal" in words(response.content)
    assert not DefaultScope.objects.exists()


def test_an_empty_question_forgets_the_kept_view(visitor, small_city, ratna):
    visitor.post(KEEP, {"pertanyaan": OWN})
    response = visitor.post(KEEP, {"pertanyaan": ""})
    assert response.status_code == 302 and response.headers["Location"] == "/"
    (message,) = list(get_messages(response.wsgi_request))[-1:]
    assert str(message) == "Anda mulai dengan tampilan awal portal lagi."
    assert not DefaultScope.objects.exists()
    event = AuditEvent.objects.get(verb="default_scope_dropped")
    assert event.actor == ratna and event.detail["before"]["query"].startswith("wilayah=36.71.05&")
    assert chosen(visitor.get("/"))["wilayah"] == "36.71"


def test_forgetting_what_was_never_kept_leaves_no_line(visitor, small_city):
    assert visitor.post(KEEP).status_code == 302
    assert not AuditEvent.objects.filter(verb="default_scope_dropped").exists()


def test_the_page_says_that_it_is_the_kept_view_and_leads_back_to_the_portals(visitor, small_city):
    said, offer = "Ini tampilan awal yang Anda simpan.", "Kembali ke tampilan awal portal"
    assert said not in words(visitor.get("/").content) and offer not in words(visitor.get("/").content)
    visitor.post(KEEP, {"pertanyaan": "wilayah=36.71.05"})
    page = page_reading.read(visitor.get("/").content)
    assert said in page.text
    (form,) = page.section("bawa").all("form")
    assert form.one("button").text == offer
    fields = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    assert set(fields) == {"csrfmiddlewaretoken"}
    visitor.post(KEEP, fields)
    assert not DefaultScope.objects.exists()
    visitor.post(KEEP, {"pertanyaan": "wilayah=36.71.05"})
    assert said not in words(visitor.get("/?wilayah=36.71.05").content)


@pytest.mark.parametrize("text", ["wilayah=36.99", "wilayah=36.71.05.1001", "wilayah=36.71&posisi=1999-01"])
def test_a_view_that_has_no_answer_is_refused_and_not_kept(visitor, small_city, text):
    response = visitor.post(KEEP, {"pertanyaan": text})
    assert response.status_code == 404
    assert not DefaultScope.objects.exists()


def test_the_longest_question_fits(ratna):
    longest = Scope("36.71.05.1001", date(2023, 12, 1), Against.LABOUR_FORCE, CountedAt.WORKPLACE, estimates=False)
    assert len(keep_default_scope(user=ratna, scope=longest).query) <= 200


def test_a_parameter_given_twice_is_refused_by_name(visitor, small_city):
    for query, said in (
        ("posisi=2022-12&posisi=2023-12", "Posisi data “2022-12, 2023-12” tidak dikenal."),
        ("wilayah=36.71&wilayah=36.71", "Kode wilayah “36.71, 36.71” tidak dikenal."),
    ):
        response = visitor.get(f"/?{query}")
        assert response.status_code == 400 and said in words(response.content)


def test_a_place_in_the_path_stands_above_the_query(visitor, small_city):
    assert chosen(visitor.get("/kecamatan/36.71.05/?wilayah=36.71.07"))["wilayah"] == "36.71.05"
    assert visitor.get("/kecamatan/36.71/").status_code == 404
    assert visitor.get("/kecamatan/36.71.99/").status_code == 404


def test_the_months_offered_to_compare_with_lie_before_the_month_shown(visitor, small_city):
    published(small_city["36.71"], "members", 1, as_at=date(2021, 5, 31))
    form = page_reading.read(visitor.get("/?posisi=2022-12").content).one("form", "filter")
    (since,) = form.all("select", where=lambda one: one.attributes["name"] == "sejak")
    assert [one.attributes["value"] for one in since.all("option")] == ["", "2021-12", "2020-12"]
