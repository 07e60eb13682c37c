"""How the columns of a table of words share the room, the same on paper, in the letter and on slides. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Grid

MOST, MARGIN = 48, 8
"""Beyond so many letters a cell is set on several lines; so many more letters' room has a column besides."""


def shares_of(block: Grid) -> list[int]:
    """What each column gets beside the others: by its longest cell, a figure's by its head, within bounds."""
    return [
        min(max(len(text) for text in (head, *_words(block, place))), MOST) + MARGIN
        for place, head in enumerate(block.heads)
    ]


def _words(block: Grid, place: int) -> list[str]:
    return [cell for row in block.rows if isinstance(cell := row[place], str)]
