"""The styles of the letter, under Word's own names so that its navigation and its themes know them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.briefings.writers.docx.markup import BREADTH, NAMESPACES
from coverage_portal.briefings.writers.office.palette import FONT, HEX

FACES = (
    f'<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:ascii="{FONT}" '
    f'w:hAnsi="{FONT}" w:cs="{FONT}"/>'
)


@dataclass(frozen=True)
class Style:
    """A paragraph style: its name, type in points, colour, room before and after in twentieths of a point.

    `level` makes it a heading of the outline (from 0), `keep` holds it to the next paragraph. With
    `ends_right` what follows a tab stands at the line's right end.
    """

    name: str
    size: float = 11
    bold: bool = False
    colour: str = ""
    before: int = 0
    after: int = 120
    line: int = 264
    level: int | None = None
    keep: bool = False
    ends_right: bool = False


STYLES = {
    "Title": Style("Title", 26, True, "ink", 40, 120, 240, keep=True),
    "Heading1": Style("heading 1", 20, True, "ink", 0, 120, 240, 0, keep=True),
    "Heading2": Style("heading 2", 14, True, "ink", 280, 80, 240, 1, keep=True),
    "Heading3": Style("heading 3", 12, True, "ink", 200, 60, 240, 2, keep=True),
    "Caption": Style("caption", 11, True, "ink", 200, 80, 240, keep=True),
    "Kicker": Style("Kicker", 10.5, True, "green-700", 360, 40, 240, keep=True),
    "Lead": Style("Lead", 12, False, "ink-3", 0, 120, 276),
    "Mark": Style("Mark", 9.5, True, "amber-900", 0, 120, 240, keep=True),
    "Note": Style("Note", 9, False, "ink-3", 40, 60, 240),
    "Counts": Style("Counts", 9.5, False, "ink-3", 60, 0, 240, keep=True, ends_right=True),
    "SmallPrint": Style("Small Print", 7, False, "ink", 0, 50, 240),
    "ListBullet": Style("List Bullet", after=60),
    "ListNumber": Style("List Number", after=60),
    "Quote": Style("Quote", 13, False, "ink", 0, 0, 276),
    "PanelText": Style("Panel Text", 11, False, "ink", 0, 60, 252),
    "Gap": Style("Gap", 4, False, "", 0, 80, 240),
    "TableText": Style("Table Text", 9.5, False, "", 20, 20, 240),
    "TableHead": Style("Table Head", 9, True, "ink-3", 20, 20, 240, keep=True),
    "TableNumber": Style("Table Number", 16, True, "ink", 0, 40, 240),
    "Header": Style("header", 9, False, "ink-3", 0, 0, 240),
    "Footer": Style("footer", 8.5, False, "ink-3", 0, 0, 240),
    "Office": Style("Office", 13, True, "ink", 0, 0, 240),
}
TAB_AT_END = f'<w:tabs><w:tab w:val="right" w:pos="{BREADTH}"/></w:tabs>'
MARGINS = (
    '<w:tblCellMar><w:top w:w="{1}" w:type="dxa"/><w:left w:w="{0}" w:type="dxa"/><w:bottom w:w="{1}" w:type="dxa"/>'
    '<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar>'
)
HEADER_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEX["tint"]}"/>'
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
)


def styles(language: str) -> str:
    """The styles part; `language` is what a program proofs the text in."""
    written = "".join(_style(key, style) for key, style in STYLES.items())
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{FACES}"
        f'<w:color w:val="{HEX["ink"]}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{MARGINS.format(0, 20)}</w:tblPr></w:style>'
        f"{_tables()}{written}</w:styles>"
    )


def _style(key: str, style: Style) -> str:
    outline = f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else ""
    following = '<w:next w:val="Normal"/>' if style.keep else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{'<w:keepNext/><w:keepLines/>' if style.keep else ''}"
        f"{TAB_AT_END if style.ends_right else ''}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="auto"/>'
        f"{outline}</w:pPr><w:rPr>{'<w:b/><w:bCs/>' if style.bold else ''}"
        + (f'<w:color w:val="{HEX[style.colour]}"/>' if style.colour else "")
        + f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/></w:rPr></w:style>'
    )


def _tables() -> str:
    """A breakdown with hairlines, a bare frame, and a panel with room around its words."""
    return (
        _table("Breakdown", "Briefing Table", HEX["line"], MARGINS.format(70, 20))
        + _table("Bare", "Bare Table", "", MARGINS.format(0, 20))
        + _table("Panel", "Panel", "", MARGINS.format(200, 140))
    )


def _table(key: str, name: str, line: str, margins: str) -> str:
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{line}"'
    borders = f"<w:tblBorders><w:bottom {hair}/><w:insideH {hair}/></w:tblBorders>" if line else ""
    header = HEADER_ROW if line else ""
    return (
        f'<w:style w:type="table" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"{borders}{margins}</w:tblPr>{header}</w:style>"
    )
