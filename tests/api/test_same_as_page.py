"""One question, one answer: every figure has the same value and the same text on the page and in the API.

A figure's text stands in its working on the page (#hitung-KEY); what the page only draws has its own page of working.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from itertools import cycle

import pytest
from django.core.management import call_command
from django.utils import translation

from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.standing import standing_at
from coverage_portal.coverage.workings import FigureKind
from tests.api.asking import as_role, ask

SCALE = 0.002
PLACES = ("00", "36", "36.71", "36.71.05", "36.74", "31")
HOMES = {"id": "/", "en": "/en/"}


class Workings(HTMLParser):
    """The texts of a page's workings by the key of their figure."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            name = dict(attrs).get("id") or ""
            self.open.append(name.removeprefix("hitung-") if name.startswith("hitung-") else "")
            if self.open[-1]:
                self.found[self.open[-1]] = ""

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data):
        for key in self.open:
            if key:
                self.found[key] += data


@pytest.fixture
def registry(db, tmp_path):
    """The portal as `make run` leaves it, with a smaller demo registry."""
    for command in ("load_reference", "load_law"):
        call_command(command, verbosity=0)
    call_command("make_demo", out=tmp_path, scale=SCALE)
    for kind, file in (
        ("employers", "contoh_pemberi_kerja_2023-12-31.xlsx"),
        ("workers", "contoh_pekerja_2023-12-31.csv"),
    ):
        call_command("import_extract", kind, str(tmp_path / file), illustrative=True)
    standing_at.cache_clear()
    yield
    standing_at.cache_clear()


def questions() -> list[Scope]:
    """For each place three months, each with another way to compare, to count, to look back and to estimate."""
    ways = cycle(
        (against, counted_at, back, estimates)
        for against, counted_at in ((a, c) for a in Against for c in CountedAt)
        for back, estimates in ((False, True), (True, False), (True, True))
    )
    found = []
    for place in PLACES:
        months = answer(Scope(place)).months
        for month in (None, *(months[index] for index in (0, len(months) // 2, -1) if months)):
            for _ in range(2):
                against, counted_at, back, estimates = next(ways)
                earlier = [one for one in months if one < (month or months[0])] if months else []
                since = earlier[min(11, len(earlier) - 1)] if back and earlier else None
                found.append(Scope(place, month, against, counted_at, since, estimates))
    return found


def figures_in(value: object) -> dict[str, dict]:
    """Every figure of a JSON answer by its key."""
    found = {}
    if isinstance(value, dict):
        if "working" in value:
            found[value["key"]] = value
        for one in value.values():
            found |= figures_in(one)
    elif isinstance(value, list):
        for one in value:
            found |= figures_in(one)
    return found


def assert_same_value(figure, said: dict) -> None:
    if figure.value is None:
        assert (said["value"], said["exact"], said["missing"]) == (None, None, figure.missing)
    else:
        assert Fraction(said["exact"]) == figure.value
        assert abs(Fraction(said["value"]) - figure.value) < Fraction(1, 10**11)
        shares = figure.kind in (FigureKind.SHARE, FigureKind.POINTS)
        assert isinstance(said["value"], str) or (figure.value.denominator == 1 and not shares)


def assert_same_working(figure, said: dict) -> None:
    working = said["working"]
    assert (working["metric"], working["formula"]) == (figure.working.metric, figure.working.formula)
    assert working["caveats"] == list(figure.working.caveats)
    assert [source["label"] for source in working["inputs"]] == [source.label for source in figure.working.inputs]
    for source, told in zip(figure.working.inputs, working["inputs"], strict=True):
        assert Fraction(told["exact"]) == source.quantity.value
        assert told["as_at"] == str(source.as_at)
        assert (told["publisher"], told["document"]) == (source.publisher, source.document)


def assert_same(found: Dashboard, said: dict, shown_at: Callable[[str], str]) -> int:
    """How many figures were compared; `shown_at` gives the text of a figure's working by its key."""
    told, expected = figures_in(said), list(found.figures())
    assert sorted(told) == sorted(figure.key for figure in expected)
    for figure in expected:
        text = shown.value_of(figure, active_language())
        assert told[figure.key]["text"] == text
        assert_same_value(figure, told[figure.key])
        assert_same_working(figure, told[figure.key])
        assert text in shown_at(figure.key), (found.scope.to_query(), figure.key)
    return len(expected)


@pytest.mark.parametrize("language", HOMES)
def test_every_figure_is_the_same_on_the_page_and_in_the_api(registry, language):
    client, compared = as_role(), 0

    def page(address: str) -> str:
        response = client.get(f"{HOMES[language]}{address}")
        assert response.status_code == 200, address
        return response.content.decode()

    for scope in questions():
        query = scope.to_query()
        said = ask(client, f"/api/v1/coverage/?{query}&lang={language}")
        workings = Workings(page(f"?{query}")).found

        def shown_at(key: str, workings=workings, query=query) -> str:
            return workings.get(key) or Workings(page(f"cara-hitung/{key}/?{query}")).found[key]

        with translation.override(language):
            compared += assert_same(answer(scope), said, shown_at)
    assert compared > 2_500
