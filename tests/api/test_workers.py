"""Workers over the API: masked, of one's own branch, without a NIK in any address."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.register.people import search
from tests import people
from tests.api.asking import ask, error
from tests.employers import made
from workers.identity import NikHasher
from workers.models import Person

LIST, SEARCH = "/api/v1/workers/", "/api/v1/workers/search/"
NIK = "3671054501900001"


@pytest.fixture(autouse=True)
def at_year_end(db):
    return made.at_year_end()


@pytest.fixture
def client(budi):
    client = Client()
    client.force_login(budi)
    return client


def test_memberships_are_masked_and_of_ones_own_branch(client):
    firm = made.employer()
    row = made.member(firm, name="Siti Rahayu", kpj="12345678901", programmes=3)
    made.member(made.employer("CV Jauh", "TC2", people.cikokol()), name="Agus")
    said = ask(client, LIST)
    assert said == {
        "count": 1,
        "more": False,
        "next": None,
        "results": [
            {
                "id": row.person_id,
                "name": "Siti R••••",
                "kpj": "••••8901",
                "programmes": ["JKK", "JKM"],
                "segment": "Penerima Upah",
                "started_on": "2021-01-01",
                "ended_on": None,
                "active": True,
                "employer": {"key": "TC100214", "name": "PT Contoh Boga"},
                "workplace": "Cipondoh",
                "branch": "Tangerang Cimone",
            }
        ],
    }
    assert AuditEvent.objects.get(verb="worker_searched").detail == {"found": 1, "via": "api"}


def test_pages_follow_one_another_by_next(client, monkeypatch):
    monkeypatch.setattr(search, "PAGE_SIZE", 2)
    for number in range(5):
        made.member(None, name=f"Siti {number}")
    seen, address = 0, f"{LIST}?q=siti"
    while address:
        said = ask(client, address)
        seen += len(said["results"])
        address = said["next"]
        assert address is None or "siti+" not in address.lower()
    assert seen == 5


def test_what_the_page_would_not_heed_is_refused(client):
    assert error(client, f"{LIST}?segmen=x", 400) == ("invalid_parameter", "segmen")
    assert error(client, f"{LIST}?pemberi_kerja=TC9", 400) == ("invalid_parameter", "pemberi_kerja")
    assert error(client, f"{LIST}?nama=x", 400) == ("unknown_parameter", "nama")
    assert error(client, f"{LIST}?setelah=99", 404) == ("not_found", None)


def test_a_nik_is_taken_in_the_body_only_and_not_shown_again(client):
    hashed = NikHasher(bytes.fromhex(settings.NIK_KEY)).digest(NIK.encode()).hex()
    person = Person.objects.create(nik_hash=hashed, key_version=1, name="Siti", sex=2, birth_date="1990-01-05")
    made.member(None, person=person)
    refused = client.get(LIST, {"q": NIK})
    assert refused.json()["error"]["code"] == "nik_in_address"
    found = client.post(SEARCH, {"nik": "36.71.05.450190.0001"}, content_type="application/json")
    assert [row["id"] for row in found.json()["results"]] == [person.pk]
    wrong = client.post(SEARCH, {"nik": NIK[:-1]}, content_type="application/json")
    assert (wrong.status_code, wrong.json()["error"]["parameter"]) == (400, "nik")
    for answer in (refused, found, wrong):
        assert "3671054" not in answer.content.decode()
    assert AuditEvent.objects.get(verb="worker_searched").detail == {"found": 1, "via": "api", "searched": "nik"}


def test_only_who_may_see_workers_asks(joko):
    client = Client()
    client.force_login(joko)
    assert client.get(LIST).status_code == client.post(SEARCH, {}).status_code == 403
    assert Client().get(LIST).status_code == 401
