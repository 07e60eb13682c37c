"""The answer as squares, and the parts of a place as tiles. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from coverage_portal.briefings.blocks import Tile, TileMap, Waffle
from coverage_portal.briefings.writers.pdf.canvas import WIDTH, Length, Shape, box, drawing, text

ROWS = 7
WIDEST, GAP_SHARE = Fraction(29), Fraction(19, 100)
"""The largest pitch of the squares, and how much of a pitch lies between two."""
TILE_WIDEST, TILE_GAP, TILE_FLAT = 96, 5, Fraction(73, 100)
MAP_HIGHEST = 280
NAME_AT, NUMBER_AT = 15, 10


def waffle(block: Waffle) -> dict[str, object] | None:
    """Squares filled column by column, the last perhaps partial; None when a number it needs is not known."""
    covered, whole = block.covered.value, block.whole.value
    if covered is None or whole is None or max(covered, whole) <= 0:
        return None
    reached, total = covered / block.unit, max(covered, whole) / block.unit
    columns = ceil(Fraction(ceil(total), ROWS))
    pitch = min(WIDEST, Fraction(WIDTH, columns))
    side = pitch * (1 - GAP_SHARE)
    width, height = pitch * columns - (pitch - side), pitch * ROWS - (pitch - side)
    return drawing(height, block.alt, _squares(reached, total, pitch, side), width)


def _squares(reached: Fraction, total: Fraction, pitch: Fraction, side: Fraction) -> Iterator[Shape]:
    for place in range(ceil(total)):
        column, row = divmod(place, ROWS)
        x, y, radius = column * pitch, row * pitch, side / 5
        there, filled = min(total - place, Fraction(1)), max(Fraction(0), min(reached - place, Fraction(1)))
        if filled < there:
            inset = Fraction(1, 2)
            yield box("square-gap", x + inset, y + inset, side - 1, side * there - 1, min(radius, side * there / 3))
        if filled:
            yield box("cov", x, y, side, side * filled, min(radius, side * filled / 3))


def tile_map(block: TileMap) -> dict[str, object] | None:
    """The tiles where they stand, from the first column that has one; None when there are none."""
    if not block.tiles:
        return None
    left, top = min(tile.column for tile in block.tiles), min(tile.row for tile in block.tiles)
    columns = max(tile.column for tile in block.tiles) - left + 1
    rows = max(tile.row for tile in block.tiles) - top + 1
    wide = min(Fraction(TILE_WIDEST), Fraction(WIDTH + TILE_GAP, columns) - TILE_GAP)
    high = min(wide * TILE_FLAT, Fraction(MAP_HIGHEST + TILE_GAP, rows) - TILE_GAP)
    shapes: list[Shape] = []
    for tile in block.tiles:
        shapes += _tile(
            tile, (tile.column - left) * (wide + TILE_GAP), (tile.row - top) * (high + TILE_GAP), wide, high
        )
    size = (rows * (high + TILE_GAP) - TILE_GAP, columns * (wide + TILE_GAP) - TILE_GAP)
    return drawing(size[0], block.alt, shapes, size[1])


def _tile(tile: Tile, x: Length, y: Length, wide: Length, high: Length) -> list[Shape]:
    ink = "tile-dark" if tile.level == 3 else "tile"
    name = text(f"{ink}-name", x + 7, y + NAME_AT, tile.name, width=wide - 10)
    number = text(f"{ink}-number", x + 7, y + high - NUMBER_AT, tile.text)
    return [box(f"q{tile.level}", x, y, wide, high, 6), name, number]
