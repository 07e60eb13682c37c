"""New workers of one employer, from their file to the registry, and what becomes of them once their KPJ is issued."""

from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter

from coverage_portal.core.sheet_look import Choices
from coverage_portal.imports.kinds import SIPP
from coverage_portal.imports.looking import look_into
from coverage_portal.imports.messages import PROBLEMS
from employers.models import Employer, EmployerProgramme
from tests.imports.extracts import POSITION, csv_text, employer, issues, load, worker, world, write_employers
from tests.workers.test_sipp import LAYOUTS, ROWS
from workers import sipp
from workers.models import Membership, Person
from workers.sipp import is_stand_in
from workers.sipp_fields import NotForThisFile, constants_for

pytestmark = pytest.mark.django_db
JANUARY = date(2024, 1, 31)


@pytest.fixture(autouse=True)
def registry(tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")


@pytest.fixture
def send(tmp_path):
    """Bring in new workers' rows, or with `kpj` an extract's."""

    def sent(*rows, kpj=False, **options):
        path = tmp_path / "berkas.csv"
        path.write_text(csv_text(list(rows)))
        return load(path, partial=not kpj, sipp=not kpj, **options)

    return sent


def new(number=1, **changes):
    """A row of a Data TK Baru about the person of `worker(number)`."""
    person = worker(number)
    return ROWS | {name: person[name] for name in ("NIK", "NAMA", "JENIS_KELAMIN", "TGL_LAHIR")} | changes


def sipp_sheet(path, header, rows):
    """The workbook SIPP gives out, filled in by an employer."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Petunjuk Pengisian").write_string(0, 0, "Isi lembar data_tk_baru")
        sheet = book.add_worksheet(sipp.SHEET)
        for at, row in enumerate([dict(zip(header, header, strict=True)), *rows]):
            for column, name in enumerate(header):
                sheet.write_string(at, column, row.get(name, ""))
        book.add_worksheet("Lokasi Pekerjaan").write_string(0, 0, "3671")


@pytest.mark.parametrize("header", LAYOUTS.values(), ids=LAYOUTS)
def test_the_workbook_itself_is_read_in_every_layout(header, tmp_path):
    person = worker(1)
    names = {"NAMA_LENGKAP": "Rangga Dwi Kusuma"} if "NAMA_LENGKAP" in header else {}
    names = names or {"NAMA_DEPAN": "Rangga", "NAMA_TENGAH": "Dwi", "NAMA_BELAKANG": "Kusuma"}
    row = names | {
        "TANGGAL_LAHIR": person["TGL_LAHIR"],
        "JENIS_IDENTITAS": "KTP",
        "NOMOR_IDENTITAS": person["NIK"],
        "JENIS_KELAMIN": "L",
        "UPAH": "4600000",
        "LOKASI_PEKERJAAN": "3671",
        "NAMA_IBU_KANDUNG": "Ibu Rahasia",
    }
    path = tmp_path / "tk_baru.xlsx"
    sipp_sheet(path, header, [row])
    look = look_into(SIPP, path, Choices(sheet=sipp.SHEET))
    assert set(look.missing) == set(sipp.CONSTANTS) - {"DIVISI"}
    layout = replace(look.layout, constants=constants_for(Employer.objects.get(), POSITION))
    receipt = load(path, layout=layout, partial=True, sipp=True)
    assert (issues(receipt), counts(receipt)) == ([], (1, 0, 0, 0))
    made = Membership.objects.get()
    assert (made.person.name, made.workplace.code, made.programmes) == ("Rangga Dwi Kusuma", "36.71", 3)


def counts(receipt):
    return receipt.new, receipt.changed, receipt.same, receipt.rejected


def test_new_workers_become_members_without_a_kpj(send):
    receipt = send(new(1), new(2, TGL_MULAI="01-12-2023"))
    assert (counts(receipt), receipt.missing) == ((2, 0, 0, 0), 0)
    first, second = Membership.objects.order_by("id")
    assert is_stand_in(first.kpj)
    assert (first.employer.npp, first.segment, first.programmes, first.branch.code) == ("00001234", 1, 3, "CMN")
    assert (first.started_on, second.started_on) == (POSITION, date(2023, 12, 1))
    assert first.workplace.code == "36.71"
    assert first.person.home is None


def test_the_same_file_again_changes_nothing_even_on_a_later_day(send):
    send(new(1))
    for position in (POSITION, JANUARY):
        assert counts(send(new(1), position=position)) == (0, 0, 1, 0)
    assert counts(send(new(1, UPAH="5000000"), position=JANUARY)) == (0, 1, 0, 0)
    assert Membership.objects.get().started_on == POSITION


def test_somebody_who_has_a_kpj_there_stays_as_they_are(send):
    send(worker(1), kpj=True)
    before = Membership.objects.values().get()
    receipt = send(new(1, UPAH="9000000"))
    assert counts(receipt) == (0, 0, 1, 0)
    assert (2, "NAMA", "already_member") in issues(receipt)
    assert Membership.objects.values().get() == before


def test_somebody_who_left_and_came_back_is_new(send):
    send(worker(1, TGL_AKHIR="01-06-2023"), kpj=True)
    assert counts(send(new(1))) == (1, 0, 0, 0)
    assert Membership.objects.count() == 2


def test_the_kpj_replaces_what_stood_in_for_it(send):
    send(new(1), new(2))
    waiting = Membership.objects.order_by("id").first()
    receipt = send(worker(1), worker(3), kpj=True, position=JANUARY)
    assert counts(receipt) == (1, 1, 0, 0)
    issued = Membership.objects.get(pk=waiting.pk)
    assert (issued.kpj, issued.started_on, issued.person_id) == (
        worker(1)["KPJ"],
        date(2021, 3, 1),
        waiting.person_id,
    )
    assert sorted(map(is_stand_in, Membership.objects.values_list("kpj", flat=True))) == [False, False, True]
    assert counts(send(worker(1), worker(3), kpj=True, position=JANUARY)) == (0, 0, 2, 0)
    assert counts(send(new(1), position=JANUARY)) == (0, 0, 1, 0)


def test_of_two_kpjs_one_is_the_awaited_and_the_other_new(send):
    send(new(1))
    nik = worker(1)["NIK"]
    rows = (worker(1), worker(2, NIK=nik, TGL_LAHIR=worker(1)["TGL_LAHIR"]))
    assert counts(send(*rows, kpj=True, position=JANUARY)) == (1, 1, 0, 0)
    assert Membership.objects.get(kpj=worker(1)["KPJ"]).pk == Membership.objects.earliest("id").pk


def test_an_awaited_kpj_that_stands_twice_is_used_in_neither_row(send):
    send(new(1), new(2))
    rows = [worker(1), worker(2), worker(1, UPAH="1")]
    for options in ({"dry_run": True}, {}):
        receipt = send(*rows, kpj=True, position=JANUARY, skip_bad=True, **options)
        assert issues(receipt) == [(2, "KPJ", "kpj_repeated"), (4, "KPJ", "kpj_repeated")]
        assert counts(receipt) == (0, 1, 0, 2)
    assert sorted(map(is_stand_in, Membership.objects.values_list("kpj", flat=True))) == [False, True]


def test_who_waits_for_a_kpj_is_not_missing_from_an_extract(send):
    send(new(1))
    send(worker(2), worker(3), kpj=True)
    assert send(worker(2), kpj=True, position=JANUARY).missing == 1


def test_a_kpj_at_another_employer_is_not_the_awaited_one(send, tmp_path):
    load(write_employers(tmp_path, [employer(), employer(NPP="00005678")]), "employers")
    send(new(1))
    assert counts(send(worker(1, NPP="00005678"), kpj=True, position=JANUARY)) == (1, 0, 0, 0)
    assert counts(send(worker(2, NPP="", SEGMEN="BPU"), kpj=True, position=JANUARY)) == (1, 0, 0, 0)


def test_a_person_who_stands_twice_is_used_in_neither_row(send):
    receipt = send(new(1), new(2), new(1, UPAH="1"), skip_bad=True)
    assert issues(receipt) == [(2, "NIK", "person_repeated"), (4, "NIK", "person_repeated")]
    assert set(receipt.issues["value"]) == {""}
    assert counts(receipt) == (1, 0, 0, 2)


def test_the_silence_about_homes_corrects_nobody(send):
    send(worker(1, SEGMEN="BPU", NPP=""), kpj=True)
    home = Person.objects.get().home
    assert home.code == "36.71.07"
    assert counts(send(new(1, NAMA="Rangga Kusumah"))) == (1, 0, 0, 0)
    person = Person.objects.get()
    assert (person.home, person.name) == (home, "Rangga Kusumah")


def test_no_digit_of_a_nik_gets_into_what_stands_in(send):
    send(new(1))
    assert not [sign for sign in Membership.objects.get().kpj if sign.isdigit()]


def test_what_is_chosen_for_the_whole_file_follows_from_the_employer():
    row = Employer.objects.get()
    assert constants_for(row, POSITION) == {
        "KODE_KANTOR": "CMN",
        "NPP": "00001234",
        "DIVISI": "",
        "SEGMEN": "PU",
        "PROGRAM": "JKK+JKM",
    }
    EmployerProgramme.objects.create(employer=row, programme=4, started_on=JANUARY)
    assert constants_for(row, POSITION)["PROGRAM"] == "JKK+JKM"
    assert constants_for(row, JANUARY)["PROGRAM"] == "JKK+JKM+JHT"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"registered_on": date(2020, 1, 1)}, "sipp_no_programme"), ({"closed_on": POSITION}, "sipp_employer_closed")],
)
def test_an_employer_without_programmes_or_closed_takes_no_new_workers(change, code):
    EmployerProgramme.objects.all().delete()
    Employer.objects.update(**change)
    with pytest.raises(NotForThisFile) as refused:
        constants_for(Employer.objects.get(), POSITION)
    assert refused.value.code == code
    assert code in PROBLEMS
