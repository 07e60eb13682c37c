"""Template filters that are more than a function of formatting."""

from fractions import Fraction

import pytest
from django.utils import translation

from coverage_portal.core.templatetags import portal


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (13_060, "13,1\u00a0ribu", "13.1\u00a0thousand"),
        (-13_060, "13,1\u00a0ribu", "13.1\u00a0thousand"),
        (3, "3", "3"),
    ],
)
def test_the_size_of_a_change_has_no_sign(value, indonesian, english):
    assert portal.short_size(value) == indonesian
    with translation.override("en"):
        assert portal.short_size(value) == english


def test_no_change_has_no_size():
    assert portal.short_size(None) == "–"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_number_in_an_address_has_no_marks_and_no_decimals(language):
    with translation.override(language):
        assert str(portal.whole(Fraction(454_000))) == "454000"
        assert str(portal.whole(Fraction(1_361_999, 3))) == "454000"
