"""The page of legal bases: everybody who sees briefings reads it, stewards record who checked a text and when."""

import re
from datetime import date, timedelta

import pytest

from coverage_portal.briefings.legal.actions import InTheFuture, load_bases, take_back, verify
from coverage_portal.briefings.models import Basis
from coverage_portal.core.models import AuditEvent
from coverage_portal.core.spells import today
from coverage_portal.programmes.actions import load_law
from tests import people

pytestmark = pytest.mark.django_db
LIST = "/laporan/dasar-hukum/"
ONE = f"{LIST}pp-45-2015/"
QUERIES = 12


@pytest.fixture(autouse=True)
def loaded(db):
    load_bases(by=None)


@pytest.fixture
def steward(client):
    user = people.person("wulan", "steward")
    client.force_login(user)
    return user


def basis():
    return Basis.objects.get(code="pp-45-2015")


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("role", ["staff", "official", "admin", "steward"])
def test_everybody_who_sees_briefings_reads_the_list(client, role):
    client.force_login(people.person("rina", role))
    page = client.get(LIST)
    assert "0 dari 19 diverifikasi" in text(page)
    assert text(page).count("belum diverifikasi") >= 19
    assert "Perwal Kota Tangerang 113/2023 Isi belum diketahui." in text(page)
    assert (f'href="{ONE}"' in page.content.decode()) is (role == "steward")


def test_only_stewards_verify(client):
    for role in ("staff", "official", "admin"):
        client.force_login(people.person(role, role))
        assert client.get(ONE).status_code == client.post(ONE, {"on": "2026-01-02"}).status_code == 403
    assert basis().verified_on is None


def test_the_list_asks_little_of_the_database(client, steward, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES):
        client.get(LIST)


def test_a_steward_records_a_verification(client, steward):
    assert client.post(ONE, {"on": "2026-01-02", "langkah": "catat"}, follow=True).redirect_chain == [(LIST, 302)]
    assert (basis().verified_on, basis().verified_by) == (date(2026, 1, 2), steward)
    event = AuditEvent.objects.get(verb="legal_basis_verified")
    assert event.detail == {"citation": "PP 45/2015", "before": "", "after": "2026-01-02"}
    page = text(client.get(LIST))
    assert "diverifikasi pada 2 Januari 2026" in page and "1 dari 19 diverifikasi" in page


def test_a_day_to_come_and_no_day_are_refused(client, steward):
    tomorrow = today() + timedelta(days=1)
    assert "belum tiba" in text(client.post(ONE, {"on": tomorrow.isoformat()}))
    assert client.post(ONE, {"on": ""}).status_code == 200
    assert "tidak ada di kalender" in text(client.post(ONE, {"on": "31-02-2026"}))
    assert basis().verified_on is None
    with pytest.raises(InTheFuture):
        verify(basis(), on=tomorrow, by=steward)


def test_a_verification_is_taken_back(client, steward):
    verify(basis(), on=date(2026, 1, 2), by=steward)
    assert "Tarik kembali verifikasi" in text(client.get(ONE))
    client.post(ONE, {"langkah": "tarik"})
    assert (basis().verified_on, basis().verified_by) == (None, None)
    assert AuditEvent.objects.get(verb="legal_basis_unverified").detail["before"] == "2026-01-02"
    take_back(basis(), by=steward)
    assert AuditEvent.objects.filter(verb="legal_basis_unverified").count() == 1
    assert "Tarik kembali" not in text(client.get(ONE))


def test_what_the_portals_law_says_stands_beside_it_and_verifies_nothing(client, steward):
    load_law(by=None)
    page = text(client.get(LIST))
    assert "PP 50/2025" in page and "2 aturan mengutipnya sumbernya dibaca 28 Februari 2026" in page
    assert "0 dari 19 diverifikasi" in page
    assert "10 belum diverifikasi" in page


def test_an_unknown_basis_is_not_found(client, steward):
    assert client.get(f"{LIST}uu-1-1945/").status_code == 404


def test_the_page_speaks_english(client, steward):
    page = text(client.get(f"/en{LIST}"))
    assert "Pension (JP)" in page and "not yet verified" in page and "0 of 19 verified" in page
