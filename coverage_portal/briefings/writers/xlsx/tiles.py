"""The tile map as cells: a table of the parts of a place, and beside it their squares. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Tile, TileMap
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.writers.xlsx.ledger import Ledger
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Line, Sheet, TileCell
from coverage_portal.briefings.writers.xlsx.tables import LABEL, NUMBER, is_illustrative
from coverage_portal.coverage.files.sheets import Head


def tiles_sheet(document: Document, ledger: Ledger, section: Section, map: TileMap, name: str) -> Sheet:
    """A row each with number and class; the squares repeat them where they lie."""
    placed = list(enumerate(map.tiles, start=FIRST_ROW))
    cells = {tile.code: ledger.cell(tile.figure, (name, row, 1)) for row, tile in placed}
    heads = (Head(document.word("category"), LABEL), Head(map.tiles[0].figure.label, NUMBER))
    lines = tuple(Line((tile.name, cells[tile.code], _class(map, tile))) for _row, tile in placed)
    squares = (
        TileCell(
            tile.row,
            tile.column,
            tile.level if _class(map, tile) else 0,
            tile.name,
            ledger.cell(tile.figure, (name, row, 1)),
        )
        for row, tile in placed
    )
    return Sheet(
        name,
        document.word("tile_map"),
        (*heads, Head(document.word("class"), 24)),
        lines,
        subtitle=section.title.text,
        illustrative=section.illustrative or is_illustrative(tile.figure for tile in map.tiles),
        tiles=tuple(squares),
        tiles_caption=map.caption,
        foot=(map.alt, map.note),
    )


def _class(map: TileMap, tile: Tile) -> str:
    """The class of a tile in words; none where its number is missing or withheld."""
    return map.keys[tile.level] if tile.figure.value is not None else ""
