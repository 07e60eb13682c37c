"""The dashboard page: it says what the answer holds, opens every number, and refuses plainly."""

import gzip
import re
from datetime import date

import pytest
from django.test import Client

from coverage_portal.core import data_version
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.programmes.models import Obligation
from regions.models import ReferenceFigure
from tests.coverage import examples
from tests.coverage.examples import DECEMBER, published, target
from tests.coverage.page_reading import heading, read, words

HTML_LIMIT = 16 * 1024
NODE_LIMIT = 2_500
Kind = ReferenceFigure.Kind


def test_the_city_reads_61_8_percent_and_a_gap_of_454_thousand(shown, city):
    text = words(shown())
    assert "61,8% angkatan kerja terlindungi" in text
    assert "454 ribu belum." in text
    assert "Tercatat 736 ribu peserta aktif, dibandingkan dengan 1,19 juta angkatan kerja." in text
    assert "61,5–62,2%" in text
    assert "61,85" not in text


def test_the_english_page_writes_english_numbers(shown, city):
    html = shown("/en/")
    assert '<html lang="en">' in html
    assert "61.8%" in words(html) and "1.19 million" in words(html)
    assert "61,8" not in words(html)


def test_a_working_shows_words_digits_sources_and_the_import(shown, city):
    text = words(shown())
    assert "Peserta aktif ÷ angkatan kerja" in text
    assert "736.000 ÷ 1.190.000 = 61,8%" in text
    assert "1.190.000 − 736.000 = 454.000" in text
    assert "Angkatan kerja: 1.190.000 orang menurut domisili (±5.000)" in text
    batch = ImportBatch.objects.get(kind="workers")
    assert f"Impor {batch.pk}: pekerja.csv, posisi 31 Des 2023, diterapkan 8 Jan 2024, 10.05 WIB" in text
    assert "Republika" in text


def test_a_kecamatan_has_an_estimated_rate_that_says_so_and_a_way_without(shown, city):
    section = read(shown()).section("kecamatan")
    row = next(row for row in section.all("tr") if row.first("th") and "Cipondoh" in row.first("th").text)
    assert [cell.text for cell in row.all("td", "n")] == ["±53%", "±53 ribu"]
    assert "Perkiraan kasar" in section.text and "Cipondoh −27%" in section.text
    (without,) = section.all("a", where=lambda one: one.text == "Tampilkan tanpa perkiraan")
    assert "perkiraan=tidak" in without.attributes["href"]


def test_without_estimates_a_kecamatan_has_counts_and_never_a_rate(shown, city):
    section = read(shown("/?perkiraan=tidak")).section("kecamatan")
    row = next(row for row in section.all("tr") if row.first("th") and "Cipondoh" in row.first("th").text)
    assert [cell.text for cell in row.all("td", "n")] == ["61.093", "8,3%"]
    assert "±" not in section.text and "Cakupan" not in [head.text for head in section.all("th")]
    assert "Penyebut per wilayah ini tidak diterbitkan" in section.text
    assert section.all("a", where=lambda one: one.text == "Tampilkan dengan perkiraan")


def test_titles_state_the_finding_only_when_it_holds(shown, city):
    html = shown()
    assert heading(html, "kecamatan") == "Perkiraan: separuh celah ada di tiga kecamatan"
    assert heading(html, "segmen") == "Sekitar dua pertiga kepesertaan adalah Penerima Upah"
    assert heading(html, "program") == "Semua yang berhak memegang JKK dan JKM, tetapi hanya 65,3% memegang JHT"
    assert heading(html, "skala") == "Pemberi kerja besar (1,7%) menaungi 71,0% kepesertaan"
    assert heading(html, "tren") == "Peserta bertambah rata-rata 3.006 sebulan dalam setahun terakhir"
    here = CoverageTotal.objects.filter(month=DECEMBER, place=Place.WORKPLACE)
    here.filter(region__level=3, dimension=Dimension.ALL).update(memberships=50_000)
    here.filter(region=city["36.71"], dimension=Dimension.SEGMENT).update(memberships=184_000)
    here.filter(region=city["36.71"], dimension=Dimension.SCALE).update(memberships=100, employers=10)
    Obligation.objects.all().delete()
    data_version.bump()
    html = shown("/?perkiraan=tidak")
    assert heading(html, "kecamatan") == "Kepesertaan menurut kecamatan, Desember 2023"
    assert heading(html, "segmen") == "Kepesertaan menurut segmen, Desember 2023"
    assert heading(html, "program") == "Kepesertaan menurut program, Desember 2023"
    assert heading(html, "skala") == "Pemberi kerja menurut skala, Desember 2023"
    here.filter(region__code="36.71.02", dimension=Dimension.ALL).update(memberships=500_000)
    assert heading(shown("/?perkiraan=tidak"), "kecamatan") == "Lebih dari separuh kepesertaan ada di satu kecamatan"


def test_memberships_are_said_not_to_be_persons_in_the_answer(shown, city):
    said = "Yang dihitung kepesertaan, bukan orang."
    assert said in read(shown()).one("section", "hero").text
    assert said not in words(shown("/?dasar=domisili"))


def test_what_the_denominators_source_says_of_itself_stands_among_the_cautions(shown, city):
    figures = ReferenceFigure.objects.filter(kind=Kind.LABOUR_FORCE, derived=False)
    figures.update(note="Disebut 1,19 juta.", as_at=date(2023, 8, 31), period="2023-08")
    text = words(shown())
    assert "Catatan sumber penyebut: Disebut 1,19 juta." in text
    assert "Posisi penyebut Agustus 2023, posisi pembilang Desember 2023." in text
    unknown = "Pembulatan angka masukannya tidak diketahui, jadi kisarannya tidak dapat disebut."
    assert unknown not in text
    figures.update(half_step=None)
    assert unknown in words(shown())


def test_the_finding_is_about_persons_when_persons_are_counted(shown, city):
    here = CoverageTotal.objects.filter(month=DECEMBER, place=Place.HOME, dimension=Dimension.ALL)
    assert heading(shown("/?dasar=domisili&perkiraan=tidak"), "kecamatan").startswith(
        "Separuh orang terlindungi tinggal"
    )
    here.filter(region__level=3).update(persons=50_000)
    data_version.bump()
    title = heading(shown("/?dasar=domisili&perkiraan=tidak"), "kecamatan")
    assert title == "Orang terlindungi menurut kecamatan, Desember 2023"


def test_without_a_registry_the_page_shows_what_is_published_and_says_what_is_missing(shown, db):
    regions = examples.places()
    published(regions["36.71"], Kind.POPULATION, 1_930_000, 5_000)
    text = words(shown())
    assert "Belum ada data kepesertaan." in text and "1,93 juta" in text
    assert "0,0%" not in text and "%" not in text
    published(regions["36.71"], Kind.MEMBERS, 736_000, 500)
    published(regions["36.71"], Kind.LABOUR_FORCE, 1_190_000, 5_000)
    text = words(shown())
    assert "61,8% angkatan kerja terlindungi" in text and "Ilustrasi" not in text


def test_a_place_the_registry_holds_a_part_of_says_so_and_has_no_breakdowns(shown, city):
    partly = read(shown("/?wilayah=36"))
    assert "Sebagian: registri ini memuat 1 dari 2 kabupaten/kota di Banten." in partly.text
    assert [one.id for one in partly.all("h2")] == ["sumber"] or partly.by_id("kecamatan") is None
    assert "registri ini memuat" in words(shown("/?wilayah=00"))


def test_a_place_without_a_denominator_shows_its_count_and_the_reason(shown, city):
    html = shown("/?wilayah=36.71.05&perkiraan=tidak")
    text = words(html)
    assert "61.093 peserta aktif" in text
    assert "Portal ini belum memuat angka angkatan kerja untuk Cipondoh sampai 2023." in text
    assert "waffle-key" not in html


def test_more_than_all_is_not_cut_and_says_why(shown, city):
    published(city["36.71"], Kind.LABOUR_FORCE, 613_333)
    text = words(shown())
    assert "120,0%" in text
    assert "Peserta melebihi pembandingnya." in text and "Rasio di atas 100% mungkin" in text
    assert "−122.667 belum" not in text and "waffle-key" not in text


def test_the_gap_is_taken_along_to_what_closing_it_costs_when_there_is_one(shown, city):
    (link,) = re.findall(r'href="(/[^"]*pekerja=[^"]*)"', shown())
    assert link.endswith("?pekerja=454000")
    published(city["36.71"], Kind.LABOUR_FORCE, 613_333)
    assert "pekerja=" not in shown()


def test_people_at_home_above_all_are_not_said_to_be_commuters(shown, city):
    published(city["36.71"], Kind.LABOUR_FORCE, 600_000)
    hero = read(shown("/?dasar=domisili")).one("section", "hero").text
    assert "123,2%" in hero and "Di atas 100%: penyebutnya lebih kecil daripada yang tercatat." in hero
    assert "tempat kerja" not in hero.partition("Orang terlindungi menurut domisili ÷")[0]
    assert "ikut dihitung di tempat kerjanya" not in hero


def test_changes_stand_beside_the_month_they_are_since(shown, city):
    changes = read(shown("/?sejak=2022-12")).one("dl", "changes")
    assert [one.text for one in changes.all("dt")] == [
        "Perubahan peserta sejak Desember 2022",
        "Perubahan cakupan sejak Desember 2022",
    ]
    assert [one.text for one in changes.all("strong")] == ["+36.069", "+3,1 poin"]


@pytest.mark.parametrize("query", ["", "sejak=2022-12"])
def test_the_page_stays_small_and_carries_no_style_and_no_script(shown, city, query):
    target(city["36.71"], "75")
    html = shown(f"/?{query}")
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    assert len(re.findall(r"<[a-z]", html)) <= NODE_LIMIT
    assert "style=" not in html
    assert "<script" not in html


def test_what_others_wrote_is_shown_as_text(shown, city):
    bad = "<script>alert(1)</script>"
    city["36.71.05"].name = bad
    city["36.71.05"].save()
    target(city["36.71"], "75", decree=bad, note=bad, link="javascript:alert(1)")
    published(city["36.71"], Kind.LABOUR_FORCE, 1_190_000, publisher=bad, document=bad, link="javascript:alert(1)")
    html = shown() + shown("/cara-hitung/cakupan/?wilayah=36.71")
    assert "<script" not in html and 'href="javascript' not in html
    assert "&lt;script&gt;" in html


def test_the_mark_stands_on_every_page_while_demo_data_are_in(visitor, db):
    examples.city(illustrative=False)
    pages = ("/", "/pemberi-kerja/", "/cara-hitung/cakupan/?wilayah=36.71")
    for address in pages:
        assert 'class="demo"' not in visitor.get(address).content.decode()
    ImportBatch.objects.update(illustrative=True)
    data_version.bump()
    for address in (*pages, "/tidak-ada/"):
        assert 'class="demo"' in visitor.get(address).content.decode()
    assert 'class="demo"' in Client().get("/masuk/").content.decode()


def test_navigation_offers_what_exists_and_may_be_opened(ratna, joko, city):
    client = Client()
    assert "<nav" not in client.get("/masuk/").content.decode()
    client.force_login(ratna)
    html = client.get("/?banding=bekerja").content.decode()
    assert 'href="/pemberi-kerja/"' in html
    assert 'href="/impor/"' not in html
    assert 'href="/en/?banding=bekerja"' in html
    client.force_login(joko)
    assert 'href="/pemberi-kerja/"' not in client.get("/tidak-ada/").content.decode()
