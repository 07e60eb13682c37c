"""How a figure and its working are written: in full, in large type, as an estimate, as a sum of digits."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.briefings.numbers import numbers_in
from coverage_portal.coverage import shown
from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source, Working

COUNT, SHARE, CHANGE, POINTS = FigureKind.COUNT, FigureKind.SHARE, FigureKind.CHANGE, FigureKind.POINTS
RUPIAH = FigureKind.RUPIAH
PERSONS = Basis(Unit.PERSONS, Laid.HOME)
NOWHERE = Basis(Unit.SHARE, Laid.NOWHERE)
EXACT, THOUSANDS = Fraction(0), Fraction(5_000)


def source(label, value, basis=PERSONS, **more):
    made = Source(
        label, Quantity(Fraction(value), basis), date(2023, 12, 31), "2023", Provenance.OFFICIAL, "BPS", "Sakernas"
    )
    return replace(made, **more)


def figure(value, kind=COUNT, formula="", *inputs, half_step=EXACT, band=None, estimated=False):
    exact = None if value is None else Fraction(value)
    working = Working("", formula, inputs, band)
    return Figure("k", "L", exact, kind, Provenance.COMPUTED, working, "", half_step, estimated)


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_published_share_is_quoted_and_a_computed_one_has_one_decimal():
    quoted = replace(figure(Fraction("0.4776"), SHARE), provenance=Provenance.OFFICIAL)
    assert (shown.value_of(quoted, "id"), shown.short_value_of(quoted, "en")) == ("47,76%", "47.76%")
    assert shown.value_of(replace(quoted, provenance=Provenance.COMPUTED), "id") == "47,8%"


@pytest.mark.parametrize(
    ("made", "indonesian", "english"),
    [
        (figure(736_000), "736.000", "736,000"),
        (figure(Fraction(736, 1190), SHARE), "61,8%", "61.8%"),
        (figure(35_877, CHANGE), "+35.877", "+35,877"),
        (figure(-1_204, CHANGE), "−1.204", "−1,204"),
        (figure(Fraction(31, 1000), POINTS), "+3,1 poin", "+3.1 pts"),
        (figure(None), "–", "–"),
        (figure(114_423, estimated=True), "±114 ribu", "~114 thousand"),
        (figure(7_784, estimated=True), "±8 ribu", "~8 thousand"),
        (figure(442, estimated=True), "±400", "~400"),
        (figure(-10_712, estimated=True), "± −11 ribu", "~ −11 thousand"),
        (figure(Fraction(534, 1000), SHARE, estimated=True), "±53%", "~53%"),
        (figure(None, SHARE, estimated=True), "–", "–"),
    ],
)
def test_a_figure_in_full(made, indonesian, english):
    assert plain(shown.value_of(made, "id")) == indonesian
    assert plain(shown.value_of(made, "en")) == english


@pytest.mark.parametrize(
    ("made", "printed"),
    [
        (figure(736_000), 736_000),
        (figure(Fraction(97_000, 24)), 4_042),
        (figure(Fraction(736, 1190), SHARE), Fraction(618, 1000)),
        (figure(Fraction(-34, 10_000), POINTS), Fraction(-3, 1000)),
        (figure(Fraction("4285798.90"), RUPIAH), Fraction("4285798.90")),
        (figure(None), None),
        (figure(Fraction(114_423), estimated=True), 114_000),
        (figure(Fraction("12345.67"), estimated=True), 12_000),
        (figure(1_187_499, estimated=True), 1_190_000),
        (figure(999_600, estimated=True), 1_000_000),
        (figure(442, estimated=True), 400),
        (figure(-10_712, estimated=True), -11_000),
        (figure(Fraction(534, 1000), SHARE, estimated=True), Fraction(53, 100)),
    ],
)
def test_the_number_that_is_printed(made, printed):
    """It is the one that stands in the text, and printing it again changes nothing."""
    assert shown.printed_value(made) == printed
    again = replace(made, value=shown.printed_value(made))
    assert shown.value_of(again, "id") == shown.value_of(made, "id")
    if printed is not None:
        (claim,) = numbers_in(shown.value_of(made, "id"), "id")
        assert claim.value == printed


def test_a_published_share_is_printed_with_the_decimals_it_has():
    quoted = replace(figure(Fraction("0.4776"), SHARE), provenance=Provenance.OFFICIAL)
    assert shown.printed_value(quoted) == Fraction("0.4776")
    assert shown.printed_value(replace(quoted, withheld=True)) is None


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (figure(1_190_000, half_step=THOUSANDS), "1,19 juta"),
        (figure(736_000), "736 ribu"),
        (figure(15_702), "15.702"),
        (figure(15_702, half_step=THOUSANDS), "15,7 ribu"),
        (figure(15_702, half_step=None), "15,7 ribu"),
        (figure(454_000, half_step=THOUSANDS), "454 ribu"),
        (figure(Fraction(736, 1190), SHARE), "61,8%"),
        (figure(3_005, CHANGE), "+3.005"),
        (figure(13_060, CHANGE), "+13.060"),
        (figure(13_060, CHANGE, half_step=Fraction(42)), "+13,1 ribu"),
        (figure(-13_060, CHANGE, half_step=Fraction(42)), "−13,1 ribu"),
        (figure(106_412, estimated=True), "±106 ribu"),
        (figure(114_423, estimated=True), "±114 ribu"),
        (figure(-10_712, estimated=True), "± −11 ribu"),
        (figure(0, estimated=True), "±0"),
        (figure(-13_060, CHANGE, half_step=Fraction(42), estimated=True), "± −13,1 ribu"),
        (figure(8_064_000_000, RUPIAH, estimated=True), "±Rp8,06 miliar"),
        (figure(8_064_000_000, RUPIAH), "Rp8,06 miliar"),
        (figure(None, RUPIAH, estimated=True), "–"),
        (figure(None), "–"),
        (figure(0), "0"),
    ],
)
def test_a_figure_in_large_type(made, text):
    assert plain(shown.short_value_of(made, "id")) == text


def test_the_band_is_written_outward_and_only_when_it_is_one():
    band = (Fraction(735_500, 1_195_000), Fraction(736_500, 1_185_000))
    assert shown.band_of(figure(Fraction(736, 1190), SHARE, band=band), "id") == "61,5–62,2%"
    assert shown.band_of(figure(454_000, band=(Fraction(448_500), Fraction(459_500))), "en") == "448,500–459,500"
    points = (Fraction(-4, 1000), Fraction(31, 1000))
    assert plain(shown.band_of(figure(0, POINTS, band=points), "id")) == "−0,4 poin … +3,1 poin"
    assert shown.band_of(figure(5), "id") == ""
    assert shown.band_of(figure(5, band=(Fraction(5), Fraction(5))), "id") == ""


def test_the_digits_are_the_words_with_their_values():
    part, whole = source("Peserta aktif", 736_000), source("Angkatan kerja", 1_190_000)
    rate = figure(Fraction(736, 1190), SHARE, "Peserta aktif ÷ angkatan kerja", part, whole)
    assert shown.digits_of(rate, "id") == "736.000 ÷ 1.190.000 = 61,8%"
    assert shown.digits_of(rate, "en") == "736,000 ÷ 1,190,000 = 61.8%"


def test_brackets_a_target_and_months_are_written_too():
    whole, aim = source("Angkatan kerja", 1_190_000), source("target 2025", Fraction(6_235, 10_000), NOWHERE)
    now, left = source("peserta aktif", 736_000), source("bulan", 24, Basis(Unit.MONTHS, Laid.NOWHERE))
    formula = "(Angkatan kerja × target 2025 − peserta aktif) ÷ bulan"
    made = figure(Fraction(5_965, 24), COUNT, formula, whole, aim, now, left)
    assert shown.digits_of(made, "id") == "(1.190.000 × 62,35% − 736.000) ÷ 24 = 249"


def test_a_large_estimate_among_the_inputs_is_a_whole_number_and_a_small_one_keeps_its_decimals():
    """So that what stands there comes to the result: 0 for a third would not."""
    first = source("Belum Karawaci", Fraction(103_332 * 13 + 12, 13), estimated=True)
    second = source("Belum Pinang", Fraction(4, 3), estimated=True)
    made = figure(103_334, COUNT, "Belum Karawaci + belum Pinang", first, second, estimated=True)
    assert plain(shown.digits_of(made, "id")) == "103.333 + 1,3333 = ±103 ribu"
    less = source("Belum Jatiuwung", Fraction(-33_768 * 13 + 1, 13), estimated=True)
    made = figure(Fraction(-33_768), COUNT, "Belum Jatiuwung + belum Pinang", less, second, estimated=True)
    assert plain(shown.digits_of(made, "id")).startswith("−33.768 + 1,3333 = ± −34 ribu")


def test_nothing_is_written_of_what_was_not_worked_out():
    assert shown.digits_of(figure(5, COUNT, "Angka rilis apa adanya", source("A", 5)), "id") == ""
    assert shown.digits_of(figure(None, SHARE, "A ÷ B", source("A", 5), source("B", 0)), "id") == ""
    assert shown.digits_of(figure(5, COUNT, "A + B", source("A", 5)), "id") == ""


def test_an_input_keeps_the_decimals_it_was_published_with():
    assert shown.input_value(source("TPT", "47.76"), "id") == "47,76"
    assert shown.input_value(source("Penduduk", 1_930_000), "en") == "1,930,000"
    assert shown.input_value(source("target", Fraction(7, 10), NOWHERE), "id") == "70%"
