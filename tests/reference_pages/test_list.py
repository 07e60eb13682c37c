"""The list of figures: who reads it, how it is narrowed, what contradicts itself, and the same list as a file."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from regions.models import ReferenceFigure, Region
from regions.seeds.figures import load_figures
from regions.seeds.places import load_places
from tests import people
from tests.coverage.worlds import World
from tests.reference_pages.figures import Basis, Kind

LIST_QUERIES = 12
DIFFERENCES_QUERIES = LIST_QUERIES + 12
HTML_LIMIT = 12 * 1024


@pytest.fixture
def world(db):
    world = World()
    world.published(Kind.LABOUR_FORCE, 1_190_000, 5_000)
    world.published(Kind.POPULATION, 1_912_679, None, basis=Basis.CIVIL_REGISTER, publisher="Dukcapil")
    world.published(
        Kind.POPULATION, 1_798_601, None, basis=Basis.CENSUS, as_at=date(2010, 12, 31), period="2010 (SP2010)"
    )
    world.published(Kind.EMPLOYED, 5_520_000, 5_000, region=world.province, derived=True)
    return world


def page_for(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address)


def html_for(user, address):
    response = page_for(user, address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def test_all_who_may_see_sources_read_them_and_nobody_else(world, ratna, budi, joko):
    official = people.person("pejabat", "official", people.cimone())
    steward = people.person("pengelola", "steward")
    admin = people.person("tuti", "admin", people.cimone())
    for reader in (ratna, budi, official, steward, admin):
        assert "1.190.000 orang" in html_for(reader, "/sumber/")
    assert page_for(joko, "/sumber/").status_code == 403
    assert Client().get("/sumber/").status_code == 302


def test_only_stewards_are_shown_how_to_enter_one(world, ratna):
    assert "Tambah angka" not in html_for(ratna, "/sumber/")
    assert 'href="/sumber/baru/?wilayah=36.71"' in html_for(people.person("pengelola", "steward"), "/sumber/")


def test_the_portals_own_city_comes_first_and_everywhere_is_one_click_away(world, ratna):
    text = text_of(html_for(ratna, "/sumber/"))
    assert "3 angka" in text and "5.520.000" not in text
    assert 'href="?wilayah="' in html_for(ratna, "/sumber/")
    everywhere = text_of(html_for(ratna, "/sumber/?wilayah="))
    assert "4 angka" in everywhere and "5.520.000 orang" in everywhere
    assert "Pilih satu wilayah untuk melihat angka yang saling berbeda berdampingan." in everywhere


def test_a_row_says_everything_about_its_figure(world, ratna):
    old = ReferenceFigure.objects.get(kind=Kind.LABOUR_FORCE)
    steward = people.person("sari", "steward")
    world.published(
        Kind.LABOUR_FORCE,
        1_195_000,
        500,
        replaces=old,
        link="https://contoh.id/1",
        entered_by=steward,
        label="",
        note="x",
    )
    html = html_for(ratna, "/sumber/")
    text = text_of(html)
    assert (
        "Angkatan kerja , 2023 Rilis resmi 1.195.000 orang 2023 31 Des 2023 Pernyataan; basis tidak dijelaskan" in text
    )
    assert '<a href="https://contoh.id/1" rel="noreferrer">Surat kabar, 22 Maret 2024</a>' in html
    assert "sari" in text and f'<a href="/sumber/{old.pk}/">Menggantikan angka sebelumnya</a>' in html
    assert "1.190.000 orang" not in text


def test_a_link_that_is_none_is_not_followed(world, ratna):
    world.published(Kind.UCJ, 48, None, unit="persen", link="javascript:alert(1)")
    assert "javascript:" not in html_for(ratna, "/sumber/?jenis=ucj")


def test_derived_figures_carry_their_mark(world, ratna):
    assert "Hitungan" in text_of(html_for(ratna, "/sumber/?wilayah=36")).split("Daftar")[-1]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("jenis=population", ["1.912.679", "1.798.601"]),
        ("tahun=2010", ["1.798.601"]),
        ("asal=hitungan&wilayah=", ["5.520.000"]),
        ("asal=rilis&wilayah=", ["1.912.679", "1.798.601", "1.190.000"]),
        ("q=DUKCAPIL", ["1.912.679"]),
        ("q=kantor+sp2010", ["1.798.601"]),
        ("q=banten&wilayah=", ["5.520.000"]),
        ("wilayah=36&jenis=employed&tahun=2023&q=kantor", ["5.520.000"]),
    ],
)
def test_every_filter_narrows_the_list(world, ratna, query, values):
    html = html_for(ratna, f"/sumber/?{query}")
    assert re.findall(r'class="n" data-l="Nilai">([\d.]+)', html.split('id="berbeda"')[0]) == values


def test_replaced_figures_are_there_when_asked_for(world, ratna):
    old = ReferenceFigure.objects.get(kind=Kind.LABOUR_FORCE)
    world.published(Kind.LABOUR_FORCE, 1_195_000, 500, replaces=old)
    html = html_for(ratna, "/sumber/?jenis=labour_force&diganti=on")
    assert "2 angka" in text_of(html)
    assert text_of(html).count("Sudah diganti") == 1
    assert 'name="diganti" value="on" checked' in html


def test_a_filter_that_is_none_is_refused_with_the_filter_to_choose_again(world, ratna):
    for query in ("wilayah=99", "tahun=1066", "jenis=emas", "asal=x", "wilayah=%27", "wilayah=%00", "q=%00"):
        response = page_for(ratna, f"/sumber/?{query}")
        assert response.status_code == 400
        assert "Saringan ini tidak dikenal." in response.content.decode()
        assert "<title>Galat:" in response.content.decode()


def test_the_empty_states_are_words(world, ratna):
    assert "Tidak ada angka yang cocok." in html_for(ratna, "/sumber/?q=tidakada")
    Region.objects.create(code="36.71.99", name="Baru", level=3, path="ID.36.71.99.")
    assert "Belum ada angka untuk Baru." in html_for(ratna, "/sumber/?wilayah=36.71.99")
    ReferenceFigure.objects.all().delete()
    assert "Belum ada angka." in html_for(ratna, "/sumber/?wilayah=")


def test_before_anything_is_loaded_the_list_is_an_empty_page(db, ratna):
    for address in ("/sumber/", "/en/sumber/", "/sumber/?wilayah="):
        assert 'class="empty"' in html_for(ratna, address)
    World()
    assert "Belum ada angka untuk Kota Tangerang." in html_for(ratna, "/sumber/")


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_choice_of_the_filter_stands_twice(world, ratna, language):
    html = html_for(ratna, f"{language}/sumber/")
    for name in ("wilayah", "jenis", "tahun", "asal"):
        choices = re.findall(r'<option value="([^"]*)"', html.split(f'name="{name}"')[1].split("</select>")[0])
        assert choices.count("") == 1 and len(set(choices)) == len(choices) > 1


def test_what_was_loaded_at_the_start_has_no_empty_name(world, ratna):
    world.published(Kind.UCJ, 48, None, unit="persen", seed_key="berkas/36.71/2025/UCJ")
    assert "muatan awal portal" in html_for(ratna, "/sumber/?jenis=ucj")
    assert "perintah di server" in html_for(ratna, "/sumber/?jenis=labour_force")


@pytest.fixture
def shipped(db):
    """What ships with the portal."""
    load_places()
    load_figures()
    return Region.objects.get(code="36.71")


def test_what_contradicts_itself_stands_side_by_side(shipped, ratna):
    html = html_for(ratna, "/sumber/")
    text = text_of(html)
    assert "Untuk Kota Tangerang ada 3 hal yang angkanya berbeda menurut penerbitnya." in text
    section = text.split("Angka yang saling berbeda")[1]
    for words in (
        "Portal tidak memilih mana yang benar dan tidak mencampurnya",
        "Jumlah peserta, 2025 Selisih 382.446 orang, lebih dari pembulatannya.",
        "Posisinya tidak sama, jadi sebagian selisihnya dapat berarti perubahan di antaranya.",
        "Portal tidak memakai satu pun.",
        "BPJS Ketenagakerjaan Kantor Cabang Tangerang Cikokol",
        "kalimat asli: total keseluruhan pekerja di Kota Tangerang",
        "Disnaker Kota Tangerang",
        "Universal Coverage Jamsostek (UCJ), 47,76 persen (30 Jun 2025)",
        "Angkatan kerja, 2023 Selisih 1.700 orang, masih dalam pembulatannya: mungkin angka yang sama",
        "Penduduk, 2023 Selisih 17.321 orang, lebih dari pembulatannya.",
        "Basisnya lain: penduduk di ringkasan berbasis “Pernyataan; basis tidak dijelaskan”",
        "Dipakai , Desember 2023",
    ):
        assert words in section
    assert section.index("768.187 orang") < section.index("385.741 orang")


def test_a_place_without_contradictions_says_so(shipped, ratna):
    assert "Tidak ada angka Kabupaten Tangerang yang saling berbeda" in html_for(ratna, "/sumber/?wilayah=36.03")


def test_fifty_a_page_in_few_queries_and_few_bytes(shipped, ratna, django_assert_max_num_queries):
    client = Client()
    client.force_login(ratna)
    with django_assert_max_num_queries(LIST_QUERIES):
        html = client.get("/sumber/?wilayah=&hal=2").content.decode()
    assert "51–100 dari 204" in html and 'href="?wilayah=&amp;hal=3"' in html
    assert len(gzip.compress(html.encode(), 9)) <= HTML_LIMIT
    with django_assert_max_num_queries(DIFFERENCES_QUERIES):
        client.get("/sumber/")
    assert client.get("/sumber/?hal=99").status_code == 404


def test_the_english_page_speaks_english_about_figures(shipped, ratna):
    html = html_for(ratna, "/en/sumber/?jenis=labour_force")
    assert "1,190,000" in html
    assert 'lang="id">BPJS Ketenagakerjaan Kantor Cabang Tangerang Cimone' in html


def rows_of(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:])))


def test_the_list_as_a_file_has_every_row_and_column(shipped, ratna):
    response = page_for(ratna, "/sumber/?wilayah=&format=csv")
    assert re.fullmatch(
        r'attachment; filename="sumber-semua-wilayah-\d{4}-\d\d-\d\d.csv"', response["Content-Disposition"]
    )
    rows = rows_of(response)
    assert len(rows) == 204
    (row,) = (row for row in rows if row["Kode wilayah"] == "36.71" and row["Nilai"] == "1190000")
    assert {name: row[name] for name in ("Jenis", "Satuan", "Setengah langkah pembulatan", "Posisi", "Asal")} == {
        "Jenis": "Angkatan kerja",
        "Satuan": "orang",
        "Setengah langkah pembulatan": "5000",
        "Posisi": "2023-12-31",
        "Asal": "Rilis resmi",
    }
    assert row["Dokumen"].startswith('Republika, "BPJS Ketenagakerjaan Cimone')
    assert row["Dimasukkan oleh"] == "muatan awal portal"


def test_the_file_is_the_list_that_was_asked_for(world, ratna):
    rows = rows_of(page_for(ratna, "/sumber/?jenis=population&format=csv"))
    assert [row["Nilai"] for row in rows] == ["1912679", "1798601"]


def test_no_cell_of_the_file_is_a_formula(world, ratna):
    world.published(
        Kind.UCJ, "47.76", None, unit="persen", publisher='=HYPERLINK("http://x")', note="＠kantor", label="-1"
    )
    (row,) = rows_of(page_for(ratna, "/sumber/?jenis=ucj&format=csv"))
    assert (row["Penerbit"], row["Catatan"], row["Keterangan jenis"]) == (
        '\'=HYPERLINK("http://x")',
        "'＠kantor",
        "'-1",
    )
    assert row["Nilai"] == "47.76"
