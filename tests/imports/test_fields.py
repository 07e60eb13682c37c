"""What the columns of an extract go by: every canonical column has a field, and no name belongs to two."""

import re
from dataclasses import replace
from datetime import date

import pytest

from coverage_portal.core.cell_words import word_key
from coverage_portal.core.layouts import Content
from coverage_portal.core.look_header import match
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Choices
from coverage_portal.imports.kinds import KINDS as FILES
from coverage_portal.imports.looking import look_into
from employers import fields as employer_fields
from employers import headcounts, headcounts_fields
from employers.extract import COLUMNS as EMPLOYER_COLUMNS
from employers.models import Employer
from regions import figures_fields, figures_file
from regions.models import Branch, Region
from regions.place_words import branch_words, district_words, place_words, regency_words
from tests.imports.extracts import load, world
from workers import fields as worker_fields
from workers import sipp, sipp_fields
from workers.extract import COLUMNS as WORKER_COLUMNS

Kind = ImportBatch.Kind
KINDS = {
    "employers": (employer_fields.FIELDS, EMPLOYER_COLUMNS),
    "workers": (worker_fields.FIELDS, WORKER_COLUMNS),
    "new workers": (sipp_fields.FIELDS, sipp.COLUMNS),
    "headcounts": (headcounts_fields.FIELDS, headcounts.COLUMNS),
    "figures": (figures_fields.FIELDS, figures_file.COLUMNS),
}


def bare(header):
    return re.sub(r"[^a-z0-9]", "", header.lower())


def field(fields, name):
    return next(one for one in fields if one.name == name)


@pytest.mark.parametrize(("fields", "columns"), KINDS.values(), ids=KINDS)
def test_every_column_the_checks_read_has_a_field(fields, columns):
    assert [one.name for one in fields] == list(columns)


def test_people_and_wages_are_whole_numbers_and_published_figures_need_not_be():
    numbers = {
        one.name: one.whole for fields, _columns in KINDS.values() for one in fields if one.content == Content.NUMBER
    }
    assert {name for name, whole in numbers.items() if not whole} == {"NILAI", "SETENGAH_LANGKAH"}


@pytest.mark.parametrize(("fields", "columns"), KINDS.values(), ids=KINDS)
def test_no_header_names_two_fields(fields, columns):
    owners = {}
    for one in fields:
        for name in {bare(text) for text in (one.name, *one.synonyms)}:
            owners.setdefault(name, set()).add(one.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize(("fields", "columns"), KINDS.values(), ids=KINDS)
def test_no_synonym_is_named_twice(fields, columns):
    for one in fields:
        assert len({bare(text) for text in one.synonyms}) == len(one.synonyms), one.name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Kode Kantor", "KODE_KANTOR"),
        ("NPP", "NPP"),
        ("divisi", "DIVISI"),
        ("nama", "NAMA"),
        ("Nama Pemberi Kerja", "NAMA"),
        ("Nama Perusahaan", "NAMA"),
        ("alamat", "ALAMAT"),
        ("Kecamatan", "KODE_KECAMATAN"),
        ("skala", "SKALA"),
        ("risiko", "KELOMPOK_RISIKO"),
        ("tgl kepesertaan", "TGL_DAFTAR"),
    ],
)
def test_the_core_systems_employer_list_is_known_by_its_names(header, name):
    found = [one.name for one in employer_fields.FIELDS if bare(header) in map(bare, (one.name, *one.synonyms))]
    assert found == [name]


def test_registered_workers_are_no_declared_headcount_and_a_list_of_programmes_no_day():
    names = {bare(text) for one in employer_fields.FIELDS for text in (one.name, *one.synonyms)}
    assert names & {"jmltk", "jumlahtk", "program"} == set()


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Jenis Kelamin (L/P)", "JENIS_KELAMIN"),
        ("Tgl Lahir", "TGL_LAHIR"),
        ("Nama", "NAMA"),
        ("No. KTP", "NIK"),
        ("Upah", "UPAH"),
    ],
)
def test_everyday_names_of_workers_columns(header, name):
    found = [one.name for one in worker_fields.FIELDS if bare(header) in map(bare, (one.name, *one.synonyms))]
    assert found == [name]


def test_a_kecamatan_of_workers_could_be_home_or_work_and_is_neither():
    names = {bare(text) for one in worker_fields.FIELDS for text in (one.name, *one.synonyms)}
    assert names & {"kecamatan", "alamat"} == set()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("JENIS_KELAMIN", "LAKI-LAKI", "L"),
        ("JENIS_KELAMIN", "LAKILAKI", "L"),
        ("JENIS_KELAMIN", "PRIA", "L"),
        ("JENIS_KELAMIN", "PEREMPUAN", "P"),
        ("JENIS_KELAMIN", "WANITA", "P"),
        ("SEGMEN", "BUKAN PENERIMA UPAH", "BPU"),
        ("SEGMEN", "PENERIMA UPAH", "PU"),
        ("SEGMEN", "JASAKONSTRUKSI", "JAKON"),
        ("PROGRAM", "JKK, JKM", "JKK+JKM"),
        ("PROGRAM", "JHT JKK JKM", "JHT+JKK+JKM"),
    ],
)
def test_words_of_workers(name, text, code):
    assert field(worker_fields.FIELDS, name).words[word_key(text)] == code


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("SKALA", "USAHA MIKRO", "Mikro"),
        ("KELOMPOK_RISIKO", "SANGAT TINGGI", "5"),
        ("KELOMPOK_RISIKO", "KELOMPOK II", "2"),
        ("BENTUK", "PERSEROAN TERBATAS", "PT"),
        ("DASAR_SKALA", "OMZET", "penjualan"),
        ("KBLI_VERSI", "KBLI 2020", "2020"),
    ],
)
def test_words_of_employers(name, text, code):
    assert field(employer_fields.FIELDS, name).words[word_key(text)] == code


def test_every_legal_form_a_word_stands_for_exists():
    assert set(employer_fields.FORM_WORDS.values()) <= set(Employer.LegalForm.values)


@pytest.fixture
def cities(db):
    """Kota Tangerang with four kecamatan and two kelurahan, and its neighbours of the same name."""
    world()
    city = Region.objects.get(code="36.71")
    province = city.parent
    for code, level, name, parent in (
        ("36.03", 2, "Kabupaten Tangerang", province),
        ("32.76", 2, "Kota Depok", province),
        ("36.71.01", 3, "Tangerang", city),
        ("36.71.02", 3, "Jatiuwung", city),
        ("36.71.12", 3, "Karang Tengah", city),
    ):
        Region.objects.create(code=code, level=level, name=name, parent=parent, path=f"ID.{code}.")
    for code, name, parent in (("36.71.07.1001", "Karawaci", "36.71.07"), ("36.71.08.1006", "Jatiuwung", "36.71.08")):
        Region.objects.create(code=code, level=4, name=name, parent=Region.objects.get(code=parent), path=f"ID.{code}.")
    return [city]


def test_kecamatan_by_name_by_alias_and_by_a_code_without_dots(cities):
    words = district_words(cities)
    for text in ("KARAWACI", "KEC. KARAWACI", "KECAMATAN KARAWACI", "367107"):
        assert words[word_key(text)] == "36.71.07", text
    for text in ("KARANG TENGAH", "KARANGTENGAH", "KEC KARANG TENGAH"):
        assert words[word_key(text)] == "36.71.12", text
    assert words[word_key("TANGERANG")] == "36.71.01"
    assert words[word_key("JATI UWUNG")] == words[word_key("JATIUWUNG")] == "36.71.02"


def test_a_name_two_cities_share_stands_for_neither(cities):
    other = Region.objects.get(code="36.03")
    Region.objects.create(code="36.03.01", level=3, name="Karawaci", parent=other, path="ID.36.03.01.")
    words = district_words([*cities, other])
    assert "KARAWACI" not in words
    assert words["360301"] == "36.03.01"


def test_kabupaten_and_kota_by_name_and_code(cities):
    words = regency_words()
    assert words["3671"] == words[word_key("KOTA TANGERANG")] == "36.71"
    assert words[word_key("KAB. TANGERANG")] == words[word_key("KABUPATEN TANGERANG")] == "36.03"
    assert words[word_key("DEPOK")] == "32.76"
    assert "TANGERANG" not in words


def test_a_column_of_any_place_takes_a_bare_name_only_where_nothing_else_has_it(cities):
    words = place_words(cities)
    assert words[word_key("KARAWACI")] == "36.71.07"  # the kelurahan of the name lies in it
    assert words[word_key("KOTA TANGERANG")] == "36.71"
    assert words[word_key("KEC TANGERANG")] == "36.71.01"
    assert words[word_key("KEC JATIUWUNG")] == "36.71.02"
    assert {"TANGERANG", "JATIUWUNG", "DEPOK"} & set(words) == set()


def test_branches_by_name(cities):
    words = branch_words(Branch.objects.select_related("city"))
    for text in ("TANGERANG CIMONE", "CIMONE", "KC TANGERANG CIMONE", "KANTOR CABANG CIMONE"):
        assert words[word_key(text)] == "CMN", text


def test_the_fields_of_a_running_portal_know_places_and_branches(cities):
    assert field(employer_fields.fields(), "KODE_KECAMATAN").words[word_key("KARAWACI")] == "36.71.07"
    assert field(worker_fields.fields(), "KODE_TEMPAT_KERJA").words["367107"] == "36.71.07"
    assert field(worker_fields.fields(), "KODE_KANTOR").words[word_key("CIMONE")] == "CMN"
    assert field(worker_fields.fields(), "JENIS_KELAMIN").words[word_key("PRIA")] == "L"


def test_a_core_systems_list_comes_in_by_its_names(cities, tmp_path):
    path = tmp_path / "smile.csv"
    path.write_text(
        "Daftar Pemberi Kerja\n"
        "Kode Kantor;NPP;Divisi;Nama;Alamat;Kecamatan;NPWP;KBLI;Skala;Risiko;Tgl Kepesertaan;Status;Jml TK\n"
        "Cimone;00001234;-;PT. Maju;Jl. Contoh 1;Karang Tengah;;47111;Usaha Kecil;Sedang;01-FEB-2020;AKTIF;446\n"
        "KC Cikokol;00005678;-;CV Dua;Jl. Contoh 2;Kec. Karawaci;;47112;MIKRO;II;22-SEP-2023;AKTIF;3\n"
    )
    look = look_into(FILES[Kind.EMPLOYERS], path, Choices())
    assert look.missing == ()
    assert {"Jml TK", "Status"} <= set(look.unknown)
    receipt = load(path, "employers", layout=replace(look.layout, constants={"KBLI_VERSI": "2020"}))
    assert (receipt.new, receipt.rejected, receipt.errors) == (2, 0, 0)
    first, second = Employer.objects.order_by("npp")
    assert (first.branch.code, first.district.code, first.scale, first.risk_group) == ("CMN", "36.71.12", 2, 3)
    assert (second.branch.code, second.district.code, second.scale, second.risk_group) == ("CKK", "36.71.07", 1, 2)
    assert (first.registered_on, second.registered_on) == (date(2020, 2, 1), date(2023, 9, 22))
    assert (first.declared_headcount, first.division) == (None, "")


@pytest.mark.parametrize(
    ("fields", "header", "name"),
    [
        (worker_fields.FIELDS, "Upah (Rp)", "UPAH"),
        (worker_fields.FIELDS, "Akhir", "TGL_AKHIR"),
        (worker_fields.FIELDS, "Tanggal Akhir", "TGL_AKHIR"),
        (employer_fields.FIELDS, "NIB (OSS)", "NIB"),
        (employer_fields.FIELDS, "No. Pendaftaran", "NPP"),
        (employer_fields.FIELDS, "Alamat Kantor", "ALAMAT"),
        (headcounts_fields.FIELDS, "Jumlah Tenaga Kerja (orang)", "JML_TK_WLKP"),
    ],
)
def test_usual_headers_are_known_whatever_their_unit_or_source(fields, header, name):
    assert dict(match([header], fields).columns) == {name: (0,)}


def test_a_part_of_a_number_in_brackets_is_not_the_whole_of_it():
    assert match(["Jumlah TK (L)", "Jumlah TK (P)"], headcounts_fields.FIELDS).unknown == (0, 1)
