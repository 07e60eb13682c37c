"""How exactly a figure was published, said and chosen in words."""

from decimal import Decimal

import pytest

from coverage_portal.reference import precision
from regions import figure_kinds


@pytest.mark.parametrize(
    ("half_step", "words"),
    [
        (None, "pembulatan tidak diketahui"),
        (Decimal("0.5000"), "tepat sampai satuan"),
        (Decimal("0.0050"), "tepat sampai dua angka di belakang koma"),
        (Decimal("500.0000"), "dibulatkan ke ribuan (± 500)"),
        (Decimal(5_000), "dibulatkan ke puluhan ribu (± 5.000)"),
        (Decimal(250), "± 250"),
        (Decimal(0), "± 0"),
    ],
)
def test_in_words(half_step, words):
    assert precision.in_words(half_step) == words


@pytest.mark.parametrize("half_step", [None, *precision.STEPS, Decimal("5000.0000"), Decimal(250), Decimal("0.0005")])
def test_what_is_stored_can_be_chosen_again(half_step):
    choice = precision.chosen(half_step)
    assert choice in dict(precision.choices(half_step))
    assert precision.half_step_of(choice) == half_step


@pytest.mark.parametrize(
    ("value", "half_step", "fits"),
    [
        (1_190_000, 5_000, True),
        (1_190_500, 500, False),
        (1_190_500, None, True),
        (Decimal("47.76"), Decimal("0.005"), True),
        (Decimal("47.76"), Decimal("0.05"), False),
        (0, 500, True),
    ],
)
def test_a_value_is_a_multiple_of_what_it_was_rounded_to(value, half_step, fits):
    assert figure_kinds.fits(Decimal(value), None if half_step is None else Decimal(half_step)) is fits
