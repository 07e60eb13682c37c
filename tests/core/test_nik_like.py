"""What is taken for a NIK in typed text, and what people write beside it is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core.nik_like import is_npwp, may_hold_nik, may_hold_nik_beside_npwp

SIGNS = " -./,_:–()[]\u200b\n\u00a0\u2060'"
ZEROS = ["0", "０", "٠", "۰", "०", "𝟘", "𝟎"]


@st.composite
def niks(draw):
    """A NIK: place, day of birth (women: day + 40), serial."""
    born = draw(st.dates())
    day = born.day + draw(st.sampled_from([0, 40]))
    place, serial = draw(st.integers(110101, 949999)), draw(st.integers(9000, 9999))
    return f"{place}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"


@given(niks(), st.lists(st.text(SIGNS, max_size=4), min_size=15, max_size=15), st.sampled_from(ZEROS))
def test_a_nik_is_known_whatever_stands_between_its_digits(nik, between, zero):
    digits = [chr(ord(zero) + int(digit)) for digit in nik]
    written = digits[0] + "".join(sign + digit for sign, digit in zip(between, digits[1:], strict=True))
    assert may_hold_nik(written)
    assert may_hold_nik(f"Milik {written} katanya")
    assert may_hold_nik_beside_npwp(written)


@given(niks(), st.sampled_from(["", " ", "-", "/", ", ", "  "]), st.integers(0, 9))
def test_a_digit_too_many_hides_no_nik(nik, between, digit):
    groups = between.join([nik[:4], nik[4:8], nik[8:12], nik[12:]])
    for written in (f"{digit}{groups}", f"{groups}{digit}", f"0 {groups}", f"{groups}, 0812-3456-7890, 12/03/2024"):
        assert may_hold_nik(written), written


@given(st.text("0123456789", min_size=16, max_size=40))
def test_sixteen_digits_together_are_one_in_any_case(digits):
    assert may_hold_nik(digits) and may_hold_nik(f"no. {digits}a")


@given(niks(), st.integers(0, 6))
def test_a_nik_filled_up_to_the_length_of_an_npwp_is_none(nik, zeros):
    assert not is_npwp("0" * zeros + nik)


@pytest.mark.parametrize("written", ["367lO1O1O19OOOO1", "3.671010101900001E+15", "3.67101E+15", "⓷⑥⑦①⓪①⓪①⓪①⑨⓪⓪⓪⓪①"])
def test_letters_for_digits_and_what_a_spreadsheet_makes_of_it(written):
    assert may_hold_nik(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "B/1328/022020",
        "Surat B/1328/022020 (16/01/2024), (021) 5557255",
        "Telepon 0812-3456-7890, 12/03/2024, surat B/12/112026",
        "+62 812-3456-7890",
        "6281234567890",
        "021-5555555, 081234567890",
        "0812-3456-7890 / 0813-5678-9012",
        "9120000123456",
        "01.234.567.4-411.000",
        "NPWP 01.234.567.4-411.000, 12/03/2024",
        "2018-05-04 - 10/06/2021",
        "12/03/2024, 2024-05-06, 7-8-2024",
        "Upah Rp 1.190.000.000, 240 pekerja, 96 terdaftar, sejak 2020",
        "Jalan Raya Serpong KM 7 No. 12-14, RT 003/RW 012, 15310",
        "Kunjungan 10.00-11.30, bertemu 3 orang; telepon lagi 14/06/2024 pukul 09.00",
    ],
)
def test_what_people_write_of_a_firm_is_none(written):
    assert not may_hold_nik(written)


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS, st.integers(1, 9999))
def test_days_and_letters_are_none(first, second, letter):
    for one, two in ((f"{first:%d/%m/%Y}", f"{second:%Y-%m-%d}"), (f"B/{letter}/{first:%m%Y}", f"{second:%d-%m-%Y}")):
        assert not may_hold_nik(f"{one}, {two}")


@pytest.mark.parametrize(
    "npwp", ["012345674411000", "0012345674411000", "00.123.456.7-4411.000", "0012345674411000000001"]
)
def test_a_firms_npwp_is_one_in_its_field(npwp):
    assert is_npwp(npwp) and not may_hold_nik_beside_npwp(npwp)
