"""The stewards' site: what it refuses, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coverage_portal.core.spells import today
from regions.models import Assignment, ReferenceFigure, Target
from tests.people import cimone, city, person
from tests.regions.test_admin import FIGURE, address


@pytest.fixture
def steward(client, db):
    user = person("pengelola", "steward")
    client.force_login(user)
    return user


@pytest.mark.parametrize("text", ["x", "\0", "9" * 20, "-1"])
@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("regions_assignment", "user"),
        ("regions_branch", "city"),
        ("regions_referencefigure", "region"),
        ("regions_referencefigure", "replaces"),
        ("regions_target", "region"),
    ],
)
def test_an_address_that_fills_in_nonsense_opens_an_empty_form(client, steward, table, field, text):
    assert client.get(address(f"{table}_add"), {field: text}).status_code == 200


@pytest.mark.parametrize(
    ("table", "lookup"),
    [
        ("core_user", "password__regex"),
        ("core_user", "password__startswith"),
        ("core_user", "username"),
        ("core_user", "assignments__role"),
        ("regions_assignment", "user__password__regex"),
        ("regions_referencefigure", "entered_by__password__regex"),
    ],
)
def test_a_table_answers_no_question_but_its_own_filters(client, steward, table, lookup):
    assert client.get(address(f"{table}_changelist"), {lookup: "^argon2"}).status_code == 400


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("core_user", {"is_active__exact": "1"}),
        ("core_user", {"q": "budi"}),
        ("regions_assignment", {"role__exact": "staff"}),
        ("regions_assignment", {"branch__id__exact": "1"}),
        ("regions_referencefigure", {"kind__exact": "ucj", "derived__exact": "0"}),
        ("regions_target", {"year": "2029"}),
        ("regions_region", {"level__exact": "2"}),
    ],
)
def test_the_filters_and_the_search_of_a_table_work(client, steward, table, question):
    assert client.get(address(f"{table}_changelist"), question).status_code == 200


def refusals(response):
    """What the form says is wrong, by field; "__all__" for the form as a whole."""
    assert response.status_code == 200
    return {field: " ".join(said) for field, said in response.context["adminform"].form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"value": "9999999999999999"}, "value", "di bawah 1.000.000.000.000"),
        ({"value": "1000000000000"}, "value", "di bawah 1.000.000.000.000"),
        ({"value": "-1"}, "value", "tidak boleh negatif"),
        ({"value": "1.19"}, "value", "bilangan bulat"),
        ({"value": "1.19", "unit": "juta orang"}, "unit", "“orang”"),
        ({"kind": "employers"}, "unit", "“perusahaan”"),
        ({"half_step": "9999999999999999"}, "half_step", "tidak dapat melebihi"),
        ({"half_step": "-5"}, "half_step", "tidak boleh negatif"),
        ({"half_step": "1190001"}, "half_step", "tidak dapat melebihi"),
        ({"link": "javascript:alert(1)"}, "link", "http:// atau https://"),
        ({"link": "ftp://bps.go.id/a"}, "link", "http:// atau https://"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_in_words(client, steward, typed, field, words):
    said = refusals(client.post(address("regions_referencefigure_add"), {**FIGURE, "region": city().pk, **typed}))
    assert words in said[field]
    assert not ReferenceFigure.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"value": "0", "half_step": "0.5"},
        {"value": "999999999999", "half_step": ""},
        {"kind": "unemployment_rate", "value": "6.76", "unit": "persen", "half_step": "0.005"},
        {"kind": "employers", "value": "15702", "unit": "perusahaan", "half_step": "0.5"},
    ],
)
def test_a_figure_at_the_edge_of_what_can_be_is_entered_and_read_again(client, steward, typed):
    add = address("regions_referencefigure_add")
    assert client.post(add, {**FIGURE, "region": city().pk, **typed}).status_code == 302
    figure = ReferenceFigure.objects.get()
    assert figure.value == Decimal(typed["value"])
    assert client.get(address("regions_referencefigure_change", figure.pk)).status_code == 200


@pytest.mark.parametrize("percent", ["-1", "100.01"])
def test_a_target_is_a_share_of_a_hundred(client, steward, percent):
    target = {"region": city().pk, "year": 2030, "programme": "", "measure": "UCJ", "percent": percent, "decree": "x"}
    assert "antara 0 dan 100" in str(refusals(client.post(address("regions_target_add"), target)))


def test_a_target_links_to_a_web_page_only(client, steward):
    target = {"region": city().pk, "year": 2030, "programme": "", "measure": "UCJ", "percent": "80", "decree": "x"}
    add = address("regions_target_add")
    assert "https://" in refusals(client.post(add, {**target, "link": "javascript:alert(1)"}))["link"]
    assert client.post(add, {**target, "link": "https://jdih.example.go.id/1"}).status_code == 302


@pytest.mark.parametrize("at", [cimone, lambda: None])
def test_a_role_that_is_held_already_is_refused_in_words(client, steward, joko, at):
    branch = at()
    given = {"user": joko.pk, "role": "staff", "branch": branch.pk if branch else "", "started_on": today()}
    assert client.post(address("regions_assignment_add"), given).status_code == 302
    said = refusals(client.post(address("regions_assignment_add"), given))
    assert "sudah memegang peran itu" in said["__all__"]


def test_no_constraint_of_the_site_is_named_to_a_steward():
    named = [
        constraint.name
        for model in (ReferenceFigure, Target, Assignment)
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert named == ["regions_assignment_ends_after_it_starts"]  # the form says it in words before
