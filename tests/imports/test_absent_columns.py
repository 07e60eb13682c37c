"""A column that a file lacks is no blank cell: what is stored stands."""

from __future__ import annotations

from datetime import date

import pytest
import python_calamine

from coverage_portal.imports.rejects import rejects_of
from coverage_portal.imports.stage import Stage
from employers.models import Employer, EmployerProgramme
from tests.imports.batches import admin, save, upload
from tests.imports.books import workbook
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(db, tmp_path, settings):
    """A data admin in a world with one employer, which has closed, and one membership, which has ended."""
    settings.IMPORT_DIR = str(tmp_path / "imports")
    world()
    load(write_employers(tmp_path, [employer(TGL_TUTUP="01-06-2023", NIB="1234567890123")]), "employers")
    load(write_workers(tmp_path, [worker(1, TGL_MULAI="01-03-2021", TGL_AKHIR="01-02-2023")]))
    return admin()


def only(row, *names):
    return {name: row[name] for name in names}


def csv(tmp_path, rows, name="less.csv"):
    path = tmp_path / name
    path.write_text("\n".join([";".join(rows[0]), *(";".join(row.values()) for row in rows)]))
    return path


EMPLOYER = ("KODE_KANTOR", "NPP", "NAMA", "KODE_KECAMATAN", "TGL_DAFTAR")
WORKER = (
    *("KODE_KANTOR", "KPJ", "NIK", "NAMA", "JENIS_KELAMIN", "TGL_LAHIR", "NPP", "SEGMEN", "PROGRAM"),
    *("KODE_TEMPAT_KERJA", "TGL_MULAI"),
)


def test_an_employer_keeps_what_the_file_does_not_speak_of(sari, tmp_path):
    before = Employer.objects.values().get()
    same = upload(csv(tmp_path, [only(employer(), *EMPLOYER)]), sari, "employers")
    assert (same.rows_same, same.rows_changed) == (1, 0)
    batch = upload(csv(tmp_path, [only(employer(NAMA="PT Maju Terus"), *EMPLOYER)]), sari, "employers")
    (row,) = Stage.of(batch).page("changed", 1, 9).rows
    assert row.old == {"NAMA": "PT Maju Jaya"}
    save(batch, sari)
    after = Employer.objects.values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"name", "search_text", "row_hash", "batch_id"}
    assert after["closed_on"] == date(2023, 6, 1)
    assert sorted(EmployerProgramme.objects.values_list("programme", flat=True)) == [1, 2]


def test_a_blank_cell_does_empty_what_is_stored(sari, tmp_path):
    rows = [only(employer(), *EMPLOYER, "TGL_TUTUP", "NIB")]
    save(upload(csv(tmp_path, rows), sari, "employers"), sari)
    assert (Employer.objects.get().closed_on, Employer.objects.get().nib) == (None, "")


def test_a_membership_keeps_its_end_its_wage_and_its_persons_home(sari, tmp_path):
    row = worker(1, TGL_MULAI="01-03-2021", PROGRAM="JKK")
    batch = save(upload(csv(tmp_path, [only(row, *WORKER)]), sari), sari)
    assert (batch.state, batch.rows_changed) == ("applied", 1)
    member = Membership.objects.get()
    assert (member.programmes, member.wage, member.ended_on) == (1, 4_600_000, date(2023, 2, 1))
    assert Person.objects.get().home.code == "36.71.07"


def test_an_npp_stored_with_divisions_is_not_doubled_by_a_file_without_them(sari, tmp_path):
    load(write_employers(tmp_path, [employer(NPP="00005678", DIVISI="A"), employer()], "d.xlsx"), "employers")
    batch = upload(csv(tmp_path, [only(employer(NPP="00005678"), *EMPLOYER)]), sari, "employers")
    assert batch.summary["reasons"] == {"division_missing": 1}
    (row,) = Stage.of(batch).page("rejected", 1, 9).rows
    assert [(each.column, each.value) for each in row.problems] == [("DIVISI", "A")]  # what is stored
    assert Employer.objects.filter(npp="00005678").count() == 1


def test_rows_rejected_for_want_of_a_division_can_be_mended_in_the_file_that_goes_home(sari, tmp_path):
    stored = [employer(NPP="00005678", DIVISI=f"D{at}") for at in range(7)]
    load(write_employers(tmp_path, [*stored, employer()], "d.xlsx"), "employers")
    batch = upload(csv(tmp_path, [only(employer(NPP="00005678", NAMA="PT Lain"), *EMPLOYER)]), sari, "employers")
    home = tmp_path / "ditolak.xlsx"
    home.write_bytes(rejects_of(batch))
    header, row = python_calamine.load_workbook(str(home)).get_sheet_by_index(0).to_python()
    assert "Tambahkan kolom berjudul “Divisi” di paling kanan" in row[-1]
    assert "divisi yang tersimpan: D0, D1, D2, D3, D4, …" in row[-1]
    (tmp_path / "kembali.xlsx").write_bytes(workbook([[*header, "Divisi"], [*row, "D3"]]))
    again = upload(tmp_path / "kembali.xlsx", sari, "employers")
    assert (again.state, again.rows_changed, again.rows_rejected) == ("review", 1, 0)
    save(again, sari)
    assert Employer.objects.get(npp="00005678", division="D3").name == "PT Lain"
