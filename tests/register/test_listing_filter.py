"""Search and filters of the list: what finds an employer, what is refused, and what is said of what is not heeded."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from coverage_portal.core.nik_like import may_hold_nik_beside_npwp
from coverage_portal.programmes.codes import Scale
from coverage_portal.register.listing.searching import search_of
from tests import people
from tests.employers import made
from workers import compliance

A_NIK = "3671054501900001"


@pytest.fixture
def firms(db):
    made.at_year_end()
    other = made.district("36.71.06", "Pinang")
    boga = made.employer(
        "PT Contoh Bóga Tbk", "TC100214", nib="0220112345678", npwp="0123456789012345", declared_headcount=3
    )
    made.employer("Majujaya, CV", "TC900001", district=other, scale=None, kbli_version=2025, kbli_section="J")
    made.employer("Toko Kecil", "TC900002", people.cikokol(), scale=Scale.MICRO, kbli_section="G")
    made.employer("PT Prospek", "", declared_headcount=9, found_on=date(2023, 1, 1))
    compliance.rebuild()
    return boga


@pytest.fixture
def ask(client, ratna):
    client.force_login(ratna)

    def asked(**query):
        response = client.get("/pemberi-kerja/", query)
        assert response.status_code == 200
        return response

    return asked


def names(response):
    return {line.employer.name for line in response.context["lines"]}


@pytest.mark.parametrize(
    "typed",
    [
        "boga", "BOGA contoh", "bogá", "P.T. Boga Contoh", "tc1002", "TC-100214", "0220112345678", "0220 1123 45678",
        "02.201.123-45678", "01.234.567.8-901.234.5", "0123456789012345", "  contoh   boga  ",
    ],
)  # fmt: skip
def test_however_it_is_written_it_is_found(firms, ask, typed):
    assert names(ask(q=typed)) == {"PT Contoh Bóga Tbk"}


@pytest.mark.parametrize("typed", ["Maju Jaya", "majujaya", "Jaya Maju", "CV. Maju-Jaya"])
def test_words_run_together_or_apart_are_one_name(firms, ask, typed):
    assert names(ask(q=typed)) == {"Majujaya, CV"}


@pytest.mark.parametrize("typed", ["laju", "boga laju", "' OR 1=1 --", "x" * 90, "\\"[:1] + "boga\\q"])
def test_what_is_not_there_is_not_found(firms, ask, typed):
    assert names(ask(q=typed)) == set()


@pytest.mark.parametrize("typed", ["%", "_", "''", '"', "🏭", "\0", "中文", "-", "\\"])
def test_what_holds_no_letter_is_answered_and_said_not_to_be_heeded(firms, ask, typed):
    response = ask(q=typed)
    assert len(names(response)) == 4
    if typed != "\0":
        assert "tidak memuat huruf atau angka" in response.content.decode()


@pytest.mark.parametrize("typed", ["PT", "cv.", "PT Persero"])
def test_a_legal_form_alone_is_said_not_to_be_looked_for(firms, ask, typed):
    response = ask(q=typed)
    assert len(names(response)) == 4 and "bentuk usaha seperti PT atau CV tidak dicari" in response.content.decode()


def test_ten_kilobytes_of_text_are_answered_and_said_to_be_cut(firms, ask):
    response = ask(q="boga " * 2000)
    assert names(response) == {"PT Contoh Bóga Tbk"}
    assert "hanya memakai 100 huruf pertama" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        A_NIK,
        "3671 0545 0190 0001",
        "36.71.05.450190.0001",
        f"budi {A_NIK}",
        f"0{A_NIK}",
        "３６７１０５４５０１９００００１",
    ],
)
def test_a_nik_is_not_searched_for_and_not_shown_again(firms, client, ratna, typed):
    client.force_login(ratna)
    response = client.get("/pemberi-kerja/", {"q": typed, "skala": "mikro"})
    assert (response.status_code, response.headers["Location"]) == (302, "/pemberi-kerja/?skala=mikro")
    html = client.get(response.headers["Location"]).content.decode()
    assert "NIK tidak dapat dicari di sini" in html and A_NIK not in html


def test_a_firms_own_numbers_are_no_nik():
    for number in ("0123456789012345", "01.234.567.8-901.234.5", "0220112345678", "123456789012345", "TC100214"):
        assert not may_hold_nik_beside_npwp(number)
    assert may_hold_nik_beside_npwp(A_NIK)
    assert search_of("01.234.567.8-901.000").words == ("012345678901000",)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kecamatan": "36.71.06"}, {"Majujaya, CV"}),
        ({"cabang": "CKK"}, {"Toko Kecil"}),
        ({"sektor": "2025-J"}, {"Majujaya, CV"}),
        ({"sektor": "2020-J"}, set()),
        ({"skala": "mikro"}, {"Toko Kecil"}),
        ({"skala": "belum"}, {"Majujaya, CV"}),
        ({"status": "prospek"}, {"PT Prospek"}),
        ({"status": "terdaftar"}, {"PT Contoh Bóga Tbk", "Majujaya, CV", "Toko Kecil"}),
        ({"kepatuhan": "pwbd"}, {"PT Prospek"}),
        ({"kepatuhan": "pds-tk"}, {"PT Contoh Bóga Tbk"}),
        ({"kepatuhan": "belum-dinilai"}, {"Majujaya, CV", "Toko Kecil"}),
        ({"kepatuhan": "patuh"}, set()),
        ({"kecamatan": "36.71.05", "skala": "mikro", "q": "kecil"}, {"Toko Kecil"}),
    ],
)
def test_a_filter_leaves_what_it_names(firms, ask, query, found):
    assert names(ask(**query)) == found


def test_by_officer_by_oneself_and_by_nobody(firms, ask, ratna, budi):
    firms.officer = budi
    firms.save()
    assert names(ask(pembina="budi")) == {"PT Contoh Bóga Tbk"}
    assert names(ask(pembina="saya")) == set()
    assert len(names(ask(pembina="tanpa"))) == 3


def test_each_filter_is_a_pill_whose_cross_leaves_the_others(firms, ask):
    html = unescape(ask(q="boga", kecamatan="36.71.05", skala="", urut="nama", hal="1").content.decode())
    assert 'href="/pemberi-kerja/?kecamatan=36.71.05&urut=nama">Cari: boga' in html
    assert 'href="/pemberi-kerja/?q=boga&urut=nama">Kecamatan: Cipondoh' in html
    assert html.count('class="chip"') == 2
    assert "Hapus semua saringan" in html
    assert 'class="chip"' not in ask().content.decode()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("kecamatan", "Kecamatan"), ("cabang", "Kantor cabang"), ("sektor", "Sektor"), ("skala", "Skala usaha"),
        ("status", "Status"), ("kepatuhan", "Kepatuhan"), ("ikut", "Ikut program"), ("pembina", "Pembina"),
        ("kurang", "Belum ikut program wajib"), ("urut", "Urutkan"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["apa", "🏭", "'", "\0", "9" * 10_000])
def test_a_value_nobody_knows_is_said_not_to_be_heeded(firms, ask, name, label, value):
    response = ask(**{name: value})
    assert f"Saringan “{label}” tidak dipakai" in response.content.decode()
    assert len(names(response)) == 4


def test_another_branchs_places_and_officers_are_not_offered(firms, budi):
    client = Client()
    client.force_login(budi)
    html = client.get("/pemberi-kerja/").content.decode()
    assert "Pinang" in html and "Tangerang Cikokol" not in html and 'name="cabang"' not in html
    assert "tidak dipakai" in client.get("/pemberi-kerja/?cabang=CKK").content.decode()
    assert "tidak dipakai" not in client.get("/pemberi-kerja/?cabang=CMN").content.decode()
