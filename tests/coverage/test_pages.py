"""The dashboard page: it says what the answer holds, opens every number, and refuses plainly."""

import gzip
import re
from dataclasses import replace

import pytest
from django.test import Client

from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage import views
from coverage_portal.coverage.ground import NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.scope import Scope
from tests.coverage import examples

HTML_LIMIT = 15 * 1024
NODE_LIMIT = 2_500


@pytest.fixture
def visitor(ratna):
    client = Client()
    client.force_login(ratna)
    return client


@pytest.fixture
def shown(visitor, monkeypatch):
    """Ask for the dashboard with a given answer behind it; returns the page's text."""

    def show(found, address="/"):
        monkeypatch.setattr(views, "answer", lambda scope: found)
        response = visitor.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return show


def text_of(html):
    """What a reader sees: no tags, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def test_the_city_reads_61_8_percent_and_a_gap_of_454_thousand(shown):
    text = text_of(shown(examples.city()))
    assert "61,8% angkatan kerja terlindungi" in text
    assert "454 ribu belum." in text
    assert "61,5–62,2%" in text
    assert "61,85" not in text


def test_the_english_page_writes_english_numbers(shown):
    html = shown(examples.city(), "/en/")
    assert '<html lang="en">' in html
    assert "61.8%" in text_of(html)
    assert "1.19 million" in text_of(html)


def test_every_figure_opens_its_working(shown):
    found = examples.city()
    html = shown(found)
    figures = [found.rate, found.covered, found.whole, found.gap, *found.facts]
    figures += [f for row in (*found.districts, *found.segments, *found.programmes) for f in row.figures]
    for figure in figures:
        assert f'id="hitung-{figure.key}"' in html
    assert len({figure.key for figure in figures}) == len(figures)


def test_a_working_shows_words_digits_sources_and_the_import(shown):
    text = text_of(shown(examples.city()))
    assert "Peserta aktif ÷ angkatan kerja" in text
    assert "736.000 ÷ 1.190.000 = 61,8%" in text
    assert "1.190.000 − 736.000 = 454.000" in text
    assert "Angkatan kerja: 1.190.000 orang menurut domisili (±5.000)" in text
    assert "Impor 2: contoh_pekerja_2023-12-31.csv, posisi 31 Des 2023, diterapkan 20 Nov 2026, 10.05 WIB" in text
    assert "disetujui admin" in text
    assert "Republika" in text


def test_a_kecamatan_has_counts_and_never_a_ratio_of_the_labour_force(shown):
    html = shown(examples.city())
    section = html.split('aria-labelledby="kecamatan"')[1].split("</section>")[0]
    assert "102.417" in section
    assert "angkatan kerja" not in text_of(section).lower().replace(
        "angkatan kerja per kecamatan tidak diterbitkan", ""
    )
    order = re.findall(r'<th scope="row">([^<]+)', section)
    assert order[0] == "Jatiuwung"
    assert order[-1] == "Larangan"


def test_titles_state_the_finding_only_when_it_holds(shown):
    found = examples.city()
    assert "Sekitar dua pertiga kepesertaan adalah Penerima Upah" in text_of(shown(found))
    even = tuple(examples.district_row(code, name, 50_000, 1) for code, name, *_ in examples.DISTRICTS)
    assert "Kepesertaan menurut kecamatan, Desember 2023" in text_of(shown(replace(found, districts=even)))
    steep = (examples.district_row("36.71.01", "Tangerang", 900_000, 1), *even[1:])
    assert "Lebih dari separuh kepesertaan ada di satu kecamatan" in text_of(shown(replace(found, districts=steep)))


def test_without_a_registry_the_page_shows_what_is_published_and_says_what_is_missing(shown):
    text = text_of(shown(examples.without_registry()))
    assert "Belum ada data kepesertaan" in text
    assert "1,93 juta" in text
    assert "0,0%" not in text


def test_a_place_without_a_denominator_shows_its_count_and_the_reason(shown):
    text = text_of(shown(examples.one_district()))
    assert "61.093 peserta aktif" in text
    assert "Angkatan kerja Cipondoh tidak diterbitkan." in text
    assert "kotak" not in text


def test_more_than_all_is_not_clipped_and_says_why(shown):
    text = text_of(shown(examples.more_than_all()))
    assert "120,0%" in text
    assert "Rasio di atas 100% mungkin" in text
    assert "−122.667 belum" not in text


def test_the_page_stays_small_and_carries_no_style_and_no_script(shown):
    html = shown(examples.city())
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    assert len(re.findall(r"<[a-z]", html)) <= NODE_LIMIT
    assert "style=" not in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("posisi=2023-13", "Posisi data “2023-13” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2023-12."),
        ("wilayah=Tangerang", "Kode wilayah “Tangerang” tidak dikenal."),
        ("banding=penduduk", "Pembanding “penduduk” tidak dikenal."),
        ("dasar=bulan", "Cara hitung “bulan” tidak dikenal."),
        ("posisi=2022-12&posisi=2023-12", "Posisi data “2022-12, 2023-12” tidak dikenal."),
    ],
)
def test_nonsense_is_answered_400_in_a_plain_sentence_with_the_filter(visitor, monkeypatch, query, sentence):
    monkeypatch.setattr(views, "answer", lambda scope: examples.city())
    response = visitor.get(f"/?{query}")
    assert response.status_code == 400
    assert sentence in text_of(response.content.decode())
    assert 'name="wilayah"' in response.content.decode()


def test_a_hostile_parameter_is_shown_as_text(visitor, monkeypatch):
    monkeypatch.setattr(views, "answer", lambda scope: examples.city())
    response = visitor.get("/", {"wilayah": "<script>alert(1)</script>%s"})
    assert response.status_code == 400
    assert b"<script" not in response.content


@pytest.mark.parametrize("error", [NoSuchRegion, NoSuchMonth])
def test_an_unknown_place_or_month_is_404_with_its_sentence(visitor, monkeypatch, error):
    def answer(scope):
        if scope == Scope():
            return examples.city()
        raise error("Belum ada data untuk Maret 2031.")

    monkeypatch.setattr(views, "answer", answer)
    response = visitor.get("/?posisi=2031-03")
    assert response.status_code == 404
    assert "Belum ada data untuk Maret 2031." in text_of(response.content.decode())
    assert 'name="posisi"' in response.content.decode()


def test_an_empty_portal_refuses_plainly_too(visitor, monkeypatch):
    def answer(scope):
        raise NoSuchRegion("Wilayah belum dimuat.")

    monkeypatch.setattr(views, "answer", answer)
    response = visitor.get("/")
    assert response.status_code == 404
    assert "Wilayah belum dimuat." in text_of(response.content.decode())


def test_the_mark_stands_on_every_page_while_demo_data_are_in(visitor, monkeypatch):
    monkeypatch.setattr(views, "answer", lambda scope: replace(examples.city(), illustrative=False))
    anonymous, pages = Client(), ("/", "/pemberi-kerja/")
    for address in pages:
        assert 'class="demo"' not in visitor.get(address).content.decode()
    ImportBatch.objects.create(
        kind="workers",
        state="applied",
        file_name="a.csv",
        file_sha256="0",
        position=examples.YEAR_END,
        illustrative=True,
    )
    for address in pages:
        assert 'class="demo"' in visitor.get(address).content.decode()
    assert 'class="demo"' in anonymous.get("/masuk/").content.decode()
    assert 'class="demo"' in visitor.get("/tidak-ada/").content.decode()


def test_navigation_offers_what_exists_and_may_be_opened(ratna, joko, monkeypatch):
    monkeypatch.setattr(views, "answer", lambda scope: examples.city())
    client = Client()
    assert "<nav" not in client.get("/masuk/").content.decode()
    client.force_login(ratna)
    html = client.get("/?banding=bekerja").content.decode()
    assert 'href="/pemberi-kerja/"' in html
    assert 'href="/impor/"' not in html
    assert 'href="/en/?banding=bekerja"' in html
    client.force_login(joko)
    assert 'href="/pemberi-kerja/"' not in client.get("/tidak-ada/").content.decode()
