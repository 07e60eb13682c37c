"""The page that explains the API is written from its schema, in both languages, and stays small."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest

from coverage_portal.api import views
from coverage_portal.api.endpoint import EXAMPLES
from coverage_portal.api.parameters import SCOPE
from coverage_portal.api.schema import schema_in
from tests.api.asking import as_role, law, places, published, registered
from tests.api.made import city

LIMIT = 18 * 1024


@pytest.fixture
def client(db, monkeypatch):
    places()
    published()
    law()
    registered()
    monkeypatch.setattr(views, "answer_to", lambda request, scope: city())
    return as_role()


@pytest.fixture
def page(client):
    return client.get("/api/").content.decode()


def test_every_address_stands_on_it_with_its_parameters_and_refusals(page):
    for path, operations in schema_in("id")["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in page
            for parameter in operation["parameters"]:
                assert f"<code>{parameter['name']}</code>" in page or parameter["name"] == "lang"
    for parameter in SCOPE:
        for value in parameter.values:
            assert f"<code>{value}</code>" in page
    for words in ("401 Unauthorized", "404 Not Found", "406 Not Acceptable"):
        assert words in page


def test_every_kind_of_object_stands_on_it_with_its_fields(page):
    for name, component in schema_in("id")["components"]["schemas"].items():
        assert f'id="bentuk-{name}"' in page
        for field in component["properties"]:
            assert f"<code>{field}</code>" in page


def test_every_example_address_is_answered(client, page):
    addresses = re.findall(r'<a href="(/api/[^"]+)"><code>', page)
    assert len(addresses) == sum("get" in path for path in schema_in("id")["paths"].values())
    for address in addresses:
        assert client.get(unescape(address).replace("/1/", "/7/")).status_code == 200


def test_every_example_answer_is_shown_as_it_is_in_the_schema(page):
    shown = [json.loads(unescape(text)) for text in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)]
    for file in EXAMPLES.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8")) in shown
    assert any(set(one) == {"error"} for one in shown)


@pytest.mark.parametrize(("address", "language", "home"), [("/api/", "id", "/"), ("/api/?lang=en", "en", "/en/")])
def test_the_page_has_its_language_from_the_address(client, address, language, home):
    response = client.get(address, headers={"accept-language": "en"})
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert response["Content-Language"] == language
    assert f'class="brand" href="{home}"' in page
    assert 'href="/api/?lang=id" lang="id"' in page
    assert 'href="/api/?lang=en" lang="en"' in page
    assert f"?format=json&amp;lang={language}" in page


@pytest.mark.parametrize(
    ("lang", "accepted", "name"),
    [
        ("", "", "Angkatan kerja"),
        ("", "en-GB,en;q=0.9", "Labour force"),
        ("", "fr", "Angkatan kerja"),
        ("?lang=id", "en", "Angkatan kerja"),
        ("?lang=en", "id", "Labour force"),
        ("?lang=en", "", "Labour force"),
    ],
)
def test_the_language_of_an_answer_is_decided_as_the_page_says(client, page, lang, accepted, name):
    said = (
        "diminta dengan lang=id atau lang=en; tanpa itu menurut kepala Accept-Language, dan tanpa keduanya Indonesia."
    )
    assert said in page and said in schema_in("id")["info"]["description"]
    headers = {"accept-language": accepted} if accepted else {}
    answer = client.get(f"/api/v1/reference-figures/7/{lang}", headers=headers)
    assert answer.json()["kind_label"] == name
    assert answer["Content-Language"] == ("en" if name == "Labour force" else "id")


def test_the_page_is_well_built_and_small(page):
    assert len(gzip.compress(page.encode(), 9)) <= LIMIT
    assert page.count("<h1") == 1
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    assert len(set(identifiers)) == len(identifiers)
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert anchor in identifiers
    assert "<script" not in page
    assert "style=" not in page
