"""The OpenAPI document: complete, valid, and true of what is answered and refused.

The examples in coverage_portal/api/examples/ are answers about a small registry. After a change of the answers:

    EXAMPLES=write .venv/bin/pytest tests/api/test_schema.py
"""

from __future__ import annotations

import json
import os
from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from coverage_portal.api import filters, views
from coverage_portal.api.endpoint import EXAMPLES
from coverage_portal.api.parameters import SCOPE
from coverage_portal.api.schema import schema_in
from coverage_portal.api.urls import urlpatterns
from coverage_portal.coverage import scope
from coverage_portal.programmes.law import law_on
from tests.api.asking import as_role, ask, law, places, published, registered
from tests.api.described import problems
from tests.api.made import city

EXAMPLE_OF = {
    "coverage": "/api/v1/coverage/",
    "coverage_figure": "/api/v1/coverage/cakupan/",
    "regions": "/api/v1/regions/?level=3&parent=36.71",
    "region": "/api/v1/regions/36.71/",
    "reference_figures": "/api/v1/reference-figures/?region=36.71&kind=labour_force",
    "reference_figure": "/api/v1/reference-figures/7/",
    "targets": "/api/v1/targets/?region=00",
    "programmes": "/api/v1/programmes/?date=2026-02-01",
    "employers": "/api/v1/employers/?kecamatan=36.71.05&urut=nama",
    "employer": "/api/v1/employers/TC100214/",
    "workers": "/api/v1/workers/?q=siti&status=aktif",
}
SHOWN_OF_A_LIST = 2
VERSION = "5f1c0e7a9b2d4c68"
"""Stands for a version in the examples: the real one follows from the numbers of rows."""
REFUSED = {
    "400": "/api/v1/regions/?level=9",
    "404": "/api/v1/regions/99.99/",
    "406": "/api/v1/regions/36.71/",
}


@pytest.fixture
def client(db, monkeypatch):
    places()
    published()
    law()
    registered()
    monkeypatch.setattr(views, "answer_to", lambda request, scope: city())
    return as_role()


@pytest.fixture(params=["id", "en"])
def document(request):
    return schema_in(request.param)


def operations(document):
    return {one["operationId"]: one for path in document["paths"].values() for one in path.values()}


def test_the_document_is_valid_and_made_without_a_warning():
    written = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=written)
    assert yaml.safe_load(written.getvalue())["openapi"] == "3.1.0"


def test_every_schema_of_it_is_a_valid_json_schema(document):
    validate_schema(document)
    for component in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(component)


def test_every_address_is_in_it(document):
    routed = {
        f"/api/{one.pattern}".replace("<str:", "{").replace("<int:", "{").replace(">", "}").replace("{pk}", "{id}")
        for one in urlpatterns
    }
    assert set(document["paths"]) == routed - {"/api/"}


def test_the_same_document_comes_as_json_and_yaml_in_both_languages(client):
    as_json = ask(client, "/api/schema/")
    assert ask(client, "/api/schema/?format=json") == as_json
    for response in (
        client.get("/api/schema/?format=yaml"),
        client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi"}),
    ):
        assert response["Content-Type"].startswith("application/vnd.oai.openapi")
        assert yaml.safe_load(response.content) == as_json
    english = ask(client, "/api/schema/?lang=en")
    assert english["info"]["description"] != as_json["info"]["description"]
    assert set(english["components"]["schemas"]) == set(as_json["components"]["schemas"])


def test_every_parameter_is_described_with_an_example_that_it_takes(document):
    for name, operation in operations(document).items():
        assert operation["summary"], name
        assert operation["description"], name
        for parameter in operation["parameters"]:
            form = parameter["schema"]
            assert parameter["description"], (name, parameter)
            assert Draft202012Validator(form).is_valid(form["example"]), (name, parameter)


def test_the_scope_parameters_are_those_of_the_page(document):
    assert tuple(parameter.name for parameter in SCOPE) == scope.PARAMETERS
    for parameter in SCOPE:
        for example in (parameter.example, parameter.default):
            scope.parse_scope({parameter.name: example})


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (filters.REGION_FILTERS, filters.RegionFilter),
        (filters.FIGURE_FILTERS, filters.FigureFilter),
        (filters.TARGET_FILTERS, filters.TargetFilter),
    ],
)
def test_the_filters_of_a_list_are_the_ones_described(declared, used):
    assert [parameter.name for parameter in declared] == list(used.base_filters)


def test_every_refusal_is_described_with_an_example_of_its_shape(document):
    for name, operation in operations(document).items():
        assert {"400", "401", "403", "406", "500"} <= set(operation["responses"]), name
        for status, response in operation["responses"].items():
            if not status.startswith("2"):
                content = response["content"]["application/json"]
                (example,) = content["examples"].values()
                assert problems(json.loads(json.dumps(example["value"])), name, status) == []


def test_a_refusal_is_as_described(client):
    for status, address in REFUSED.items():
        accept = "text/html" if status == "406" else "*/*"
        said = ask(client, address, int(status), accept=accept)
        assert problems(said, "regions" if status == "400" else "region", status) == []
    assert problems(Client().get("/api/v1/regions/").json(), "regions", "401") == []


@pytest.mark.parametrize("name", EXAMPLE_OF)
def test_an_answer_is_as_described(client, name):
    for language in ("id", "en"):
        address = EXAMPLE_OF[name]
        said = ask(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert problems(said, name) == []


def test_the_law_of_every_kind_of_day_is_as_described(client):
    for day in ("2014-01-01", "2020-10-01", "2026-02-01"):
        assert problems(ask(client, f"/api/v1/programmes/?date={day}"), "programmes") == []
    assert law_on(type(city().as_at)(2026, 2, 1)).reliefs  # one of the days has some


@pytest.mark.parametrize("name", EXAMPLE_OF)
def test_an_example_is_an_answer_of_today(client, name, document):
    said = cut(ask(client, EXAMPLE_OF[name]))
    file = EXAMPLES / f"{name}.json"
    if os.environ.get("EXAMPLES") == "write":
        file.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == said, "see the head of this file"
    assert problems(said, name) == []


def test_the_document_shows_the_examples(document):
    for name in EXAMPLE_OF:
        examples = operations(document)[name]["responses"]["200"]["content"]["application/json"]["examples"]
        (example,) = examples.values()
        assert example["value"] == json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def cut(value):
    """The value with its lists of objects cut short: an example shows the shape, not everything."""
    if isinstance(value, dict):
        return {name: VERSION if name == "version" else cut(one) for name, one in value.items()}
    if isinstance(value, list):
        shown = value[:SHOWN_OF_A_LIST] if value and isinstance(value[0], dict) else value
        return [cut(one) for one in shown]
    return value


def test_what_is_sent_in_an_example_is_as_described_and_taken(client, document):
    sari = as_role("admin", "sari")
    sent = {name: json.loads((EXAMPLES / f"{name}.json").read_text()) for name in ("employer_sent", "employer_change")}
    for operation, name in (("employer_create", "employer_sent"), ("employer_change", "employer_change")):
        schema = operations(document)[operation]["requestBody"]["content"]["application/json"]["schema"]
        held = {"components": document["components"], **schema}
        assert list(Draft202012Validator(held).iter_errors(sent[name])) == []
    version = ask(sari, "/api/v1/employers/TC100214/")["version"]
    body = sent["employer_change"] | {"version": version}
    done = sari.patch("/api/v1/employers/TC100214/", body, content_type="application/json")
    assert (done.status_code, problems(done.json(), "employer_change")) == (200, [])
    taken = sari.post(
        "/api/v1/employers/", sent["employer_sent"] | {"name": "CV Lain"}, content_type="application/json"
    )
    assert (taken.status_code, problems(taken.json(), "employer_create", "409")) == (409, [])
    body = sent["employer_sent"] | {"name": "CV Lain Sekali", "npp": "TC100999"}
    made = sari.post("/api/v1/employers/", body, content_type="application/json")
    assert (made.status_code, problems(made.json(), "employer_create", "201")) == (201, [])
    wrong = sari.post("/api/v1/employers/", {"nib": "1"}, content_type="application/json")
    assert (wrong.status_code, problems(wrong.json(), "employer_create", "422")) == (422, [])
