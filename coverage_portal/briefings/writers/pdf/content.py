"""Everything a briefing shows on paper, as data for the template: cover, sections, closing, sources, workings. Pure."""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby
from typing import Any

from coverage_portal.briefings.document import Document, Letterhead, Reference, Section, Stamp
from coverage_portal.briefings.writers.pdf.passages import blocks_of
from coverage_portal.briefings.writers.signing import signed_in, signed_on
from coverage_portal.core import formatting
from coverage_portal.coverage import shown

Data = dict[str, Any]
FIRST_DIGITS = 12


def content(document: Document, stamp: Stamp | None) -> Data:
    """What the template is given. Every number in it is written already."""
    return {
        "language": document.language,
        "title": f"{document.meeting.title}, {document.region.name}",
        "author": f"{document.letterhead.institution}, {document.letterhead.office}",
        "letterhead": {
            **_letterhead(document.letterhead),
            "alt": document.letterhead.institution or document.word("briefing"),
        },
        "about": _about(document),
        "marks": _marks(document, stamp),
        "illustration": document.word("illustration"),
        "foot": _foot(document, stamp),
        "sections": [_section(section, document) for section in document.sections],
        "closing": _closing(document, stamp),
        "proof": _proof(document, stamp),
    }


def _letterhead(kept: Letterhead) -> Data:
    lines = [kept.office, " · ".join(part for part in (kept.address, kept.contact) if part)]
    return {"institution": kept.institution, "lines": [line for line in lines if line]}


def logo(png: bytes) -> str:
    """The uploaded picture inside an SVG of its size, which can be handed over as text; empty without one."""
    if not png:
        return ""
    width, height = (int.from_bytes(png[start : start + 4]) for start in (16, 20))
    inside = f'<image width="{width}" height="{height}" href="data:image/png;base64,{b64encode(png).decode()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{inside}</svg>'


def _about(document: Document) -> list[str]:
    """What the letterhead says at its right: with whom, when and where, the letter's number, the day of the data."""
    meeting, language = document.meeting, document.language
    day = formatting.long_date(meeting.day, language) if meeting.day else ""
    said = [
        meeting.title,
        f"{document.word('with')} {meeting.unnamed_addressee}" if meeting.unnamed_addressee else "",
        ", ".join(part for part in (day, meeting.place) if part),
        f"{document.word('number')} {meeting.number}" if meeting.number else "",
        f"{document.word('position')} {formatting.long_date(document.as_at, language)}",
        f"{document.word('corrects')} {document.corrects}" if document.corrects else "",
    ]
    return [line for line in said if line]


def _marks(document: Document, stamp: Stamp | None) -> list[str]:
    """What stands at the head of every page: who may read it, and that it is a draft."""
    draft = "" if stamp else document.word("draft")
    return [mark for mark in (document.meeting.confidentiality, draft) if mark]


def _foot(document: Document, stamp: Stamp | None) -> list[str]:
    """The lines at the foot of every page: the title, and how an issued one can be checked."""
    if stamp is None:
        return [f"{document.meeting.title}, {document.region.name}"]
    code = f"{document.word('code')} {stamp.code}"
    check = f"{document.word('check_at')} {stamp.address}"
    proof = " · ".join((code, f"SHA-256 {stamp.sha256[:FIRST_DIGITS]}", check))
    return [f"{document.meeting.title}, {document.region.name}", proof]


def _section(section: Section, document: Document) -> Data:
    return {
        "kicker": section.kicker,
        "title": _headline(section, document.language) if section is document.answer else _plain(section),
        "leads": [lead.text for lead in section.leads],
        "illustrative": section.illustrative,
        "blocks": blocks_of(section, document),
    }


def _headline(section: Section, language: str) -> list[Data]:
    """The finding with the figure it begins with set large, and what follows the next one in the gap's paint."""
    text = section.title.text.replace(formatting.NO_BREAK, " ")
    said = [shown.short_value_of(one, language).replace(formatting.NO_BREAK, " ") for one in section.title.inputs[:2]]
    if not said or not f"{text} ".startswith(f"{said[0]} "):
        return _plain(section)
    rest, gap = text.removeprefix(said[0]).strip(), ""
    for value in said[1:]:
        before, found, after = rest.partition(value)
        rest, gap = (before, found + after) if found else (rest, "")
    parts = (("large", said[0]), ("", rest), ("gap", gap))
    return [{"text": words, "style": style} for style, words in parts if words]


def _plain(section: Section) -> list[Data]:
    """The finding as it is; a section whose finding somebody has emptied is named by its question."""
    return [{"text": section.title.text.strip() or section.kicker or section.key, "style": ""}]


def _closing(document: Document, stamp: Stamp | None) -> Data:
    """Place and day, who signs, who gets a copy."""
    signatory = document.signatory
    return {
        "place": f"{city}, " if (city := signed_in(document)) else "",
        "day": signed_on(document, stamp),
        "signatory": signatory
        and {"title": " ".join(part for part in (signatory.prefix, signatory.title) if part), "name": signatory.name},
        "copies_head": document.word("copies_to"),
        "copies": document.copies_to,
    }


def _proof(document: Document, stamp: Stamp | None) -> Data:
    """The last pages: cautions, accepted warnings, edited sentences, sources, workings, and the stamp in full."""
    edited = [sentence for sentence in document.sentences() if sentence.edited]
    return {
        "title": document.word("sources_and_workings"),
        "illustrative": document.illustrative,
        "lists": [
            {"head": document.word("cautions"), "items": document.cautions},
            {
                "head": document.word("accepted"),
                "items": [
                    f"{one.warning} {document.word('reason')}: {one.reason} ({one.by})" for one in document.accepted
                ],
            },
            {
                "head": document.word("edited_sentences"),
                "items": [f"“{one.text}” {document.word('edited')} {one.edited_by}." for one in edited],
            },
        ],
        "workings_head": document.word("workings"),
        "workings": _workings(document),
        "sources_head": document.word("sources"),
        "sources": [
            {"number": one.number, "text": one.text, "link": _link(one.text, one.source.link)}
            for one in document.sources
        ],
        "stamp": _stamp(document, stamp) if stamp else [],
    }


def _link(text: str, link: str) -> str:
    return "" if link in text else link


def _workings(document: Document) -> list[Data]:
    """The references, those that follow each other in one place under its name."""
    places = groupby(document.printed_references, key=lambda printed: printed[0].where)
    return [{"where": where, "references": [_reference(*one, document) for one in kept]} for where, kept in places]


def _reference(one: Reference, alike: int, document: Document) -> Data:
    band = shown.band_of(one.figure, document.language)
    kept = f". {document.word('band')}: {band}" if band and band not in one.working else ""
    more = f" {document.word('alike') % {'n': alike}}" if alike else ""
    return {
        "number": one.number,
        "label": one.figure.label,
        "value": shown.value_of(one.figure, document.language),
        "working": f"{document.kind_of(one.figure)}. {one.working.removesuffix('.')}{kept}.{more}",
        "sources": " ".join(f"[{number}]" for number in one.sources),
    }


def _stamp(document: Document, stamp: Stamp) -> list[str]:
    moment = formatting.moment(stamp.issued_at, document.language)
    issued = f"{document.word('issued')} {moment} {document.word('by')} {stamp.issued_by}"
    return [
        f"{issued}. {document.word('code')} {stamp.code}",
        f"{document.word('check_at')} {stamp.address}",
        f"SHA-256 {stamp.sha256}",
    ]
