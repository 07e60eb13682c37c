"""The last slides: what must be read with the figures, how each came about, and the sources."""

from __future__ import annotations

from coverage_portal.briefings.document import Document, Reference, Stamp
from coverage_portal.briefings.writers.office.wording import authenticity, cited, kind_of, remarks, working_in_words
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.pieces import Piece, Words
from coverage_portal.briefings.writers.pptx.tables import Row, Table
from coverage_portal.briefings.writers.pptx.texts import MEASURE, heading, words_row
from coverage_portal.coverage import shown

SMALL = 12
NUMBER, VALUE, KIND, SOURCES = 0.5, 1.6, 1.35, 1.0
NAME = 3.0


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
        lines = tuple(said(line, 16, before=4, mark="•") for line in remark.lines)
        made.append(Words("Catatan", (*head, *lines), MEASURE))
    return made


def _workings(document: Document) -> Table:
    heads = words_row(
        ("", *(document.word(key) for key in ("figure", "value", "kind", "workings", "sources"))), frozenset({2})
    )
    last = BREADTH - NUMBER - NAME - VALUE - KIND - SOURCES
    rows = tuple(_working(reference, document) for reference in document.references)
    return Table("", document.word("workings"), heads, rows, (NUMBER, NAME, VALUE, KIND, last, SOURCES))


def _working(reference: Reference, document: Document) -> Row:
    figure = reference.figure
    return Row(
        (
            (said(f"{reference.number}", SMALL, "ink-3"),),
            (said(figure.label, SMALL, bold=True), said(reference.where, SMALL, "ink-3")),
            (said(shown.value_of(figure, document.language), SMALL, align="r"),),
            (said(kind_of(figure, document), SMALL),),
            (said(working_in_words(reference, document), SMALL),),
            (said(cited(reference.sources), SMALL, "ink-3"),),
        )
    )


def _sources(document: Document, stamp: Stamp | None) -> list[Piece]:
    rows = tuple(
        Row(((said(f"[{source.number}]", SMALL, "ink-3"),), (said(source.text, 14),))) for source in document.sources
    )
    heads = words_row(("", document.word("source")))
    table = Table("", document.word("sources"), heads, rows, (0.6, BREADTH - 0.6))
    genuine: tuple[Paragraph, ...] = tuple(said(line, SMALL, "ink-3") for line in authenticity(document, stamp))
    return [*([table] if rows else []), Words("Keaslian", genuine, BREADTH)]
