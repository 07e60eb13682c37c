"""A section's blocks as pieces of slides: what stands side by side, what flows, what becomes a table."""

from __future__ import annotations

from coverage_portal.briefings.blocks import (
    Asks,
    Block,
    Chart,
    ChartKind,
    Grid,
    KeyFigures,
    LegalBases,
    Listing,
    Paragraph,
    Questions,
    Quote,
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
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.pictures import ChartPiece, TileMapPiece
from coverage_portal.briefings.writers.pptx.pieces import Beside, Piece, Words

HALF, ALLEY = 5.8, 0.333
BESIDE_FIGURES = 8.2
MOST_BARS = 18
FEW_FIGURES = 4


def pieces_of(blocks: tuple[Block, ...], document: Document, room: float) -> list[Piece]:
    """The blocks in their order; pairs that belong together stand side by side."""
    waiting = with_bars(blocks, document)
    made: list[Piece] = []
    while waiting:
        block, *waiting = waiting
        partner = _partner(block, waiting)
        if partner is not None:
            waiting.remove(partner)
            made.append(_side_by_side(block, partner, document))
        else:
            made += alone(block, document, room)
    return made


def _partner(block: Block, others: list[Block]) -> Block | None:
    """What stands beside a block: bars beside a map, figures beside a line, one chart beside the next."""
    following = others[0] if others else None
    match block:
        case TileMap():
            return next((one for one in others if isinstance(one, Chart) and _short_bars(one)), None)
        case Chart(kind=ChartKind.LINE) if isinstance(following, KeyFigures):
            return following if len(following.figures) <= FEW_FIGURES else None
        case Chart() if _short_bars(block):
            return following if isinstance(following, Chart) and _short_bars(following) else None
    return None


def _short_bars(block: Chart) -> bool:
    return block.kind is ChartKind.STACKED and len(block.categories) <= MOST_BARS


def _side_by_side(block: Block, partner: Block, document: Document) -> Piece:
    right = HALF + ALLEY
    match block, partner:
        case TileMap(), Chart():
            return Beside(((0, TileMapPiece(block, HALF)), (right, ChartPiece(partner, HALF))))
        case Chart(), KeyFigures():
            column = texts.figure_column(partner.figures, document, BREADTH - BESIDE_FIGURES - 0.5)
            return Beside(((0, ChartPiece(block, BESIDE_FIGURES)), (BESIDE_FIGURES + 0.5, column)))
        case Chart(), Chart():
            return Beside(((0, ChartPiece(block, HALF)), (right, ChartPiece(partner, HALF))))
    raise TypeError(f"{type(block).__name__} does not stand beside {type(partner).__name__}")


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
            return [ChartPiece(part, BREADTH) for part in cut(block, MOST_BARS)]
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
