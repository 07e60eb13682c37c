"""An employers' file never makes a second employer of one that is registered already."""

from datetime import date

import pytest
from django.test import Client

from coverage_portal.imports.stage import Stage
from employers.models import Employer
from tests.imports.batches import admin, upload
from tests.imports.extracts import employer, issues, load, worker, world, write_employers, write_workers
from tests.imports.looks import flat

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 31)
NIB, NPWP = "9120000000001", "012345674123000"


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    """A world with two employers: one whose NPP begins with zeros, and one whose NPP has fewer digits."""
    world()
    known = [employer(NPP="00001608", NIB=NIB, NPWP=NPWP), employer(NPP="77", NAMA="CV Pendek")]
    load(write_employers(tmp_path, known), "employers")


def brought_in(tmp_path, *rows, **asked):
    return load(write_employers(tmp_path, list(rows), "b.csv"), "employers", position=JANUARY, **asked)


def test_an_npp_that_lost_its_zeros_is_rejected_and_its_employer_is_not_missing(tmp_path):
    receipt = brought_in(tmp_path, employer(NPP="1608"), employer(NPP="77", NAMA="CV Pendek"), skip_bad=True)
    assert (receipt.new, receipt.changed, receipt.same, receipt.rejected, receipt.missing) == (0, 0, 1, 1, 0)
    assert receipt.issues.rows() == [(2, "NPP", "npp_lost_zeros", "error", "1608 / 00001608")]
    assert sorted(Employer.objects.values_list("npp", flat=True)) == ["00001608", "77"]


def test_a_division_of_its_own_does_not_make_it_another_employer(tmp_path):
    receipt = brought_in(tmp_path, employer(NPP="1608", DIVISI="002"), skip_bad=True)
    assert issues(receipt) == [(2, "NPP", "npp_lost_zeros")]


@pytest.mark.parametrize("npp", ["1609", "A608", "77"])
def test_a_short_npp_that_no_stored_one_explains_only_warns(tmp_path, npp):
    receipt = brought_in(tmp_path, employer(NPP=npp, TGL_DAFTAR="01-03-2020"))
    assert issues(receipt) == [(2, "NPP", "npp_form")]
    assert receipt.new + receipt.changed == 1


def test_the_lost_and_the_whole_npp_in_one_file_change_nothing(tmp_path):
    receipt = brought_in(tmp_path, employer(NPP="1608"), employer(NPP="00001608", NIB=NIB, NPWP=NPWP), skip_bad=True)
    assert receipt.new == 0
    assert (2, "NPP", "npp_lost_zeros") in issues(receipt)
    assert Employer.objects.count() == 2


def test_the_review_says_which_npp_and_offers_it(tmp_path, settings):
    settings.IMPORT_DIR = str(tmp_path / "imports")
    sari, client = admin(), Client()
    client.force_login(sari)
    batch = upload(
        write_employers(tmp_path, [employer(NPP="1608"), employer(NPP="00005678")], "b.xlsx"), sari, "employers"
    )
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/"))
    assert "kehilangan nol di depan: pemberi kerjanya sudah tersimpan (di berkas / tersimpan). 1608 / 00001608" in html
    assert "Pakai “00001608 PT Maju Jaya”" in html


def test_a_workers_file_is_offered_the_npp_with_its_zeros(tmp_path, settings):
    settings.IMPORT_DIR = str(tmp_path / "imports")
    sari, client = admin(), Client()
    client.force_login(sari)
    batch = upload(write_workers(tmp_path, [worker(1, NPP="1608"), worker(2, NPP="00001608")]), sari, "workers")
    assert [row.problems[0].code for row in Stage.of(batch).page("rejected", 1, 9).rows] == ["employer_unknown"]
    assert "Pakai “00001608 PT Maju Jaya”" in flat(client.get(f"/impor/{batch.pk}/tinjau/"))


@pytest.mark.parametrize(("column", "given"), [("NIB", NIB), ("NPWP", NPWP), ("NPWP", "0" + NPWP)])
def test_a_new_employer_with_the_nib_or_npwp_of_another_is_a_warning_that_names_it(tmp_path, column, given):
    receipt = brought_in(tmp_path, employer(NPP="00009999", NAMA="Maju Jaya PT", **{column: given}))
    assert receipt.issues.rows() == [(2, column, "employer_look_alike", "warning", "00001608 PT Maju Jaya")]
    assert receipt.new == 1


def test_a_new_division_of_an_employer_and_a_known_employer_are_no_look_alikes(tmp_path):
    rows = employer(NPP="00001608", DIVISI="002", NIB=NIB, NPWP=NPWP), employer(NPP="77", NAMA="CV Pendek", NIB=NIB)
    assert [issue for issue in issues(brought_in(tmp_path, *rows)) if issue[2] != "npp_form"] == []


def test_what_looks_alike_is_to_be_acknowledged(tmp_path, settings):
    settings.IMPORT_DIR = str(tmp_path / "imports")
    sari, client = admin(), Client()
    client.force_login(sari)
    batch = upload(write_employers(tmp_path, [employer(NPP="00009999", NIB=NIB)], "b.xlsx"), sari, "employers")
    html = flat(client.get(f"/impor/{batch.pk}/tinjau/"))
    assert "1 baris: Mungkin sudah terdaftar dengan NPP lain: NIB atau NPWP-nya sama." in html
    assert "Baris 2: 00001608 PT Maju Jaya" in html
    assert 'id="tahu-employer_look_alike"' in html


def test_another_branchs_employer_is_not_named(tmp_path):
    row = employer(NPP="00009999", NIB=NIB, KODE_KANTOR="CKK")
    receipt = brought_in(tmp_path, row, branches=["CKK"])
    assert receipt.issues.rows() == [(2, "NIB", "employer_look_alike", "warning", "")]


def test_a_nib_of_a_wrong_length_does_not_replace_a_good_one(tmp_path):
    receipt = brought_in(tmp_path, employer(NPP="00001608", NIB=NIB[:-1], NPWP=NPWP), skip_bad=True)
    assert issues(receipt) == [(2, "NIB", "nib_form")]
    assert Employer.objects.get(npp="00001608").nib == NIB
