"""The letter's last pages: what must be read with the figures, how each came about, and the sources."""

from __future__ import annotations

from coverage_portal.briefings.writers.docx.base import BULLETS
from coverage_portal.briefings.writers.docx.contents import header, words
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import BREADTH, SPACE, Cell, Row, cm, paragraph, run, table
from coverage_portal.briefings.writers.office.entries import entries
from coverage_portal.briefings.writers.office.wording import authenticity, remarks

NAME, KIND, SOURCES, SMALL = 6.0, 2.0, 1.6, 8.5


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
    heads = header(tuple(document.word(key) for key in ("figure", "kind", "workings", "sources")))
    rows = tuple(
        Row(
            (
                Cell("".join(_figure(*figure) for figure in entry.figures)),
                Cell(_small(entry.kind)),
                Cell(_small(entry.working)),
                Cell(_small(entry.sources, "ink-3")),
            )
        )
        for entry in entries(document)
    )
    widths = (cm(NAME), cm(KIND), BREADTH - cm(NAME + KIND + SOURCES), cm(SOURCES))
    return table("Breakdown", widths, (heads, *rows), document.word("workings"))


def _figure(label: str, where: str, value: str) -> str:
    place = run(f", {where}: " if where else ": ", colour="ink-3", size=SMALL)
    return paragraph("TableText", run(label, bold=True, size=SMALL), place, run(value, bold=True, size=SMALL))


def _small(text: str, colour: str = "") -> str:
    return paragraph("TableText", run(text, size=SMALL, colour=colour))


def _sources(letter: Manuscript) -> str:
    document = letter.document
    rows = tuple(
        Row((Cell(words(f"[{one.number}]", colour="ink-3")), Cell(words(one.text)))) for one in document.sources
    )
    heads = header(("", document.word("source")))
    made = table("Breakdown", (cm(1.2), BREADTH - cm(1.2)), (heads, *rows), document.word("sources")) if rows else ""
    return made + SPACE
