"""What is suggested for a faulty cell: what a person would have meant, or nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.suggestions import Suggester, Suggestion, suggest
from coverage_portal.imports.suggestions_reading import closest, number_in_words, one_away, one_date, whole_number
from employers.models import Employer
from regions.models import Branch, Region
from tests.imports.extracts import world

Kind = ImportBatch.Kind
NIK = "3671071805829074"
ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def said(number):
    """A number from 1 to 999 in words: the plain witness of number_in_words."""
    hundreds, rest = divmod(number, 100)
    words = ["seratus" if hundreds == 1 else f"{ONES[hundreds]} ratus"] if hundreds else []
    if 10 <= rest < 20:
        words.append({10: "sepuluh", 11: "sebelas"}.get(rest, f"{ONES[rest - 10]} belas"))
    else:
        tens, ones = divmod(rest, 10)
        words += ([f"{ONES[tens]} puluh"] if tens else []) + ([ONES[ones]] if ones else [])
    return " ".join(words)


@given(st.integers(1, 999))
def test_every_number_word_is_read(number):
    assert number_in_words(said(number)) == number
    assert number_in_words(said(number).upper()) == number


@pytest.mark.parametrize(
    "text", ["", "banyak", "dua dua", "belas", "puluh lima", "ratus", "dua ribu", "enam belas dua"]
)
def test_other_words_are_no_number(text):
    assert number_in_words(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("enam", 6),
        ("dua belas", 12),
        ("12 orang", 12),
        ("dua belas orang", 12),
        ("1.250.000", 1_250_000),
        ("Rp 4,600,000", 4_600_000),
        ("Rp4600000,00", 4_600_000),
        ("4,6 juta", 4_600_000),
        ("850 ribu", 850_000),
        ("12.0", 12),
        ("1.250", None),
        ("1.250 ribu", None),
        ("1,25", None),
        ("-5", None),
        ("1.250,000", None),
        ("sekitar 12", None),
    ],
)
def test_a_number_written_otherwise(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2023", date(2023, 12, 31)),
        ("2023-12-31", date(2023, 12, 31)),
        ("31 Des 2023", date(2023, 12, 31)),
        ("31 Desember 2023", date(2023, 12, 31)),
        ("12/31/2023", date(2023, 12, 31)),
        ("05/05/2023", date(2023, 5, 5)),
        ("O1-02-2023", date(2023, 2, 1)),
        ("05/06/2023", None),
        ("31/12/23", None),
        ("31-02-2023", None),
        ("2023", None),
        ("Desember 2023", None),
    ],
)
def test_a_date_is_suggested_only_where_it_can_be_no_other(text, day):
    assert one_date(text) == day


def test_the_closest_word_must_be_clearly_so():
    words = {"CIPONDOH": "a", "CIBODAS": "b", "CILEDUG": "c"}
    assert closest("Cipondo", words) == "a"
    assert closest("Ci", words) is None
    assert closest("", words) is None
    assert closest("Karang", {"KARANGA": "a", "KARANGB": "b"}) is None


def test_one_away_is_one_sign_away():
    near = set(one_away("00001234"))
    assert {"00001235", "0001234", "000012345", "00002134", "A0001234"} <= near
    assert {"00001234", "00004321", "11001234"} & near == set()
    assert list(one_away("A" * 13)) == []


@pytest.fixture
def asked(db):
    """A suggester for a city of four kecamatan, two branches and a few employers."""
    world()
    city = Region.objects.get(code="36.71")
    for code, name in (("36.71.05", "Cipondoh"), ("36.71.09", "Cibodas")):
        Region.objects.create(code=code, level=3, name=name, parent=city, path=f"ID.{code}.")
    place = Region.objects.get(code="36.71.05")
    branch = Branch.objects.get(code="CMN")
    for npp, division in (("00001234", ""), ("00009999", ""), ("00009998", ""), ("A0005555", "B")):
        Employer.objects.create(
            npp=npp, division=division, name=f"PT {npp}", branch=branch, district=place, registered_on=date(2020, 1, 1)
        )
    return lambda column, code, text, kind=Kind.EMPLOYERS, **known: Suggester(kind, **known).suggest(column, code, text)


@pytest.mark.parametrize(
    ("column", "code", "text", "right"),
    [
        ("KODE_KECAMATAN", "district_unknown", "Cipondo", "36.71.05"),
        ("KODE_KECAMATAN", "district_unknown", "kec. Cipondo", "36.71.05"),
        ("KODE_KECAMATAN", "district_unknown", "36.71.5", "36.71.05"),
        ("KODE_KECAMATAN", "district_unknown", "367105.0", "36.71.05"),
        ("KODE_KECAMATAN", "district_unknown", "Serpong", None),
        ("KODE_KECAMATAN", "district_unknown", "367155", None),
        ("KODE_TEMPAT_KERJA", "place_unknown", "Karawacy", "36.71.07"),
        ("KODE_KANTOR", "branch_unknown", "Cimonne", "CMN"),
        ("KODE_KANTOR", "branch_unknown", "cmn", "CMN"),
        ("KODE_KANTOR", "branch_unknown", "XXX", None),
        ("SKALA", "scale_unknown", "Mnengah", "Menengah"),
        ("BENTUK", "legal_form_unknown", "Perseroan Terbats", "PT"),
        ("KELOMPOK_RISIKO", "risk_group_unknown", "sangat tingi", "5"),
        ("SEGMEN", "segment_unknown", "Penerima Upha", "PU"),
        ("SEGMEN", "segment_unknown", "XX", None),
        ("JENIS_KELAMIN", "sex_unknown", "perempuwan", "P"),
        ("PROGRAM", "programme_unknown", "jkk, jkm & jht", "JKK+JKM+JHT"),
        ("PROGRAM", "programme_unknown", "JKK+JKK+JKM", "JKK+JKM"),
        ("PROGRAM", "programme_unknown", "JKK+JKN", None),
        ("UPAH", "wage_form", "4,6 juta", "4600000"),
        ("JML_TK_WLKP", "headcount_form", "enam", "6"),
        ("TGL_DAFTAR", "date_form", "31 Des 2023", "31-12-2023"),
        ("NPP", "employer_unknown", "1234", "00001234"),
        ("NPP", "employer_unknown", "00001243", "00001234"),
        ("NPP", "employer_unknown", "0000999A", None),
        ("NPP", "employer_unknown", "A0005556 B", "A0005555"),
        ("NPP", "employer_unknown", "A0005556", None),
        ("NPP", "employer_unknown", "A0005555", None),
        ("NPP", "npp_form", "1234", "00001234"),
        ("NPP", "npp_form", "0001235", None),
        ("NAMA", "required", "", None),
        ("NAMA", "too_long", "x" * 300, None),
    ],
)
def test_what_is_suggested(asked, column, code, text, right):
    found = asked(column, code, text)
    assert (found and found.right) == right


@pytest.mark.parametrize(
    ("column", "code", "text", "found"),
    [
        ("JENIS", "figure_kind_unknown", "Angkatan keja", Suggestion("labour_force", "Angkatan kerja")),
        ("JENIS", "figure_kind_unknown", "Peserta", None),
        ("BASIS", "figure_basis_unknown", "Sakernas", Suggestion("bps_sakernas", "Sakernas BPS")),
        ("BASIS", "figure_basis_unknown", "perkiraan", None),
        ("NILAI", "figure_form", "1,19 juta", Suggestion("1190000", "1.190.000")),
        ("KODE_WILAYAH", "region_unknown", "Indonesa", Suggestion("00", "Indonesia (00)")),
    ],
)
def test_what_is_suggested_for_published_figures(asked, column, code, text, found):
    assert asked(column, code, text, kind=Kind.FIGURES) == found


def test_what_is_offered_is_said_in_words(asked):
    assert asked("KODE_KECAMATAN", "district_unknown", "Cipondo").shown == "Cipondoh (36.71.05)"
    assert asked("TGL_DAFTAR", "date_form", "2023-12-31") == Suggestion("31-12-2023", "31 Desember 2023")
    assert asked("UPAH", "wage_form", "4,6 juta").shown == "4.600.000"
    assert asked("NPP", "employer_unknown", "1234").shown == "00001234 PT 00001234"


def test_an_npp_is_looked_for_with_the_division_beside_it(asked):
    row = {"NPP": "A0005556", "DIVISI": "B"}
    assert Suggester(Kind.WORKERS).suggest("NPP", "employer_unknown", "A0005556", row).right == "A0005555"
    assert Suggester(Kind.WORKERS).suggest("NPP", "employer_unknown", "A0005556", row | {"DIVISI": ""}) is None


def test_only_employers_one_may_see_are_named(asked):
    assert asked("NPP", "employer_unknown", "1234", employers=Employer.objects.none()) is None


def test_only_the_city_that_was_asked_for_is_searched(asked):
    assert asked("KODE_KECAMATAN", "district_unknown", "Cipondo", cities=[]) is None


@pytest.mark.parametrize("text", [NIK, "3671 0718 0582 9074", "3,67E+15", "(disamarkan)"])
@pytest.mark.parametrize(("column", "code"), [("NIK", "nik_form"), ("UPAH", "wage_form"), ("NPP", "employer_unknown")])
def test_nothing_is_ever_suggested_for_a_nik(asked, column, code, text):
    assert asked(column, code, text, kind=Kind.WORKERS) is None


def test_one_cell_may_be_asked_alone(asked):
    assert suggest(Kind.EMPLOYERS, "JML_TK_WLKP", "headcount_form", "dua belas").right == "12"
