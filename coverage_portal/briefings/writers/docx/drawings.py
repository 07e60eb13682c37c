"""What is drawn in the letter: native charts, the waffle as shapes, the tile map as a table of shaded cells."""

from __future__ import annotations

from fractions import Fraction

from coverage_portal.briefings.blocks import Chart, ChartKind, Tile, TileMap, Waffle
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import BREADTH, TAB, Cell, Row, cm, escaped, paragraph, run, table
from coverage_portal.briefings.writers.office.native_charts import cut
from coverage_portal.briefings.writers.office.palette import fill, ink_on_tile, outline
from coverage_portal.briefings.writers.office.squares import BETWEEN, SEVEN, squares
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure

EMU_A_CM = 360_000
WIDTH = 17.0
MOST_BARS = 30
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MOST_TILE, TILE_HEIGHT = 3.2, 1.35
LARGEST_SQUARE = 0.64


def charts(block: Chart, letter: Manuscript) -> list[str]:
    """The chart under its caption, in pieces when it has very many bars; its note below."""
    made = []
    for part in cut(block, MOST_BARS):
        if part.caption:
            made.append(paragraph("Caption", run(part.caption)))
        made.append(_chart(part, letter))
    return [*made, paragraph("Note", run(block.note))] if block.note else made


def _chart(chart: Chart, letter: Manuscript) -> str:
    height = 6.6 if chart.kind is not ChartKind.STACKED else 1.5 + 0.62 * len(chart.categories)
    relation = letter.chart(chart, WIDTH / 2.54)
    inside = f'<a:graphicData uri="{CHART}"><c:chart r:id="{relation}"/></a:graphicData>'
    drawing = inline(letter, chart.caption, chart.alt or chart.caption, WIDTH, height, inside)
    return paragraph("Normal", drawing, keep=bool(chart.note))


def inline(
    letter: Manuscript, name: str, alt: str, width: float, height: float, inside: str, requires: str = ""
) -> str:
    """A run that holds a drawing, `width` by `height` centimetres, described for a screen reader.

    A drawing that `requires` something newer than the format is left out by programs that do not know it.
    """
    number = letter.drawing_number()
    size = f'cx="{round(width * EMU_A_CM)}" cy="{round(height * EMU_A_CM)}"'
    drawing = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{escaped(name)}" descr="{escaped(alt)}"/><wp:cNvGraphicFramePr/>'
        f"<a:graphic>{inside}</a:graphic></wp:inline></w:drawing>"
    )
    if requires:
        choice = f'<mc:Choice Requires="{requires}">{drawing}</mc:Choice><mc:Fallback/>'
        drawing = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    return f"<w:r>{drawing}</w:r>"


def waffle(block: Waffle, letter: Manuscript) -> list[str]:
    """How many are covered and how many are not, over squares that are one drawing."""
    covered_count = _count(block.covered, letter.document, "covered", "green-700")
    gap_count = _count(block.gap, letter.document, "gap", "amber-800")
    count = squares(block)
    if not count:
        return [paragraph("Counts", *covered_count, TAB, *gap_count), paragraph("Note", run(block.caption))]
    columns = -(-count // SEVEN)
    side = min(WIDTH / (columns + (columns - 1) * BETWEEN), LARGEST_SQUARE)
    step = side * (1 + BETWEEN)
    covered = (block.covered.value or Fraction(0)) / block.unit
    shapes = "".join(
        _square(place // SEVEN * step, place % SEVEN * step, side, covered - place) for place in range(count)
    )
    width, height = columns * step - side * BETWEEN, SEVEN * step - side * BETWEEN
    counted = paragraph("Counts", *covered_count, TAB, *gap_count, stop=min(cm(width), BREADTH - 1))
    drawing = inline(letter, block.caption, block.alt, width, height, _group(shapes, width, height), requires="wpg")
    return [counted, paragraph("Normal", drawing, keep=True, before=60), paragraph("Note", run(block.caption))]


def _count(figure: Figure, document: Document, word: str, colour: str) -> tuple[str, str]:
    number = shown.short_value_of(figure, document.language)
    return run(number, bold=True, colour=colour, size=15), run(f" {document.word(word).lower()}")


def _group(shapes: str, width: float, height: float) -> str:
    size = f'cx="{round(width * EMU_A_CM)}" cy="{round(height * EMU_A_CM)}"'
    frame = f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/>'
    return (
        f'<a:graphicData uri="{GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>'
        f"{shapes}</wpg:wgp></a:graphicData>"
    )


def _square(x: float, y: float, side: float, filled: Fraction) -> str:
    if filled >= 1:
        return _block(x, y, side, side, "green-700", "")
    empty = _block(x, y, side, side, "tile-0", "amber-600")
    return empty + _block(x, y, side, side * float(filled), "green-700", "") if filled > 0 else empty


def _block(x: float, y: float, width: float, height: float, ground: str, edge: str) -> str:
    left, top, wide, high = (round(one * EMU_A_CM) for one in (x, y, width, height))
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 24000"/></a:avLst></a:prstGeom>'
        f"{fill(ground)}{outline(edge)}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def tile_map(block: TileMap) -> list[str]:
    """The tiles as shaded cells where they stand, the key of their classes and the note below."""
    columns = max((tile.column for tile in block.tiles), default=0) + 1
    rows = max((tile.row for tile in block.tiles), default=0) + 1
    side = min(cm(MOST_TILE), BREADTH // columns)
    standing = {(tile.row, tile.column): tile for tile in block.tiles}
    made = tuple(
        Row(tuple(_tile(standing.get((row, column))) for column in range(columns)), height=cm(TILE_HEIGHT))
        for row in range(rows)
    )
    key = "".join(
        run("\u2003", ground=f"tile-{level}") + run(f" {words}    ") for level, words in enumerate(block.keys)
    )
    note = [paragraph("Note", run(block.note))] if block.note else []
    caption = paragraph("Caption", run(block.caption))
    return [caption, table("Bare", (side,) * columns, made, block.caption, block.alt), paragraph("Note", key), *note]


def _tile(tile: Tile | None) -> Cell:
    edges = tuple((side, "white", 18) for side in ("top", "left", "bottom", "right"))
    if tile is None:
        return Cell(paragraph("TableText", keep=True), edges=edges)
    ink = ink_on_tile(tile.level)
    name = paragraph("TableText", run(f" {tile.name}", bold=True, colour=ink, size=9), keep=True)
    number = paragraph("TableText", run(f" {tile.text}", bold=True, colour=ink, size=15), keep=True)
    return Cell(name + number, f"tile-{tile.level}", edges)
