"""A figure's working at its own address: words, digits, inputs; and all figures of a row together."""

import pytest
from django.test import Client

from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import CountedAt, Scope
from regions.models import ReferenceFigure
from tests.coverage.examples import target
from tests.coverage.page_reading import read, words

HERE = "wilayah=36.71&posisi=2023-12"


def page_of(client, key, query=HERE, language=""):
    response = client.get(f"{language}/cara-hitung/{key}/?{query}")
    assert response.status_code == 200
    return read(response.content)


def inputs_of(page):
    return [line.one("b").text for line in page.one("ul", "how-inputs").all("li")]


def test_the_rate_of_the_city_is_words_digits_and_its_two_inputs(visitor, city):
    page = page_of(visitor, "cakupan")
    text = page.one("main").text
    assert page.one("p", "how-big").text == "61,8%"
    assert page.one("p", "digits").text == "736.000 ÷ 1.190.000 = 61,8%"
    assert "Peserta aktif ÷ angkatan kerja" in text and "kisaran 61,5–62,2%" in text
    assert inputs_of(page) == ["Peserta aktif: 736.000", "Angkatan kerja: 1.190.000"]
    assert "Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri." in text
    assert "Republika" in text and "Posisi 31 Desember 2023" in text


def test_it_does_not_need_the_cache_of_the_page(visitor, city):
    """Asked first of all, it says what the dashboard says."""
    alone = page_of(visitor, "kecamatan-36.71.05-cakupan").one("p", "digits").text
    assert f"<b>{alone}</b>" in visitor.get(f"/?{HERE}").content.decode()


def test_a_target_is_an_input_in_percent_with_its_decree(visitor, city):
    target(city["36.71"], "62.35")
    page = page_of(visitor, "laju-kurang-2025")
    assert "Target 2025: 62,35%" in inputs_of(page)
    assert "Perwal 12/2024" in page.text
    assert page.one("p", "digits").text == "1.190.000 × 62,35% − 736.000 = 5.965"


def test_a_count_names_the_import_that_brought_it(visitor, city):
    page = page_of(visitor, "segmen-1-jumlah")
    assert page.first("p", "digits") is None
    assert "Jumlah kepesertaan yang aktif pada tanggal posisi" in page.text
    assert "pekerja.csv, posisi 31 Des 2023, diterapkan 8 Jan 2024" in page.text


def test_a_missing_figure_says_why_and_lists_no_inputs(visitor, city):
    page = page_of(visitor, "cakupan", "wilayah=36.71.05&perkiraan=tidak")
    assert page.one("p", "how-big").text == "–"
    assert "Portal ini belum memuat angka angkatan kerja untuk Cipondoh sampai 2023." in page.text
    assert page.first("ul", "how-inputs") is None
    assert page.by_id("hitung-cakupan").all("span", "prov") == []


def test_an_estimate_says_from_what_and_that_it_is_one(visitor, city):
    page = page_of(visitor, "kecamatan-36.71.05-penyebut")
    assert page.one("p", "how-big").text == "±114 ribu"
    assert inputs_of(page) == [
        "Angkatan kerja Kota Tangerang: 1.190.000",
        "Kelurahan di Cipondoh: 10",
        "Kelurahan di semua kecamatan: 104",
    ]
    assert "Perkiraan" in page.text and "Kepmendagri 300.2.2-2138/2025" in page.text


def test_a_finding_leads_to_the_rows_it_sums(visitor, city):
    page = page_of(visitor, "kecamatan-separuh-sum")
    assert inputs_of(page) == ["Belum Karawaci: 103.333", "Belum Pinang: 82.210", "Belum Larangan: 67.436"]


@pytest.mark.parametrize(
    ("stem", "count"),
    [("kecamatan-36.71.05", 6), ("segmen-1", 2), ("sektor-jumlah", 2), ("program-JHT", 5), ("tren-2023-12", 3)],
)
def test_all_figures_of_a_row_have_one_address(visitor, city, stem, count):
    page = page_of(visitor, stem)
    keys = [one.id for one in page.all("div", where=lambda one: one.id.startswith("hitung-"))]
    assert len(keys) == count == len(page.all("p", "how-big"))
    assert all(key.startswith(f"hitung-{stem}-") for key in keys)
    assert len(inputs_of(page)) == len(set(inputs_of(page)))


def test_every_figure_of_an_answer_has_an_address_shown_on_the_page_or_not(visitor, city):
    target(city["36.71"], "70")
    figures = list(answer(Scope(counted_at=CountedAt.HOME)).figures())
    for figure in [*figures[:10], *figures[10::9]]:
        page = page_of(visitor, figure.key, f"{HERE}&dasar=domisili")
        assert page.by_id(f"hitung-{figure.key}") is not None


@pytest.mark.parametrize("key", ["entah", "kecamatan-36.71.99-jumlah", "kecamatan", "hitung-cakupan", "cakupan-"])
def test_no_such_figure_is_404(visitor, city, key):
    assert visitor.get(f"/cara-hitung/{key}/?{HERE}").status_code == 404


def test_a_figure_of_another_question_is_404_there(visitor, city):
    assert visitor.get(f"/cara-hitung/kecamatan-36.71.05-jumlah/?{HERE}").status_code == 200
    assert visitor.get("/cara-hitung/kecamatan-36.71.05-jumlah/?wilayah=36.71.05").status_code == 404


def test_it_leads_back_to_the_same_question(visitor, city):
    query = "wilayah=36.71&posisi=2022-12&dasar=domisili&sejak=2021-12&perkiraan=tidak"
    page = page_of(visitor, "cakupan", query)
    back = [one.attributes["href"] for one in page.one("main").all("a") if one.attributes["href"].startswith("/?")]
    assert len(back) >= 1 and {link.partition("#")[0] for link in back} == {f"/?{query}"}


def test_it_is_written_in_the_language_of_the_page(visitor, city):
    page = page_of(visitor, "cakupan", language="/en")
    assert page.one("p", "digits").text == "736,000 ÷ 1,190,000 = 61.8%"
    assert "As at 31 December 2023" in page.text


def test_only_who_may_see_the_dashboard_opens_it(joko, city):
    assert Client().get(f"/cara-hitung/cakupan/?{HERE}").status_code == 302
    client = Client()
    client.force_login(joko)
    assert client.get(f"/cara-hitung/cakupan/?{HERE}").status_code == 403


def test_a_note_of_a_publisher_stands_with_its_figure(visitor, city):
    ReferenceFigure.objects.filter(kind="labour_force", derived=False).update(note="Disebut 1,19 juta.")
    assert "Disebut 1,19 juta." in words(visitor.get(f"/cara-hitung/cakupan/?{HERE}").content)
