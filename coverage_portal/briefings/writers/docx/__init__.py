"""The briefing as a text to edit: A4, letterhead, Word's own styles, native charts, tables whose headers repeat."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Chart, TileMap, Waffle
from coverage_portal.briefings.document import Document, Section, Stamp
from coverage_portal.briefings.writers.docx.contents import written
from coverage_portal.briefings.writers.docx.ending import ending
from coverage_portal.briefings.writers.docx.letterhead import facts, furnish, signature
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import SPACE, paragraph, run
from coverage_portal.briefings.writers.office.bars import with_bars
from coverage_portal.briefings.writers.office.wording import answer_in

__all__ = ["write"]

NUMBER_SIZE = 54
PICTURES = (Chart, TileMap, Waffle)


def write(document: Document, stamp: Stamp | None) -> bytes:
    """The file; without a stamp every page says that it is a draft. Equal arguments give equal bytes."""
    letter = Manuscript(document, stamp)
    furnish(letter)
    letter.add(facts(letter))
    before = None
    for section in document.sections:
        _section(letter, section, before)
        before = section
    letter.add(*signature(letter))
    ending(letter)
    return letter.save()


def _section(letter: Manuscript, section: Section, before: Section | None) -> None:
    """A section that shows a picture begins a page after another that does; those of words alone follow on."""
    document = letter.document
    pictured = _pictured(section)
    next_page = before is not None and pictured and _pictured(before)
    letter.add(paragraph("Kicker", run(section.kicker), next_page=next_page))
    letter.add(_title(section, document, "Heading1" if before else "Title"))
    letter.add(*(paragraph("Lead", run(lead.text), keep=pictured) for lead in section.leads))
    if section.illustrative:
        mark = f" {document.word('illustration')} "
        letter.add(paragraph("Mark", run(mark, bold=True, colour="amber-900", ground="amber-100")))
    made = [markup for block in with_bars(section.captioned, document) for markup in written(block, letter)]
    letter.add(*(made[:-1] if made and made[-1] == SPACE else made))


def _pictured(section: Section) -> bool:
    return any(isinstance(block, PICTURES) for block in section.blocks)


def _title(section: Section, document: Document, style: str) -> str:
    """The section's title; that of the answer has its number large and green, its gap in the gap's colour."""
    if section is not document.answer:
        return paragraph(style, run(section.title.text))
    number, before, after = answer_in(section.title, document.language)
    large = (run(f"{number} ", bold=True, colour="green-700", size=NUMBER_SIZE), "<w:r><w:br/></w:r>") if number else ()
    return paragraph(style, *large, run(before), *((run(after, colour="amber-800"),) if after else ()))
