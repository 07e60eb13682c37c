"""Paragraphs, runs and tables of a letter as WordprocessingML. Pure.

Lengths of paragraphs and tables are twentieths of a point, as the file counts them; `cm` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from coverage_portal.briefings.writers.office.marked import plain
from coverage_portal.briefings.writers.office.palette import HEX

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
)
SIDES = ("top", "left", "bottom", "right")
BREADTH = 9638
"""The width of the text on the page: 17 cm."""
TWIPS_AN_INCH = 1440
END_OF_LINE = f'<w:tab w:val="clear" w:pos="{BREADTH}"/>'


def cm(length: float) -> int:
    """Centimetres as twentieths of a point."""
    return round(length * TWIPS_AN_INCH / 2.54)


def escaped(text: str) -> str:
    """Text for an element or an attribute in double quotes."""
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, *, bold: bool = False, colour: str = "", size: float = 0, ground: str = "") -> str:
    """Words in one look; what is left out is the paragraph style's. Line breaks stand as such."""
    look = (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{HEX[colour]}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{HEX[ground]}"/>' if ground else "")
    )
    lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.splitlines() or [""])
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def field(code: str) -> str:
    """A field of the program's own, "PAGE"; what people wrote never comes here."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(
    style: str,
    *runs: str,
    next_page: bool = False,
    keep: bool = False,
    align: str = "",
    number: int = 0,
    before: int | None = None,
    stop: int = 0,
) -> str:
    """A paragraph in a style. `number` is the list it belongs to, `keep`: it stays with the next, `stop` is where what
    stands at the right ends."""
    properties = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if next_page else "")
        + (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + (f'<w:tabs>{END_OF_LINE}<w:tab w:val="right" w:pos="{stop}"/></w:tabs>' if stop else "")
        + (f'<w:spacing w:before="{before}"/>' if before is not None else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs as markup, its ground, and lines at its edges ("bottom": colour)."""

    inside: str
    ground: str = ""
    edges: tuple[tuple[str, str, int], ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of a row; a header row is repeated on every page, no row is torn apart."""

    cells: tuple[Cell, ...]
    header: bool = False
    height: int = 0


def table(style: str, widths: tuple[int, ...], rows: tuple[Row, ...], title: str = "", alt: str = "") -> str:
    """A table with columns of these widths, named and described for a screen reader."""
    named = f'<w:tblCaption w:val="{escaped(title)}"/>' if title else ""
    described = f'<w:tblDescription w:val="{escaped(alt or title)}"/>' if alt or title else ""
    first = int(any(row.header for row in rows))
    looks = "0620" if first else "0600"
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{looks}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{named}{described}'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(_row(row, widths) for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def _row(row: Row, widths: tuple[int, ...]) -> str:
    height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    properties = f"<w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if row.header else ''}</w:trPr>"
    cells = "".join(_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True))
    return f"<w:tr>{properties}{cells}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{HEX[colour]}"/>'
        for side, colour, size in sorted(cell.edges, key=lambda edge: SIDES.index(edge[0]))
    )
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f"<w:tcBorders>{edges}</w:tcBorders>" if edges else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{HEX[cell.ground]}"/>' if cell.ground else "")
        + (f'<w:vAlign w:val="{cell.anchor}"/>' if cell.anchor else "")
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell.inside}</w:tc>"


def panel(ground: str, name: str, *inside: str) -> list[str]:
    """Paragraphs on a tinted ground, and the room below it."""
    return [table("Panel", (BREADTH,), (Row((Cell("".join(inside), ground),)),), name), SPACE]


TAB = "<w:r><w:tab/></w:r>"
SPACE = paragraph("Gap")
"""What keeps two tables apart; at the end of a section it falls away."""
