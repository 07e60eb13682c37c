"""Numbers are written exactly, in both languages, and can be read back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core import formatting as f

RATE = Fraction(736, 1190)
BAND = (Fraction(735_500, 1_195_000), Fraction(736_500, 1_185_000))
LANGUAGES = st.sampled_from(["id", "en"])
WHOLE = st.integers(-(10**15), 10**15)


def read_back(text, language):
    """The exact value a written number stands for: the inverse, written independently of the module."""
    group, mark = (".", ",") if language == "id" else (",", ".")
    return Fraction(text.replace("−", "-").replace(group, "").replace(mark, "."))


@pytest.mark.parametrize(
    ("function", "value", "indonesian", "english"),
    [
        (f.number, 1_190_000, "1.190.000", "1,190,000"),
        (f.number, -12345, "−12.345", "−12,345"),
        (f.number, Fraction(5, 2), "3", "3"),
        (f.number, Fraction(-5, 2), "−3", "−3"),
        (f.number, Fraction(-1, 3), "0", "0"),
        (f.as_given, Decimal("839937.0000"), "839.937", "839,937"),
        (f.as_given, Decimal("47.7600"), "47,76", "47.76"),
        (f.as_given, Decimal("5399405.69"), "5.399.405,69", "5,399,405.69"),
        (f.as_given, Fraction(1, 3), "0,3333", "0.3333"),
        (f.short, 1_190_000, "1,19\u00a0juta", "1.19\u00a0million"),
        (f.short, 736_000, "736\u00a0ribu", "736\u00a0thousand"),
        (f.short, 10_900, "10,9\u00a0ribu", "10.9\u00a0thousand"),
        (f.short, 15_702, "15,7\u00a0ribu", "15.7\u00a0thousand"),
        (f.short, 75_000, "75\u00a0ribu", "75\u00a0thousand"),
        (f.short, 9_999, "9.999", "9,999"),
        (f.short, 999_499, "999\u00a0ribu", "999\u00a0thousand"),
        (f.short, 999_500, "1\u00a0juta", "1\u00a0million"),
        (f.short, -454_000, "−454\u00a0ribu", "−454\u00a0thousand"),
        (f.short, 41_560_000, "41,6\u00a0juta", "41.6\u00a0million"),
        (f.short, 3 * 10**15, "3.000\u00a0triliun", "3,000\u00a0trillion"),
        (f.percent, RATE, "61,8%", "61.8%"),
        (f.percent, Fraction(6185, 10_000), "61,9%", "61.9%"),
        (f.percent, Decimal("0.0005"), "0,1%", "0.1%"),
        (f.percent, Fraction(-1, 10_000), "0,0%", "0.0%"),
        (f.percent, Fraction(6, 5), "120,0%", "120.0%"),
        (f.points, Fraction(31, 1000), "+3,1\u00a0poin", "+3.1\u00a0pts"),
        (f.points, Fraction(-4, 1000), "−0,4\u00a0poin", "−0.4\u00a0pts"),
        (f.points, 0, "0,0\u00a0poin", "0.0\u00a0pts"),
        (f.points, Fraction(1, 10_000), "0,0\u00a0poin", "0.0\u00a0pts"),
        (f.points, Fraction(-4, 10_000), "0,0\u00a0poin", "0.0\u00a0pts"),
        (f.points, Fraction(-5, 10_000), "−0,1\u00a0poin", "−0.1\u00a0pts"),
        (f.rough, 7_784, "8\u00a0ribu", "8\u00a0thousand"),
        (f.rough, 950, "1\u00a0ribu", "1\u00a0thousand"),
        (f.rough, 949, "900", "900"),
        (f.rough, 40, "0", "0"),
        (f.rough, 1_499, "1\u00a0ribu", "1\u00a0thousand"),
        (f.rough, 999_499, "999\u00a0ribu", "999\u00a0thousand"),
        (f.rough, 999_500, "1\u00a0juta", "1\u00a0million"),
        (f.rough, 1_190_400, "1,19\u00a0juta", "1.19\u00a0million"),
        (f.rough_percent, Fraction(416, 1000), "42%", "42%"),
        (f.rough_percent, Fraction(-5, 1000), "−1%", "−1%"),
        (f.short_change, 13_060, "+13,1\u00a0ribu", "+13.1\u00a0thousand"),
        (f.short_change, -13_060, "−13,1\u00a0ribu", "−13.1\u00a0thousand"),
        (f.short_change, 3_005, "+3.005", "+3,005"),
        (f.short_change, Fraction(1, 3), "0", "0"),
        (f.rough, 183_077, "183\u00a0ribu", "183\u00a0thousand"),
        (f.rough, Fraction(-97_065, 10), "−10\u00a0ribu", "−10\u00a0thousand"),
        (f.rough, -33_763, "−34\u00a0ribu", "−34\u00a0thousand"),
        (f.percent_tick, Fraction(7, 10), "70%", "70%"),
        (f.percent_tick, Fraction(5215, 10_000), "52,15%", "52.15%"),
        (f.percent_tick, 1, "100%", "100%"),
        (f.signed_percent, Fraction(9, 100), "+9%", "+9%"),
        (f.signed_percent, Fraction(-27, 100), "−27%", "−27%"),
        (f.signed_percent, Fraction(1, 1000), "0%", "0%"),
        (f.signed_percent, Fraction(-1, 1000), "0%", "0%"),
        (f.change, 35_877, "+35.877", "+35,877"),
        (f.change, -1_204, "−1.204", "−1,204"),
        (f.change, 0, "0", "0"),
        (f.change, Fraction(1, 3), "0", "0"),
        (f.rupiah, 16_800, "Rp16.800", "Rp16,800"),
        (f.rupiah, Decimal("4285798.90"), "Rp4.285.798,90", "Rp4,285,798.90"),
        (f.rupiah, -500, "−Rp500", "−Rp500"),
        (f.rupiah_short, 10_080_000_000, "Rp10,08\u00a0miliar", "Rp10.08\u00a0billion"),
        (f.rupiah_short, 8_064_000_000, "Rp8,06\u00a0miliar", "Rp8.06\u00a0billion"),
        (f.rupiah_short, 9_999, "Rp9.999", "Rp9,999"),
    ],
)
def test_values_are_written_as_the_style_says(function, value, indonesian, english):
    assert function(value, "id") == indonesian
    assert function(value, "en") == english


def test_a_missing_value_is_a_dash():
    for function in (f.number, f.short, f.rough, f.percent, f.percent_tick, f.signed_percent, f.points, f.change):
        assert function(None, "id") == "–"
    for function in (f.as_given, f.rupiah, f.rupiah_short, f.rough_percent, f.short_change):
        assert function(None, "id") == "–"
    for function in (f.long_date, f.short_date, f.month, f.short_month, f.moment):
        assert function(None, "id") == "–"


def test_ranges_are_rounded_outward():
    assert f.percent_range(*BAND, "id") == "61,5–62,2%"
    assert f.percent_range(*BAND, "en") == "61.5–62.2%"
    assert f.percent_range(Fraction(1, 2), Fraction(1, 2), "id") == "50,0%"
    assert f.number_range(Fraction(897_001, 2), Fraction(459_500), "id") == "448.500–459.500"
    assert f.number_range(7, 7, "id") == "7"


def test_an_estimate_is_marked_before_the_number_and_never_runs_into_its_sign():
    assert f.about("114\u00a0ribu", "id") == "±114\u00a0ribu"
    assert f.about("114\u00a0thousand", "en") == "~114\u00a0thousand"
    assert f.about("−33,8\u00a0ribu", "id") == "±\u00a0−33,8\u00a0ribu"


def test_a_binary_float_is_refused():
    with pytest.raises(TypeError, match="binary float"):
        f.percent(0.61849, "id")


def test_days_months_and_moments():
    day = date(2024, 3, 22)
    assert f.long_date(day, "id") == "22 Maret 2024"
    assert f.long_date(day, "en") == "22 March 2024"
    assert f.short_date(date(2024, 8, 2), "id") == "2 Agu 2024"
    assert f.short_month(date(2024, 8, 2), "id") == "Agu 2024"
    assert f.month(date(2023, 12, 31), "id") == "Desember 2023"
    at = datetime(2024, 3, 22, 17, 5, tzinfo=UTC)
    assert f.moment(at, "id") == "23 Mar 2024, 00.05 WIB"
    assert f.moment(at, "en") == "23 Mar 2024, 00:05 WIB"


def test_counts_in_sentences_are_words_up_to_ten():
    assert [f.count_word(n, "id") for n in (1, 4, 10, 11)] == ["satu", "empat", "sepuluh", "11"]
    assert f.count_word(6, "en") == "six"


@given(WHOLE, LANGUAGES)
def test_a_written_whole_number_reads_back(value, language):
    assert read_back(f.number(value, language), language) == value


@given(st.fractions(-10, 10), LANGUAGES)
def test_a_written_percentage_is_within_half_its_last_digit(share, language):
    written = read_back(f.percent(share, language).removesuffix("%"), language)
    assert abs(written - share * 100) <= Fraction(1, 20)


@given(st.fractions(0, 10), st.fractions(0, 1), LANGUAGES)
def test_a_written_range_holds_the_true_one_and_no_more_than_a_digit_extra(low, width, language):
    high = low + width
    text = f.percent_range(low, high, language).removesuffix("%")
    least, most = [read_back(part, language) for part in (text.split("–") * 2)[:2]]
    assert least <= low * 100 < least + Fraction(1, 10)
    assert most - Fraction(1, 10) < high * 100 <= most


@given(st.integers(10_000, 10**15), LANGUAGES)
def test_a_short_form_keeps_three_significant_digits(value, language):
    digits, word = f.short(value, language).split("\u00a0")
    power = {w: p for p, w in f.SHORT_UNITS[language]}[word]
    written = read_back(digits, language) * 10**power
    assert abs(written - value) * 200 <= max(value, written)


@given(st.integers(-(10**9), 10**9), LANGUAGES)
def test_a_rough_number_is_whole_thousands_or_as_short_as_any(value, language):
    digits, _space, word = f.rough(value, language).partition("\u00a0")
    power = {w: p for p, w in f.SHORT_UNITS[language]}.get(word, 0)
    written = read_back(digits, language) * 10**power
    if abs(value) >= 999_500:
        assert f.rough(value, language) == f.short(value, language)
    else:
        step = 1000 if abs(value) >= 950 else 100
        assert written % step == 0 and abs(written - value) * 2 <= step


@given(WHOLE, LANGUAGES)
def test_a_change_reads_back_and_shows_which_way_it_went(value, language):
    text = f.change(value, language)
    assert read_back(text.removeprefix("+"), language) == value
    assert (text[0] == "+") == (value > 0)


@given(st.decimals(-(10**12), 10**12, places=2), LANGUAGES)
def test_written_money_reads_back(amount, language):
    assert read_back(f.rupiah(amount, language).replace("Rp", ""), language) == Fraction(amount)


def test_a_month_is_called_by_its_name_and_any_other_time_as_it_was_entered():
    assert [f.period(text, "id") for text in ("2020-08", "2023", "2025 Semester I", "2020-13", "0000-01")] == [
        "Agustus 2020",
        "2023",
        "2025 Semester I",
        "2020-13",
        "0000-01",
    ]
    assert f.period("2020-08", "en") == "August 2020"
