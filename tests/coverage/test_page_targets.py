"""What the page says of targets, of the pace, of the official UCJ, and of how old its data are."""

import re
from datetime import date

from coverage_portal.core import data_version
from coverage_portal.coverage import page
from regions.models import ReferenceFigure
from tests.coverage.examples import published, target
from tests.coverage.page_reading import heading, read, words

Kind = ReferenceFigure.Kind


def test_a_target_is_named_with_what_it_lacks_and_where_the_pace_leads(shown, city):
    target(city["36.71"], "75")
    target(city["36.71"], "52.15", measure="UCJ")
    html = shown()
    text = words(html)
    assert "Target 75% pada 2025: 157 ribu lagi." in text
    assert heading(html, "tren") == "Bila laju bertahan, target 2025 akan meleset 7,1 poin"
    assert "Target 2025: UCJ." in text and "Perwal 12/2024" in text
    assert "Tidak dibandingkan dengan rasio di halaman ini, karena ukurannya lain." in text


def test_a_target_that_is_due_is_told_as_met_or_not_and_one_that_is_passed_as_passed(shown, city):
    mine = target(city["36.71"], "65", 2023)
    html = shown()
    assert heading(html, "tren") == "Target 2023 tidak tercapai: kurang 3,2 poin"
    assert "lagi." not in read(html).one("section", "hero").text.partition("Cara hitung")[0]
    due = target(city["36.71"], "60", 2023, replaces=mine)
    data_version.bump()
    assert heading(shown(), "tren") == "Target 2023 tercapai"
    target(city["36.71"], "61", 2024, replaces=due)
    data_version.bump()
    html = shown()
    assert heading(html, "tren") == "Cakupan sudah di atas target 2024"
    need = read(html).section("tren").one("div", "need").text
    assert "Sudah di atas target 2024" in need and "Tambahan sampai" not in need


def test_a_pace_that_leads_there_is_said_to_only_while_it_lasts(shown, city):
    target(city["36.71"], "66")
    assert heading(shown(), "tren") == "Bila laju bertahan, target 2025 akan tercapai"


def test_the_official_ucj_stands_beside_the_track_as_it_was_published(shown, city):
    for value, year in (("45.1", 2024), ("47.76", 2025)):
        published(
            city["36.71"], Kind.UCJ, value, as_at=date(year, 12, 31), period=str(year), unit="persen", publisher="BPJS"
        )
    need = read(shown()).section("tren").one("div", "need")
    (official,) = need.all("div", where=lambda one: "UCJ resmi" in one.text)
    assert official.one("strong").text == "47,76%" and "UCJ resmi, 2025, menurut BPJS." in official.text
    assert "Tidak dibandingkan dengan rasio di halaman ini" in official.text
    assert "47.76%" in words(shown("/en/"))
    assert "UCJ resmi" not in words(shown("/?wilayah=36.71.05"))


def test_the_age_of_the_newest_data_stands_in_the_answer(shown, city, monkeypatch):
    def hero(day, address="/"):
        monkeypatch.setattr(page, "today", lambda: day)
        return read(shown(address)).one("section", "hero").one("p", "kicker").text

    assert "Desember 2023 (data 4 bulan lalu)" in hero(date(2024, 4, 1))
    assert "Desember 2023 (data 35 bulan lalu)" in hero(date(2026, 11, 26))
    assert "lalu" not in hero(date(2024, 3, 31))
    assert "lalu" not in hero(date(2026, 11, 26), "/?posisi=2022-12")


def test_a_target_of_this_very_year_stands_at_its_december_in_the_drawing(shown, city):
    target(city["36.71"], "65", 2023)
    published(city["36.71"], Kind.MEMBERS, 690_000, 500, as_at=date(2022, 11, 30))
    drawings = read(shown("/?posisi=2023-11")).section("tren").all("svg")
    assert [one for one in drawings if "Desember 2023" in one.text]


def test_where_the_pace_leads_is_as_rough_in_the_drawing_as_in_words(shown, city):
    target(city["36.71"], "75")
    target(city["36.71.05"], "75")
    section = read(shown("/")).section("tren")
    assert [one for one in section.all("svg") if "Laju kini 67,9%" in one.text]
    section = read(shown("/?wilayah=36.71.05")).section("tren")
    assert re.search(r"target 2025 akan meleset ±\d+,\d poin", section.one("h2").text)
    need = section.one("div", "need").text
    (said,) = re.findall(r"±\d+%", " ".join(one.text for one in section.all("svg") if "Laju kini" in one.text))[-1:]
    assert [one for one in section.all("svg") if f"Laju kini {said}" in one.text] and said in need
