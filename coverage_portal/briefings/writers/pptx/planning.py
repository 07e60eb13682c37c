"""A section's blocks as pieces of slides: what stands side by side, what flows, what becomes a table."""

from __future__ import annotations

from coverage_portal.briefings.blocks import (
    Asks,
    Block,
    Chart,
    Grid,
    KeyFigures,
    LegalBases,
    Listing,
    Paragraph,
    Questions,
    Quote,
    Sentence,
    Table,
    TileMap,
    Waffle,
)
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.office.bars import with_bars
from coverage_portal.briefings.writers.office.native_charts import cut
from coverage_portal.briefings.writers.pptx import texts
from coverage_portal.briefings.writers.pptx.breakdowns import breakdown
from coverage_portal.briefings.writers.pptx.drawing import said
from coverage_portal.briefings.writers.pptx.frame import BREADTH, GAP
from coverage_portal.briefings.writers.pptx.pairs import leads_piece, line_and_figures, map_and_bars, pair
from coverage_portal.briefings.writers.pptx.pictures import ChartPiece, TileMapPiece, most_bars
from coverage_portal.briefings.writers.pptx.pieces import Piece, Words

ENOUGH = 0.5
"""The share of a slide below its leads that a block is made to fit; where less is left it has the next slide."""


def pieces_of(blocks: tuple[Block, ...], leads: tuple[Sentence, ...], document: Document, room: float) -> list[Piece]:
    """Leads and blocks in their order; pairs that belong together stand side by side, leads beside a map."""
    waiting = with_bars(blocks, document)
    made: list[Piece] = []
    if leads and (paired := map_and_bars(waiting, leads, room) or line_and_figures(waiting, leads, document, room)):
        piece, waiting = paired
        made.append(piece)
    elif leads:
        made.append(leads_piece(leads))
    left = room - sum(piece.least + GAP for piece in made)
    while waiting:
        if paired := pair(waiting, document, left):
            piece, waiting = paired
            made.append(piece)
        else:
            block, *waiting = waiting
            made += alone(block, document, left if left > room * ENOUGH else room)
        left = room
    return made


def alone(block: Block, document: Document, room: float) -> list[Piece]:
    """The pieces of one block; raises TypeError for a kind of block that nobody taught this writer."""
    match block:
        case KeyFigures():
            return [texts.key_figures(block, document)]
        case Paragraph():
            return [texts.paragraph(block)]
        case Quote():
            return [texts.quote(block)]
        case Listing():
            return [texts.listing(block)]
        case Table():
            return breakdown(block, document, room)
        case Grid():
            return [texts.grid(block, document)]
        case Chart():
            return [ChartPiece(part, BREADTH) for part in cut(block, most_bars(room))]
        case Waffle():
            return [_waffle_in_words(block)]
        case TileMap():
            return [TileMapPiece(block, BREADTH)]
        case Asks():
            return [texts.brief_asks(block)] if block.brief else texts.asks(block, document, room)
        case LegalBases():
            return [texts.legal_bases(block, document)]
        case Questions():
            return [texts.questions(block, document)]
    raise TypeError(f"a slide cannot show {type(block).__name__}")


def _waffle_in_words(block: Waffle) -> Words:
    return Words("Cakupan", (said(block.caption, 16, bold=True), said(block.alt, 16)), BREADTH)
