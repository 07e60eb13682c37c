"""What stands in a block, whatever its kind: its figures, its sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from coverage_portal.briefings.blocks import (
    Asks,
    Block,
    Chart,
    Grid,
    KeyFigures,
    Listing,
    Paragraph,
    Questions,
    Quote,
    Sentence,
    Table,
    TileMap,
    Waffle,
)
from coverage_portal.coverage.workings import Figure


def figures_of(block: Block) -> Iterator[Figure]:
    """The figures that a block shows by itself, its sentences' aside."""
    match block:
        case KeyFigures():
            yield from block.figures
        case Table():
            yield from block.breakdown.figures()
        case Grid():
            yield from (cell for row in block.rows for cell in row if isinstance(cell, Figure))
        case Chart():
            yield from (figure for series in block.series for figure in series.figures if figure)
        case Waffle():
            yield from (block.covered, block.gap, block.whole)
        case TileMap():
            yield from (tile.figure for tile in block.tiles)
        case Asks():
            yield from (figure for ask in block.asks for figure in ask.figures)


def sentences_of(block: Block) -> Iterator[Sentence]:
    """The sentences of a block."""
    match block:
        case Paragraph() | Quote():
            yield block.sentence
        case Listing():
            yield from (item.sentence for item in block.items)
        case Asks():
            yield from (ask.reason for ask in block.asks)
        case Questions():
            yield from (question.answer for question in block.questions)
