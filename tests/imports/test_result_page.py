"""What became of a file: saved, put back, given up, refused; and one file's whole way through the pages."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.day_in_name import day_in_name
from coverage_portal.imports.desk import Desk, Progress
from coverage_portal.imports.pages.review_questions import questions_of
from employers.models import Employer
from regions.models import Branch
from tests import people
from tests.imports.batches import after_work
from tests.imports.extracts import csv_text, employer, load, worker, world, write_workers
from tests.imports.looks import flat, layout
from tests.imports.staged import EFFECT, at_review

pytestmark = pytest.mark.usefixtures("desks")

SAVED = {"state": "applied", "applied_at": timezone.now()}


def page(client, batch, more=""):
    return flat(client.get(f"/impor/{batch.pk}/{more}"))


def test_a_saved_file_shows_its_effect_and_leads_to_its_rows(client, tuti):
    people.employer_at(people.cimone())
    first = Employer.objects.get().pk
    inserted = {"employers_employer": [first, first]}
    html = page(client, at_review(tuti, summary={"effect": EFFECT}, inserted=inserted, **SAVED))
    assert "Lihat 1 pemberi kerja yang tersentuh" in html
    assert "sebelum dan sesudah impor ini" in html
    assert "+12.000" in html
    assert re.search(r'href="/pemberi-kerja/\?impor=\d+"', html)
    assert "Kembalikan seluruh impor" in html


def test_a_file_that_touched_no_employer_leads_to_no_list_and_says_why(db, tmp_path):
    world()
    client = Client()
    client.force_login(people.person("sari", "admin"))
    rows = [worker(1, SEGMEN="BPU", NPP="", PROGRAM="JKK+JKM"), worker(2, SEGMEN="BPU", NPP="", PROGRAM="JKK")]
    receipt = load(write_workers(tmp_path, rows))
    html = page(client, ImportBatch.objects.get(pk=receipt.batch_id))
    assert "2 kepesertaan dari impor ini tanpa pemberi kerja (BPU, PMI), jadi tidak ada di daftar" in html
    assert "/pemberi-kerja/?impor=" not in html


def test_problems_name_the_columns_as_the_file_does(client, tuti):
    batch = at_review(tuti, layout=layout().as_json(), **SAVED)
    for column, code in (("JML_TK_WLKP", "headcount_form"), ("NAMA", "required"), ("SKALA", "required")):
        batch.issues.create(row_number=4, column=column, code=code, severity="error")
    html = page(client, batch)
    assert '<td data-l="Kolom">Jml TK WLKP</td>' in html
    assert "Kolom “Nama Perusahaan” wajib diisi." in html
    assert "Kolom “Skala usaha” wajib diisi." in html
    assert "Perlu diperbaiki</span>" in html


def test_who_took_note_of_what_is_kept(client, tuti):
    noted = {"same_file": {"by": "tuti", "at": "2024-03-22T09:05:00+00:00"}}
    alarms = [{"code": "same_file", "batch": 1, "position": "2023-11-30"}]
    html = page(client, at_review(tuti, summary={"alarms": alarms}, acknowledged=noted, **SAVED))
    assert "Berkas yang sama persis sudah pernah disimpan, posisi 30 Nov 2023." in html
    assert "tuti, 22 Mar 2024, 16.05 WIB" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("cancelled", "Tidak ada yang disimpan, dan berkasnya sudah dihapus."),
        ("removed", "Data dari impor ini sudah dihapus dari portal."),
        ("undone", "Datanya seperti sebelum impor ini."),
    ],
)
def test_what_is_over_says_so_and_offers_nothing(client, tuti, state, words):
    html = page(client, at_review(tuti, state=state, undone_at=timezone.now(), undone_by=tuti))
    assert words in html
    assert "Kembalikan seluruh impor" not in html


def test_a_refused_file_says_why_and_what_can_be_done(client, tuti):
    refusal = {"code": "columns_missing", "row": 1, "names": ["NPP"]}
    html = page(client, at_review(tuti, state="refused", refusal=refusal))
    assert "Baris 1: Kolom wajib tidak ada: NPP." in html
    assert 'href="/impor/unggah/?jenis=employers"' in html
    assert re.search(r'value="employers"[^>]* checked', flat(client.get("/impor/unggah/?jenis=employers")))


def test_undoing_says_first_what_it_does(client, tuti):
    batch = at_review(tuti, rows_ended=3, **SAVED)
    html = page(client, batch, "kembalikan/")
    assert "198 baris yang ditambahkan impor ini dihapus." in html
    assert "33 baris yang diubahnya kembali seperti semula." in html
    assert "3 baris yang diakhirinya aktif kembali." in html
    client.post(f"/impor/{batch.pk}/kembalikan/")
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == ("undoing", tuti)


def test_an_undo_that_was_refused_names_what_stands_in_the_way(client, tuti):
    later = at_review(tuti, **SAVED)
    blocks = [{"table": "employers_employer", "count": 4, "batch": later.pk, "rows": [1]}]
    html = page(client, at_review(tuti, summary={"undo_refused": {"count": 1, "blocks": blocks}}, **SAVED))
    assert "Impor ini tidak dapat dikembalikan" in html
    assert "4 pemberi kerja" in html
    assert f'href="/impor/{later.pk}/"' in html


def test_only_a_saved_import_is_put_back_and_only_by_who_may(client, tuti):
    batch = at_review(tuti)
    assert client.get(f"/impor/{batch.pk}/kembalikan/")["Location"] == f"/impor/{batch.pk}/"
    client.post(f"/impor/{batch.pk}/kembalikan/")
    assert ImportBatch.objects.get().state == "review"
    steward = Client()
    steward.force_login(people.person("pengelola", "steward"))
    ImportBatch.objects.update(**SAVED)
    assert steward.post(f"/impor/{batch.pk}/kembalikan/").status_code == 403
    assert "Kembalikan seluruh impor" not in page(steward, batch)


def test_work_in_progress_is_shown_in_rows_and_told_to_a_script(client, tuti):
    batch = at_review(tuti, state="checking")
    Desk.of(batch.pk).open()
    Desk.of(batch.pk).report(Progress(12_000, 48_000))
    html = page(client, batch)
    assert "12.000 dari 48.000 baris" in html
    assert 'max="48000" value="12000"' in html
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    told = client.get(f"/impor/{batch.pk}/keadaan/").json()
    assert told == {"state": "checking", "done": 12_000, "total": 48_000, "said": "12.000 dari 48.000 baris"}
    ImportBatch.objects.update(state="review")
    assert client.get(f"/impor/{batch.pk}/keadaan/").json()["state"] == "review"


def test_work_that_has_not_begun_waits(client, tuti):
    assert "Menunggu giliran" in page(client, at_review(tuti, state="received"))


def test_work_can_be_stopped(client, tuti):
    batch = at_review(tuti, state="checking")
    Desk.of(batch.pk).open()
    client.post(f"/impor/{batch.pk}/batal/")
    assert Desk.of(batch.pk).asked_to_stop()


def test_the_list_puts_what_is_on_its_way_first_and_can_be_narrowed(client, tuti):
    at_review(tuti, file_name="sedang.csv")
    at_review(tuti, file_name="tersimpan.csv", **SAVED)
    at_review(tuti, file_name="pekerja.csv", kind="workers", state="cancelled")
    html = flat(client.get("/impor/"))
    running, _, past = html.partition("Riwayat</h2>")
    assert "sedang.csv" in running and "sedang.csv" not in past
    assert "tersimpan.csv" in past and "pekerja.csv" in past
    narrowed = flat(client.get("/impor/?jenis=workers&keadaan=cancelled"))
    assert "pekerja.csv" in narrowed and "tersimpan.csv" not in narrowed and "sedang.csv" not in narrowed
    assert "sedang.csv" in flat(client.get("/impor/?keadaan=review"))
    assert "Tidak ada impor yang cocok." in flat(client.get("/impor/?keadaan=removed"))


def test_one_files_whole_way(db):
    """Upload, review, a cell mended, rejected rows taken home, saved, put back: as a person sees it."""
    world()
    client = Client()
    client.force_login(people.person("tuti", "admin", Branch.objects.get(code="CMN")))
    rows = [employer(), employer(NPP="00001235", KODE_KECAMATAN="Karawac"), employer(NPP="00001236", NAMA="")]
    said = {"kind": "employers", "position": "2023-12-31", "extent": "lengkap", "illustrative": "on"}
    sent = SimpleUploadedFile("pk_2023-12-31.csv", csv_text(rows).encode())
    address = client.post("/impor/unggah/", {**said, "file": sent})["Location"]
    batch = after_work(ImportBatch.objects.get())
    assert batch.state == "review", batch.refusal
    html = flat(client.get(f"{address}tinjau/"))
    assert "3 baris dibaca = 1 baru + 0 berubah + 0 sama + 2 ditolak + 0 kosong atau bukan data." in html
    assert "Pakai “Karawaci" in html
    client.post(f"{address}perbaiki/", {"kolom": "KODE_KECAMATAN", "baris": "0", "lama": "Karawac", "isi": "36.71.07"})
    batch = after_work(batch)
    assert (batch.rows_new, batch.rows_rejected) == (2, 1)
    rejects = client.get(f"{address}ditolak.xlsx")
    name = f"impor-{batch.pk}-ditolak-2023-12-31.xlsx"
    assert name in rejects["Content-Disposition"]
    assert day_in_name(name) == batch.position
    home = CalamineWorkbook.from_filelike(io.BytesIO(rejects.content)).get_sheet_by_index(0).to_python()
    assert any("00001236" in row for row in home)
    ticked = [question.code for question in questions_of(batch)]
    client.post(f"{address}simpan/", {"tahu": ticked})  # without the mark of the review that was looked at
    assert after_work(batch).state == "review"
    client.post(f"{address}simpan/", {"tahu": ticked, "tanda": batch.summary["mark"]})
    batch = after_work(batch)
    assert batch.state == "applied"
    assert Employer.objects.count() == 2
    assert 'href="/impor/unggah/?jenis=employers&amp;posisi=2023-12-31"' in flat(client.get(address))
    assert "Unduh 1 baris ditolak (XLSX)" in flat(client.get(address))
    client.post(f"{address}kembalikan/")
    assert after_work(batch).state == "undone"
    assert Employer.objects.count() == 0
