"""Numbers in a text: what the formatters write is read back, and what claims nothing is left out."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.briefings.numbers import COUNT, PERCENT, POINTS, RUPIAH, numbers_in
from coverage_portal.core import formatting

EXACT = {
    formatting.number: COUNT,
    formatting.as_given: COUNT,
    formatting.change: COUNT,
    formatting.short: COUNT,
    formatting.short_change: COUNT,
    formatting.rupiah: RUPIAH,
    formatting.rupiah_short: RUPIAH,
    formatting.percent: PERCENT,
    formatting.percent_tick: PERCENT,
    formatting.signed_percent: PERCENT,
    formatting.points: POINTS,
}
LANGUAGES = st.sampled_from(("id", "en"))
COUNTS = st.integers(-(10**13), 10**13).filter(lambda n: not 1900 <= abs(n) <= 2100)
SHARES = st.fractions(-2, 2, max_denominator=10**7)


def value_for(kind, data):
    if kind in (PERCENT, POINTS):
        return data.draw(SHARES)
    hundredths = data.draw(st.integers(0, 99)) if kind == RUPIAH else 0
    return data.draw(COUNTS) + Fraction(hundredths, 100)


@given(st.data(), LANGUAGES, st.sampled_from(list(EXACT)))
def test_what_a_formatter_writes_is_read_back(data, language, write):
    exact = value_for(EXACT[write], data)
    for text in (write(exact, language), f"Naik {write(exact, language)}, lalu tetap."):
        (claim,) = numbers_in(text, language)
        assert claim.unit == EXACT[write]
        assert claim.holds(exact), (text, claim)


@given(COUNTS, LANGUAGES)
def test_an_estimate_is_read_as_roughly_as_it_is_written(exact, language):
    text = formatting.about(formatting.rough(exact, language), language)
    (claim,) = numbers_in(text, language)
    assert claim.rough
    assert claim.holds(exact), (text, claim)


@given(SHARES, LANGUAGES)
def test_an_estimated_share_is_whole_percent(exact, language):
    (claim,) = numbers_in(formatting.about(formatting.rough_percent(exact, language), language), language)
    assert (claim.rough, claim.unit) == (True, PERCENT)
    assert claim.holds(exact)


@given(st.integers(0, 10**9), st.integers(1, 10**6), LANGUAGES)
def test_both_ends_of_a_range_of_counts_are_read(low, width, language):
    text = formatting.number_range(low, low + width, language)
    claims = numbers_in(text, language)
    years = [n for n in (low, low + width) if formatting.number(n, language) == str(n) and 1900 <= n <= 2100]
    assert len(claims) == 2 - len(years)
    assert all(claim.holds(low) or claim.holds(low + width) for claim in claims)


@given(st.fractions(0, 2, max_denominator=10**6), st.fractions(0, 1, max_denominator=10**6), LANGUAGES)
def test_both_ends_of_a_range_of_shares_are_shares(low, width, language):
    text = formatting.percent_range(low, low + width, language)
    claims = numbers_in(text, language)
    assert {claim.unit for claim in claims} == {PERCENT}
    assert all(
        abs(claim.value - end) < Fraction(1, 1000) for claim, end in zip(claims, (low, low + width), strict=False)
    )


@given(st.dates(date(1945, 1, 1), date(2099, 12, 31)), LANGUAGES)
def test_a_day_claims_nothing(day, language):
    for write in (formatting.long_date, formatting.short_date, formatting.month, formatting.short_month):
        assert numbers_in(f"Pada {write(day, language)}.", language) == ()
    assert numbers_in(f"{day:%Y-%m-%d} {day:%d/%m/%Y} {day:%d-%m-%Y} {day:%Y-%m}", language) == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Pasal 14 ayat (3)",
            "PP 44/2015 jo. PP 82/2019",
            "UU 24 Tahun 2011",
            "Perpres 109/2013 Pasal 6 ayat (3) huruf a",
        ),
        *(
            "B/12/032024",
            "SE Mendagri 842.2/5193/SJ (11 Nov 2021)",
            "SE Wali Kota 19349",
            "Perwal Kota Tangerang 113/2023",
        ),
        *(
            "pukul 09.00",
            "22 Mar 2024, 16.05 WIB",
            "(021) 5517 000",
            "K7QM2TXR",
            "M9",
            "wilayah 36.71.05.1001",
            "1. Pertama",
        ),
        *(
            "2019–2023",
            "semester I 2025",
            "triwulan IV 2024",
            "RPJMD 2025-2029",
            "dirahasiakan",
            "–",
            "Lampiran II [3]",
        ),
        *("Usulan 1", "halaman 3", "Article 14", "page 3"),
    ],
)
def test_what_claims_no_figure_is_left_out(text):
    assert [claim.text for claim in numbers_in(text, "id")] == []


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("61,8%", Fraction(618, 1000), Fraction(1, 1000), PERCENT),
        ("61,8 persen", Fraction(618, 1000), Fraction(1, 1000), PERCENT),
        ("61.8%", Fraction(618, 1000), Fraction(1, 1000), PERCENT),
        ("736 ribu", 736_000, 1_000, COUNT),
        ("736\nribu orang", 736_000, 1_000, COUNT),
        ("1,19 juta", 1_190_000, 10_000, COUNT),
        ("Rp2,02 miliar", 2_020_000_000, 10_000_000, RUPIAH),
        ("Rp 16.800/orang", 16_800, 1, RUPIAH),
        ("10.000", 10_000, 1, COUNT),
        ("2024 orang", 2_024, 1, COUNT),
        ("2024 pemberi kerja", 2_024, 1, COUNT),
        ("13 kecamatan.", 13, 1, COUNT),
        ("−0,4 poin", Fraction(-4, 1000), Fraction(1, 1000), POINTS),
        ("turun -2 poin", Fraction(-2, 100), Fraction(1, 100), POINTS),
        ("(454.000)", 454_000, 1, COUNT),
        ("±300", 300, 100, COUNT),
        ("usulan 500 pekerja", 500, 1, COUNT),
        ("tahun 2023: 62%", Fraction(62, 100), Fraction(1, 100), PERCENT),
        ("sumber 12.000", 12_000, 1, COUNT),
    ],
)
def test_what_a_number_claims(text, value, step, unit):
    (claim,) = numbers_in(text, "id")
    assert (claim.value, claim.step, claim.unit) == (value, step, unit)


@given(st.text(st.sampled_from("0123456789.,-−–±%/()[] Rpribujutapoin\nA"), max_size=60), LANGUAGES)
def test_any_text_is_read(text, language):
    for claim in numbers_in(text, language):
        assert text[claim.start :].startswith(claim.text)


def test_digits_without_an_end_are_no_number():
    assert numbers_in("9" * 5000, "id") == ()


def test_several_numbers_stand_in_reading_order():
    text = "736 ribu dari 1,19 juta (61,8%, kisaran 61,5–62,2%) pada 31 Desember 2023; Rp2.016.000.000."
    said = [(claim.text, claim.unit, claim.ranged) for claim in numbers_in(text, "id")]
    assert said == [
        ("736 ribu", COUNT, False),
        ("1,19 juta", COUNT, False),
        ("61,8%", PERCENT, False),
        ("61,5", PERCENT, True),
        ("62,2%", PERCENT, True),
        ("Rp2.016.000.000", RUPIAH, False),
    ]
    assert numbers_in("1,190,000", "en")[0].value == numbers_in("1.190.000", "id")[0].value == 1_190_000
