"""What people write for rupiah, numbers and days, and what is said when it cannot be read."""

from datetime import date
from decimal import Decimal
from math import ceil

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core import formatting
from coverage_portal.programmes.fields import DayField, RupiahField, WholeNumberField

RUPIAH = RupiahField(most=1_000_000_000_000, example=5_000_000, required=False)
PEOPLE = WholeNumberField(least=1, most=300_000_000, example=40_000)


FIVE_MILLION = """5000000 | 5.000.000 | 5,000,000 | 5 000 000 | 5\u00a0000\u00a0000 | Rp5.000.000 | Rp 5.000.000 |
rp. 5000000 | IDR 5,000,000 | 5.000.000,- | Rp5.000.000,00 | 5,000,000.00"""


@pytest.mark.parametrize("written", FIVE_MILLION.split("|"))
def test_five_million_is_understood_in_every_common_way(written):
    assert RUPIAH.clean(written) == 5_000_000


@pytest.mark.parametrize(
    "written",
    [
        "lima juta",
        "5jt",
        "5.00.000",
        "5.000,000",
        "5,5",
        "5.5",
        "5,50",
        "5.00",
        "500,5",
        "1.190,505",
        "1.190.50",
        "1,190,50",
        "5.399,405.69.1",
        "-5000000",
        "5e6",
        "٥",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused_in_words_and_repeated(written):
    with pytest.raises(ValidationError) as refused:
        RUPIAH.clean(written)
    assert refused.value.messages == [f"Tulis jumlah rupiah, misalnya Rp5.000.000. Yang diisi: “{written[:40]}”."]


def test_a_count_has_no_sen():
    with pytest.raises(ValidationError, match="Tulis bilangan bulat, misalnya"):
        PEOPLE.clean("1.190,50")


UMK = "5.399.405,69 | Rp5.399.405,69 | 5,399,405.69 | 5399405,69 | 5399405.69 | 5 399 405,69 | rp 5.399.405,01"


@pytest.mark.parametrize("written", UMK.split("|"))
def test_sen_are_rounded_up_to_a_whole_rupiah(written):
    assert RUPIAH.clean(written) == 5_399_406
    assert RUPIAH.with_sen(written) in (Decimal("5399405.69"), Decimal("5399405.01"))


@given(st.integers(100_000, 99_999_999_999), st.sampled_from(["id", "en"]))
def test_an_amount_with_sen_is_read_as_the_portal_writes_it_and_never_lowered(sen, language):
    amount = Decimal(sen) / 100
    written = formatting.rupiah(amount, language)
    assert RUPIAH.clean(written) == ceil(amount)
    assert (RUPIAH.with_sen(written) or amount) == amount


@given(st.integers(0, 1_000_000_000_000), st.sampled_from(["id", "en"]))
def test_what_the_portal_writes_it_reads(amount, language):
    assert RUPIAH.clean(formatting.rupiah(amount, language)) == amount
    assert RUPIAH.clean(formatting.number(amount, language)) == amount


@given(st.text(max_size=60))
def test_no_text_breaks_a_field(written):
    try:
        found = RUPIAH.clean(written)
    except ValidationError as refused:
        assert refused.messages
    else:
        assert found is None or 0 <= found <= 1_000_000_000_000


def test_a_number_outside_its_bounds_says_the_bound_and_the_value():
    with pytest.raises(
        ValidationError, match=r"Paling banyak Rp1\.000\.000\.000\.000\. Yang diisi: Rp1\.000\.000\.000\.001\."
    ):
        RUPIAH.clean("1000000000001")
    with pytest.raises(ValidationError, match=r"Paling sedikit 1\. Yang diisi: 0\."):
        PEOPLE.clean("0")
    with pytest.raises(ValidationError, match="belum diisi"):
        PEOPLE.clean(" ")


def test_a_group_of_three_is_thousands_in_a_count_too():
    assert PEOPLE.clean("1.190") == 1190


def test_refusals_write_numbers_in_the_language_of_the_page():
    with translation.override("en"), pytest.raises(ValidationError, match=r"300,000,000"):
        PEOPLE.clean("300000001")


@pytest.mark.parametrize("written", ["2025-02-07", "07/02/2025", "7/2/2025", "7-2-2025"])
def test_a_day_is_read_as_the_calendar_sends_it_or_as_people_write_it(written):
    assert DayField().clean(written) == date(2025, 2, 7)


@pytest.mark.parametrize("written", ["kemarin", "2025-02-30", "2025-13-01", "20250207", "\x00"])
def test_no_day_is_refused_in_words(written):
    with pytest.raises(ValidationError, match=r"tidak ada di kalender\. Tulis tahun-bulan-tanggal"):
        DayField().clean(written)


def test_days_end_with_the_year_2100():
    assert DayField().clean("2100-12-31") == date(2100, 12, 31)
    with pytest.raises(ValidationError, match="sesudah tahun 2100"):
        DayField().clean("2101-01-01")
