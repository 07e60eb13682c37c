"""What stands side by side on a slide: bars beside a map, figures beside a line, a chart beside its table."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Block, Chart, ChartKind, KeyFigures, Sentence, Table, TileMap
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.pptx import texts
from coverage_portal.briefings.writers.pptx.breakdowns import half_breakdown
from coverage_portal.briefings.writers.pptx.drawing import said
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.pictures import ChartPiece, TileMapPiece
from coverage_portal.briefings.writers.pptx.pieces import Beside, Piece, Stack, Words

HALF, ALLEY = 5.8, 0.333
RIGHT = HALF + ALLEY
BESIDE_FIGURES = 8.2
MOST_BARS = 18
FEW_FIGURES = 4
DENSE = 0.2
Paired = tuple[Piece, list[Block]]


def leads_piece(leads: tuple[Sentence, ...], width: float = texts.MEASURE, size: float = 16) -> Words:
    """What the section says below its title."""
    return Words("Ringkasan", tuple(said(lead.text, size, "ink-3", before=3) for lead in leads), width)


def map_and_bars(blocks: list[Block], leads: tuple[Sentence, ...], room: float) -> Paired | None:
    """A map that comes first, beside it the section's leads over its bars; None when there is no such pair."""
    first = blocks[0] if blocks else None
    bars = next((block for block in blocks if _short_bars(block)), None)
    if not (isinstance(first, TileMap) and isinstance(bars, Chart)):
        return None
    made = Beside(
        (
            (0, TileMapPiece(first, HALF)),
            (RIGHT, Stack((leads_piece(leads, HALF, 14), ChartPiece(bars, HALF, DENSE)))),
        )
    )
    return (made, [block for block in blocks[1:] if block is not bars]) if made.least <= room else None


def line_and_figures(
    blocks: list[Block], leads: tuple[Sentence, ...], document: Document, room: float
) -> Paired | None:
    """A line that comes first, beside it the section's leads over the figures that follow it; None without such."""
    match blocks:
        case [Chart(kind=ChartKind.LINE) as line, KeyFigures() as key, *others] if len(key.figures) <= FEW_FIGURES:
            width = BREADTH - BESIDE_FIGURES - 0.5
            column = Stack((leads_piece(leads, width, 14), texts.figure_column(key.figures, document, width)))
            made = Beside(((0, ChartPiece(line, BESIDE_FIGURES)), (BESIDE_FIGURES + 0.5, column)))
            return (made, others) if made.least <= room else None
    return None


def pair(blocks: list[Block], document: Document, room: float) -> Paired | None:
    """The first block with what belongs beside it, and the blocks that remain; None when it stands alone. Beside
    columns stands the first table that is narrow enough."""
    first, others = blocks[0], blocks[1:]
    match first:
        case TileMap():
            bars = next((block for block in others if _short_bars(block)), None)
            if isinstance(bars, Chart):
                halves = _halves(TileMapPiece(first, HALF), ChartPiece(bars, HALF, DENSE))
                return halves, [block for block in others if block is not bars]
        case Chart() if others:
            nearest = others if first.kind is ChartKind.COLUMNS else others[:1]
            for place, other in enumerate(nearest):
                if piece := _beside_chart(first, other, document, room):
                    return piece, [*others[:place], *others[place + 1 :]]
    return None


def _beside_chart(chart: Chart, other: Block, document: Document, room: float) -> Piece | None:
    match other:
        case KeyFigures() if chart.kind is ChartKind.LINE and len(other.figures) <= FEW_FIGURES:
            column = texts.figure_column(other.figures, document, BREADTH - BESIDE_FIGURES - 0.5)
            return Beside(((0, ChartPiece(chart, BESIDE_FIGURES)), (BESIDE_FIGURES + 0.5, column)))
        case Chart() if _short_bars(chart) and _short_bars(other):
            return _halves(ChartPiece(chart, HALF, DENSE), ChartPiece(other, HALF, DENSE))
        case Table() if chart.kind is not ChartKind.LINE and len(chart.categories) <= MOST_BARS:
            table = half_breakdown(other, document, HALF, room)
            return _halves(ChartPiece(chart, HALF), table) if table else None
    return None


def _halves(left: Piece, right: Piece) -> Beside:
    return Beside(((0, left), (RIGHT, right)))


def _short_bars(block: Block) -> bool:
    return isinstance(block, Chart) and block.kind is ChartKind.STACKED and len(block.categories) <= MOST_BARS
