"""What must not get in, out or stuck on the way through a review."""

from __future__ import annotations

import io

import pytest
import python_calamine
import xlsxwriter
from django.contrib.sessions.models import Session
from django.test import Client

from coverage_portal.imports import flow, reading
from coverage_portal.imports.rejects import rejects_of, sheet_name
from tests.imports.batches import admin, after_work, save, undo, upload
from tests.imports.extracts import POSITION, employer, load, worker, world, write_employers, write_workers

pytestmark = pytest.mark.django_db
NIK = "3671071805829074"


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


@pytest.fixture
def browser(sari):
    client = Client()
    client.force_login(sari)
    return client


def test_one_text_for_all_rows_is_no_place_for_a_nik(sari, browser, tmp_path):
    rows = [{name: text for name, text in worker(n).items() if name != "NAMA"} for n in range(3)]
    batch = upload(write_workers(tmp_path, rows), sari)
    assert batch.state == "columns"
    sent = {f"kolom-{name}": str(at) for at, name in enumerate(rows[0])} | {"tetap-NAMA": f"Budi {NIK}"}
    page = browser.post(f"/impor/{batch.pk}/kolom/", sent).content.decode()
    assert "menyerupai NIK" in page
    batch.refresh_from_db()
    assert batch.state == "columns" and NIK not in repr([batch.layout, batch.options])


def test_a_nik_is_not_searched_for_nor_kept(sari, browser, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1, SEGMEN="?")]), sari)
    address = f"/impor/{batch.pk}/tinjau/"
    assert browser.get(f"{address}?baris=salah&cari={NIK}").url == f"{address}?baris=salah"
    assert "NIK tidak dapat dicari" in browser.get(address).content.decode()
    given = {"kolom": "SEGMEN", "baris": "0", "lama": "?", "isi": "PU"}
    browser.post(f"/impor/{batch.pk}/perbaiki/", given, headers={"referer": f"http://testserver{address}?cari={NIK}"})
    assert not [each for each in Session.objects.all() if NIK in repr(each.get_decoded())]


@pytest.mark.parametrize("name", ["Petunjuk", "PETUNJUK"])
def test_rejected_rows_go_home_whatever_their_sheet_is_called(sari, tmp_path, name):
    path = tmp_path / "a.xlsx"
    rows = [worker(1), worker(2, SEGMEN="?")]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(name)
        for at, cells in enumerate([list(rows[0]), *[list(row.values()) for row in rows]]):
            sheet.write_row(at, 0, cells)
    sent_home = python_calamine.load_workbook(io.BytesIO(rejects_of(upload(path, sari))))
    assert sent_home.sheet_names == ["Data", "Petunjuk"]


@pytest.mark.parametrize(
    ("given", "name"),
    [("History", "Data"), ("a[b]:c", "abc"), ("'x'", "x"), ("", "Data"), ("Peserta 2023/12", "Peserta 202312")],
)
def test_a_name_that_excel_would_not_write_is_made_one_it_takes(given, name):
    assert sheet_name(given) == name


def test_a_file_of_nothing_but_problems_is_refused(sari, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_PROBLEMS", 5)
    batch = upload(write_workers(tmp_path, [worker(n, SEGMEN="?", NAMA="") for n in range(4)]), sari)
    assert (batch.state, batch.refusal["code"]) == ("refused", "too_many_problems")


def test_a_review_of_what_was_undone_meanwhile_can_be_checked_again(sari, browser, tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2)])
    first = save(upload(path, sari), sari)
    again = upload(path, sari)
    assert again.rows_same == 2
    assert "Periksa ulang" not in browser.get(f"/impor/{again.pk}/tinjau/").content.decode()
    undo(first, sari)
    page = browser.get(f"/impor/{again.pk}/tinjau/").content.decode()
    assert "Periksa ulang" in page
    browser.post(f"/impor/{again.pk}/simpan/", {"tanda": again.summary["mark"], "ulang": "1"})
    again = after_work(again)
    assert (again.state, again.rows_new, again.rows_same) == ("review", 2, 0)


def test_a_piece_that_came_twice_is_no_error(sari, browser, tmp_path, monkeypatch):
    path = write_workers(tmp_path, [worker(1)])
    kept = {"kind": "workers", "file_name": path.name, "position": POSITION}
    batch = flow.begin_upload(**kept, size=path.stat().st_size, by=sari)

    def beaten(*_given):
        raise flow.WrongPlace(3)

    monkeypatch.setattr("coverage_portal.imports.pages.upload_views.add_bytes", beaten)
    with path.open("rb") as file:
        assert browser.post(f"/impor/{batch.pk}/lanjut/", {"file": file}).status_code == 302


@pytest.mark.parametrize("nothing", ["-", "NULL", "n/a"])
def test_nothing_is_no_name(sari, tmp_path, nothing):
    batch = upload(write_workers(tmp_path, [worker(1), worker(2, NAMA=nothing)]), sari)
    assert (batch.rows_new, batch.rows_rejected) == (1, 1)
