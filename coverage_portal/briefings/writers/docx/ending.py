"""The letter's last pages: what must be read with the figures, how each came about, and the sources."""

from __future__ import annotations

from coverage_portal.briefings.writers.docx.base import BULLETS
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import paragraph, run
from coverage_portal.briefings.writers.office.entries import Entry, entries
from coverage_portal.briefings.writers.office.wording import authenticity, remarks

PRINT = "SmallPrint"


def ending(letter: Manuscript) -> None:
    """Workings and sources stand in two columns of small print, last how to check that the file is genuine."""
    document = letter.document
    letter.add(paragraph("Heading1", run(document.word("sources_and_workings")), next_page=True))
    for remark in remarks(document):
        letter.add(paragraph("Heading2", run(remark.heading)))
        letter.add(*(paragraph("ListBullet", run(line), number=BULLETS) for line in remark.lines))
    letter.add(paragraph("Heading2", run(document.word("workings" if document.references else "sources"))))
    letter.in_columns()
    if document.references:
        letter.add(*(_working(entry) for entry in entries(document)))
        letter.add(paragraph("Heading2", run(document.word("sources"))))
    for one in document.sources:
        letter.add(paragraph(PRINT, run(f"[{one.number}] ", bold=True, colour="ink-3"), run(one.text)))
    letter.in_one_column()
    letter.add(*(paragraph(PRINT, run(line, colour="ink-3")) for line in authenticity(document, letter.stamp)))


def _working(entry: Entry) -> str:
    """The figures that came about so, what kind they are, how, and from which sources."""
    told: list[str] = []
    for label, where, value in entry.figures:
        place = run(f", {where}: " if where else ": ", colour="ink-3")
        told += (run(label, bold=True), place, run(f"{value}. ", bold=True))
    kind, sources = run(f"{entry.kind}. ", colour="ink-3"), run(f" {entry.sources}", colour="ink-3")
    return paragraph(PRINT, *told, kind, run(entry.working), sources)
