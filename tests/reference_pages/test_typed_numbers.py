"""Numbers as people type them: read, or refused with how to write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.reference.typed_numbers import amount_from, as_typed, count_from, share_from


def refusal(reader, text):
    with pytest.raises(ValidationError) as refused:
        reader(text)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    "text", ["1.190.000", "1190000", "1 190 000", "1\u00a0190\u00a0000", " 1,190,000 ", "1'190'000"]
)
def test_a_count_is_read_however_its_thousands_are_set_apart(text):
    assert count_from(text) == 1_190_000


@pytest.mark.parametrize(("text", "value"), [("1.190", 1190), ("0", 0), ("007", 7)])
def test_a_dot_in_a_count_sets_thousands_apart(text, value):
    assert count_from(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1,19 juta",
            "Tulis angkanya penuh: 1.190.000, dan pilih ketelitian “dibulatkan ke puluhan ribu” di bawahnya.",
        ),
        ("736 ribu", "Tulis angkanya penuh: 736.000, dan pilih ketelitian “dibulatkan ke ribuan” di bawahnya."),
        ("2 JT", "Tulis angkanya penuh: 2.000.000, dan pilih ketelitian “dibulatkan ke jutaan” di bawahnya."),
        (
            "8,06 miliar",
            "Tulis angkanya penuh: 8.060.000.000, dan pilih ketelitian “dibulatkan ke puluhan juta” di bawahnya.",
        ),
        ("3 miliar", "Tulis angkanya penuh: 3.000.000.000."),
        ("61,85", "Jenis ini dihitung satu per satu: tulis bilangan bulat."),
        ("1,190", "Jenis ini dihitung satu per satu: tulis bilangan bulat."),
        ("-5", "Angka tidak boleh negatif."),
        ("−5", "Angka tidak boleh negatif."),
        ("9999999999999", "Angka harus di bawah 1.000.000.000.000 (satu triliun)."),
        ("9" * 5000, "Angka harus di bawah 1.000.000.000.000 (satu triliun)."),
        ("sejuta", "“sejuta” tidak terbaca sebagai angka. Tulis misalnya 1.190.000 atau 61,85."),
        ("1.19.000", "“1.19.000” tidak terbaca sebagai angka. Tulis misalnya 1.190.000 atau 61,85."),
        ("１２", "“１２” tidak terbaca sebagai angka. Tulis misalnya 1.190.000 atau 61,85."),
        ("1e6", "“1e6” tidak terbaca sebagai angka. Tulis misalnya 1.190.000 atau 61,85."),
    ],
)
def test_a_count_that_is_none_is_refused_with_how_to_write_it(text, said):
    assert refusal(count_from, text) == said


def test_on_english_pages_one_comma_sets_thousands_apart():
    with translation.override("en"):
        assert count_from("1,190") == 1190
        assert amount_from("18,437") == 18_437


@pytest.mark.parametrize("text", ["61,85", "61.85", " 61,85 %"])
def test_a_share_takes_comma_or_dot(text):
    assert share_from(text) == Decimal("61.85")


def test_a_share_has_no_thousands_and_four_decimals_at_most():
    assert share_from("61.850") == Decimal("61.85")
    assert "tidak terbaca" in refusal(share_from, "61,85123")
    assert "tidak terbaca" in refusal(share_from, "1.061,8")


@pytest.mark.parametrize(
    "text",
    ["5.399.405,69", "5,399,405.69", "5399405.69", "5399405,69", "Rp5.399.405,69", "Rp 5.399.405,69", "rp. 5399405,69"],
)
def test_an_amount_is_read_in_either_country_s_way(text):
    assert amount_from(text) == Decimal("5399405.69")


@pytest.mark.parametrize(
    ("text", "value"), [("18.437", "18437"), ("12,5", "12.5"), ("12.50", "12.5"), ("1,2345", "1.2345")]
)
def test_an_amount_with_one_mark(text, value):
    assert amount_from(text) == Decimal(value)


def test_an_amount_that_could_be_two_is_asked_again():
    said = refusal(amount_from, "1,234")
    assert said == "“1,234” dapat berarti 1234 atau 1,234. Tulis 1234, atau 1,2340 untuk pecahan."
    assert amount_from("1234") == 1234 and amount_from("1,2340") == Decimal("1.234")
    with translation.override("en"):
        assert "1.2340" in refusal(amount_from, "1.234")
        assert amount_from("1.2340") == Decimal("1.234")


@given(st.decimals(min_value=0, max_value=10**11, places=4), st.sampled_from(["id", "en"]))
def test_what_a_field_shows_is_read_back(value, language):
    with translation.override(language):
        assert amount_from(as_typed(value)) == value


@given(st.integers(min_value=0, max_value=10**11), st.sampled_from(["id", "en"]))
def test_a_count_that_a_field_shows_is_read_back(value, language):
    with translation.override(language):
        assert count_from(as_typed(Decimal(value))) == value


@given(st.decimals(min_value=0, max_value=100, places=4), st.sampled_from(["id", "en"]))
def test_a_share_that_a_field_shows_is_read_back(value, language):
    with translation.override(language):
        assert share_from(as_typed(value)) == value
