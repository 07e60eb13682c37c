"""Rejected rows go back to their sender, and come back mended."""

from __future__ import annotations

import pytest
import python_calamine
import xlsxwriter

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.rejects import rejects_of
from tests.imports.batches import admin, save, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


def table(data, tmp_path):
    path = tmp_path / "home.xlsx"
    path.write_bytes(data)
    return python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()


def write(path, rows):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return path


def with_extra_columns(rows, path):
    """The same rows with a column of the sender's own on either side, in another order."""
    names = ["CATATAN", *reversed(rows[0]), "PETUGAS"]
    return write(path, [names, *([f"=1+{at}", *reversed(row.values()), "Ani"] for at, row in enumerate(rows))])


def test_only_the_bad_rows_go_home_in_the_senders_columns_with_reasons(sari, tmp_path):
    rows = [worker(1), worker(2, SEGMEN="Mitra"), worker(3, NIK="123", UPAH="x")]
    batch = upload(with_extra_columns(rows, tmp_path / "a.xlsx"), sari)
    assert batch.rows_rejected == 2
    header, second, third = table(rejects_of(batch), tmp_path)
    assert header == ["CATATAN", *reversed(rows[0]), "PETUGAS", "ALASAN DITOLAK"]
    named = dict(zip(header, second, strict=True))
    assert (named["CATATAN"], named["SEGMEN"], named["KPJ"], named["PETUGAS"]) == (
        "=1+1",
        "Mitra",
        rows[1]["KPJ"],
        "Ani",
    )
    assert named["ALASAN DITOLAK"].startswith("Baris 3 di berkas asal. SEGMEN: Segmen harus")
    assert named["NIK"].startswith("nik~")
    named = dict(zip(header, third, strict=True))
    assert named["NIK"] == ""
    assert "NIK: NIK harus 16 angka." in named["ALASAN DITOLAK"] and "UPAH: Upah harus" in named["ALASAN DITOLAK"]


def test_no_nik_goes_home(sari, tmp_path):
    rows = [worker(1, SEGMEN="?"), worker(2, NAMA=worker(3)["NIK"])]
    batch = upload(with_extra_columns(rows, tmp_path / "a.xlsx"), sari)
    home = repr(table(rejects_of(batch), tmp_path))
    assert not [row["NIK"] for row in (*rows, worker(3)) if row["NIK"] in home or row["NIK"][6:] in home]


def test_mended_rows_alone_come_back_and_nobody_is_missing(sari, tmp_path):
    rows = [worker(1), worker(2, SEGMEN="Mitra"), worker(3)]
    batch = save(upload(with_extra_columns(rows, tmp_path / "a.xlsx"), sari), sari)
    assert Membership.objects.count() == 2
    header, bad = table(Desk.of(batch.pk).rejects.read_bytes(), tmp_path)
    bad[header.index("SEGMEN")] = "PU"
    mended = upload(write(tmp_path / "home2.xlsx", [header, bad]), sari)
    assert (mended.state, mended.rows_new, mended.rows_missing, mended.partial) == ("review", 1, 0, True)
    save(mended, sari)
    assert Membership.objects.count() == 3
    whole = upload(write_workers(tmp_path, [worker(1), worker(2), worker(3)]), sari)
    assert (whole.rows_same, whole.rows_changed, whole.rows_new) == (3, 0, 0)


def test_a_sealed_nik_that_was_changed_is_refused(sari, tmp_path):
    batch = upload(with_extra_columns([worker(1, SEGMEN="?")], tmp_path / "a.xlsx"), sari)
    header, bad = table(rejects_of(batch), tmp_path)
    at = header.index("NIK")
    bad[at] = bad[at][:-2] + ("AA" if bad[at][-2:] != "AA" else "BB")
    bad[header.index("SEGMEN")] = "PU"
    again = upload(write(tmp_path / "b.xlsx", [header, bad]), sari)
    assert again.rows_rejected == 1
    assert "nik_form" in again.summary["reasons"]


def test_a_batch_without_rejected_rows_keeps_no_workbook(sari, tmp_path):
    batch = save(upload(write_workers(tmp_path, [worker(1)]), sari), sari)
    assert ImportBatch.objects.get(pk=batch.pk).rows_rejected == 0
    assert not Desk.of(batch.pk).rejects.exists()
