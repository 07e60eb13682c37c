"""A file that comes after edits by hand: what it does not speak of stands, what it says stands together."""

from datetime import date

import pytest

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.undoing import undo
from coverage_portal.programmes.codes import Programme
from employers.models import Employer, EmployerProgramme
from tests.employers.test_headcounts import DECLARED
from tests.imports.batches import admin, save, upload
from tests.imports.extracts import csv_text, employer, load, world, write_employers

pytestmark = pytest.mark.django_db
LEFT = date(2023, 6, 1)


@pytest.fixture(autouse=True)
def register(tmp_path):
    """One employer as a file brought it, and edited by hand since."""
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    Employer.objects.update(row_hash=None)


def send(tmp_path, row):
    return load(write_employers(tmp_path, [row], "lain.xlsx"), "employers")


def spells():
    return list(
        EmployerProgramme.objects.order_by("programme", "pk").values_list("programme", "started_on", "ended_on")
    )


JKK, JKM = Programme.JKK.value, Programme.JKM.value
JOINED = date(2020, 2, 1)


def test_a_programme_left_by_hand_stays_left_when_a_file_does_not_speak_of_programmes(tmp_path, settings):
    settings.IMPORT_DIR = str(tmp_path / "imports")
    EmployerProgramme.objects.filter(programme=JKM).update(ended_on=LEFT)
    row = {name: cell for name, cell in employer(ALAMAT="Jalan Lain 2").items() if not name.endswith("_SEJAK")}
    path = tmp_path / "less.csv"
    path.write_text("\n".join([";".join(row), ";".join(row.values())]))
    sari = admin()
    batch = upload(path, sari, "employers")
    assert batch.rows_changed == 1
    save(batch, sari)
    assert spells() == [(JKK, JOINED, None), (JKM, JOINED, LEFT)]


def test_a_programme_that_a_file_still_has_is_held_again_and_undoing_ends_it_again(tmp_path):
    EmployerProgramme.objects.filter(programme=JKM).update(ended_on=LEFT)
    receipt = send(tmp_path, employer())
    assert receipt.changed == 1
    assert spells() == [(JKK, JOINED, None), (JKM, JOINED, None)]
    undo(ImportBatch.objects.get(pk=receipt.batch_id))
    assert spells() == [(JKK, JOINED, None), (JKM, JOINED, LEFT)]


def test_what_had_ended_before_it_was_joined_anew_stays_on_record(tmp_path):
    firm = Employer.objects.get()
    EmployerProgramme.objects.create(
        employer=firm, programme=JKM, started_on=date(2015, 1, 1), ended_on=date(2018, 1, 1)
    )
    send(tmp_path, employer(ALAMAT="Jalan Lain 2"))
    assert (JKM, date(2015, 1, 1), date(2018, 1, 1)) in spells()


def test_a_kind_of_business_goes_with_another_risk_group_and_stays_with_its_own(tmp_path):
    Employer.objects.update(risk_group=2, risk_code="2-5", risk_as_of=LEFT)
    send(tmp_path, employer(ALAMAT="Jalan Lain 2"))
    assert Employer.objects.get().risk_code == "2-5"
    send(tmp_path, employer(KELOMPOK_RISIKO="1"))
    stored = Employer.objects.get()
    assert (stored.risk_group, stored.risk_code, stored.risk_as_of) == (1, "", None)


def test_what_it_became_when_it_closed_goes_with_the_day(tmp_path):
    Employer.objects.update(closed_on=LEFT, closed_as="nonaktif")
    send(tmp_path, employer())
    assert Employer.objects.values_list("closed_on", "closed_as").get() == (None, "")
    send(tmp_path, employer(TGL_TUTUP="15-01-2024"))
    assert Employer.objects.get().status_on(date(2024, 2, 1)) == Employer.Status.CLOSED


@pytest.mark.parametrize("headcount", [("12", "15-01-2023", 60), ("100", "15-03-2023", None)])
def test_wages_and_workers_on_a_form_go_with_its_declaration(tmp_path, headcount):
    workers, day, wages = headcount
    Employer.objects.update(declared_wages=60, registered_headcount=8)
    send(tmp_path, employer(ALAMAT="Jalan Lain 2", JML_TK_WLKP=workers, TGL_WLKP=day))
    stored = Employer.objects.get()
    assert (stored.declared_wages, stored.registered_headcount) == (wages, 8 if wages else None)


def test_a_newer_declaration_to_wlkp_does_so_too(tmp_path):
    Employer.objects.update(declared_wages=60, registered_headcount=8)
    path = tmp_path / "wlkp.csv"
    path.write_text(csv_text([DECLARED | {"JML_TK_WLKP": "5", "TGL_WLKP": "10-12-2023"}]))
    load(path, "headcounts", partial=True)
    stored = Employer.objects.get()
    assert (stored.declared_headcount, stored.declared_wages, stored.registered_headcount) == (5, None, None)
