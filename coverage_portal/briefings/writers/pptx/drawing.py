"""Shapes of a slide as DrawingML: boxes of text, squares, groups, tables, charts. Pure.

Positions and sizes are inches, type sizes points. No shape has a style of its own (p:style): its look is all here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coverage_portal.briefings.writers.office.marked import escaped
from coverage_portal.briefings.writers.office.palette import fill, outline

EMU = 914_400
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
FACE = '<a:latin typeface="+mn-lt"/>'
"""The theme's typeface, said to every run: not every program takes it from the master."""
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True)
class Box:
    """Where something stands: left, top, width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Span:
    """Words of one look inside a paragraph; a size of 0 is the paragraph's."""

    text: str
    bold: bool = False
    colour: str = "ink"
    size: float = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a box: its spans, type size, points before it, and its mark: "•", or "3." of a numbered list.

    `keep`: it stays with the next, as a heading does.
    """

    spans: tuple[Span, ...]
    size: float = 16
    before: float = 0
    mark: str = ""
    align: str = "l"
    keep: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)


def said(text: str, size: float = 16, colour: str = "ink", bold: bool = False, **more: object) -> Paragraph:
    """A paragraph of one look."""
    return replace(Paragraph((Span(text, bold, colour),), size), **more)  # type: ignore[arg-type]


def emu(inches: float) -> int:
    """A length as the file counts it."""
    return round(inches * EMU)


def place(box: Box, tag: str = "a:xfrm") -> str:
    """Where a shape stands."""
    return (
        f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{tag}>'
    )


def named(number: int, name: str, alt: str = "", decorative: bool = False) -> str:
    """The identity of a shape; one that only decorates says so to a screen reader."""
    if decorative:
        mark = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
        return f'<p:cNvPr id="{number}" name="{escaped(name)}" descr="">{mark}</p:cNvPr>'
    described = f' descr="{escaped(alt)}"' if alt else ""
    return f'<p:cNvPr id="{number}" name="{escaped(name)}"{described}/>'


def text_body(paragraphs: tuple[Paragraph, ...], language: str, body: str, tag: str = "p:txBody") -> str:
    """Paragraphs inside a shape or cell; `body` is its a:bodyPr."""
    written = "".join(paragraph_xml(paragraph, language) for paragraph in paragraphs) or "<a:p/>"
    return f"<{tag}>{body}<a:lstStyle/>{written}</{tag}>"


def paragraph_xml(paragraph: Paragraph, language: str) -> str:
    """One paragraph; a mark hangs in front of it."""
    before = f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    indent = ""
    if paragraph.mark:
        hang = emu(hanging(paragraph))
        indent = f' marL="{hang}" indent="-{hang}"'
    properties = f'<a:pPr algn="{paragraph.align}"{indent}>{before}{_mark(paragraph.mark)}</a:pPr>'
    return f"<a:p>{properties}{''.join(_run(span, paragraph.size, language) for span in paragraph.spans)}</a:p>"


def hanging(paragraph: Paragraph) -> float:
    """How far text stands from the edge when a mark hangs in front of it."""
    if not paragraph.mark:
        return 0
    return paragraph.size * (1.1 if paragraph.mark == "•" else 1.5) / 72


def _mark(mark: str) -> str:
    if mark == "•":
        return '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    if mark:
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{int(mark.rstrip("."))}"/>'
    return "<a:buNone/>"


def _run(span: Span, size: float, language: str) -> str:
    look = f'lang="{language}" sz="{round((span.size or size) * 100)}" b="{int(span.bold)}" dirty="0"'
    lines = span.text.splitlines() or [""]
    runs = [f"<a:r><a:rPr {look}>{fill(span.colour)}{FACE}</a:rPr><a:t>{escaped(line)}</a:t></a:r>" for line in lines]
    return "<a:br/>".join(runs)


def frame_of_text(inset: float = 0, anchor: str = "t") -> str:
    """The a:bodyPr of text that wraps inside its box."""
    margin = emu(inset)
    return (
        f'<a:bodyPr wrap="square" lIns="{margin}" tIns="{margin}" rIns="{margin}" bIns="{margin}" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
    )


def text_box(
    number: int, name: str, box: Box, paragraphs: tuple[Paragraph, ...], language: str, anchor: str = "t"
) -> str:
    """A box of text without edge or ground."""
    return (
        f'<p:sp><p:nvSpPr>{named(number, name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{text_body(paragraphs, language, frame_of_text(0, anchor))}</p:sp>"
    )


def block(
    number: int,
    name: str,
    box: Box,
    ground: str,
    edge: str = "",
    *,
    round_by: float = 0,
    gradient: str = "",
    text: str = "",
    alt: str = "",
    decorative: bool = False,
) -> str:
    """A rectangle, its corners rounded by that share of its shorter side; `text` is a p:txBody, `gradient` a fill."""
    shape = "roundRect" if round_by else "rect"
    corner = f'<a:gd name="adj" fmla="val {round(round_by * 100_000)}"/>' if round_by else ""
    return (
        f"<p:sp><p:nvSpPr>{named(number, name, alt, decorative)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{place(box)}<a:prstGeom prst="{shape}"><a:avLst>{corner}</a:avLst></a:prstGeom>'
        f"{gradient or fill(ground)}{outline(edge, 1)}</p:spPr>{text}</p:sp>"
    )


def group(number: int, name: str, box: Box, alt: str, inside: str) -> str:
    """Shapes that are one picture with one description."""
    inner = f'<a:chOff x="{emu(box.x)}" y="{emu(box.y)}"/><a:chExt cx="{emu(box.width)}" cy="{emu(box.height)}"/>'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named(number, name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place(box).replace('</a:xfrm>', inner + '</a:xfrm>')}</p:grpSpPr>{inside}</p:grpSp>"
    )


def picture(number: int, name: str, box: Box, relation: str) -> str:
    """A picture whose part has that relation, described by its name."""
    return (
        f'<p:pic><p:nvPicPr>{named(number, "Logo", name)}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</p:blipFill><p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def chart_frame(number: int, name: str, box: Box, alt: str, relation: str) -> str:
    """The place of a chart whose part has that relation."""
    inside = f'<a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData>'
    return _frame(number, name, box, alt, inside)


def table_frame(number: int, name: str, box: Box, alt: str, table: str) -> str:
    """The place of a table; `table` is its a:tbl."""
    return _frame(number, name, box, alt, f'<a:graphicData uri="{TABLE}">{table}</a:graphicData>')


def _frame(number: int, name: str, box: Box, alt: str, inside: str) -> str:
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named(number, name, alt)}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place(box, "p:xfrm")}'
        f"<a:graphic>{inside}</a:graphic></p:graphicFrame>"
    )
