"""The columns page after somebody pointed out columns, and for a file without a column that its rows need."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from coverage_portal.imports.models import SavedLayout
from tests.imports.batches import admin, after_work, save, upload
from tests.imports.extracts import employer, load, worker, world, write_employers
from workers.extract import COLUMNS as WORKER_COLUMNS

pytestmark = pytest.mark.django_db
OWN = ("KODE_KANTOR", "NPP", "NAMA", "KODE_KECAMATAN", "TGL_DAFTAR")
HEADER = "KC;No NPP;Nama Perusahaan;Kecamatan;Tgl Kepesertaan;Jml TK WLKP;Kapan Selesai;KBLI"
SENT = {
    **{f"kolom-{name}": str(at) for at, name in enumerate(OWN)},
    "kolom-JML_TK_WLKP": "5",
    "gaya-TGL_DAFTAR": "mdy",
    "gaya-JML_TK_WLKP": "id",
    "kolom-TGL_TUTUP": "6",
    "tetap-NPP": "",
}


@pytest.fixture
def sari(db, tmp_path, settings):
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    return admin()


@pytest.fixture
def client(sari):
    client = Client()
    client.force_login(sari)
    return client


def listed(tmp_path, *closings, kbli=""):
    lines = [HEADER]
    for at, closing in enumerate(closings):
        lines.append(f"CMN;0000567{at};PT Maju {at};Karawaci;03/04/2020;1.25{at};{closing};{kbli}")
    path = tmp_path / "Daftar 31-12-2023.csv"
    path.write_text("\n".join(lines))
    return path


def columns_page(client, batch):
    html = client.get(f"/impor/{batch.pk}/kolom/").content.decode()
    note = re.search(r'id="putuskan".*?</div></div>', html, re.DOTALL)
    return html, note.group(0) if note else ""


def send(client, batch, **changes):
    client.post(
        f"/impor/{batch.pk}/kolom/", {**SENT, **{name.replace("__", "-"): text for name, text in changes.items()}}
    )
    return after_work(batch)


def selected(html, name):
    select = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL).group(0)
    found = re.search(r'<option value="([^"]*)" selected', select)
    return found.group(1) if found else ""


def test_at_first_what_can_be_read_in_two_ways_is_named_above_and_chosen_for_nobody(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "", ""), sari, "employers")
    html, note = columns_page(client, batch)
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', note) == [("id_gaya-TGL_DAFTAR", "Tanggal daftar")]
    assert "autofocus" not in note
    assert selected(html, "gaya-TGL_DAFTAR") == ""
    assert selected(html, "gaya-JML_TK_WLKP") == "id"


def test_a_column_pointed_out_that_can_be_read_in_two_ways_is_asked_and_nothing_is_forgotten(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "05/06/2023", "07/08/2023"), sari, "employers")
    batch = send(client, batch, kolom__KODE_KANTOR="", tetap__KODE_KANTOR="CMN")
    assert batch.state == "columns"
    html, note = columns_page(client, batch)
    assert "autofocus" in note
    assert "Kolom yang baru Anda pilih sudah dibaca; pilihan Anda yang lain tetap." in note
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', note) == [("id_gaya-TGL_TUTUP", "Tanggal tutup")]
    assert (selected(html, "kolom-TGL_TUTUP"), selected(html, "gaya-TGL_TUTUP")) == ("6", "dmy")
    assert (selected(html, "gaya-TGL_DAFTAR"), selected(html, "tetap-KODE_KANTOR")) == ("mdy", "CMN")
    assert not re.search(r'name="remember"[^>]*checked', html)
    batch = send(client, batch, kolom__KODE_KANTOR="", tetap__KODE_KANTOR="CMN", gaya__TGL_TUTUP="dmy", remember="on")
    assert (batch.state, batch.rows_new) == ("review", 2)
    assert batch.layout["dates"] == {"TGL_DAFTAR": "mdy", "TGL_TUTUP": "dmy"}
    assert batch.layout["constants"] == {"KODE_KANTOR": "CMN"}


def test_where_a_column_pointed_out_leaves_no_doubt_the_file_is_checked_at_once(sari, client, tmp_path):
    batch = send(client, upload(listed(tmp_path, "25/06/2023", ""), sari, "employers"), remember="on")
    assert (batch.state, batch.rows_new) == ("review", 2)
    assert batch.layout["dates"] == {"TGL_DAFTAR": "mdy", "TGL_TUTUP": "dmy"}
    assert SavedLayout.objects.get().layout == {**batch.layout, "constants": {}}


def test_cells_of_a_column_pointed_out_that_cannot_be_read_are_shown_first(sari, client, tmp_path):
    batch = send(client, upload(listed(tmp_path, "25/06/2023", "aktif"), sari, "employers"))
    html, note = columns_page(client, batch)
    assert "Ada sel yang tidak sesuai dengan kolomnya" in note
    assert "Tanggal tutup</a>: aktif" in note
    assert "Lanjutkan saja bila kolomnya benar" in note
    assert "Yang masih harus Anda putuskan" not in note
    assert "1 sel tidak sesuai: aktif" in html
    assert "tertulis aktif" not in html
    assert send(client, batch, gaya__TGL_TUTUP="dmy").state == "review"


def test_the_steps_stay_at_the_columns_while_a_column_pointed_out_is_looked_at(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "25/06/2023", "aktif"), sari, "employers")
    client.post(f"/impor/{batch.pk}/kolom/", SENT)
    batch.refresh_from_db()
    assert batch.state == "received"
    html = client.get(f"/impor/{batch.pk}/").content.decode()
    assert re.search(r'aria-current="step">Cocokkan kolom', html)


def test_another_sheet_or_header_begins_anew(sari, client, tmp_path):
    batch = send(client, upload(listed(tmp_path, "05/06/2023", ""), sari, "employers"))
    client.post(f"/impor/{batch.pk}/kolom/", {"langkah": "baca", "header_row": "1"})
    html, note = columns_page(client, after_work(batch))
    assert "sudah dibaca" not in note
    assert selected(html, "gaya-TGL_DAFTAR") == ""


def test_a_column_that_rows_need_is_asked_for_and_one_text_for_all_rows_cures_it(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "", "", kbli="47111"), sari, "employers")
    html, note = columns_page(client, batch)
    assert "Berkas memuat Kode KBLI, tetapi tidak Versi KBLI" in note
    assert '<a href="#id_tetap-KBLI_VERSI">Versi KBLI</a>' in note
    before_the_fold = html.partition("isian lain tidak ada")[0]
    options = re.search(r'<select name="tetap-KBLI_VERSI".*?</select>', before_the_fold, re.DOTALL).group(0)
    assert re.findall(r'value="(\d+)"', options) == ["2020", "2025"]
    said = {"kolom__KBLI": "7", "kolom__TGL_TUTUP": ""}
    refused = client.post(f"/impor/{batch.pk}/kolom/", {**SENT, "kolom-KBLI": "7", "kolom-TGL_TUTUP": ""})
    assert "tanpa itu setiap baris yang berisi Kode KBLI ditolak. Pilih kolomnya, atau" in refused.content.decode()
    batch = send(client, batch, **said, tetap__KBLI_VERSI="2020")
    assert (batch.state, batch.rows_new, batch.rows_rejected) == ("review", 2, 0)


def test_without_the_column_that_needs_another_nothing_is_asked(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "", "", kbli="47111"), sari, "employers")
    batch = send(client, batch, kolom__KBLI="", kolom__TGL_TUTUP="")
    assert (batch.state, batch.rows_new) == ("review", 2)


def test_the_portals_own_form_stops_at_its_columns_too_where_one_is_needed(sari, client, tmp_path):
    row = {name: text for name, text in employer().items() if name != "KBLI_VERSI"}
    batch = upload(write_employers(tmp_path, [row]), sari, "employers")
    assert batch.state == "columns"
    assert "Versi KBLI" in columns_page(client, batch)[1]


def test_one_text_is_read_as_a_cell_would_be_and_one_that_is_not_understood_is_refused(sari, client, tmp_path):
    batch = upload(listed(tmp_path, "", ""), sari, "employers")
    html = columns_page(client, batch)[0]
    kecamatan = re.search(r'<select name="tetap-KODE_KECAMATAN".*?</select>', html, re.DOTALL).group(0)
    assert '<option value="36.71.07">Karawaci (36.71.07)</option>' in kecamatan
    said = {"kolom-TGL_TUTUP": "", "tetap-SKALA": "Raksasa"}
    refused = client.post(f"/impor/{batch.pk}/kolom/", {**SENT, **said}).content.decode()
    assert "Isi ini tidak dikenal untuk kolom itu." in refused
    batch = send(client, batch, kolom__KODE_KECAMATAN="", tetap__KODE_KECAMATAN="Kec. Karawaci", kolom__TGL_TUTUP="")
    assert batch.layout["constants"]["KODE_KECAMATAN"] == "36.71.07"
    assert batch.rows_new == 2


def workers_file(tmp_path, *names):
    path = tmp_path / "pekerja_2023-12-31.csv"
    rows = [worker(number, TGL_AKHIR="") for number in range(1, 11)]
    path.write_text("\n".join([";".join(names), *(";".join(row[name] for name in names) for row in rows)]))
    return path


def test_the_review_says_when_rows_are_rejected_for_a_column_that_is_not_there(sari, client, tmp_path):
    save(upload(write_employers(tmp_path, [employer()]), sari, "employers"), sari)
    batch = upload(workers_file(tmp_path, *(name for name in WORKER_COLUMNS if name != "NPP")), sari)
    assert (batch.rows_rejected, batch.summary["lacking"]) == (
        10,
        {"code": "employer_missing", "column": "NPP", "rows": 10},
    )
    html = client.get(f"/impor/{batch.pk}/tinjau/").content.decode()
    assert "10 dari 10 baris yang ditolak punya satu sebab" in html
    assert f'href="/impor/{batch.pk}/kolom/#id_kolom-NPP"' in html
    html, note = columns_page(client, batch)
    assert "Segmen PU dan JAKON memerlukan NPP pemberi kerja. Pilih kolomnya, atau" in note
    assert 'name="tetap-NPP"' in html.partition("isian lain tidak ada")[0]
    sent = {f"kolom-{name}": str(at) for at, name in enumerate(name for name in WORKER_COLUMNS if name != "NPP")}
    styles = {f"gaya-{name}": "dmy" for name in ("TGL_LAHIR", "TGL_MULAI", "TGL_AKHIR")}
    client.post(f"/impor/{batch.pk}/kolom/", {**sent, **styles, "gaya-UPAH": "plain", "tetap-NPP": "00001234"})
    batch = after_work(batch)
    assert (batch.state, batch.rows_new, batch.summary["lacking"]) == ("review", 10, {})


def test_other_reasons_are_not_blamed_on_a_column(sari, tmp_path):
    load(write_employers(tmp_path, [employer()]), "employers")
    path = workers_file(tmp_path, *WORKER_COLUMNS)
    path.write_text(path.read_text().replace("JKK+JKM", "JKK+XXX"))
    batch = upload(path, sari)
    assert (batch.rows_rejected, batch.summary["lacking"]) == (10, {})
