"""Declared headcounts from the file to the register: the newest declaration stands, and figures follow it."""

from datetime import date

import pytest

from coverage_portal.core.models import BeforeImage, ImportBatch
from coverage_portal.imports.messages import PROBLEMS
from coverage_portal.imports.undoing import undo
from employers import headcounts_described
from employers.models import Employer
from regions.models import Branch
from tests.employers.test_headcounts import DECLARED
from tests.imports.extracts import csv_text, employer, issues, load, world, write_employers

pytestmark = pytest.mark.django_db
HEADCOUNTS = ImportBatch.Kind.HEADCOUNTS


@pytest.fixture(autouse=True)
def register(tmp_path):
    """Two employers, the first with a declaration of 15 January 2023."""
    world()
    rows = [employer(), employer(NPP="00005678", KODE_KANTOR="CKK", JML_TK_WLKP="", TGL_WLKP="")]
    load(write_employers(tmp_path, rows), "employers")


@pytest.fixture
def send(tmp_path):
    def sent(*rows, **options):
        path = tmp_path / "wlkp.csv"
        path.write_text(csv_text([DECLARED | row for row in rows]))
        return load(path, HEADCOUNTS, **{"partial": True} | options)

    return sent


def declared(npp="00001234"):
    return Employer.objects.filter(npp=npp).values_list("declared_headcount", "declared_on").get()


def counts(receipt):
    return receipt.new, receipt.changed, receipt.same, receipt.rejected, receipt.missing


def test_a_newer_declaration_and_a_first_one_are_kept(send):
    receipt = send({"JML_TK_WLKP": "20", "TGL_WLKP": "10-12-2023"}, {"NPP": "00005678"})
    assert counts(receipt) == (0, 2, 0, 0, 0)
    assert (declared(), declared("00005678")) == ((20, date(2023, 12, 10)), (12, date(2023, 1, 15)))
    assert receipt.touched_from == date(2023, 1, 15)
    assert set(Employer.objects.values_list("row_hash", "batch_id")) == {(0, receipt.batch_id)}
    kept = BeforeImage.objects.get(batch_id=receipt.batch_id, row_id=Employer.objects.get(npp="00001234").pk)
    assert (kept.facts["declared_headcount"], kept.facts["declared_on"]) == (12, "2023-01-15")


def test_the_same_declaration_again_changes_nothing(send):
    receipt = send({})
    assert (counts(receipt), receipt.touched_from) == ((0, 0, 1, 0, 0), None)
    assert Employer.objects.get(npp="00001234").row_hash


def test_an_older_declaration_warns_and_the_newer_stays(send):
    receipt = send({"JML_TK_WLKP": "5", "TGL_WLKP": "10-01-2022"}, {"NPP": "00005678", "JML_TK_WLKP": "1"})
    assert issues(receipt) == [(2, "TGL_WLKP", "declared_older")]
    assert counts(receipt) == (0, 1, 1, 0, 0)
    assert declared() == (12, date(2023, 1, 15))


def test_another_headcount_of_the_same_day_corrects_it(send):
    assert counts(send({"JML_TK_WLKP": "13"})) == (0, 1, 0, 0, 0)
    assert declared() == (13, date(2023, 1, 15))


def test_an_unknown_employer_is_rejected_and_one_that_stands_twice_used_in_neither_row(send):
    receipt = send({"NPP": "99999999"}, {"JML_TK_WLKP": "1"}, {"JML_TK_WLKP": "2"}, skip_bad=True)
    assert issues(receipt) == [
        (2, "NPP", "employer_unknown"),
        (3, "NPP", "employer_repeated"),
        (4, "NPP", "employer_repeated"),
    ]
    assert counts(receipt) == (0, 0, 0, 3, 0)


def test_another_branchs_employer_is_left_alone(send):
    receipt = send({"JML_TK_WLKP": "20"}, {"NPP": "00005678"}, branches=frozenset({"CMN"}), skip_bad=True)
    assert issues(receipt) == [(3, "NPP", "row_of_another_branch")]
    assert (declared(), declared("00005678")) == ((20, date(2023, 1, 15)), (None, None))


def test_the_employers_extract_is_compared_anew_afterwards(send, tmp_path):
    send({"JML_TK_WLKP": "20", "TGL_WLKP": "10-12-2023"})
    receipt = load(write_employers(tmp_path, [employer()]), "employers", partial=True)
    assert (receipt.changed, receipt.same) == (0, 1)  # the newer declaration stands, and nothing else is new
    receipt = load(write_employers(tmp_path, [employer(NAMA="PT Lain")]), "employers", partial=True)
    assert (receipt.changed, receipt.same) == (1, 0)


def test_rows_of_a_filled_form_that_nobody_filled_in_are_blank(send):
    batch = send({"JML_TK_WLKP": "", "TGL_WLKP": ""})
    assert (batch.read, batch.blank, batch.rejected) == (1, 1, 0)


@pytest.mark.parametrize("said", [{}, {"JML_TK_WLKP": "", "TGL_WLKP": ""}])
def test_an_employers_extract_does_not_bring_back_an_older_declaration(send, tmp_path, said):
    send({"JML_TK_WLKP": "20", "TGL_WLKP": "10-12-2023"})
    load(write_employers(tmp_path, [employer(NAMA="PT Maju Lagi", **said)]), "employers", partial=True)
    assert declared() == (20, date(2023, 12, 10))
    assert Employer.objects.get(npp="00001234").name == "PT Maju Lagi"


def test_a_newer_declaration_of_an_extract_stands(send, tmp_path):
    send({"JML_TK_WLKP": "20", "TGL_WLKP": "10-12-2022"})
    load(write_employers(tmp_path, [employer(JML_TK_WLKP="30", TGL_WLKP="11-12-2023")]), "employers", partial=True)
    assert declared() == (30, date(2023, 12, 11))


def test_it_can_be_taken_back(send):
    before = list(Employer.objects.order_by("pk").values())
    receipt = send({"JML_TK_WLKP": "20", "TGL_WLKP": "10-12-2023"}, {"NPP": "00005678"})
    batch = ImportBatch.objects.get(pk=receipt.batch_id)
    undo(batch)
    assert batch.state == "undone"
    assert list(Employer.objects.order_by("pk").values()) == before


def test_a_review_shows_what_is_stored_and_what_the_file_says(send):
    row = Employer.objects.get(npp="00001234")
    said = {"NPP": "00001234", "DIVISI": "", "NAMA": "PT Maju Jaya", "JML_TK_WLKP": "12", "TGL_WLKP": "15-01-2023"}
    assert headcounts_described.stored([row.pk]) == {row.pk: said}
    assert headcounts_described.matching("1234") == [row.pk]
    assert Branch.objects.count() == 2


@pytest.mark.parametrize(
    "code", ["headcount_missing", "headcount_parts_differ", "declared_after_position", "declared_older"]
)
def test_every_problem_has_its_sentence(code):
    assert code in PROBLEMS


def test_a_name_that_is_clearly_another_employers_warns_and_shows_both(send):
    receipt = send({"NAMA": "PT Sentosa Abadi", "JML_TK_WLKP": "20"}, {"NPP": "00005678", "NAMA": "Jaya Maju, PT. Tbk"})
    assert issues(receipt) == [(2, "NAMA", "name_differs")]
    assert receipt.issues["severity"].to_list() == ["warning"]
    assert receipt.issues["value"].to_list() == ["PT Sentosa Abadi / PT Maju Jaya"]
    assert counts(receipt) == (0, 2, 0, 0, 0)
    assert set(Employer.objects.values_list("name", flat=True)) == {"PT Maju Jaya"}
