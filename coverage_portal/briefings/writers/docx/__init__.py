"""The briefing as a text to edit: A4, letterhead, Word's own styles, native charts, tables whose headers repeat."""

from __future__ import annotations

from coverage_portal.briefings.document import Document, Section, Stamp
from coverage_portal.briefings.writers.docx.contents import written
from coverage_portal.briefings.writers.docx.ending import ending
from coverage_portal.briefings.writers.docx.letterhead import facts, furnish, signature
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import SPACE, paragraph, run
from coverage_portal.briefings.writers.office.bars import with_bars
from coverage_portal.briefings.writers.office.wording import answer_in

__all__ = ["write"]

NUMBER_SIZE = 60


def write(document: Document, stamp: Stamp | None) -> bytes:
    """The file; without a stamp every page says that it is a draft. Equal arguments give equal bytes."""
    letter = Manuscript(document, stamp)
    furnish(letter)
    letter.add(facts(letter))
    for place, section in enumerate(document.sections):
        _section(letter, section, first=place == 0)
    letter.add(*signature(letter), *ending(letter))
    return letter.save()


def _section(letter: Manuscript, section: Section, *, first: bool) -> None:
    document = letter.document
    letter.add(paragraph("Kicker", run(section.kicker), next_page=not first))
    letter.add(_title(section, document.language) if first else paragraph("Heading1", run(section.title.text)))
    letter.add(*(paragraph("Lead", run(lead.text)) for lead in section.leads))
    if section.illustrative:
        mark = f" {document.word('illustration')} "
        letter.add(paragraph("Mark", run(mark, bold=True, colour="amber-900", ground="amber-100")))
    made = [markup for block in with_bars(section.blocks, document) for markup in written(block, letter)]
    letter.add(*(made[:-1] if made and made[-1] == SPACE else made))


def _title(section: Section, language: str) -> str:
    """The first section's title: its number large and green, its gap in the gap's colour."""
    number, before, after = answer_in(section.title, language)
    large = (run(f"{number} ", bold=True, colour="green-700", size=NUMBER_SIZE), "<w:r><w:br/></w:r>") if number else ()
    return paragraph("Title", *large, run(before), *((run(after, colour="amber-800"),) if after else ()))
