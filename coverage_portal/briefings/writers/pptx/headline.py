"""The first slide: the answer in one number, the squares, the facts, on a dark ground."""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.briefings.blocks import Block, KeyFigures, Waffle
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.writers.office.widths import width_of
from coverage_portal.briefings.writers.office.wording import answer_in, day_and_place, meeting_line
from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.deck import DARK, LONGEST_PART, Deck, Opening
from coverage_portal.briefings.writers.pptx.drawing import Box, Paragraph, Span, block, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH, KICKER, LEFT, RIGHT
from coverage_portal.briefings.writers.pptx.lines import POINTS, fitting, height_of, height_of_all
from coverage_portal.briefings.writers.pptx.pictures import draw_waffle
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure, FigureKind

GROUND = "green-900"
LEFT_WIDTH, RIGHT_LEFT = 5.3, 6.5
TOP, FACTS_TOP = 1.3, 5.86
MOST_FACTS = 5
LOGO_HEIGHT, LOGO_WIDTH, LOGO_EDGE, LOGO_TOP = 0.54, 1.8, 0.09, 0.36
PNG_SIZE = (16, 20)
"""Where a PNG keeps its width and height."""
NUMBER_SIZES, REST_SIZES, LEAD_SIZES = (112, 96, 80, 64), (30, 26, 22, 18), (15, 14, 13)


@dataclass(frozen=True)
class Headline:
    """What of a section stands on its dark slide, and the blocks that follow on light ones."""

    waffle: Waffle
    facts: tuple[Figure, ...]
    rest: tuple[Block, ...]


def headline_of(section: Section) -> Headline | None:
    """The section's answer; None when it has no squares to show it with."""
    waffle = next((block for block in section.blocks if isinstance(block, Waffle)), None)
    if waffle is None:
        return None
    key = next((block for block in section.blocks if isinstance(block, KeyFigures)), None)
    facts = key if key and len(key.figures) <= MOST_FACTS else None
    rest = tuple(block for block in section.blocks if block is not waffle and block is not facts)
    return Headline(waffle, facts.figures if facts else (), rest)


def leads_fit(section: Section, language: str) -> bool:
    """Whether the section's leads have room below its answer."""
    return bool(_leads(section, language))


def draw_headline(deck: Deck, section: Section, found: Headline, opening: Opening, notes: str, first: bool) -> None:
    """The dark slide; the leads stand on it where they have room."""
    canvas = deck.blank(DARK, opening, notes)
    language = deck.document.language
    aside, answer = aside_of(section, language), answer_of(section, language, opening.part)
    top, height = TOP + height_of_all(aside, LEFT_WIDTH), height_of_all(answer, LEFT_WIDTH)
    deck.title(canvas, Box(LEFT, top, LEFT_WIDTH, height), *answer)
    if aside:
        canvas.text("Angka utama", Box(LEFT, TOP, LEFT_WIDTH, top - TOP), *aside)
    left = LEFT + (draw_logo(canvas) if first else 0)
    kicker = Box(left, KICKER.y, KICKER.width - left, KICKER.height)
    canvas.text("Tempat", kicker, said(opening.kicker, 14, "green-200", bold=True))
    if first:
        _meeting(canvas, deck.document, left)
    _squares(canvas, found.waffle)
    _facts(canvas, found.facts)
    if leads := _leads(section, language):
        box = Box(LEFT, top + height + 0.16, LEFT_WIDTH, height_of_all(leads, LEFT_WIDTH))
        canvas.text("Ringkasan", box, *leads)
    canvas.finish()


def _leads(section: Section, language: str) -> tuple[Paragraph, ...]:
    """The leads in the largest type in which they fit between answer and facts; none when they fit in no type."""
    words = (*aside_of(section, language), *answer_of(section, language, LONGEST_PART))
    room = FACTS_TOP - 0.2 - TOP - height_of_all(words, LEFT_WIDTH) - 0.16
    sizes = (tuple(said(lead.text, size, "on-dark", before=3) for lead in section.leads) for size in LEAD_SIZES)
    return next((made for made in sizes if height_of_all(made, LEFT_WIDTH) <= room), ())


def _meeting(canvas: Canvas, document: Document, left: float) -> None:
    meeting = document.meeting
    number = f"{document.word('number')} {meeting.number}" if meeting.number else ""
    parts = (meeting_line(document), day_and_place(document), number, meeting.confidentiality)
    line = said(". ".join(part for part in parts if part), 14, "on-dark")
    told = fitting(line, RIGHT - left, 0.35, (14, 12))
    canvas.text("Pertemuan", Box(left, 0.76, RIGHT - left, height_of(told, RIGHT - left)), told)


def answer_of(section: Section, language: str, part: str) -> tuple[Paragraph, ...]:
    """The section's title, its number in huge type when it begins with one."""
    number, before, after = answer_in(section.title, language)
    counted = (Span(f" {part}", colour="on-dark", size=14),) if part else ()
    spans = (Span(before, bold=True, colour="white"), Span(after, bold=True, colour="amber-300"), *counted)
    rest = fitting(Paragraph(tuple(span for span in spans if span.text)), LEFT_WIDTH, 1.6, REST_SIZES)
    return (_large(number), rest) if number else (rest,)


def aside_of(section: Section, language: str) -> tuple[Paragraph, ...]:
    """The share that the title rests on, for a title that somebody wrote anew without it."""
    number, _before, _after = answer_in(section.title, language)
    shares = (one for one in section.title.inputs if one.kind is FigureKind.SHARE and one.value is not None)
    share = next((one for one in shares if not one.withheld), None)
    return (_large(shown.value_of(share, language)),) if share and not number else ()


def _large(number: str) -> Paragraph:
    room = LEFT_WIDTH * POINTS
    size = next((size for size in NUMBER_SIZES if width_of(number, size, bold=True) <= room), 48)
    return Paragraph((Span(number, bold=True, colour="white"),), size)


def _squares(canvas: Canvas, waffle: Waffle) -> None:
    language, document = canvas.document.language, canvas.document
    width = RIGHT - RIGHT_LEFT
    for figure, key, colour, align in (
        (waffle.covered, "covered", "green-400", "l"),
        (waffle.gap, "gap", "amber-300", "r"),
    ):
        spans = (
            Span(shown.short_value_of(figure, language), bold=True, colour=colour, size=22),
            Span(f" {document.word(key).lower()}", colour="on-dark"),
        )
        left = RIGHT_LEFT if align == "l" else RIGHT_LEFT + width / 2
        canvas.text(document.word(key), Box(left, TOP + 0.1, width / 2, 0.42), Paragraph(spans, 15, align=align))
    top = TOP + 0.66
    height = draw_waffle(waffle, canvas, Box(RIGHT_LEFT, top, width, 3.1), GROUND)
    canvas.text("Keterangan", Box(RIGHT_LEFT, top + height + 0.12, width, 0.3), said(waffle.caption, 12, "on-dark"))


def _facts(canvas: Canvas, facts: tuple[Figure, ...]) -> None:
    step = BREADTH / max(len(facts), 4)
    for place, figure in enumerate(facts):
        label = said(figure.label, 13, "on-dark")
        value = said(shown.short_value_of(figure, canvas.document.language), 24, "white", bold=True)
        canvas.text(figure.label, Box(LEFT + place * step, FACTS_TOP, step - 0.2, 0.95), label, value)


def draw_logo(canvas: Canvas) -> float:
    """The office's logo on a light ground at the slide's top left; returns how far what follows moves right for it."""
    head = canvas.document.letterhead
    if not head.logo:
        return 0
    across, down = (int.from_bytes(head.logo[start : start + 4]) for start in PNG_SIZE)
    width = min(LOGO_HEIGHT * across / down, LOGO_WIDTH)
    inside = Box(LEFT + LOGO_EDGE, LOGO_TOP + LOGO_EDGE, width, width * down / across)
    ground = Box(LEFT, LOGO_TOP, width + 2 * LOGO_EDGE, inside.height + 2 * LOGO_EDGE)
    canvas.add(block(canvas.number(), "Alas logo", ground, "white", round_by=0.12, decorative=True))
    canvas.picture(head.logo, head.institution, inside)
    return ground.width + LOGO_EDGE * 2


def draw_cover(deck: Deck) -> None:
    """A dark slide that names the meeting, where the briefing does not begin with its answer."""
    document = deck.document
    canvas = deck.blank(DARK, Opening("", document.meeting.title, illustrative=document.illustrative), "")
    left = LEFT + draw_logo(canvas)
    office = (
        said(document.letterhead.institution, 14, "green-200", bold=True),
        said(document.letterhead.office, 12, "on-dark"),
    )
    canvas.text("Kop", Box(left, KICKER.y, KICKER.width - left, height_of_all(office, KICKER.width - left)), *office)
    title = fitting(said(meeting_line(document), 44, "white", bold=True), BREADTH, 2.2, (44, 36, 28, 22))
    height = height_of(title, BREADTH)
    deck.title(canvas, Box(LEFT, 2.3, BREADTH, height), title)
    meeting = document.meeting
    number = f"{document.word('number')} {meeting.number}" if meeting.number else ""
    lines = (day_and_place(document), number, meeting.confidentiality)
    told = tuple(said(line, 18, "on-dark", before=4) for line in lines if line)
    if told:
        canvas.text("Pertemuan", Box(LEFT, 2.5 + height, BREADTH, height_of_all(told, BREADTH)), *told)
    canvas.finish()
