"""What an employer is sent as over the API: kinds of values, programmes and versions, fields a state does not have."""

from __future__ import annotations

import json
from datetime import date

import pytest

from coverage_portal.programmes.codes import Programme
from employers.models import Employer, EmployerProgramme
from tests import people
from tests.api.asking import ask, law
from tests.api.test_employers import LIST, client_of, registration, send
from tests.employers import made

ADDRESS = f"{LIST}TC100214/"


@pytest.fixture
def sari(db):
    """Admin of Cimone, with an employer there that holds two programmes."""
    law()
    made.at_year_end()
    made.joins(made.employer(), Programme.JKK, Programme.JKM)
    return people.person("sari", "admin", people.cimone())


def held():
    rows = EmployerProgramme.objects.filter(ended_on=None).order_by("programme").values_list("programme", flat=True)
    return [Programme(each).name for each in rows]


def test_a_change_of_programmes_is_another_version_and_a_stale_one_ends_none(sari):
    client = client_of(sari)
    read = ask(client, ADDRESS)
    more = {"version": read["version"], "programmes": {"JKK": None, "JKM": None, "JHT": "2023-01-01"}}
    first = send(client, ADDRESS, more, "patch")
    assert first.status_code == 200, first.json()
    assert first.json()["version"] != read["version"]
    late = send(client, ADDRESS, {"version": read["version"], "programmes": {"JKK": None}}, "patch")
    assert (late.status_code, late.json()["error"]["code"]) == (409, "stale_version")
    assert held() == ["JKK", "JKM", "JHT"]


def test_programmes_go_back_as_they_were_read(sari):
    client = client_of(sari)
    read = ask(client, ADDRESS)
    joined = [*read["programmes"], {"programme": "JP", "started_on": "2023-01-01"}]
    done = send(client, ADDRESS, {"version": read["version"], "programmes": joined}, "patch")
    assert done.status_code == 200, done.json()
    assert held() == ["JKK", "JKM", "JP"]


@pytest.mark.parametrize("programmes", [["JKK"], "JKK", None, 5, {"JKK": 3}, [["JKK"]]])
def test_programmes_of_another_kind_are_refused_and_not_passed_over(sari, programmes):
    client = client_of(sari)
    answer = send(client, ADDRESS, {"version": ask(client, ADDRESS)["version"], "programmes": programmes}, "patch")
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["programmes"])
    assert held() == ["JKK", "JKM"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", value) for value in (["a", "b"], {"a": 1}, True, 5)),
        ("address", 1.5),
        ("declared_headcount", 1.234),
        ("declared_headcount", True),
        ("npp", 12345678),
        ("note", ["x"]),
    ],
)
def test_a_value_of_another_kind_is_refused_and_not_turned_into_text(sari, field, value):
    client = client_of(sari)
    answer = send(client, ADDRESS, {"version": ask(client, ADDRESS)["version"], field: value}, "patch")
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert Employer.objects.get().name == "PT Contoh Boga"


def test_whole_numbers_and_their_texts_are_both_taken(sari):
    client = client_of(sari)
    for value in (300, "1.300"):
        sent = {"version": ask(client, ADDRESS)["version"], "declared_headcount": value, "declared_on": "2023-12-31"}
        assert send(client, ADDRESS, sent, "patch").status_code == 200
    assert Employer.objects.get().declared_headcount == 1300


@pytest.mark.parametrize("body", ['{"name": "\\ud800abc"}', '{"\\ud800": 1}', '{"status": "\\ud800", "name": "x"}'])
def test_half_a_character_is_no_readable_json(sari, body):
    for method, address in (("post", LIST), ("patch", ADDRESS)):
        answer = getattr(client_of(sari), method)(address, body, content_type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_a_field_that_the_state_does_not_have_is_refused(sari):
    client = client_of(sari)
    sent = {"version": ask(client, ADDRESS)["version"], "found_on": "2023-01-01"}
    registered = send(client, ADDRESS, sent, "patch")
    assert (registered.status_code, list(registered.json()["error"]["fields"])) == (422, ["found_on"])
    prospect = made.employer("PT Calon", "", found_on=date(2023, 1, 1))
    address = f"{LIST}no-{prospect.pk}/"
    sent = {"version": ask(client, address)["version"], "npp": "TC200000", "programmes": {"JKK": None}}
    refused = send(client, address, sent, "patch")
    assert (refused.status_code, set(refused.json()["error"]["fields"])) == (422, {"npp", "programmes"})


def test_a_merged_duplicate_is_not_corrected_and_the_kept_one_is_named(sari):
    kept = made.employer("PT Contoh Boga Raya", "TC200000")
    Employer.objects.filter(npp="TC100214").update(merged_into=kept)
    answer = send(client_of(sari), ADDRESS, {"version": "x", "address": "Jalan 1"}, "patch")
    told = answer.json()["error"]
    assert (answer.status_code, told["code"], told["employer"]) == (409, "merged", "TC200000")


def test_many_unknown_fields_are_named_in_part(sari):
    body = {f"lain{n}": 1 for n in range(500)} | registration()
    answer = client_of(sari).post(LIST, json.dumps(body), content_type="application/json")
    assert (answer.status_code, len(answer.json()["error"]["fields"])) == (422, 20)


def test_what_looks_wrong_is_taken_and_said(sari):
    client = client_of(sari)
    sent = {"version": ask(client, ADDRESS)["version"], "npwp": "123456789012345"}
    done = send(client, ADDRESS, sent, "patch")
    assert done.status_code == 200, done.json()
    assert any("NPWP" in sentence for sentence in done.json()["warnings"])
    assert ask(client, ADDRESS)["warnings"] == []
