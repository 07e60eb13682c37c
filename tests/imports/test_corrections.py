"""Cells that somebody wants read otherwise than they are written, and taking that back."""

import pytest
import python_calamine
from django.test import Client

from coverage_portal.core.layouts import Correction
from coverage_portal.imports import flow
from coverage_portal.imports.desk import Desk
from tests.core.reading import NIK, look, one, used
from tests.imports import batches, extracts
from tests.imports.looks import flat
from tests.imports.test_rejects import write
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(settings, tmp_path):
    """Files on their way lie in the test's own folder."""
    settings.IMPORT_DIR = str(tmp_path / "imports")


def test_a_correction_can_be_taken_back(tmp_path):
    extracts.world()
    extracts.load(extracts.write_employers(tmp_path, [extracts.employer()]), "employers")
    sari = batches.admin()
    client = Client()
    client.force_login(sari)
    batch = batches.upload(extracts.write_workers(tmp_path, [extracts.worker(1, SEGMEN="Mitra")]), sari)
    client.post(f"/impor/{batch.pk}/perbaiki/", {"kolom": "SEGMEN", "baris": "0", "lama": "Mitra", "isi": "PU"})
    batch = batches.after_work(batch)
    assert (batch.rows_rejected, batch.rows_new) == (0, 1)
    page = client.get(f"/impor/{batch.pk}/tinjau/").content.decode()
    assert "Segmen" in page and "Urungkan" in page
    number = batch.corrections.get().pk
    for wrong in ("x", "", "9" * 30):
        assert client.post(f"/impor/{batch.pk}/urungkan/", {"perbaikan": wrong}).status_code == 400
    client.post(f"/impor/{batch.pk}/urungkan/", {"perbaikan": number})
    batch = batches.after_work(batch)
    assert (batch.rows_rejected, batch.corrections.count()) == (1, 0)


def test_the_reader_says_how_many_cells_each_changed_and_what_stood_there(tmp_path):
    path = one(tmp_path, *[f"K{at};{NIK};{name};31-01-1990;lima" for at, name in enumerate(("ANI", "ANI", "", NIK))])
    asked = (
        Correction("NAMA", "Ani Sari", wrong="ANI"),
        Correction("NAMA", "Budi", row=3),
        Correction("NAMA", "Cici"),
        Correction("NAMA", "Dedi", row=5),
        Correction("UPAH", "5", wrong="enam"),
    )
    assert [(each["wrong"], each["rows"]) for each in used(path, look(path).layout, asked)] == [
        ("ANI", 1), ("ANI", 1), ("", 1), ("(disamarkan)", 1), ("enam", 0),
    ]  # fmt: skip


@pytest.fixture
def sari(db, tmp_path):
    extracts.world()
    return batches.admin()


@pytest.fixture
def file(tmp_path):
    """Employers: two whose kecamatan is misspelt, one of them without a name; one with a wrong day."""
    rows = [
        extracts.employer(KODE_KECAMATAN="Karawac"),
        extracts.employer(NPP="00005678", KODE_KECAMATAN="Karawac", NAMA=""),
        extracts.employer(NPP="00009999", TGL_DAFTAR="31-02-2020"),
    ]
    return write(tmp_path / "pk.xlsx", [list(rows[0]), *[list(row.values()) for row in rows]])


def corrected(file, sari, **options):
    batch = batches.upload(file, sari, "employers")
    flow.correct(batch, by=sari, field="KODE_KECAMATAN", right="36.71.07", wrong="Karawac")
    batch = batches.after_work(batch)
    flow.correct(batch, by=sari, field="TGL_DAFTAR", right="28-02-2020", row=4)
    return batches.after_work(batch)


def test_the_receipt_tells_what_was_read_as_what_in_how_many_rows_and_by_whom(file, sari):
    client = Client()
    client.force_login(sari)
    batch = corrected(file, sari)
    said = (
        "<strong>Kecamatan</strong>: setiap “Karawac” dibaca “Karawaci (36.71.07)”; 2 baris, oleh sari",
        "<strong>Tanggal daftar</strong>, baris 4: “31-02-2020” dibaca “28-02-2020”; 1 baris, oleh sari",
    )
    review = flat(client.get(f"/impor/{batch.pk}/tinjau/"))
    assert all(words in review for words in said)
    batch = batches.save(batch, sari)
    assert (batch.state, batch.rows_new, batch.rows_rejected) == ("applied", 2, 1)
    receipt = flat(client.get(f"/impor/{batch.pk}/"))
    assert "Sel yang diperbaiki saat ditinjau" in receipt
    assert all(words in receipt for words in said)
    steward = Client()
    steward.force_login(person("pengelola", "steward"))
    seen = flat(steward.get(f"/impor/{batch.pk}/"))
    assert "2 baris, oleh sari" in seen and "“Karawac”" not in seen


def test_a_corrected_cell_of_a_rejected_row_goes_home_as_it_was_with_what_was_used(file, sari, tmp_path):
    batch = batches.save(corrected(file, sari), sari)
    home = tmp_path / "home.xlsx"
    home.write_bytes(Desk.of(batch.pk).rejects.read_bytes())
    header, bad = python_calamine.load_workbook(str(home)).get_sheet_by_index(0).to_python()
    assert bad[header.index("KODE_KECAMATAN")] == "Karawac"
    assert bad[-1] == (
        "Baris 3 di berkas asal. NAMA: Kolom ini wajib diisi. Portal memakai “36.71.07” untuk KODE_KECAMATAN; tulis"
        " begitu di sel kuning bila baris ini dikirim lagi."
    )
    bad[header.index("NAMA")] = "PT Maju Jaya"
    again = batches.upload(write(tmp_path / "again.xlsx", [header, bad]), sari, "employers")
    assert (again.rows_new, again.summary["reasons"]) == (0, {"district_unknown": 1})
    flow.cancel(again, by=sari)
    bad[header.index("KODE_KECAMATAN")] = "36.71.07"
    again = batches.save(batches.upload(write(tmp_path / "mended.xlsx", [header, bad]), sari, "employers"), sari)
    assert (again.state, again.rows_new, again.rows_missing) == ("applied", 1, 0)


def test_a_correction_that_was_itself_wrong_is_replaced_by_the_next(file, sari):
    batch = batches.upload(file, sari, "employers")
    flow.correct(batch, by=sari, field="KODE_KECAMATAN", right="Karawacu", wrong="Karawac")
    batch = batches.after_work(batch)
    assert batch.summary["reasons"]["district_unknown"] == 2
    flow.correct(batch, by=sari, field="KODE_KECAMATAN", right="36.71.07", wrong="Karawacu")
    batch = batches.after_work(batch)
    assert "district_unknown" not in batch.summary["reasons"]
    flow.correct(batch, by=sari, field="TGL_DAFTAR", right="28-02-2021", row=4)
    batch = batches.after_work(batch)
    flow.correct(batch, by=sari, field="TGL_DAFTAR", right="28-02-2020", row=4)
    batch = batches.after_work(batch)
    kept = batch.corrections.get(field="TGL_DAFTAR")
    assert (kept.wrong, kept.right, kept.rows) == ("31-02-2020", "28-02-2020", 1)
