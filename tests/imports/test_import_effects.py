"""What an import does to persons, employers and months: who is corrected, and which figures are counted again."""

from datetime import date

import pytest

from coverage_portal.coverage import rollups
from coverage_portal.coverage.models import CoverageTotal
from employers.models import Employer
from tests.imports.extracts import employer, issues, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 31)
TWIN = {"NIK": worker(1)["NIK"], "TGL_LAHIR": worker(1)["TGL_LAHIR"]}


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    """A world with one employer, which came in through the import."""
    world()
    load(write_employers(tmp_path, [employer()]), "employers")


def test_a_changed_employer_replaces_its_programmes_and_counts_its_months_again(tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    changed = employer(KBLI="25111", JKM_SEJAK="", JHT_SEJAK="01-05-2022", TGL_TUTUP="01-01-2024")
    receipt = load(write_employers(tmp_path, [changed, employer(NPP="00005678")]), "employers", position=JANUARY)
    assert (receipt.new, receipt.changed, receipt.same) == (1, 1, 0)
    row = Employer.objects.get(npp="00001234")
    assert (row.kbli_section, row.closed_on) == ("C", date(2024, 1, 1))
    assert list(row.programmes.order_by("programme").values_list("programme", flat=True)) == [1, 4]
    rollups.check()


def test_two_rows_of_one_nik_are_one_person(tmp_path):
    second = worker(2, **TWIN, KODE_DOMISILI="36.71.08")
    receipt = load(write_workers(tmp_path, [worker(1), second]))
    assert (Person.objects.count(), Membership.objects.count(), issues(receipt)) == (1, 2, [])
    assert Person.objects.get().home.code == "36.71.07"  # the first row decides


def test_a_nik_with_two_names_warns_and_the_first_row_decides(tmp_path):
    second = worker(2, **TWIN, NAMA="Orang Lain")
    receipt = load(write_workers(tmp_path, [worker(1), second]))
    assert issues(receipt) == [(3, "NIK", "person_differs")]
    assert receipt.issues["value"].to_list() == ["Orang Lain"]
    assert Person.objects.get().name == "Rangga Kusuma"


def test_a_person_is_corrected_when_the_whole_file_agrees(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2)]))
    receipt = load(write_workers(tmp_path, [worker(1, NAMA="Rangga K."), worker(2)], "b.csv"), position=JANUARY)
    assert issues(receipt) == [(2, "NIK", "person_differs")]
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Rangga K.", "Rangga Kusuma"]


def test_moving_house_needs_no_warning(tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    receipt = load(write_workers(tmp_path, [worker(1, KODE_DOMISILI="36.71.08")], "b.csv"), position=JANUARY)
    assert issues(receipt) == []
    assert Person.objects.get().home.code == "36.71.08"
    rollups.check()


def test_a_person_stays_as_stored_while_another_row_still_says_so(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2, **TWIN)]))
    receipt = load(write_workers(tmp_path, [worker(1, NAMA="Lain"), worker(2, **TWIN)], "b.csv"), position=JANUARY)
    assert issues(receipt) == [(2, "NIK", "person_differs")]
    assert Person.objects.get().name == "Rangga Kusuma"


def test_a_wrong_correction_is_put_right_by_the_right_file(tmp_path):
    """Its one row is stored just so, but was stored before the person was corrected: it has to be read."""
    right = [worker(1), worker(2, **TWIN)]
    load(write_workers(tmp_path, right))
    load(write_workers(tmp_path, [worker(1, NAMA="Salah Ketik", KODE_DOMISILI="36.71.08")], "b.csv"))
    assert Person.objects.get().name == "Salah Ketik"
    receipt = load(write_workers(tmp_path, right, "c.csv"))
    assert (receipt.changed, receipt.same) == (1, 1)
    assert (Person.objects.get().name, Person.objects.get().home.code) == ("Rangga Kusuma", "36.71.07")
    rollups.check()
    again = load(write_workers(tmp_path, right, "d.csv"))
    assert (again.changed, again.same, issues(again)) == (0, 2, [])


def test_a_repeated_kpj_is_found_though_its_stored_row_would_be_rejected_now(tmp_path):
    second = employer(NPP="00005678")
    load(write_employers(tmp_path, [employer(), second]), "employers")
    load(write_workers(tmp_path, [worker(1), worker(3)]))
    load(write_employers(tmp_path, [employer(TGL_TUTUP="01-02-2021"), second]), "employers")
    twice = [worker(1), worker(1, NPP="00005678", UPAH="1"), worker(3, NPP="00005678")]
    receipt = load(write_workers(tmp_path, twice, "b.csv"))
    assert not receipt.applied
    assert {(3, "KPJ", "kpj_repeated"), (2, "TGL_MULAI", "employer_closed")} <= set(issues(receipt))


def test_a_good_row_whose_kpj_a_rejected_row_has_too_is_not_taken(tmp_path):
    rows = [worker(1), worker(1, SEGMEN=""), worker(2)]
    receipt = load(write_workers(tmp_path, rows), skip_bad=True)
    assert (receipt.new, receipt.rejected) == (1, 2)
    assert {(2, "KPJ", "kpj_repeated"), (3, "SEGMEN", "required")} == set(issues(receipt))


def test_a_new_membership_of_a_known_person_makes_no_second_person(tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    receipt = load(write_workers(tmp_path, [worker(1), worker(2, **TWIN), worker(3)], "b.csv"), position=JANUARY)
    assert (receipt.new, receipt.changed, receipt.same) == (2, 0, 1)
    assert Person.objects.count() == 2


def test_months_are_counted_again_only_from_what_changed(tmp_path, monkeypatch):
    ended = worker(9, TGL_AKHIR="01-06-2021")
    load(write_workers(tmp_path, [worker(1), worker(2), ended]))
    asked = []
    monkeypatch.setattr(rollups, "rebuild", lambda months, say: asked.append((min(months), max(months))))
    for change, first in (
        ({"UPAH": "1"}, None),
        ({"TGL_AKHIR": "01-11-2023"}, date(2023, 11, 1)),
        ({"PROGRAM": "JKK", "TGL_AKHIR": "01-11-2023"}, date(2021, 6, 1)),
    ):
        asked.clear()
        load(write_workers(tmp_path, [worker(1, **change), worker(2), ended], "b.csv"))
        assert asked == ([(first, date(2023, 12, 1))] if first else []), change


def test_an_employers_new_scale_counts_from_its_first_membership(tmp_path):
    """Also from one that began before the employer was registered."""
    early = worker(2, TGL_MULAI="01-01-2017", TGL_AKHIR="01-06-2018")
    load(write_workers(tmp_path, [worker(1, TGL_MULAI="01-02-2018"), early]))
    load(write_employers(tmp_path, [employer(SKALA="Menengah")]), kind="employers")
    assert rollups.check() == 67


def test_an_employers_file_counts_the_employers_of_every_month_again(tmp_path):
    """Also where no membership counts otherwise than before; another branch's employer counts in the same places."""
    load(write_workers(tmp_path, [worker(1), worker(2, TGL_AKHIR="01-08-2023")]))
    second = employer(
        NPP="00005678", KODE_KANTOR="CKK", TGL_DAFTAR="30-09-2023", JML_TK_WLKP="30", TGL_WLKP="01-11-2023"
    )
    load(write_employers(tmp_path, [employer(), second]), "employers")
    city = CoverageTotal.objects.filter(region__code="36.71", dimension=0, place=1).order_by("month")
    found = {
        month.month: counts
        for month, *counts in city.values_list("month", "employers", "declared_employers", "declared")
    }
    assert found == {8: [1, 1, 12], 9: [2, 1, 12], 10: [2, 1, 12], 11: [2, 2, 42], 12: [2, 2, 42]}
    assert rollups.check() == 5


def test_the_first_month_moves_with_the_earliest_end(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2, TGL_AKHIR="01-06-2023")]))
    load(write_workers(tmp_path, [worker(1), worker(2, TGL_AKHIR="01-09-2023")], "b.csv"))
    assert min(rollups.countable_months()) == date(2023, 9, 1)
    assert rollups.check() == 4
