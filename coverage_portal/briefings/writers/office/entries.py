"""How the figures came about, for the last pages: those that came about alike stand together. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverage_portal.briefings.document import Document, Reference
from coverage_portal.briefings.writers.office.wording import cited
from coverage_portal.coverage import shown

MOST_TOGETHER = 8
"""So that one entry never fills a page."""


@dataclass(frozen=True)
class Entry:
    """Figures of one working: each with its label, place and value, then how all of them came about."""

    figures: tuple[tuple[str, str, str], ...]
    kind: str
    working: str
    sources: str


def entries(document: Document) -> Iterator[Entry]:
    """The references in the order of their first; one with numbers of its own stands alone."""
    alike: dict[tuple[str, str, str], list[Reference]] = {}
    for reference, others in document.printed_references:
        working = _working(reference, others, document)
        key = (document.kind_of(reference.figure), working, cited(reference.sources))
        alike.setdefault(key, []).append(reference)
    for (kind, working, sources), references in alike.items():
        for start in range(0, len(references), MOST_TOGETHER):
            some = references[start : start + MOST_TOGETHER]
            yield Entry(tuple(_figure(one, document) for one in some), kind, working, sources)


def _figure(reference: Reference, document: Document) -> tuple[str, str, str]:
    figure = reference.figure
    return figure.label, reference.where, shown.value_of(figure, document.language)


def _working(reference: Reference, others: int, document: Document) -> str:
    """How the figure came about, with the range its inputs' rounding allows and how many others came about so."""
    band = shown.band_of(reference.figure, document.language)
    said = f"{reference.working}. {document.word('band')} {band}." if band else reference.working
    return f"{said.removesuffix('.')}. {document.word('alike') % {'n': others}}" if others else said
