"""The presentation while it is made: slides with title, kicker, footer, number, pills and notes."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pptx import Presentation

from coverage_portal.briefings.blocks import Question, Sentence
from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.office.marked import plain
from coverage_portal.briefings.writers.office.packages import describe, still
from coverage_portal.briefings.writers.office.palette import fill
from coverage_portal.briefings.writers.office.widths import width_of
from coverage_portal.briefings.writers.office.wording import LANGUAGES, footer
from coverage_portal.briefings.writers.pptx.base import base
from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.drawing import (
    FACE,
    Box,
    Paragraph,
    Span,
    block,
    frame_of_text,
    place,
    said,
    text_body,
)
from coverage_portal.briefings.writers.pptx.frame import BOTTOM, BREADTH, KICKER, LEFT, RIGHT, TITLE_TOP
from coverage_portal.briefings.writers.pptx.lines import POINTS, fitting, height_of, lines

LONGEST_PART = "88/88"
LIGHT, DARK = 0, 1
TITLE_SIZES = ((32, 1), (28, 1), (28, 2), (24, 3), (20, 99))
"""Type sizes of a title and how many lines it may take in each."""
SLIDE_NUMBER = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
PILL_HEIGHT, PILL_TOP = 0.34, 0.38


@dataclass(frozen=True)
class Opening:
    """What a slide begins with; `part` is "2/3" of a section that takes several, empty of one that takes one."""

    kicker: str
    title: str
    part: str = ""
    illustrative: bool = False


class Deck:
    """Slides one after the other, then bytes."""

    def __init__(self, document: Document, stamp: Stamp | None) -> None:
        self.document = document
        self.stamp = stamp
        self.language = LANGUAGES[document.language]
        self._presentation = Presentation(io.BytesIO(base()))
        self._charts = [0]

    def slide(self, opening: Opening, notes: str) -> Canvas:
        """A light slide with its kicker and title; content stands below `content_top(opening)`."""
        canvas = self.blank(LIGHT, opening, notes)
        title = title_of(opening)
        box = Box(LEFT, TITLE_TOP, BREADTH, height_of(title, BREADTH) + 0.02)
        self.title(canvas, box, title)
        kicker = fitting(said(opening.kicker, 14, "green-700", bold=True), KICKER.width, KICKER.height, (14, 12))
        canvas.text("Pertanyaan", KICKER, kicker)
        return canvas

    def blank(self, layout: int, opening: Opening, notes: str) -> Canvas:
        """A slide with footer, number, pills and notes, its title still to be set."""
        slide = self._presentation.slides.add_slide(self._presentation.slide_layouts[layout])
        for holder in list(slide.placeholders):
            slide.shapes._spTree.remove(holder._element)
        canvas = Canvas(slide, self.document, self._charts)
        self._furnish(canvas, "on-dark" if layout == DARK else "ink-3")
        self._pills(canvas, opening.illustrative)
        if notes:
            self._notes(canvas, notes)
        return canvas

    def title(self, canvas: Canvas, box: Box, *paragraphs: Paragraph) -> None:
        """The slide's title, in its placeholder: what a screen reader and the outline give as its name."""
        body = text_body(paragraphs, self.language, frame_of_text())
        canvas.add(_holder(canvas.number(), "Judul", 'type="title"', place(box), body))

    def save(self) -> bytes:
        """The file."""
        describe(self._presentation.core_properties, self.document, self.stamp)
        kept = io.BytesIO()
        self._presentation.save(kept)
        return still(kept.getvalue())

    def _furnish(self, canvas: Canvas, colour: str) -> None:
        words = said(footer(self.document, self.stamp), 12, colour)
        foot = text_body((words,), self.language, "<a:bodyPr/>")
        canvas.add(_holder(canvas.number(), "Kaki", 'type="ftr" sz="quarter" idx="11"', "", foot))
        count = len(self._presentation.slides)
        look = f'<a:rPr lang="{self.language}" sz="1200" b="1">{fill(colour)}{FACE}</a:rPr>'
        field = (
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="r"/>'
            f'<a:fld id="{SLIDE_NUMBER}" type="slidenum">{look}<a:t>{count}</a:t></a:fld></a:p></p:txBody>'
        )
        canvas.add(_holder(canvas.number(), "Nomor", 'type="sldNum" sz="quarter" idx="12"', "", field))

    def _pills(self, canvas: Canvas, illustrative: bool) -> None:
        right = RIGHT
        pills = []
        if illustrative:
            pills.append((self.document.word("illustration"), "amber-100", "amber-900"))
        if self.stamp is None:
            pills.append((self.document.word("draft"), "blue-100", "blue-900"))
        for words, ground, ink in pills:
            width = width_of(words, 12, bold=True) * 1.05 / POINTS + 0.36
            text = said(words, 12, ink, bold=True, align="ctr")
            body = text_body((text,), self.language, frame_of_text(0.02, "ctr"))
            box = Box(right - width, PILL_TOP, width, PILL_HEIGHT)
            canvas.add(block(canvas.number(), words, box, ground, round_by=0.5, text=body))
            right -= width + 0.12

    def _notes(self, canvas: Canvas, notes: str) -> None:
        frame = canvas.slide.notes_slide.notes_text_frame
        if frame is None:
            return
        frame.text = plain(notes)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.language)


def _holder(number: int, name: str, kind: str, where: str, body: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>{body}</p:sp>"
    )


def title_of(opening: Opening) -> Paragraph:
    """The title in the largest type in which it keeps to few lines, with which part of the section it is."""
    spans: tuple[Span, ...] = (Span(opening.title, bold=True),)
    for size, most in TITLE_SIZES:
        part = (Span(f" {opening.part}", colour="ink-3", size=size * 0.6),) if opening.part else ()
        title = Paragraph((*spans, *part), size)
        if len(lines(title, BREADTH)) <= most:
            return title
    return title


def content(opening: Opening) -> Box:
    """Where a slide's content stands below its title."""
    top = TITLE_TOP + height_of(title_of(opening), BREADTH) + 0.24
    return Box(LEFT, top, BREADTH, BOTTOM - top)


def notes_of(document: Document, points: tuple[Sentence, ...], questions: tuple[Question, ...]) -> str:
    """What the speaker reads: talking points, then what may be asked, with the answer and where it comes from."""
    told = []
    if points:
        told += [document.word("talking_points"), *(f"• {point.text}" for point in points), ""]
    if questions:
        told.append(document.word("likely_questions"))
    for question in questions:
        source = f" {document.word('source')}: {question.source}" if question.source else ""
        told += [question.question, f"{question.answer.text}{source}", ""]
    return "\n".join(told).strip()
