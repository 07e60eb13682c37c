"""The card: what it picks of a briefing, as a page and as one file that needs nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils.html import escape

from coverage_portal.briefings.blocks import Asks
from coverage_portal.briefings.meeting.card import card_of
from tests.briefings import made, sample
from tests.people import cikokol, joko


class Links(HTMLParser):
    """Every address a page would fetch or lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


def test_five_numbers_one_map_three_asks_and_the_questions():
    card = card_of(sample.document())
    assert [figure.key for figure in card.numbers] == [
        "cakupan",
        "tercakup",
        "kesenjangan",
        "pemberi-kerja",
        "penyebut",
    ]
    assert len(card.tiles.tiles) == 6
    assert [ask.key for ask in card.asks] == ["usulan-1", "usulan-2"]
    assert [question.key for question in card.questions] == ["tanya-1"]


def test_no_more_than_three_asks():
    document = sample.document()
    first = document.sections[0]
    many = Asks("", sample.asks() * 2)
    card = card_of(replace(document, sections=(replace(first, blocks=(many,)),)))
    assert len(card.asks) == 3
    assert card.tiles is None


def test_a_missing_number_is_left_out():
    document = sample.document()
    gone = replace(document, sections=tuple(section for section in document.sections if section.key == "usulan"))
    assert [figure.key for figure in card_of(gone).numbers] == ["cakupan", "kesenjangan", "pemberi-kerja"][1:]


@pytest.mark.django_db
def test_the_file_needs_nothing_else_and_is_small(client):
    made.issued(made.official())
    client.force_login(made.official("budiman"))
    response = client.get("/laporan/K7QM2TXR/kartu.html")
    html = response.content.decode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="kartu-audiensi-K7QM2TXR.html"'
    assert len(response.content) < 500 * 1024
    assert all(link.startswith("#") for link in Links(html).found)
    assert re.findall(r"url\((?!\"?data:)", html) == []
    assert "<script" not in html
    assert "<style>" in html and "default-src 'none'" in html
    assert "61,8%" in html and "454" in html and "Rp2,02" in html and "Mengapa belum semua?" in html
    assert "Ilustrasi, bukan data resmi" in html


@pytest.mark.django_db
def test_the_page_is_in_the_language_of_the_briefing_and_offers_the_file(client):
    made.issued(made.official())
    client.force_login(made.official("budiman"))
    html = client.get("/en/laporan/k7qm2txr/kartu/").content.decode()
    assert '<html lang="en">' in html and '<body lang="id">' in html
    assert "/laporan/K7QM2TXR/kartu.html" in html
    assert "style=" not in html and "<style" not in html


@pytest.mark.django_db
def test_text_stays_text(client):
    made.issued(made.official(), document=sample.hostile())
    client.force_login(made.official("budiman"))
    html = client.get("/laporan/K7QM2TXR/kartu.html").content.decode()
    assert "<script" not in html
    assert escape(sample.HOSTILE[3]) in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/laporan/K7QM2TXR/kartu/", "/laporan/K7QM2TXR/kartu.html", "/laporan/K7QM2TXR/komitmen/"]
)
def test_another_branchs_is_not_found_and_strangers_are_refused(client, address):
    made.issued(made.official())
    client.force_login(made.official("lain", cikokol()))
    assert client.get(address).status_code == 404
    client.force_login(joko())
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_the_card_of_a_corrected_briefing_says_so_also_without_a_network(client):
    sari = made.official()
    wrong = made.issued(sari)
    client.force_login(sari)
    assert "sudah diperbaiki" not in client.get("/laporan/K7QM2TXR/kartu/").content.decode()
    made.issued(sari, code="Q8PR3UYS", corrects=wrong)
    page = client.get("/laporan/K7QM2TXR/kartu/").content.decode()
    assert "Bahan ini sudah diperbaiki." in page and 'href="/laporan/Q8PR3UYS/kartu/"' in page
    file = client.get("/laporan/K7QM2TXR/kartu.html").content.decode()
    assert "Bahan ini sudah diperbaiki." in file and "Q8PR3UYS" not in file
    assert "sudah diperbaiki" not in client.get("/laporan/Q8PR3UYS/kartu/").content.decode()
