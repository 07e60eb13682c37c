"""Employers over the API: read by branch, entered and corrected by admins with the form's rules."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from coverage_portal.core.models import AuditEvent
from coverage_portal.register.writing import change
from employers.models import Employer
from tests import people
from tests.api.asking import ask, error, law
from tests.employers import made
from workers import compliance

LIST = "/api/v1/employers/"


@pytest.fixture(autouse=True)
def world(db):
    law()
    made.at_year_end()
    made.district()


@pytest.fixture
def sari():
    """Admin of Cimone."""
    return people.person("sari", "admin", people.cimone())


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, address, body, method="post", **headers):
    return getattr(client, method)(address, body, content_type="application/json", headers=headers)


def registration(**changes):
    return {
        "name": "PT Contoh Boga",
        "npp": "TC100214",
        "registered_on": "2020-01-02",
        "branch": "CMN",
        "district": "36.71.05",
        "declared_headcount": 240,
        "declared_on": "2023-12-31",
        "programmes": {"JKK": "2020-01-02", "JKM": None},
    } | changes


def test_staff_read_their_own_branch_narrowed_as_the_page_narrows_it(budi):
    firm = made.employer(declared_headcount=5, declared_on=date(2023, 12, 31))
    made.joins(firm, 1)
    made.member(firm)
    made.employer("CV Jauh", "TC2", people.cikokol())
    made.employer("CV Besar", "TC3", scale=4)
    compliance.rebuild()
    client = client_of(budi)
    said = ask(client, LIST)
    assert [row["key"] for row in said["results"]] == ["TC100214", "TC3"]
    first = said["results"][0]
    assert (first["status"], first["branch"]["code"], first["district"]["code"]) == ("terdaftar", "CMN", "36.71.05")
    assert (first["compliance"]["active"], first["compliance"]["missing"]) == (1, 4)
    assert first["programmes"] == [{"programme": "JKK", "started_on": "2020-01-01"}]
    assert "pds-tk" in first["compliance"]["findings"]
    assert [row["key"] for row in ask(client, f"{LIST}?skala=besar")["results"]] == ["TC3"]
    assert [row["key"] for row in ask(client, f"{LIST}?q=boga")["results"]] == ["TC100214"]


@pytest.mark.parametrize("query", ["skala=x", "urut=x", "kecamatan=99", "impor=77", "cabang=CKK"])
def test_what_the_page_would_not_heed_is_refused(budi, query):
    made.employer()
    made.employer("CV Jauh", "TC2", people.cikokol())
    assert error(client_of(budi), f"{LIST}?{query}", 400) == ("invalid_parameter", query.partition("=")[0])


def test_a_nik_is_not_searched_for_in_an_address(budi):
    assert error(client_of(budi), f"{LIST}?q=3671054501900001", 400) == ("nik_in_address", "q")


@pytest.mark.parametrize("nik", ["3671054501900001", "03671054501900001", "3671/0545/0190/0001"])
def test_a_nik_is_in_no_refusal(sari, nik):
    client = client_of(sari)
    for name in ("name", "npwp", "contact_phone", "status", nik):
        answer = send(client, LIST, registration(**{name: nik}))
        assert answer.status_code == 422 and nik not in answer.content.decode()
    for query in ({"kecamatan": nik}, {nik: "1"}):
        assert nik not in client.get(LIST, query).content.decode()


def test_one_employer_has_its_version_as_mark_and_another_branchs_is_not_found(budi):
    firm = made.employer()
    made.employer("CV Jauh", "TC2", people.cikokol())
    client = client_of(budi)
    answer = client.get(f"{LIST}tc100214/")
    assert answer["ETag"] == f'"{answer.json()["version"]}"'
    assert answer.json()["name"] == firm.name
    assert error(client, f"{LIST}TC2/", 404) == error(client, f"{LIST}ZZ/", 404) == ("not_found", None)
    assert error(client, f"{LIST}a%20b/", 404) == ("not_found", None)


def test_an_admin_registers_with_the_rules_of_the_form(sari):
    answer = send(client_of(sari), LIST, registration())
    assert answer.status_code == 201, answer.json()
    said = answer.json()
    assert (said["key"], said["declared_headcount"]) == ("TC100214", 240)
    assert said["programmes"][0]["programme"] == "JKK"
    stored = Employer.objects.get()
    assert stored.branch == people.cimone()
    assert AuditEvent.objects.filter(verb="employer_registered", actor=sari).count() == 1


def test_a_prospect_is_entered_without_an_npp(sari):
    body = {"status": "prospek", "name": "Warung Rasa", "branch": "CMN", "district": "36.71.05"}
    answer = send(client_of(sari), LIST, body | {"found_on": "2023-11-02", "found_in": "kunjungan"})
    assert answer.status_code == 201, answer.json()
    assert answer.json()["status"] == "prospek"
    assert answer.json()["key"].startswith("no-")


def test_every_field_at_fault_is_named_with_its_sentence(sari):
    body = registration(name="", nib="123", declared_headcount=-1, programmes={"XX": None})
    answer = send(client_of(sari), LIST, body)
    said = answer.json()["error"]
    assert (answer.status_code, said["code"]) == (422, "invalid_fields")
    assert set(said["fields"]) >= {"name", "nib", "declared_headcount", "programmes"}
    assert "13 angka" in said["fields"]["nib"][0]
    unknown = send(client_of(sari), LIST, registration(closed_on="2023-01-01")).json()["error"]
    assert set(unknown["fields"]) == {"closed_on"}
    assert not Employer.objects.exists()


def test_an_admin_registers_at_their_own_branch_only(sari):
    people.cikokol()
    said = send(client_of(sari), LIST, registration(branch="CKK")).json()["error"]
    assert "branch" in said["fields"]


def test_an_npp_that_is_taken_names_who_has_it_where_one_may_see_that(sari):
    made.employer("PT Lama", "TC100214")
    said = send(client_of(sari), LIST, registration(name="CV Lain Sekali"))
    assert said.status_code == 409
    told = said.json()["error"]
    assert (told["code"], told["parameter"], told["employer"]) == ("npp_taken", "npp", "TC100214")
    assert "TC100214" in told["message"]
    Employer.objects.update(branch=people.cikokol())
    assert send(client_of(sari), LIST, registration(name="CV Lain Sekali")).json()["error"]["employer"] is None


def test_what_may_be_there_already_is_asked_about_once(sari):
    made.employer("PT Contoh Boga", "TC900")
    client = client_of(sari)
    asked = send(client, LIST, registration())
    told = asked.json()["error"]
    assert (asked.status_code, told["code"]) == (409, "possible_duplicates")
    assert told["duplicates"][0]["key"] == "TC900"
    assert send(client, LIST, registration(duplicates_seen=told["mark"])).status_code == 201


def test_a_correction_needs_the_version_that_was_read(sari):
    firm = made.employer(address="Jalan Satu 1")
    client, address = client_of(sari), f"{LIST}TC100214/"
    version = ask(client, address)["version"]
    missing = send(client, address, {"address": "Jalan Dua 2"}, "patch")
    assert (missing.status_code, missing.json()["error"]["code"]) == (428, "version_missing")
    done = send(client, address, {"address": "Jalan Dua 2", "version": version, "note": "Surat"}, "patch")
    assert done.status_code == 200, done.json()
    assert done.json()["address"] == "Jalan Dua 2"
    assert done.json()["version"] != version
    assert done["ETag"] == f'"{done.json()["version"]}"'
    event = AuditEvent.objects.get(verb="employer_changed")
    assert (event.actor, event.detail["note"]) == (sari, "Surat")
    again = send(client, address, {"address": "Jalan Tiga 3"}, "patch", if_match=done["ETag"])
    assert again.status_code == 200, again.json()
    firm.refresh_from_db()
    assert firm.address == "Jalan Tiga 3"


def test_a_stale_version_overwrites_nothing_and_shows_both_values(sari):
    firm = made.employer(address="Jalan Satu 1")
    client, address = client_of(sari), f"{LIST}TC100214/"
    version = ask(client, address)["version"]
    change(firm, {"address": "Jalan Orang Lain"}, by=people.person("tuti", "admin"), verb="employer_changed")
    stale = send(client, address, {"address": "Jalan Dua 2", "version": version}, "patch")
    told = stale.json()["error"]
    assert (stale.status_code, told["code"]) == (409, "stale_version")
    assert told["differing"] == {"address": {"stored": "Jalan Orang Lain", "sent": "Jalan Dua 2"}}
    assert told["version"] == ask(client, address)["version"]
    marked = send(client, address, {"address": "Jalan Dua 2"}, "patch", if_match=f'"{version}"')
    assert (marked.status_code, marked.json()["error"]["code"]) == (412, "precondition_failed")
    firm.refresh_from_db()
    assert firm.address == "Jalan Orang Lain"


def test_what_is_not_sent_stays_as_it_is(sari):
    firm = made.employer(nib="1234567890123", declared_headcount=7, declared_on=date(2023, 1, 1), scale=None)
    made.joins(firm, 1, 2)
    client, address = client_of(sari), f"{LIST}TC100214/"
    answer = send(client, address, {"contact_name": "Ibu Ani", "version": ask(client, address)["version"]}, "patch")
    assert answer.status_code == 200, answer.json()
    said = answer.json()
    assert (said["nib"], said["declared_headcount"], said["contact_name"]) == ("1234567890123", 7, "Ibu Ani")
    assert [one["programme"] for one in said["programmes"]] == ["JKK", "JKM"]


def test_another_branchs_employer_cannot_be_corrected_and_staff_correct_none(sari, budi):
    made.employer("CV Jauh", "TC2", people.cikokol())
    made.employer()
    assert send(client_of(sari), f"{LIST}TC2/", {"version": "x"}, "patch").status_code == 404
    for method, address in (("post", LIST), ("patch", f"{LIST}TC100214/")):
        assert send(client_of(budi), address, {}, method).status_code == 403


@pytest.mark.parametrize("body", ["[]", "1", "{", '{"a": NaN}', '"x"', "[" * 100_000])
def test_what_is_no_json_object_is_refused(sari, body):
    answer = client_of(sari).post(LIST, body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_another_kind_of_content_and_too_much_are_refused(sari, settings):
    client = client_of(sari)
    assert client.post(LIST, {"name": "x"}).json()["error"]["code"] == "unsupported_media_type"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = send(client, LIST, registration())
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_session_needs_its_csrf_token(sari):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sari)
    assert send(strict, LIST, registration()).status_code == 403
    assert not Employer.objects.exists()


def test_other_methods_are_told_which_there_are(sari):
    answer = client_of(sari).delete(f"{LIST}TC100214/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, PATCH, OPTIONS"
    assert "PATCH" in answer.json()["error"]["message"]
