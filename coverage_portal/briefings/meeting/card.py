"""What one carries into the meeting: five numbers, one map, three asks, likely questions. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverage_portal.briefings.blocks import Ask, Asks, Question, Questions, TileMap
from coverage_portal.briefings.document import Document
from coverage_portal.coverage.workings import Figure

NUMBERS, ASKS = 5, 3
WANTED = (
    "cakupan",
    "tercakup",
    "kesenjangan",
    "laju-kurang-",
    "pemberi-kerja",
    "angkatan-kerja",
    "penyebut",
    "penduduk",
)
"""The keys of the numbers to remember, the weightiest first; one that ends in "-" is a beginning."""


@dataclass(frozen=True)
class Card:
    """The card's content. A number that is missing is left out; one that is withheld is not shown here either."""

    numbers: tuple[Figure, ...]
    tiles: TileMap | None
    asks: tuple[Ask, ...]
    questions: tuple[Question, ...]


def card_of(document: Document) -> Card:
    """The card of a briefing. Without a tile map, asks or questions it has none."""
    blocks = [block for section in document.sections for block in section.blocks]
    asks = next((block.asks for block in blocks if isinstance(block, Asks)), ())
    tiles = next((block for block in blocks if isinstance(block, TileMap)), None)
    return Card(tuple(_numbers(document))[:NUMBERS], tiles, asks[:ASKS], tuple(_questions(document)))


def _numbers(document: Document) -> Iterator[Figure]:
    known = {figure.key: figure for figure in document.figures() if figure.value is not None}
    told: set[Figure] = set()
    for wanted in WANTED:
        for key, figure in known.items():
            same = key.startswith(wanted) if wanted.endswith("-") else key == wanted
            if same and not any(_alike(figure, other) for other in told):
                told.add(figure)
                yield figure
                break


def _alike(figure: Figure, other: Figure) -> bool:
    """Whether two figures are the same number under two keys: the denominator is a fact of the place too."""
    return (figure.value, figure.kind, figure.working.inputs) == (other.value, other.kind, other.working.inputs)


def _questions(document: Document) -> Iterator[Question]:
    """Every question once: those of the questions' own section first, then those of the others."""
    told = set()
    listed = (
        one for s in document.sections for block in s.blocks if isinstance(block, Questions) for one in block.questions
    )
    spoken = (one for section in document.sections for one in section.questions)
    for question in (*listed, *spoken):
        if question.key not in told:
            told.add(question.key)
            yield question
