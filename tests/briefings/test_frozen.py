"""A frozen value thaws to the same value, and equal values freeze to the same text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from coverage_portal.briefings.frozen import digest, freeze, thaw
from coverage_portal.briefings.wanted import AskKind, AskWanted, Part, Wanted
from tests.briefings import sample
from tests.briefings.sample_figures import COVERED


@pytest.mark.parametrize(
    "value", [sample.document(), sample.hostile(), sample.STAMP], ids=["sample", "hostile", "stamp"]
)
def test_a_frozen_value_thaws_to_the_same(value):
    assert thaw(freeze(value)) == value


def test_a_draft_keeps_its_choices():
    asked = AskWanted(AskKind.VULNERABLE, workers=10_000, deadline=date(2024, 6, 30))
    wanted = Wanted(title='"{{7*7}}"', parts=(Part.ASKS, Part.SUMMARY), asks=(asked,), day=date(2024, 3, 22))
    assert thaw(freeze(wanted)) == wanted


def test_the_same_briefing_made_anew_has_the_same_digest_and_another_digit_another():
    text = freeze(sample.document())
    other = replace(sample.document(), sections=())
    assert freeze(sample.document()) == text
    assert digest(freeze(other)) != digest(text)
    assert len(digest(text)) == 64


def test_each_source_is_written_once():
    assert freeze(sample.document()).count('"Berita 22 Mar 2024"') < len({*sample.document().figures()}) * 2
    assert freeze(COVERED).count("Republika") == freeze((COVERED, COVERED)).count("Republika")


@pytest.mark.parametrize("value", [0.5, [1], object(), Fraction], ids=["float", "list", "object", "class"])
def test_what_is_not_of_a_briefing_is_refused(value):
    with pytest.raises(TypeError, match="cannot be frozen"):
        freeze(value)
