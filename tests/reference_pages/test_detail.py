"""One figure's page: its definition, what the portal does with it, and its history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from coverage_portal.coverage import rollups
from coverage_portal.reference.history import versions
from regions.models import ReferenceFigure
from tests import people
from tests.coverage.worlds import World
from tests.reference_pages.figures import Kind
from tests.reference_pages.test_list import html_for, page_for, text_of

DETAIL_QUERIES = 24


@pytest.fixture
def world(db):
    world = World()
    world.membership(world.person(home=world.districts[1]), district=1, employer=world.employer(district=1))
    world.applied()
    rollups.rebuild([date(2023, 12, 1)])
    return world


def address(figure):
    return f"/sumber/{figure.pk}/"


def test_everything_about_a_figure_stands_on_its_page(world, ratna):
    figure = world.published(
        Kind.LABOUR_FORCE, 1_190_000, 5_000, note="kemungkinan Sakernas 2022", link="https://contoh.id", seed_key="a/b"
    )
    html = html_for(ratna, address(figure))
    text = text_of(html)
    for words in (
        "Angkatan kerja, Kota Tangerang, 2023",
        "1.190.000 orang Rilis resmi",
        "Dibulatkan ke puluhan ribu (± 5.000)",
        "31 Desember 2023",
        "Pernyataan; basis tidak dijelaskan",
        "Kantor cabang",
        "kemungkinan Sakernas 2022",
        "muatan awal portal",
        "Rasio peserta aktif terhadap angkatan kerja (M1)",
        "Kesenjangan (M8)",
        "Dimasukkan pertama kali.",
    ):
        assert words in text
    assert '<a href="https://contoh.id" rel="noreferrer">' in html
    assert '<a href="/?wilayah=36.71&amp;posisi=2023-12&amp;banding=angkatan-kerja' in html
    assert "Masukkan angka pengganti" not in html


def test_a_figure_that_nothing_uses_says_so_and_why(world, ratna):
    text = text_of(html_for(ratna, address(world.published(Kind.UCJ, "47.76", None, unit="persen"))))
    assert "Tidak ada angka portal yang memakainya." in text
    assert "Jenis ini hanya dikutip: ringkasan tidak menghitung dengannya." in text
    assert "Pembulatan tidak diketahui" in text


def test_the_links_lead_to_pages_that_open(world, ratna):
    world.published(Kind.MEMBERS, 1, Decimal("0.5"))
    figure = world.published(Kind.LABOUR_FORCE, 8, 1)
    html = html_for(ratna, address(figure))
    link = html.split('href="/?')[1].split('"')[0].replace("&amp;", "&")
    assert page_for(ratna, f"/?{link}").status_code == 200


def test_the_history_tells_who_changed_what_and_when(world, ratna):
    sari = people.person("sari", "steward")
    first = world.published(Kind.LABOUR_FORCE, 1_190_000, 5_000, seed_key="a/b")
    second = world.published(Kind.LABOUR_FORCE, 1_191_700, None, replaces=first, entered_by=sari, derived=True)
    third = world.published(Kind.LABOUR_FORCE, 1_192_000, 500, replaces=second, entered_by=sari, publisher="BPS")
    text = text_of(html_for(ratna, address(second)))
    history = text.split("Riwayat")[1]
    assert (
        history.index(f"Angka nomor {third.pk}") < history.index("Angka ini") < history.index(f"Angka nomor {first.pk}")
    )
    for words in (
        "Nilai dari 1.190.000 orang → menjadi 1.191.700 orang",
        "Ketelitian dari dibulatkan ke puluhan ribu (± 5.000) → menjadi pembulatan tidak diketahui",
        "Asal dari Rilis resmi → menjadi Hitungan",
        "Penerbit dari Kantor cabang → menjadi BPS",
        "sari. Menggantikan angka sebelumnya:",
        "muatan awal portal. Dimasukkan pertama kali.",
    ):
        assert words in history
    assert "Angka ini sudah diganti dan tidak dipakai lagi." in text
    assert "Lihat penggantinya" in text and "Lihat penggantinya" not in text_of(html_for(ratna, address(third)))


def test_the_chain_is_the_same_from_whichever_row_one_looks(world):
    rows = [world.published(Kind.LABOUR_FORCE, 8, 1)]
    for value in (9, 10):
        rows.append(world.published(Kind.LABOUR_FORCE, value, 1, replaces=rows[-1]))
    world.published(Kind.LABOUR_FORCE, 99, 1)
    every = ReferenceFigure.objects.all()
    for row in rows:
        assert [version.row for version in versions(row, every)] == rows[::-1]
        assert [len(version.changes) for version in versions(row, every)] == [1, 1, 0]


def test_who_may_read_and_who_may_correct(world, budi, joko):
    figure = world.published(Kind.LABOUR_FORCE, 8, 1)
    steward = people.person("pengelola", "steward")
    official = people.person("pejabat", "official", people.cimone())
    for reader in (budi, official):
        assert f"{address(figure)}ganti/" not in html_for(reader, address(figure))
    assert f'href="{address(figure)}ganti/"' in html_for(steward, address(figure))
    assert page_for(joko, address(figure)).status_code == 403
    newer = world.published(Kind.LABOUR_FORCE, 9, 1, replaces=figure)
    assert f"{address(figure)}ganti/" not in html_for(steward, address(figure))
    assert f"{address(newer)}ganti/" in html_for(steward, address(newer))


@pytest.mark.parametrize("pk", ["999999", "9" * 30])
def test_an_unknown_figure_is_not_found(ratna, pk):
    assert page_for(ratna, f"/sumber/{pk}/").status_code == 404


def test_a_page_takes_few_queries_however_long_its_history(world, ratna, django_assert_max_num_queries):
    """Six for the visitor and the frame, three for figure and history, fourteen for the dashboards of two places."""
    row = None
    for value in range(8, 20):
        row = world.published(Kind.LABOUR_FORCE, value, 1, replaces=row)
    client = Client()
    client.force_login(ratna)
    with django_assert_max_num_queries(DETAIL_QUERIES):
        client.get(address(row))
