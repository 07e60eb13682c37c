"""The letter's last pages: what must be read with the figures, how each came about, and the sources."""

from __future__ import annotations

from coverage_portal.briefings.writers.docx.base import BULLETS
from coverage_portal.briefings.writers.docx.contents import header, words
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import BREADTH, SPACE, Cell, Row, cm, paragraph, run, table
from coverage_portal.briefings.writers.office.wording import authenticity, cited, kind_of, remarks, working_in_words
from coverage_portal.coverage import shown

NUMBER, NAME, VALUE, KIND, SOURCES = 0.9, 4.2, 2.5, 2.1, 1.5


def ending(letter: Manuscript) -> list[str]:
    """From a new page on; sources stand last, with how to check that the file is genuine."""
    document = letter.document
    made: list[str] = []
    for remark in remarks(document):
        made.append(paragraph("Heading2", run(remark.heading), next_page=not made))
        made += [paragraph("ListBullet", run(line), number=BULLETS) for line in remark.lines]
    if document.references:
        made.append(paragraph("Heading1", run(document.word("workings")), next_page=not made, before=360))
        made.append(_workings(letter))
    made.append(paragraph("Heading1", run(document.word("sources")), next_page=not made, before=360))
    made.append(_sources(letter))
    return [*made, *(paragraph("Note", run(line)) for line in authenticity(document, letter.stamp))]


def _workings(letter: Manuscript) -> str:
    document = letter.document
    keys = ("figure", "value", "kind", "workings", "sources")
    heads = header(("", *(document.word(key) for key in keys)), frozenset({2}))
    rows = tuple(
        Row(
            (
                Cell(words(f"{one.number}", colour="ink-3")),
                Cell(words(one.figure.label, bold=True) + words(one.where, colour="ink-3")),
                Cell(words(shown.value_of(one.figure, document.language), align="right")),
                Cell(words(kind_of(one.figure, document))),
                Cell(words(working_in_words(one, document))),
                Cell(words(cited(one.sources), colour="ink-3")),
            )
        )
        for one in document.references
    )
    given = [cm(one) for one in (NUMBER, NAME, VALUE, KIND)]
    widths = (*given, BREADTH - sum(given) - cm(SOURCES), cm(SOURCES))
    return table("Breakdown", widths, (heads, *rows), document.word("workings"))


def _sources(letter: Manuscript) -> str:
    document = letter.document
    rows = tuple(
        Row((Cell(words(f"[{one.number}]", colour="ink-3")), Cell(words(one.text)))) for one in document.sources
    )
    heads = header(("", document.word("source")))
    made = table("Breakdown", (cm(1.2), BREADTH - cm(1.2)), (heads, *rows), document.word("sources")) if rows else ""
    return made + SPACE
