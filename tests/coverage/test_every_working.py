"""Every number of the dashboard is opened, worked out again from what is shown, and followed to its inputs."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language

from coverage_portal.coverage import views
from coverage_portal.coverage.asking import answer_to
from regions.models import Region
from tests.coverage import examples
from tests.coverage.crawling import Crawl, Input, address_in, filled_in, keys_in, number_cells, short_forms
from tests.coverage.written_numbers import MISSING

SOME = ("36.71.01", "36.71.02", "36.71.04", "36.71.05", "36.71.07")
TARGETS = {"id": {"70%", "52,15%"}, "en": {"70%", "52.15%"}}
CITY, EARLIER, HOME = "wilayah=36.71", "wilayah=36.71&sejak=2022-12", "wilayah=36.71&dasar=domisili"
OTHERS = (
    "wilayah=36.71.05",
    "wilayah=36.71.05&sejak=2022-12",
    "wilayah=36.71.05&perkiraan=tidak",
    "wilayah=36.71.02",
    "wilayah=36",
    "wilayah=00",
    "wilayah=36.74",
    "wilayah=36.71&perkiraan=tidak",
    "wilayah=36.71&banding=bekerja",
    "wilayah=36.71&posisi=2020-12",
    "wilayah=36.71&posisi=2021-12&sejak=2020-12",
    "wilayah=36.71&dasar=domisili&sejak=2023-11&perkiraan=tidak",
)
FIRST = ((CITY, "id"), (EARLIER, "en"), (HOME, "id"))
REST = ((CITY, "en"), (EARLIER, "id"), (HOME, "en"), *((query, language) for query in OTHERS for language in TARGETS))
QUESTIONS = (*FIRST, *(pytest.param(*one, marks=pytest.mark.slow) for one in REST))


@pytest.fixture
def whole_page(db) -> dict[str, Region]:
    """Five kecamatan with everything that a page can have: targets too, of its own measure and of another."""
    regions = examples.city(some=SOME)
    examples.target(regions["36.71"], "70")
    examples.target(regions["36.71"], "52.15", measure="UCJ")
    examples.target(regions["36.71.05"], "70")
    return regions


@pytest.fixture
def crawl(visitor, whole_page, monkeypatch):
    """Opens the page of a question in a language. The answer is made once for both and kept for the pages behind it."""
    made = {}

    def answer_once(request, scope):
        key = scope, get_language()
        if key not in made:
            made[key] = answer_to(request, scope)
        return made[key]

    monkeypatch.setattr(views, "answer_to", answer_once)

    def open_(query: str, language: str) -> Crawl:
        return Crawl(visitor, f"/{'' if language == 'id' else 'en/'}?{query}", language)

    return open_


@pytest.mark.parametrize(("query", "language"), QUESTIONS)
def test_what_a_working_works_out_is_what_it_shows(crawl, query, language):
    page = crawl(query, language)
    assert len(page.shown) >= 8
    page.check_workings()


@pytest.mark.parametrize(("query", "language"), QUESTIONS)
def test_every_number_that_stands_on_the_page_is_worked_out_beside_it(crawl, query, language):
    page = crawl(query, language)
    cells, followed = number_cells(page.page), 0
    for cell, around in cells:
        keys, address = keys_in(around), address_in(around)
        if keys:
            forms = set().union(*(short_forms(page.shown[key], language) for key in keys))
            assert cell.text in forms, f"{cell.text} is none of {forms}"
        elif address:
            values = [one.text for one in page.fetch(address).all("p", "how-big")]
            assert cell.text in values, f"{cell.text} leads to {values}"
            followed += 1
        else:
            cited = cell.text in TARGETS[language] or (cell.text == MISSING and len(around.text) > 40)
            assert cell.tag == "strong" and cited, f"{cell.text} is worked out nowhere"
    assert followed == len([cell for cell, around in cells if not keys_in(around) and address_in(around)])


def test_every_working_leads_to_an_address_of_its_own_with_every_input(crawl):
    page = crawl(CITY, "id")
    for one in page.shown.values():
        page.check_own_address(one)
    assert len(page.opened) == len(page.shown) > 100


@pytest.mark.slow
@pytest.mark.parametrize(("query", "language"), [*FIRST[1:], *REST[::2]])
def test_every_other_question_leads_to_the_inputs_of_its_figures_too(crawl, query, language):
    page = crawl(query, language)
    for one in page.shown.values():
        page.check_own_address(one)
    assert len(page.opened) == len(page.shown)


@pytest.mark.parametrize(("query", "language"), [FIRST[1], *QUESTIONS[len(FIRST) :]])
def test_the_figures_of_a_row_have_one_address_together(crawl, query, language):
    page = crawl(query, language)
    rows = page.rows()
    for address, keys in rows.items():
        assert set(keys) <= set(page.check_behind(address)), address
    assert len(rows) > 20 or len(page.shown) < 20


def test_the_crawl_would_notice_a_wrong_sum(crawl):
    page = crawl(CITY, "id")
    true = page.shown["cakupan"]
    assert (true.value, true.digits) == ("32,1%", "381.445 ÷ 1.190.000 = 32,1%")
    for digits in ("381.445 ÷ 1.190.000 = 32,2%", "381.445 ÷ 1.110.000 = 32,1%", "1.190.000 ÷ 381.445 = 32,1%"):
        with pytest.raises(AssertionError):
            page.check_digits("cakupan", "32,1%", digits)
    with pytest.raises(AssertionError, match="without its sign"):
        page.check_digits("kecamatan-36.71.05-perubahan", "35", "")
    with pytest.raises(AssertionError, match="no input is named"):
        filled_in("Peserta aktif ÷ penduduk", [Input("Peserta aktif", "381.445", "P", "D", "1 Januari 2024")])
