"""The squares of a waffle: how many there are. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Waffle

SEVEN = 7
BETWEEN = 0.2
"""The room between two squares, as a share of a square."""


def squares(waffle: Waffle) -> int:
    """How many squares stand for the whole; 0 when a number is missing or more are covered than there are."""
    covered, gap = waffle.covered.value, waffle.gap.value
    if covered is None or gap is None or gap < 0 or waffle.covered.withheld or waffle.gap.withheld:
        return 0
    return -int(-(covered + gap) // waffle.unit)
