"""A question that asks nothing, or of a place or month that is not there, is refused in a sentence with a way on."""

import pytest

from regions.models import Region
from tests.coverage import examples
from tests.coverage.page_reading import read, words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("posisi=2023-13", "Posisi data “2023-13” tidak dikenal. Tulis sebagai tahun-bulan, misalnya 2023-12."),
        ("wilayah=Tangerang", "Kode wilayah “Tangerang” tidak dikenal."),
        ("banding=penduduk", "Pembanding “penduduk” tidak dikenal. Pilih angkatan-kerja atau bekerja."),
        ("dasar=bulan", "Cara hitung “bulan” tidak dikenal. Pilih tempat-kerja atau domisili."),
        ("sejak=kemarin", "Bulan pembanding “kemarin” tidak dikenal."),
        ("perkiraan=boleh", "Pilihan perkiraan “boleh” tidak dikenal. Pilih ya atau tidak."),
    ],
)
@pytest.mark.parametrize("address", ["/", "/cara-hitung/cakupan/"])
def test_nonsense_is_answered_400_in_a_plain_sentence_with_the_filter(visitor, small_city, address, query, sentence):
    response = visitor.get(f"{address}?{query}")
    assert response.status_code == 400
    assert sentence in words(response.content)
    assert 'name="wilayah"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("posisi=2031-03", "Belum ada data untuk Maret 2031. Data tersedia dari Desember 2020 sampai Desember 2023."),
        ("sejak=2019-12", "Belum ada data untuk Desember 2019."),
        ("sejak=2023-12", "Bulan pembanding harus sebelum Desember 2023."),
        ("posisi=2022-12&sejak=2023-11", "Bulan pembanding harus sebelum Desember 2022."),
        ("wilayah=36.99", "36.99"),
        ("wilayah=36.71.05.1001", "adalah kelurahan atau desa. Data tersedia sampai tingkat kecamatan."),
    ],
)
@pytest.mark.parametrize("address", ["/", "/cara-hitung/cakupan/"])
def test_an_unknown_place_or_month_is_404_with_its_sentence(visitor, small_city, address, query, sentence):
    response = visitor.get(f"{address}?{query}")
    assert response.status_code == 404
    assert sentence in words(response.content)
    assert 'name="posisi"' in response.content.decode()


def test_a_refusal_is_in_the_language_of_the_page(visitor, small_city):
    response = visitor.get("/en/?posisi=2031-03")
    assert "March 2031" in words(response.content) and "Maret" not in words(response.content)


def test_a_hostile_parameter_is_shown_as_text(visitor, small_city):
    for name in ("wilayah", "posisi", "banding", "sejak", "perkiraan"):
        response = visitor.get("/", {name: "<script>alert(1)</script>%s%(x)s"})
        assert response.status_code == 400
        assert b"<script" not in response.content


def test_an_empty_portal_refuses_plainly_too(visitor, db):
    Region.objects.all().delete()
    response = visitor.get("/")
    assert response.status_code == 404
    assert read(response.content).one("h1").text == "Cakupan tidak dapat ditampilkan"
    assert "load_reference" in words(response.content)


def test_a_portal_of_places_alone_has_a_page_without_a_number(visitor, db):
    examples.places()
    response = visitor.get("/")
    assert response.status_code == 200
    page = read(response.content)
    assert page.one("h1").one("span", "num").text == "–"
    assert (
        "Belum ada data pekerja. Impor berkas pekerja untuk mengisinya." in page.text or "Belum ada angka" in page.text
    )
    assert "Belum ada angka untuk wilayah dan posisi ini, jadi belum ada sumbernya." in page.text
