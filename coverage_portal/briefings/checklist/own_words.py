"""Where words of people stand in a Document that no template made: efforts, steps, requests, reasons, notes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverage_portal.briefings.blocks import Ask, Asks, Cell, Grid, Listing
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.wanted import Part

LISTED = (Part.EFFORTS, Part.NAMED)
IN_ROWS = {Part.STEPS: ("langkah", "own-words-step"), Part.PROGRESS: ("komitmen", "own-words-commitment")}
"""The sections whose grid holds own words: what a row's key begins with, and the saying that names a row."""


@dataclass(frozen=True)
class OwnWords:
    """What somebody typed: in which section, under which key, the saying that names its place with its number there,
    and the texts. `told` are numbers that belong to it: the days of a step stand beside it."""

    section: Section
    key: str
    place: str
    number: int
    texts: tuple[str, ...]
    told: str = ""


def own_words(document: Document) -> Iterator[OwnWords]:
    """Everything people typed, in reading order. What they changed of a sentence is looked at as an edited one."""
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Listing() if section.key in LISTED:
                    yield from _listed(section, block)
                case Grid() if section.key in IN_ROWS:
                    yield from _in_rows(section, block)
                case Asks(asks=asks, brief=False):
                    yield from (_asked(section, number, ask) for number, ask in enumerate(asks, start=1))


def _listed(section: Section, block: Listing) -> Iterator[OwnWords]:
    for number, item in enumerate(block.items, start=1):
        if not item.sentence.edited:
            yield OwnWords(section, item.sentence.key, "own-words-line", number, (item.sentence.text,))


def _in_rows(section: Section, block: Grid) -> Iterator[OwnWords]:
    stem, place = IN_ROWS[Part(section.key)]
    for number, row in enumerate(block.rows, start=1):
        first, *rest = _texts(row)
        texts, told = (rest, first) if section.key == Part.STEPS else ((first, *rest), "")
        yield OwnWords(section, f"{stem}-{number}", place, number, tuple(texts), told)


def _texts(row: tuple[Cell, ...]) -> list[str]:
    """The words of a row; its figures are of the data."""
    return [cell for cell in row if isinstance(cell, str)]


def _asked(section: Section, number: int, ask: Ask) -> OwnWords:
    reason = () if ask.reason.edited else (ask.reason.text,)
    return OwnWords(section, ask.key, "own-words-request", number, (ask.title, *reason, ask.owner, ask.output))
