"""Every kind of file goes the whole way: looked at, checked, saved, put back, and nothing is left behind."""

from __future__ import annotations

from datetime import date

import pytest
import python_calamine
import xlsxwriter

from coverage_portal.coverage.rollups import countable_months
from coverage_portal.imports.pages.effect_shown import effect_of
from coverage_portal.imports.rejects import rejects_of
from coverage_portal.imports.stage import Stage
from employers.models import Employer, EmployerProgramme
from regions.figure_kinds import FigureBasis
from regions.models import ReferenceFigure
from tests.imports.batches import admin, save, undo, upload
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person
from workers.sipp import HEADER, SHEET, is_stand_in

pytestmark = pytest.mark.django_db
MODELS = (Employer, EmployerProgramme, Person, Membership, ReferenceFigure)
FIGURE = {
    "JENIS": "Angkatan kerja",
    "KETERANGAN": "",
    "KODE_WILAYAH": "36.71",
    "POSISI": "31-08-2024",
    "PERIODE": "Agustus 2024",
    "NILAI": "1200000",
    "SATUAN": "orang",
    "SETENGAH_LANGKAH": "5000",
    "BASIS": str(FigureBasis.SAKERNAS.label),
    "PENERBIT": "BPS Kota Tangerang",
    "DOKUMEN": "Keadaan Angkatan Kerja 2024",
    "TAUTAN": "",
    "CATATAN": "",
}
NEW_WORKER = {
    "NO_PEGAWAI": "1",
    "NAMA_DEPAN": "Rangga",
    "NAMA_BELAKANG": "Kusuma",
    "TANGGAL_LAHIR": "18-05-1982",
    "NAMA_IBU_KANDUNG": "Ibu Rahasia",
    "JENIS_IDENTITAS": "KTP",
    "NOMOR_IDENTITAS": "3671071805829074",
    "JENIS_KELAMIN": "L",
    "UPAH": "5069708",
    "LOKASI_PEKERJAAN": "3671",
}


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    return admin()


def everything():
    return {model.__name__: list(model.objects.order_by("id").values()) for model in MODELS}


def csv(tmp_path, rows, name="a.csv"):
    path = tmp_path / name
    path.write_text("\n".join([";".join(rows[0]), *(";".join(row.values()) for row in rows)]))
    return path


def sipp_book(tmp_path, rows):
    path = tmp_path / "tk_baru.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Petunjuk Pengisian").write_string(0, 0, "Isi lembar data_tk_baru")
        sheet = book.add_worksheet(SHEET)
        for at, row in enumerate([dict(zip(HEADER, HEADER, strict=True)), *rows]):
            for column, name in enumerate(HEADER):
                sheet.write_string(at, column, row.get(name, ""))
        book.add_worksheet("Lokasi Pekerjaan").write_string(0, 0, "3671")
    return path


def test_declared_headcounts_are_saved_and_put_back(sari, tmp_path):
    before = everything()
    rows = [{"NPP": "00001234", "JML_TK_WLKP": "240", "TGL_WLKP": "30-06-2023"}]
    rows.append({"NPP": "99999999", "JML_TK_WLKP": "5", "TGL_WLKP": "30-06-2023"})
    batch = upload(csv(tmp_path, rows), sari, "headcounts")
    assert (batch.state, batch.rows_changed, batch.rows_rejected) == ("review", 1, 1)
    (changed,) = Stage.of(batch).page("changed", 1, 50).rows
    assert (changed.cells["JML_TK_WLKP"], changed.old["JML_TK_WLKP"]) == ("240", "12")
    (city,) = batch.summary["effect"]["cities"]
    assert (city["before"]["declared"], city["after"]["declared"]) == (12, 240)
    batch = save(batch, sari)
    assert Employer.objects.get().declared_headcount == 240
    assert undo(batch, sari).state == "undone"
    assert everything() == before


def test_published_figures_are_saved_and_put_back(sari, tmp_path):
    batch = save(upload(csv(tmp_path, [FIGURE]), sari, "figures"), sari)
    assert (batch.state, batch.rows_new) == ("applied", 1)
    before = everything()
    assert (ReferenceFigure.objects.get().value, ReferenceFigure.objects.get().entered_by) == (1_200_000, sari)
    again = upload(csv(tmp_path, [FIGURE | {"NILAI": "1210000"}], "b.csv"), sari, "figures")
    assert (again.rows_changed, again.rows_new) == (1, 0)
    again = save(again, sari)
    assert ReferenceFigure.objects.current().get().value == 1_210_000
    blocked = undo(batch, sari)
    assert blocked.state == "applied"
    assert blocked.summary["undo_refused"]["blocks"][0]["table"] == "regions_referencefigure"
    assert undo(again, sari).state == "undone"
    assert everything() == before
    assert undo(batch, sari).state == "undone"
    assert not ReferenceFigure.objects.exists()


def test_another_labour_force_is_shown_before_it_is_saved(sari, tmp_path):
    load(write_workers(tmp_path, [worker(n) for n in range(1, 4)]))
    first = FIGURE | {"POSISI": "31-08-2023", "NILAI": "6", "SETENGAH_LANGKAH": ""}
    save(upload(csv(tmp_path, [first]), sari, "figures"), sari)
    batch = upload(csv(tmp_path, [first | {"NILAI": "4"}, FIGURE | {"JENIS": "Penduduk"}], "b.csv"), sari, "figures")
    shown = effect_of(batch)
    (city,) = shown.cities
    assert shown.moves
    assert (city.rate.before, city.rate.after) == ("50,0%", "75,0%")
    assert [(change.before, change.after) for change in city.changes] == [("6", "4")]


def test_new_workers_of_sipp_are_saved_for_their_employer_and_put_back(sari, tmp_path):
    before = everything()
    batch = upload(sipp_book(tmp_path, [NEW_WORKER]), sari, position=date(2023, 12, 31), options={"npp": "00001234"})
    assert (batch.state, batch.rows_new, batch.partial) == ("review", 1, True), (batch.refusal, batch.looked)
    batch = save(batch, sari)
    member = Membership.objects.select_related("person", "employer").get()
    assert is_stand_in(member.kpj)
    assert (member.person.name, member.employer.npp, member.programmes, member.wage) == (
        "Rangga Kusuma",
        "00001234",
        3,
        5_069_708,
    )
    assert member.started_on == date(2023, 12, 31)
    assert "Ibu Rahasia" not in repr(everything()) + repr(batch.looked)
    assert undo(batch, sari).state == "undone"
    assert everything() == before


def test_a_part_of_an_extract_opens_no_month_and_stands_in_no_extracts_way(sari, tmp_path):
    save(upload(sipp_book(tmp_path, [NEW_WORKER]), sari, position=date(2024, 3, 31), options={"npp": "00001234"}), sari)
    assert countable_months() == []
    batch = save(upload(csv(tmp_path, [worker(1), worker(2)]), sari), sari)
    assert (batch.state, batch.rows_new) == ("applied", 2)
    assert max(countable_months()) == date(2023, 12, 1)


def test_figures_and_headcounts_come_in_beside_the_demo_and_in_any_order(sari, tmp_path):
    assert save(upload(csv(tmp_path, [FIGURE]), sari, "figures", illustrative=False), sari).state == "applied"
    rows = [{"NPP": "00001234", "JML_TK_WLKP": "240", "TGL_WLKP": "30-06-2023"}]
    assert save(upload(csv(tmp_path, rows), sari, "headcounts"), sari).state == "applied"
    rows[0] |= {"JML_TK_WLKP": "230", "TGL_WLKP": "30-06-2022"}
    older = upload(csv(tmp_path, rows, "b.csv"), sari, "headcounts", position=date(2022, 12, 31))
    assert (older.summary["refusals"], older.rows_same) == ([], 1)
    assert load(write_employers(tmp_path, [employer(NAMA="PT Baru")], "c.xlsx"), "employers").applied


def test_what_sipp_says_of_a_family_never_goes_home(sari, tmp_path):
    row = NEW_WORKER | {"NOMOR_IDENTITAS": "12", "GOLONGAN_DARAH": "AB"}
    batch = upload(sipp_book(tmp_path, [row]), sari, options={"npp": "00001234"})
    path = tmp_path / "home.xlsx"
    path.write_bytes(rejects_of(batch))
    header, bad = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    named = dict(zip(header, bad, strict=True))
    assert (named["NAMA_IBU_KANDUNG"], named["GOLONGAN_DARAH"], named["NAMA_DEPAN"]) == ("", "", "Rangga")


def test_new_workers_without_an_employer_wait_for_one(sari, tmp_path):
    batch = upload(sipp_book(tmp_path, [NEW_WORKER]), sari)
    assert batch.state == "columns"
    assert "sipp_no_employer" in batch.looked["notes"]


def test_the_real_kpj_takes_the_place_of_the_one_that_stood_in(sari, tmp_path):
    save(upload(sipp_book(tmp_path, [NEW_WORKER]), sari, options={"npp": "00001234"}), sari)
    stand_in = Membership.objects.get()
    row = worker(7, NIK=NEW_WORKER["NOMOR_IDENTITAS"], TGL_LAHIR="18-05-1982")
    batch = save(upload(csv(tmp_path, [row]), sari), sari)
    assert (batch.rows_new, batch.rows_changed) == (0, 1)
    member = Membership.objects.get()
    assert (member.pk, member.kpj) == (stand_in.pk, row["KPJ"])
    assert undo(batch, sari).state == "undone"
    assert Membership.objects.get().kpj == stand_in.kpj
