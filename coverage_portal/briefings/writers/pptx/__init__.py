"""The briefing as slides: 16:9, native charts and tables, a title on every slide, notes for the speaker."""

from __future__ import annotations

from dataclasses import replace

from coverage_portal.briefings.document import Document, Section, Stamp
from coverage_portal.briefings.writers.pptx.deck import LONGEST_PART, Deck, Opening, content, notes_of
from coverage_portal.briefings.writers.pptx.ending import endings
from coverage_portal.briefings.writers.pptx.headline import draw_cover, draw_headline, headline_of, leads_fit
from coverage_portal.briefings.writers.pptx.pieces import Piece, draw_page
from coverage_portal.briefings.writers.pptx.planning import pieces_of
from coverage_portal.briefings.writers.pptx.texts import signature
from coverage_portal.briefings.writers.pptx.tightening import fewest_slides

__all__ = ["write"]


def write(document: Document, stamp: Stamp | None) -> bytes:
    """The file; without a stamp every slide says that it is a draft. Equal arguments give equal bytes."""
    deck = Deck(document, stamp)
    for place, section in enumerate(document.sections):
        first, last = place == 0, place == len(document.sections) - 1
        if first and headline_of(section) is None:
            draw_cover(deck)
        _section(deck, section, first, last)
    for title, pieces in endings(document, stamp):
        _pages(deck, Opening(document.region.name, title), pieces, "")
    return deck.save()


def _section(deck: Deck, section: Section, first: bool, last: bool) -> None:
    document = deck.document
    notes = notes_of(document, section.points, section.questions)
    opening = Opening(section.kicker, section.title.text, illustrative=section.illustrative)
    headline = headline_of(section)
    room = content(replace(opening, part=LONGEST_PART)).height
    blocks = headline.rest if headline else section.captioned
    leads = () if headline and leads_fit(section, document.language) else section.leads
    pieces = pieces_of(blocks, leads, document, room)
    if last and (signed := signature(document)):
        pieces.append(signed)
    if headline is None:
        return _pages(deck, opening, pieces, notes)
    following = len(fewest_slides(pieces, room))
    part = f"1/{following + 1}" if following else ""
    draw_headline(deck, section, headline, replace(opening, part=part), notes, first)
    return _pages(deck, opening, pieces, "", before=1) if pieces else None


def _pages(deck: Deck, opening: Opening, pieces: list[Piece], notes: str, before: int = 0) -> None:
    """The pieces on as many slides as they take; a section without any has a slide with its title."""
    pages = fewest_slides(pieces, content(replace(opening, part=LONGEST_PART)).height) or [[]]
    count = len(pages) + before
    for number, page in enumerate(pages, start=1 + before):
        one = replace(opening, part=f"{number}/{count}" if count > 1 else "")
        canvas = deck.slide(one, notes if number == 1 else "")
        draw_page(page, canvas, content(one))
        canvas.finish()
