"""Wrong questions to the law's pages: said in words, led to the field, and what was written is kept."""

import pytest
from django.test import Client

from coverage_portal.core.formatting import long_date
from coverage_portal.core.spells import today
from coverage_portal.programmes.actions import load_law
from coverage_portal.programmes.models import Parameter
from tests import people

LAW, WORKER = "/program/", "/program/hitung/"
EMPLOYER, GAP = "/program/hitung/pemberi-kerja/", "/program/hitung/celah/"
ROW = {"jumlah_1": "10", "upah_1": "5000000", "risiko": "1"}


@pytest.fixture
def client(budi):
    load_law(by=None)
    client = Client()
    client.force_login(budi)
    return client


def refused(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 400
    html = response.content.decode()
    assert "<title>Galat: " in html and 'role="alert"' in html and "<table" not in html
    return html


@pytest.mark.parametrize(
    ("address", "query", "field", "sentence"),
    [
        (LAW, {"tanggal": "kemarin"}, "tanggal", "“kemarin” tidak ada di kalender."),
        (LAW, {"tanggal": "2150-01-01"}, "tanggal", "Tanggal sesudah tahun 2100."),
        (WORKER, {"upah": "lima juta", "risiko": "1"}, "upah", "Yang diisi: “lima juta”."),
        (WORKER, {"upah": ""}, "upah", "Isian ini belum diisi."),
        (WORKER, {"upah": "2000000000000", "risiko": "1"}, "upah", "Paling banyak Rp1.000.000.000.000."),
        (WORKER, {"upah": "5000000", "program": "JKK"}, "risiko", "Pilih kelompok risiko"),
        (WORKER, {"upah": "5000000", "program": "JKK", "risiko": "9"}, "risiko", "Pilihan “9” tidak dikenal"),
        (WORKER, {"upah": "5000000", "upah_minimum": ""}, "program", "Pilih paling sedikit satu program."),
        (WORKER, {"upah": "5000000", "program": "XYZ"}, "program", "Program “XYZ” tidak ada bagi segmen ini"),
        (
            WORKER,
            {"upah": "5000000", "program": "JKP", "tanggal": "2019-01-01"},
            "program",
            "Program “JKP” tidak ada bagi segmen ini pada hari ini.",
        ),
        (WORKER, {"segmen": "bpu", "upah": "1000000", "program": "JP"}, "program", "Program “JP” tidak ada"),
        (WORKER, {"segmen": "bpu", "upah": "1000000", "pembayar": "x", "program": "JKK"}, "pembayar", "Pilihan “x”"),
        (WORKER, {"segmen": "jakon", "upah": "", "nilai_kontrak": ""}, "upah", "Isi salah satu"),
        (WORKER, {"segmen": "jakon", "upah": "5", "nilai_kontrak": "5"}, "upah", "Isi salah satu"),
        (WORKER, {"upah": "1", "tanggal": "2015-06-30"}, "tanggal", "Aturan pertama mulai 1 Juli 2015."),
        (WORKER, {"tanggal": "31-02-2025"}, "tanggal", "“31-02-2025” tidak ada di kalender."),
        (EMPLOYER, {"jumlah_1": "", "risiko": "1"}, "jumlah_1", "Isi paling sedikit satu baris"),
        (EMPLOYER, {**ROW, "jumlah_2": "3"}, "upah_2", "Upah di baris 2 belum diisi."),
        (EMPLOYER, {**ROW, "upah_3": "6000000"}, "jumlah_3", "Jumlah pekerja di baris 3 belum diisi."),
        (EMPLOYER, {**ROW, "jumlah_1": "0"}, "jumlah_1", "Paling sedikit 1. Yang diisi: 0."),
        (EMPLOYER, {**ROW, "risiko": ""}, "risiko", "Pilih kelompok risiko"),
        (GAP, {"pekerja": "banyak"}, "pekerja", "Tulis bilangan bulat, misalnya 40.000."),
        (GAP, {"pekerja": "10", "bulan": "121"}, "bulan", "Paling banyak 120. Yang diisi: 121."),
        (GAP, {"pekerja": "10", "paket": "semua"}, "paket", "Pilihan “semua” tidak dikenal"),
    ],
)
def test_a_wrong_answer_is_told_at_the_top_and_at_its_field(client, address, query, field, sentence):
    html = refused(client, address, **query)
    summary = html.partition('id="galat"')[2].partition("</div>")[0]
    assert f'<a href="#id_{field}">' in summary and sentence in summary
    assert f'id="id_{field}_error"' in html and html.count(sentence) >= 2
    described = html.partition(f'id="id_{field}"')
    around = described[0][-400:] + described[2][:400]
    assert f"id_{field}_error" in around and ("aria-invalid" in around or "<fieldset" in around)


def test_what_was_written_is_kept(client):
    html = refused(client, WORKER, upah="5 juta", program=["JKM", "JP"], upah_minimum="4.760.289", tanggal="2025-03-01")
    assert 'value="5 juta"' in html and 'value="4.760.289"' in html and 'value="2025-03-01"' in html
    assert html.count("checked") == 2


def test_what_was_written_is_never_markup(client):
    html = refused(client, WORKER, upah="<script>alert(1)</script>", program="<b>", tanggal='"><img>')
    assert "<script>alert" not in html and "<b>" not in html.partition('id="isi"')[2].partition("<form")[0]
    assert '"><img>' not in html


def test_an_unknown_scale_or_segment_is_told_without_a_link_to_a_field_nobody_sees(client):
    html = refused(client, EMPLOYER, skala="raksasa", **ROW)
    assert "<li>Pilihan “raksasa” tidak dikenal pada hari ini.</li>" in html
    html = refused(client, WORKER, segmen="pns", upah="1", risiko="1")
    assert "<li>Pilihan “pns” tidak dikenal pada hari ini.</li>" in html


def test_a_day_before_the_first_rule_explains_itself_and_leads_to_the_first_day(client):
    response = client.get(LAW, {"tanggal": "2010-05-05"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Belum ada aturan tercatat pada 5 Mei 2010." in html
    assert "Aturan pertama yang tercatat di portal ini mulai 1 Juli 2015." in html
    assert 'href="/program/?tanggal=2015-07-01"' in html
    assert "<table" not in html


def test_an_empty_day_is_today(client):
    html = client.get(LAW, {"tanggal": ""}).content.decode()
    assert f"<h1>Aturan yang berlaku pada {long_date(today(), 'id')}</h1>" in html
    assert f'value="{today().isoformat()}"' in html


def test_a_rule_that_is_missing_is_named(client):
    Parameter.objects.filter(key="dasar_bpu_terendah").delete()
    html = refused(client, GAP, pekerja="10", tanggal="2024-01-01")
    assert "Belum ada aturan tercatat yang berlaku pada 1 Januari 2024: dasar_bpu_terendah." in html


@pytest.mark.parametrize("address", [LAW, WORKER, EMPLOYER, GAP])
@pytest.mark.parametrize(("role", "told"), [("steward", True), ("staff", False), ("official", False)])
def test_before_the_law_is_loaded_only_a_steward_is_told_the_command(db, address, role, told):
    client = Client()
    client.force_login(people.person("wulan", role))
    response = client.get(address, {"upah": "5000000"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Hukum belum dimuat." in html
    assert ("manage.py load_law" in html) is told
