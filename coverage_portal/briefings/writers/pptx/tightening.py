"""A section's pieces in smaller type, for where that saves it a slide: what is shown goes on fewer slides. Pure."""

from __future__ import annotations

from dataclasses import replace

from coverage_portal.briefings.writers.pptx.drawing import Paragraph, Span
from coverage_portal.briefings.writers.pptx.pieces import Beside, Piece, Stack, Words, paged
from coverage_portal.briefings.writers.pptx.tables import Row, Table

SMALLEST, SHARE = 12, 0.84
TIGHT_ROW = 0.028


def fewest_slides(pieces: list[Piece], room: float) -> list[list[Piece]]:
    """The pieces slide by slide, in smaller type where that takes fewer slides."""
    pages = paged(pieces, room)
    tight = paged([tighter(piece) for piece in pieces], room) if len(pages) > 1 else pages
    return tight if len(tight) < len(pages) else pages


def tighter(piece: Piece) -> Piece:
    """The piece in smaller type; a drawing stays as it is."""
    match piece:
        case Words():
            return replace(piece, paragraphs=_smaller(piece.paragraphs))
        case Table():
            return replace(piece, rows=tuple(_row(row) for row in piece.rows))
        case Beside():
            return Beside(tuple((x, tighter(one)) for x, one in piece.pieces))
        case Stack():
            return Stack(tuple(tighter(one) for one in piece.pieces))
    return piece


def _row(row: Row) -> Row:
    return replace(row, cells=tuple(_smaller(cell) for cell in row.cells), above=TIGHT_ROW)


def _smaller(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        replace(one, size=_size(one.size), before=one.before * SHARE, spans=tuple(_span(span) for span in one.spans))
        for one in paragraphs
    )


def _span(span: Span) -> Span:
    return replace(span, size=_size(span.size)) if span.size else span


def _size(size: float) -> float:
    """Smaller in whole points, never below the smallest; what is smaller already stays."""
    return min(size, max(round(size * SHARE), SMALLEST))
