"""How high a row must be for the text in it. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Sheet
from coverage_portal.coverage.files.sheets import Head

_LINE, _HIGHEST = 15, 409  # points
_ACROSS = 120  # characters of a page


def height_of(cells: Sequence[object], heads: Sequence[Head], *, least: int, bold: bool = False) -> int:
    """The points a row needs for its longest text; some programs would not find out by themselves."""
    spare = 4 if bold else 2
    needed = (
        len(textwrap.wrap(cell, head.width - spare))
        for cell, head in zip(cells, heads, strict=True)
        if isinstance(cell, str) and len(cell) > head.width - spare
    )
    return max(least, min(_LINE * max(needed, default=1) + 1, _HIGHEST))


def foot_row(sheet: Sheet) -> int:
    """The row in which the foot of a table begins."""
    return FIRST_ROW + len(sheet.lines) + 1


def foot_of(sheet: Sheet) -> list[str]:
    """The foot in lines as wide as a page, or as the table where something stands beside it."""
    beside = bool(sheet.charts or sheet.tiles) and not sheet.large
    width = min(_ACROSS, sum(head.width for head in sheet.heads)) if beside else _ACROSS
    return [line for text in sheet.foot for line in textwrap.wrap(text, width)]
