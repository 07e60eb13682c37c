"""Head and foot of the letter's pages, and what the first page says of the meeting."""

from __future__ import annotations

import io

from docx.oxml import parse_xml
from docx.section import _Footer, _Header

from coverage_portal.briefings.writers.docx.drawings import inline
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import (
    BREADTH,
    NAMESPACES,
    SPACE,
    Cell,
    Row,
    cm,
    field,
    paragraph,
    run,
    table,
)
from coverage_portal.briefings.writers.office.wording import day_and_place, footer, meeting_line, signed
from coverage_portal.briefings.writers.signing import signed_in, signed_on

BLANK_DAY = "…" * 9
"""What a draft leaves open, to be filled in by hand."""
LOGO_HEIGHT, LOGO_WIDTH = 1.4, 4.0
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def furnish(letter: Manuscript) -> None:
    """The letterhead on the first page, a running head on the others, the foot on all."""
    section = letter.file.sections[0]
    _fill(section.first_page_header, _head(letter, section.first_page_header))
    _fill(section.header, _running(letter))
    for foot in (section.first_page_footer, section.footer):
        _fill(foot, _foot(letter))


def _fill(part: _Header | _Footer, markup: str) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:hdr {NAMESPACES}>{markup}</w:hdr>"):
        element.append(child)


def _head(letter: Manuscript, part: _Header) -> str:
    head = letter.document.letterhead
    part.is_linked_to_previous = False
    lines = paragraph("Office", run(head.institution)) + paragraph("Header", run(head.office, bold=True))
    contact = ". ".join(line for line in (head.address, head.contact) if line)
    if contact:
        lines += paragraph("Header", run(contact))
    edge = (("bottom", "green-700", 12),)
    cells, widths = [Cell(lines, edges=edge, anchor="center")], [BREADTH]
    if head.logo:
        drawing, wide = _logo(letter, part)
        cells.insert(0, Cell(paragraph("Header", drawing), edges=edge, anchor="center"))
        widths = [cm(wide + 0.4), BREADTH - cm(wide + 0.4)]
    frame = table("Bare", tuple(widths), (Row(tuple(cells)),), head.institution)
    return _draft(letter) + frame + paragraph("Header")


def _logo(letter: Manuscript, part: _Header) -> tuple[str, float]:
    head = letter.document.letterhead
    relation, image = part.part.get_or_add_image(io.BytesIO(head.logo))
    width = min(LOGO_HEIGHT * image.px_width / image.px_height, LOGO_WIDTH)
    height = width * image.px_height / image.px_width
    size = f'cx="{round(width * 360_000)}" cy="{round(height * 360_000)}"'
    inside = (
        f'<a:graphicData uri="{PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Logo"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData>"
    )
    return inline(letter, "Logo", head.institution, width, height, inside), width


def _running(letter: Manuscript) -> str:
    document = letter.document
    told = f"{document.letterhead.institution}. {meeting_line(document)}"
    return _draft(letter) + paragraph("Header", run(told))


def _draft(letter: Manuscript) -> str:
    if letter.stamp:
        return ""
    words = f" {letter.document.word('draft')} "
    return paragraph("Header", run(words, bold=True, colour="blue-900", ground="blue-100"), align="right")


def _foot(letter: Manuscript) -> str:
    document, stamp = letter.document, letter.stamp
    page = (run(f"{document.word('page')} "), field("PAGE"), run(f" {document.word('of')} "), field("NUMPAGES"))
    rows = Row(
        (
            Cell(paragraph("Footer", run(footer(document, stamp)))),
            Cell(paragraph("Footer", *page, align="right")),
        )
    )
    line = f"SHA-256 {stamp.sha256}" if stamp else document.word("draft")
    widths = (BREADTH - cm(3.6), cm(3.6))
    return table("Bare", widths, (rows,), document.word("page")) + paragraph("Footer", run(line, size=7.5))


def facts(letter: Manuscript) -> str:
    """Number, nature, annex, subject, addressee, time and place; what is not said is left out."""
    document = letter.document
    meeting = document.meeting
    annex = "; ".join(document.word(key) for key in ("workings", "sources"))
    told = (
        ("number", meeting.number),
        ("nature", meeting.confidentiality),
        ("annex", annex),
        ("subject", meeting.title),
        ("to", meeting.addressee),
        ("time_and_place", day_and_place(document)),
        ("corrects", document.corrects),
    )
    rows = tuple(
        Row(
            (
                Cell(paragraph("TableText", run(document.word(key), colour="ink-3"))),
                Cell(paragraph("TableText", run(text, bold=key in ("subject", "to")))),
            )
        )
        for key, text in told
        if text
    )
    widths = (cm(3.4), BREADTH - cm(3.4))
    return table("Bare", widths, rows, meeting_line(document)) + SPACE


def signature(letter: Manuscript) -> list[str]:
    """Who signs, at the right, and who gets a copy."""
    document = letter.document
    made = []
    if document.signatory:
        where_and_when = ", ".join(
            part for part in (signed_in(document), signed_on(document, letter.stamp) or BLANK_DAY) if part
        )
        inside = (
            paragraph("Normal", run(where_and_when), keep=True)
            + paragraph("Normal", run(signed(document.signatory)), keep=True)
            + paragraph("Normal", run(document.letterhead.office, colour="ink-3"), keep=True)
            + paragraph("Normal", keep=True)
            + paragraph("Normal", keep=True)
            + paragraph("Normal", run(document.signatory.name, bold=True))
        )
        row = Row((Cell(paragraph("Normal")), Cell(inside)))
        halves = (cm(9.5), BREADTH - cm(9.5))
        made += [paragraph("Normal", keep=True), table("Bare", halves, (row,), signed(document.signatory)), SPACE]
    if document.copies_to:
        number = letter.numbered_list()
        made.append(paragraph("Heading3", run(document.word("copies_to"))))
        made += [paragraph("ListNumber", run(copy), number=number) for copy in document.copies_to]
    return made
