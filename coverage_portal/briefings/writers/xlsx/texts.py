"""Sheets of words: questions and answers, legal bases, every sentence, and what the file is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coverage_portal.briefings.blocks import (
    Block,
    LegalBases,
    LegalBasis,
    Listing,
    Paragraph,
    Question,
    Questions,
    Quote,
    Sentence,
)
from coverage_portal.briefings.document import Document, Section, Stamp
from coverage_portal.briefings.writers.xlsx.sheets import Content, Line, Sheet
from coverage_portal.coverage.files.sheets import Head

Pair = tuple[str, Content]


def questions_sheet(document: Document, name: str) -> Sheet | None:
    """Likely questions with their answers, once each; None when there are none."""
    found = {question.key: question for section in document.sections for question in _questions(section)}
    lines = tuple(Line((one.question, one.answer.text, one.source)) for one in found.values())
    heads = (*(Head(document.word(word), 50) for word in ("question", "answer")), Head(document.word("source"), 40))
    return Sheet(name, document.word("likely_questions"), heads, lines) if lines else None


def _questions(section: Section) -> Iterator[Question]:
    for block in section.blocks:
        yield from block.questions if isinstance(block, Questions) else ()
    yield from section.questions


def legal_sheet(document: Document, name: str) -> Sheet | None:
    """The legal bases, and when each was checked; None when none was picked."""
    blocks = (block for section in document.sections for block in section.blocks if isinstance(block, LegalBases))
    found = dict.fromkeys(basis for block in blocks for basis in block.bases)
    heads = tuple(
        Head(document.word(word), width) for word, width in (("legal", 60), ("about", 60), ("verified_on", 20))
    )
    lines = tuple(Line((one.citation, one.about, _checked(document, one))) for one in found)
    return Sheet(name, document.word("legal"), heads, lines) if lines else None


def _checked(document: Document, basis: LegalBasis) -> date | str:
    return basis.verified_on or document.word("not_verified")


def sentences_sheet(document: Document, name: str) -> Sheet:
    """Every sentence where it stands; one that somebody wrote anew with what it said before."""
    heads = (
        *(Head(document.word("where"), 24), Head(document.word("part"), 28), Head(document.word("sentences"), 80)),
        *(Head(document.word("edited_by"), 20), Head(document.word("generated"), 50)),
    )
    placed = {sentence.key: (section, part, sentence) for section, part, sentence in reversed(list(_said(document)))}
    lines = tuple(
        Line((section.kicker, part, sentence.text, sentence.edited_by, sentence.generated))
        for section, part, sentence in reversed(placed.values())
    )
    return Sheet(name, document.word("sentences"), heads, lines)


def _said(document: Document) -> Iterator[tuple[Section, str, Sentence]]:
    """Each sentence with its section and what it is there: a title, an item of a list, a talking point."""
    for section in document.sections:
        yield section, document.word("finding"), section.title
        for lead in section.leads:
            yield section, "", lead
        for block in section.blocks:
            yield from ((section, part, sentence) for part, sentence in _in_block(block))
        for point in section.points:
            yield section, document.word("talking_points"), point


def _in_block(block: Block) -> Iterator[tuple[str, Sentence]]:
    """Sentences that have no sheet of their own."""
    match block:
        case Paragraph():
            yield block.heading, block.sentence
        case Quote():
            yield block.caption, block.sentence
        case Listing():
            for item in block.items:
                yield ": ".join(text for text in (block.caption, item.head) if text), item.sentence


def about_sheet(document: Document, stamp: Stamp | None, name: str) -> Sheet:
    """What the file is: meeting, letterhead, what must be known, warnings taken upon oneself, code and hash."""
    heads = (Head(document.word("matter"), 30), Head(document.word("content"), 100))
    pairs = (*_meeting(document), *_known(document), *_stamped(document, stamp))
    lines = tuple(Line(pair) for pair in pairs if pair[1])
    return Sheet(name, document.meeting.title, heads, lines, illustrative=document.illustrative)


def _meeting(document: Document) -> Iterator[Pair]:
    meeting, head, word = document.meeting, document.letterhead, document.word
    yield word("sender"), ", ".join(text for text in (head.institution, head.office) if text)
    yield word("address"), ". ".join(text for text in (head.address, head.contact) if text)
    yield word("addressee"), meeting.addressee
    yield word("day"), meeting.day
    yield word("place"), meeting.place
    yield word("number"), meeting.number
    yield word("confidentiality"), meeting.confidentiality
    if document.signatory:
        signatory = document.signatory
        yield word("signatory"), f"{signatory.name}, {signatory.prefix} {signatory.title}".replace(",  ", ", ")
    for other in document.copies_to:
        yield word("copies_to"), other


def _known(document: Document) -> Iterator[Pair]:
    yield document.word("region"), document.region.name
    yield document.word("position"), document.as_at
    yield document.word("corrects"), document.corrects
    for caution in document.cautions:
        yield document.word("cautions"), caution
    for taken in document.accepted:
        yield document.word("accepted"), f"{taken.warning} {document.word('reason')}: {taken.reason} ({taken.by})"


def _stamped(document: Document, stamp: Stamp | None) -> Iterator[Pair]:
    if stamp is None:
        yield document.word("state"), document.word("draft")
        return
    yield document.word("issued"), stamp.issued_at.date()
    yield document.word("by"), stamp.issued_by
    yield document.word("code"), stamp.code
    yield document.word("check_at"), stamp.address
    yield "SHA-256", stamp.sha256
