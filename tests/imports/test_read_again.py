"""A file that is read again, another way or the next month: nothing of the earlier reading is left in what is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coverage_portal.core.layouts import Layout
from coverage_portal.coverage import rollups
from coverage_portal.imports import flow
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.looking import remember_layout
from coverage_portal.imports.rejects import rejects_of
from coverage_portal.imports.work import take_up
from employers.models import Employer
from regions.models import Branch
from tests.imports.batches import admin, after_work, save, undo, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db
HEADERS = {
    "KODE_KANTOR": "Kantor",
    "KPJ": "No KPJ",
    "NIK": "NIK",
    "NAMA": "Nama",
    "JENIS_KELAMIN": "Jenis Kelamin",
    "TGL_LAHIR": "Tgl Lahir",
    "SEGMEN": "Segmen",
    "PROGRAM": "Program",
    "UPAH": "Upah",
    "KODE_TEMPAT_KERJA": "Tempat Kerja",
    "TGL_MULAI": "Tgl Mulai",
}


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with two employers."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer(), employer(NPP="00005678", NAMA="CV Dua")]), "employers")
    return admin()


def book(path, **sheets):
    with xlsxwriter.Workbook(str(path)) as written:
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name)
            for at, row in enumerate([dict(zip(rows[0], rows[0], strict=True)), *rows]):
                for column, cell in enumerate(row.values()):
                    sheet.write_string(at, column, cell)
    return path


def listed(path, rows, **dates):
    """The rows under other headers, without the employer's column."""
    lines = [";".join(HEADERS.values())]
    lines += [";".join({**row, **dates}.get(name, row[name]) for name in HEADERS) for row in rows]
    path.write_text("\n".join(lines))
    return path


def test_rows_of_another_sheet_are_not_saved_along(sari, tmp_path):
    path = book(tmp_path / "a.xlsx", Januari=[worker(1), worker(2)], Februari=[worker(3)])
    batch = upload(path, sari)
    assert batch.rows_new == 2
    flow.look_again(batch, how={"sheet": "Februari"})
    batch = after_work(batch)
    if batch.state == "columns":
        flow.use_layout(batch, Layout.from_json(batch.layout))
        batch = after_work(batch)
    batch = save(batch, sari)
    assert (batch.state, batch.rows_new) == ("applied", 1)
    assert list(Membership.objects.values_list("kpj", flat=True)) == [worker(3)["KPJ"]]
    assert Person.objects.count() == 1
    rollups.check()


def test_a_file_with_a_repeated_key_can_be_saved(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    rows = [worker(1, UPAH="5"), worker(7), worker(7, NAMA="Lain")]
    batch = upload(write_workers(tmp_path, rows, "b.csv"), sari)
    assert (batch.rows_changed, batch.rows_rejected) == (1, 2)
    assert save(batch, sari).state == "applied"
    assert Membership.objects.get().wage == 5


def test_corrections_go_when_the_file_is_read_another_way(sari, tmp_path):
    path = book(tmp_path / "a.xlsx", Jan=[worker(1, UPAH="abc")], Feb=[worker(2, UPAH="7777777")])
    batch = upload(path, sari)
    flow.correct(batch, by=sari, field="UPAH", right="1000000", row=2)
    batch = after_work(batch)
    flow.look_again(batch, how={"sheet": "Feb"})
    batch = after_work(batch)
    assert batch.corrections.count() == 0
    if batch.state == "columns":
        flow.use_layout(batch, Layout.from_json(batch.layout))
        batch = after_work(batch)
    save(batch, sari)
    assert Membership.objects.get().wage == 7_777_777


def confirmed(batch, by, **constants):
    """The columns as found, confirmed with texts for all rows, and remembered."""
    layout = Layout.from_json(batch.layout)
    layout = replace(layout, constants={**layout.constants, **constants})
    flow.use_layout(batch, layout)
    remember_layout(batch, layout, by)
    return after_work(batch)


def test_texts_for_all_rows_are_asked_for_each_time(sari, tmp_path):
    rows = [worker(1, TGL_LAHIR="20-05-1982")]
    batch = upload(listed(tmp_path / "a.csv", rows), sari)
    assert batch.state == "columns"
    save(confirmed(batch, sari, NPP="00001234"), sari)
    later = upload(listed(tmp_path / "b.csv", [worker(2)]), sari)
    assert later.options["remembered"]
    assert "NPP" not in later.layout["constants"]


def test_a_text_that_completes_another_column_is_remembered(sari, tmp_path):
    bad = {"KBLI_VERSI": "", "TGL_TUTUP": "31-12-2019", "TGL_DAFTAR": "01-02-2020"}
    rows = [employer(NPP=f"0000567{at}", **(bad if at else {})) for at in range(2)]
    path = write_employers(
        tmp_path, [{name: text for name, text in row.items() if name != "KBLI_VERSI"} for row in rows]
    )
    batch = upload(path, sari, "employers")
    assert batch.state == "columns"
    batch = confirmed(batch, sari, KBLI_VERSI="2020", BENTUK="PT")
    assert (batch.rows_new, batch.rows_rejected) == (1, 1)
    home = tmp_path / "ditolak.xlsx"
    home.write_bytes(rejects_of(batch))
    for again in (path, home):
        later = upload(again, sari, "employers")
        assert (later.state, later.layout["constants"]) == ("review", {"KBLI_VERSI": "2020"})
    assert (later.rows_rejected, later.summary["lacking"]) == (1, {})


def test_another_style_of_dates_than_last_time_is_asked_about(sari, tmp_path):
    rows = [worker(1, SEGMEN="BPU")]
    batch = upload(listed(tmp_path / "a.csv", rows, TGL_MULAI="03/14/2021", TGL_LAHIR="05/02/1982"), sari)
    confirmed(batch, sari)
    ambiguous = upload(listed(tmp_path / "b.csv", rows, TGL_MULAI="03/04/2021", TGL_LAHIR="05/02/1982"), sari)
    assert ambiguous.state == "columns"
    sure = upload(listed(tmp_path / "c.csv", rows, TGL_MULAI="14/03/2021", TGL_LAHIR="20/05/1982"), sari)
    assert sure.layout["dates"]["TGL_MULAI"] == "dmy"


def test_what_one_admin_confirmed_another_is_asked_about(sari, tmp_path):
    rows = [worker(1, SEGMEN="BPU", TGL_LAHIR="20-05-1982", TGL_MULAI="15-03-2021")]
    confirmed(upload(listed(tmp_path / "a.csv", rows), sari), sari)
    assert upload(listed(tmp_path / "b.csv", rows), sari).state == "review"
    other = admin("dewi", Branch.objects.get(code="CMN"))
    assert upload(listed(tmp_path / "c.csv", rows), other).state == "columns"


def test_a_wrong_encoding_that_was_tried_costs_nothing(sari, tmp_path):
    batch = upload(listed(tmp_path / "a.csv", [worker(1)]), sari)
    flow.look_again(batch, how={"encoding": "utf-16"})
    batch = after_work(batch)
    assert (batch.state, batch.refusal["code"], Desk.of(batch.pk).upload.exists()) == ("columns", "encoding", True)


def test_who_began_on_the_files_own_day_is_neither_shown_leaving_nor_ended(sari, tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2, TGL_MULAI="31-12-2023"), worker(3)]))
    batch = upload(write_workers(tmp_path, [worker(1)], "b.csv"), sari)
    (city,) = batch.summary["effect"]["cities"]
    shown = city["after"]["memberships"] - city["leaving"]["memberships"]
    batch = save(batch, sari, end_missing=True)
    assert batch.rows_ended == 1
    active = Membership.objects.filter(started_on__lte=date(2023, 12, 31)).exclude(ended_on__lte=date(2023, 12, 31))
    assert active.count() == shown == 2


def test_imports_are_put_back_in_the_order_they_were_saved_not_sent(sari, tmp_path):
    nik = worker(1)["NIK"]
    first, second = worker(1), worker(2, NIK=nik, TGL_LAHIR=worker(1)["TGL_LAHIR"])
    load(write_workers(tmp_path, [first, second]))
    a = upload(write_workers(tmp_path, [first | {"NAMA": "Nama A"}, second | {"NAMA": "Nama A"}], "a.csv"), sari)
    b = upload(write_workers(tmp_path, [first | {"NAMA": "Nama B"}, second | {"NAMA": "Nama B"}], "b.csv"), sari)
    b = save(b, sari)
    a = save(save(a, sari), sari)  # the second time after looking again: b has changed the data
    assert (a.state, b.state, Person.objects.get().name) == ("applied", "applied", "Nama A")
    assert undo(b, sari).state == "applied"
    assert Person.objects.get().name == "Nama A"
    assert undo(a, sari).state == "undone"
    assert undo(b, sari).state == "undone"
    assert Person.objects.get().name == "Rangga Kusuma"


def test_an_upload_left_by_a_worker_that_died_after_saving_is_deleted(sari, tmp_path):
    batch = save(upload(write_workers(tmp_path, [worker(1)]), sari), sari)
    Desk.of(batch.pk).open()
    Desk.of(batch.pk).upload.write_text("3671")
    take_up()
    assert not Desk.of(batch.pk).upload.exists()


def test_what_is_typed_and_could_be_a_nik_is_not_kept(sari, tmp_path):
    batch = upload(write_workers(tmp_path, [worker(1, SEGMEN="?")]), sari)
    with pytest.raises(flow.LikeANik):
        flow.correct(batch, by=sari, field="NAMA", right=worker(1)["NIK"], row=2)
    assert batch.corrections.count() == 0
    other = upload(listed(tmp_path / "a.csv", [worker(1)]), sari)
    confirmed(other, sari, DIVISI=worker(1)["NIK"])
    other.refresh_from_db()
    assert worker(1)["NIK"] not in repr(other.layout)
    assert Employer.objects.count() == 2


def test_a_large_upload_without_a_script_lies_with_the_imports_while_it_comes_in(settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.IMPORT_DIR = str(tmp_path / "imports")
    client = Client()
    client.force_login(admin())
    seen = []

    def keep_looking(upload):
        seen.append(upload.temporary_file_path())
        return []

    form = "coverage_portal.imports.pages.upload_views.UploadForm.is_valid"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(form, lambda sent: keep_looking(sent.files["file"]))
        client.post("/impor/unggah/", {"kind": "workers", "file": SimpleUploadedFile("a.csv", b"x" * 100)})
    assert [path.startswith(f"{tmp_path}/imports/incoming/") for path in seen] == [True]
    assert not any((tmp_path / "imports" / "incoming").iterdir())
