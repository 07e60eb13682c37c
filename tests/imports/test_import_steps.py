"""An import from the file to the figures: what is written, what is not, and that it is all or nothing."""

import logging
from datetime import date

import pytest
import xlsxwriter
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage_portal.core.models import AuditEvent, ImportBatch
from coverage_portal.core.tabular import Unreadable
from coverage_portal.coverage import rollups
from coverage_portal.imports.models import ImportIssue
from employers.models import Employer, EmployerProgramme
from tests.imports.extracts import csv_text, employer, issues, load, worker, world, write_employers, write_workers
from workers.models import Membership, Person

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 31)
COUNTS = ("read", "new", "changed", "same", "rejected", "blank", "missing")


@pytest.fixture(autouse=True)
def registry(db, tmp_path):
    """A world with one employer, which came in through the import."""
    world()
    load(write_employers(tmp_path, [employer()]), "employers")


def counts(receipt):
    return tuple(getattr(receipt, name) for name in COUNTS)


def everything():
    """Every row of every table that an import writes."""
    models = (Employer, EmployerProgramme, Person, Membership, ImportBatch, ImportIssue, AuditEvent)
    return {model.__name__: list(model.objects.order_by("id").values()) for model in models}


def test_the_employer_is_there_with_everything_the_row_says():
    row = Employer.objects.values().get()
    assert (row["npp"], row["division"], row["kbli_section"], row["scale"]) == ("00001234", "", "G", 2)
    assert (row["registered_on"], row["closed_on"], row["declared_headcount"]) == (date(2020, 2, 1), None, 12)
    joined = EmployerProgramme.objects.order_by("programme").values_list("programme", "started_on", "ended_on")
    assert list(joined) == [(1, date(2020, 2, 1), None), (2, date(2020, 2, 1), None)]


def test_a_first_load_writes_persons_memberships_receipt_audit_and_cells(tmp_path):
    rows = [worker(1), worker(2, TGL_AKHIR="01-06-2023"), worker(3, SEGMEN="BPU", NPP="")]
    receipt = load(write_workers(tmp_path, rows))
    assert counts(receipt) == (3, 3, 0, 0, 0, 0, 0)
    first = Membership.objects.select_related("person", "employer", "workplace", "person__home").get(kpj=rows[0]["KPJ"])
    assert (first.person.name, first.person.sex, first.person.birth_date) == ("Rangga Kusuma", 1, date(1982, 5, 2))
    assert (first.employer.npp, first.workplace.code, first.person.home.code) == ("00001234", "36.71.07", "36.71.07")
    assert (first.segment, first.programmes, first.wage) == (1, 3, 4_600_000)
    assert (first.started_on, first.ended_on, first.person.key_version) == (date(2021, 3, 1), None, 1)
    assert Membership.objects.get(kpj=rows[2]["KPJ"]).employer is None
    batch = ImportBatch.objects.get(kind="workers")
    assert (batch.state, batch.branch_code, batch.rows_new, len(batch.file_sha256)) == ("applied", "CMN", 3, 64)
    event = AuditEvent.objects.get(verb="import_extract", object_id=str(batch.pk))
    assert (event.detail["new"], event.detail["position"]) == (3, "2023-12-31")
    assert rollups.check() > 0


def test_an_excel_error_where_a_closing_day_stood_does_not_open_the_employer_again(tmp_path):
    assert load(write_employers(tmp_path, [employer(TGL_TUTUP="01-03-2023")]), "employers").applied
    row = employer(NAMA="PT Lain", TGL_TUTUP="")
    path = tmp_path / "pk.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, row)
        sheet.write_row(1, 0, row.values())
        sheet.write_formula(1, list(row).index("TGL_TUTUP"), "=NA()", value="#N/A")
    receipt = load(path, "employers", skip_bad=True)
    assert issues(receipt)[0] == (2, "TGL_TUTUP", "cell_error")
    assert receipt.rejected == 1
    assert Employer.objects.get(npp="00001234").closed_on == date(2023, 3, 1)


def test_new_rows_of_the_database_follow_the_imported_ids(tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    person = Person.objects.get()
    person.pk, person.nik_hash = None, "0" * 32
    person.save()
    assert Person.objects.count() == 2


def test_the_indexes_a_first_load_drops_are_back(tmp_path):
    def names():
        with connection.cursor() as cursor:
            tables = (Membership._meta.db_table, Person._meta.db_table)
            return [sorted(connection.introspection.get_constraints(cursor, table)) for table in tables]

    before = names()
    load(write_workers(tmp_path, [worker(1)]))
    assert names() == before
    assert "membership_kpj" in before[0]


def test_the_same_file_again_changes_nothing(tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2)])
    load(path)
    before = everything()
    receipt = load(path)
    assert (counts(receipt), receipt.applied) == ((2, 0, 0, 2, 0, 0, 0), False)
    assert counts(load(tmp_path / "pk_2023-12-31.xlsx", "employers")) == (1, 0, 0, 1, 0, 0, 0)
    assert everything() == before


def test_the_same_rows_at_a_later_position_open_the_month(tmp_path):
    path = write_workers(tmp_path, [worker(1)])
    load(path)
    receipt = load(path, position=JANUARY)
    assert (counts(receipt), receipt.applied) == ((1, 0, 0, 1, 0, 0, 0), True)
    assert max(rollups.countable_months()) == date(2024, 1, 1)
    rollups.check()


def test_only_the_changed_row_is_written(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2), worker(3)]))
    untouched = Membership.objects.exclude(kpj=worker(2)["KPJ"]).order_by("id")
    before, persons = list(untouched.values()), list(Person.objects.order_by("id").values())
    later = write_workers(tmp_path, [worker(1), worker(2, UPAH="5000000"), worker(3), worker(4)], "b.csv")
    receipt = load(later, position=JANUARY)
    assert counts(receipt) == (4, 1, 1, 2, 0, 0, 0)
    assert list(untouched.exclude(kpj=worker(4)["KPJ"]).values()) == before
    assert list(Person.objects.order_by("id").values())[:3] == persons
    changed = Membership.objects.get(kpj=worker(2)["KPJ"])
    assert (changed.wage, changed.batch_id) == (5_000_000, receipt.batch_id)
    rollups.check()


def test_rows_that_left_the_file_are_counted_and_stay(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2), worker(3, KODE_KANTOR="CKK")]))
    receipt = load(write_workers(tmp_path, [worker(1)], "b.csv"), position=JANUARY)
    assert receipt.missing == 1  # the other branch sent no file
    assert Membership.objects.filter(ended_on=None).count() == 3


def test_a_row_edited_by_hand_counts_as_changed(tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2)])
    load(path)
    Membership.objects.filter(kpj=worker(1)["KPJ"]).update(row_hash=None, wage=1)
    assert counts(load(path)) == (2, 0, 1, 1, 0, 0, 0)
    assert Membership.objects.get(kpj=worker(1)["KPJ"]).wage == 4_600_000


def test_a_bad_row_keeps_the_whole_file_out(tmp_path):
    before = everything()
    rows = [worker(1), worker(2, SEGMEN="XX", UPAH="1,5"), worker(3, KODE_KANTOR="")]
    receipt = load(write_workers(tmp_path, rows))
    assert (counts(receipt), receipt.applied) == ((3, 1, 0, 0, 2, 0, 0), False)
    assert issues(receipt) == [
        (3, "SEGMEN", "segment_unknown"),
        (3, "UPAH", "wage_form"),
        (4, "KODE_KANTOR", "required"),
    ]
    assert everything() == before


def test_bad_rows_can_be_left_out_and_are_kept_as_problems(tmp_path):
    receipt = load(write_workers(tmp_path, [worker(1), worker(2, SEGMEN="XX")]), skip_bad=True)
    assert (counts(receipt), receipt.applied) == ((2, 1, 0, 0, 1, 0, 0), True)
    kept = ImportIssue.objects.get(batch_id=receipt.batch_id)
    assert (kept.row_number, kept.column, kept.code, kept.value) == (3, "SEGMEN", "segment_unknown", "XX")


def test_a_rejected_row_is_not_called_missing(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2)]))
    bad = write_workers(tmp_path, [worker(1), worker(2, SEGMEN="XX")], "b.csv")
    assert load(bad, skip_bad=True, position=JANUARY).missing == 0


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    path = write_workers(tmp_path, [worker(1), worker(2)])
    before = everything()
    receipt = load(path, dry_run=True)
    assert (counts(receipt), receipt.applied) == ((2, 2, 0, 0, 0, 0, 0), False)
    assert everything() == before
    assert counts(load(path)) == counts(receipt)


def test_a_kpj_that_stands_twice_is_used_in_neither_row(tmp_path):
    rows = [worker(1), worker(2), worker(3, KPJ=worker(1)["KPJ"])]
    receipt = load(write_workers(tmp_path, rows))
    assert issues(receipt) == [(2, "KPJ", "kpj_repeated"), (4, "KPJ", "kpj_repeated")]
    assert (counts(receipt)[:5], receipt.applied) == ((3, 1, 0, 0, 2), False)
    assert counts(load(write_workers(tmp_path, rows), skip_bad=True))[:5] == (3, 1, 0, 0, 2)
    assert list(Membership.objects.values_list("kpj", flat=True)) == [worker(2)["KPJ"]]


def test_a_stored_row_that_stands_twice_is_noticed_as_well(tmp_path):
    load(write_workers(tmp_path, [worker(1), worker(2)]))
    for second in (worker(1), worker(1, UPAH="1")):
        receipt = load(write_workers(tmp_path, [worker(1), worker(2), second], "b.csv"))
        assert issues(receipt) == [(2, "KPJ", "kpj_repeated"), (4, "KPJ", "kpj_repeated")]
        assert counts(receipt) == (3, 0, 0, 1, 2, 0, 0)


def test_a_new_kpj_that_stands_twice_beside_stored_ones_is_noticed(tmp_path):
    load(write_workers(tmp_path, [worker(1)]))
    receipt = load(write_workers(tmp_path, [worker(1), worker(2), worker(2)], "b.csv"), skip_bad=True, position=JANUARY)
    assert issues(receipt) == [(3, "KPJ", "kpj_repeated"), (4, "KPJ", "kpj_repeated")]
    assert counts(receipt) == (3, 0, 0, 1, 2, 0, 0)


def test_an_employer_that_stands_twice_is_used_in_neither_row(tmp_path):
    rows = [employer(NPP="00005678"), employer(NPP="00005678", NAMA="Lain"), employer(NPP="00005678", DIVISI="B")]
    receipt = load(write_employers(tmp_path, rows), "employers", skip_bad=True)
    assert issues(receipt) == [(2, "NPP", "employer_repeated"), (3, "NPP", "employer_repeated")]
    assert list(Employer.objects.filter(npp="00005678").values_list("division", flat=True)) == ["B"]


def test_demo_and_real_registries_are_not_mixed(tmp_path):
    receipt = load(write_employers(tmp_path, [employer(NPP="00005678")]), "employers", illustrative=False)
    assert (issues(receipt), receipt.applied) == ([(0, "", "registries_mixed")], False)
    assert Employer.objects.count() == 1


@pytest.mark.parametrize(("illustrative", "code"), [(False, "demo_unmarked"), (True, "demo_mixed")])
def test_the_mark_must_fit_the_people(tmp_path, illustrative, code):
    ImportBatch.objects.update(illustrative=illustrative)
    nik = worker(1)["NIK"] if not illustrative else "3671070205820001"
    receipt = load(write_workers(tmp_path, [worker(1, NIK=nik)]), illustrative=illustrative)
    assert (issues(receipt), receipt.applied) == ([(0, "NIK", code)], False)


def test_no_digit_of_a_nik_is_written_logged_or_shown(tmp_path, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    nik = worker(1)["NIK"]
    spread = f"{nik[:4]} {nik[4:8]}.{nik[8:12]}-{nik[12:]}"
    rows = [
        worker(1),
        worker(2, NIK=nik, NAMA=spread),
        worker(3, NIK=nik[:15], KPJ=nik),
        worker(4, UPAH=nik, JENIS_KELAMIN=spread, NPP=nik),
        worker(5, NIK=nik, TGL_LAHIR=nik, NAMA="Beda"),
    ]
    receipt = load(write_workers(tmp_path, rows), skip_bad=True)
    load(write_employers(tmp_path, [employer(NPP="00005678", NPWP=nik, NIB=nik)]), "employers")
    texts = [repr(everything()), repr(receipt), receipt.issues.write_json(), caplog.text, *capfd.readouterr()]
    digits = ["".join(character for character in text if character.isdigit()) for text in texts]
    for part in (nik, nik[6:16], nik[4:14]):
        assert not [text[:200] for text in texts if part in text]
    assert not any(nik in text for text in digits)


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path):
    load(write_workers(tmp_path, [worker(1, NAMA="=SUM(A1)"), worker(2, NAMA="a\\b")]))
    assert sorted(Person.objects.values_list("name", flat=True)) == ["=SUM(A1)", "a\\b"]


def test_an_unreadable_file_leaves_nothing(tmp_path):
    before = everything()
    path = tmp_path / "a.csv"
    text = csv_text([worker(n) for n in range(1, 40)])
    path.write_text(text.replace("Rangga Kusuma", '"Rangga Kusuma', 1))
    with pytest.raises(Unreadable, match="unclosed_quote"):
        load(path)
    assert everything() == before


MUTATIONS = st.sampled_from(["good", "changed", "bad", "blank", "ragged", "repeated"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MUTATIONS, min_size=1, max_size=8), st.booleans())
def test_every_row_read_becomes_exactly_one_thing(tmp_path, mutations, skip_bad):
    lines = []
    for number, mutation in enumerate(mutations, 1):
        row = worker(number, UPAH=f"{1000 + number}" if mutation == "changed" else "4600000")
        row |= {"bad": {"SEGMEN": "?"}, "repeated": {"KPJ": worker(77)["KPJ"]}}.get(mutation, {})
        cells = ";".join(row.values())
        lines.append({"blank": ";" * (len(row) - 1), "ragged": f"{cells};x"}.get(mutation, cells))
    path = tmp_path / "a.csv"
    path.write_text("\n".join([";".join(worker()), *lines]))
    receipt = load(path, skip_bad=skip_bad)
    repeated = mutations.count("repeated")
    assert receipt.read == len(mutations)
    assert receipt.read == receipt.new + receipt.changed + receipt.same + receipt.rejected + receipt.blank
    assert receipt.blank == mutations.count("blank")
    assert receipt.rejected == mutations.count("bad") + mutations.count("ragged") + (repeated if repeated > 1 else 0)
