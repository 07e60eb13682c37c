"""The last slides: what must be read with the figures, how each came about, and the sources."""

from __future__ import annotations

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.office.entries import Entry, entries
from coverage_portal.briefings.writers.office.wording import authenticity, remarks
from coverage_portal.briefings.writers.pptx.columns import TwoColumns
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, Span, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.pieces import Piece, Words
from coverage_portal.briefings.writers.pptx.texts import heading

PRINT = 9
"""Small print is looked up on paper, not read from a wall."""


def endings(document: Document, stamp: Stamp | None) -> list[tuple[str, list[Piece]]]:
    """Titles and their pieces; sources stand last, with how to check that the file is genuine."""
    found: list[tuple[str, list[Piece]]] = []
    notes = _remarks(document)
    if notes:
        found.append((document.word("cautions"), notes))
    if document.references:
        found.append((document.word("workings"), [_workings(document)]))
    found.append((document.word("sources"), _sources(document, stamp)))
    return found


def _remarks(document: Document) -> list[Piece]:
    title = document.word("cautions")
    made: list[Piece] = []
    for remark in remarks(document):
        head = () if remark.heading == title else (heading(remark.heading),)
        lines = tuple(said(line, 14, before=4, mark="•") for line in remark.lines)
        made.append(Words("Catatan", (*head, *lines), BREADTH))
    return made


def _workings(document: Document) -> TwoColumns:
    return TwoColumns(document.word("workings"), tuple(_entry(entry) for entry in entries(document)))


def _entry(entry: Entry) -> Paragraph:
    spans: list[Span] = []
    for label, where, value in entry.figures:
        place = Span(f", {where}: " if where else ": ", colour="ink-3")
        spans += (Span(label, bold=True), place, Span(f"{value}. ", bold=True))
    spans += (Span(f"{entry.kind}. ", colour="ink-3"), Span(f"{entry.working} "), Span(entry.sources, colour="ink-3"))
    return Paragraph(tuple(spans), PRINT, before=4)


def _sources(document: Document, stamp: Stamp | None) -> list[Piece]:
    lines = tuple(
        Paragraph((Span(f"[{source.number}] ", bold=True, colour="ink-3"), Span(source.text)), PRINT, before=4)
        for source in document.sources
    )
    genuine = tuple(said(line, PRINT, "ink-3", before=4) for line in authenticity(document, stamp))
    return [TwoColumns(document.word("sources"), (*lines, *genuine))]
