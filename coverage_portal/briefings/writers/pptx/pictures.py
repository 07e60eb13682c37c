"""What is drawn of native shapes or charts: the waffle, the tile map, charts with their caption and note."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from coverage_portal.briefings.blocks import Chart, ChartKind, Tile, TileMap, Waffle
from coverage_portal.briefings.writers.office.palette import ink_on_tile
from coverage_portal.briefings.writers.office.squares import BETWEEN, SEVEN, squares
from coverage_portal.briefings.writers.office.widths import width_of
from coverage_portal.briefings.writers.pptx.canvas import Canvas
from coverage_portal.briefings.writers.pptx.drawing import Box, Paragraph, block, frame_of_text, group, said, text_body
from coverage_portal.briefings.writers.pptx.lines import POINTS, fitting, height_of, height_of_all
from coverage_portal.briefings.writers.pptx.pieces import Piece

TILE_GAP, MOST_TILE, LEAST_TILE = 0.07, 1.06, 0.74
KEY = 0.2
BAR, AROUND_BARS = 0.3, 1.4
INSET, TILE_SIZES = 0.06, (24, 20, 18, 16, 14, 12)


def draw_waffle(waffle: Waffle, canvas: Canvas, box: Box, ground: str) -> float:
    """The squares as one group, from the left edge of the box; returns how high it is, 0 when nothing can be drawn."""
    count = squares(waffle)
    if not count:
        return 0
    columns = -(-count // SEVEN)
    side = min(box.width / (columns + (columns - 1) * BETWEEN), box.height / (SEVEN + (SEVEN - 1) * BETWEEN))
    covered = (waffle.covered.value or Fraction(0)) / waffle.unit
    step = side * (1 + BETWEEN)
    shapes = [
        _square(canvas, Box(box.x + column * step, box.y + row * step, side, side), covered - place, ground)
        for place in range(count)
        for column, row in [divmod(place, SEVEN)]
    ]
    height = step * SEVEN - side * BETWEEN
    whole = Box(box.x, box.y, columns * step - side * BETWEEN, height)
    canvas.add(group(canvas.number(), waffle.caption, whole, waffle.alt, "".join(shapes)))
    return height


def _square(canvas: Canvas, box: Box, filled: Fraction, ground: str) -> str:
    if filled >= 1:
        return block(canvas.number(), "Terisi", box, "green-400", round_by=0.24)
    empty = block(canvas.number(), "Kosong", box, ground, "amber-300", round_by=0.24)
    if filled <= 0:
        return empty
    part = Box(box.x, box.y, box.width, float(filled) * box.height)
    return empty + block(canvas.number(), "Terisi sebagian", part, "green-400", round_by=0.12)


@dataclass(frozen=True)
class TileMapPiece:
    """The tile map: caption, tiles as one group, the key of its classes, the note."""

    map: TileMap
    width: float

    @property
    def tile(self) -> float:
        """The width of a tile."""
        columns = max((tile.column for tile in self.map.tiles), default=0) + 1
        return min(MOST_TILE, (self.width + TILE_GAP) / columns - TILE_GAP)

    @property
    def _rows(self) -> int:
        return max((tile.row for tile in self.map.tiles), default=0) + 1

    @property
    def _below(self) -> tuple[Paragraph, ...]:
        return (said(self.map.note, 12, "ink-3"),) if self.map.note else ()

    @property
    def _head(self) -> float:
        return height_of_all((self._caption,), self.width) + 0.1

    @property
    def _caption(self) -> Paragraph:
        return said(self.map.caption, 16, bold=True)

    @property
    def least(self) -> float:
        return self._around + self._rows * (min(LEAST_TILE, self.tile) + TILE_GAP)

    @property
    def most(self) -> float:
        return self._around + self._rows * (self.tile + TILE_GAP)

    @property
    def _around(self) -> float:
        return self._head + 0.1 + KEY + 0.12 + height_of_all(self._below, self.width)

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, box: Box) -> None:
        canvas.text("Judul peta", Box(box.x, box.y, self.width, self._head), self._caption)
        across = self.tile + TILE_GAP
        down = min((box.height - self._around) / self._rows, across)
        top = box.y + self._head
        tiles = "".join(
            _tile(
                canvas,
                tile,
                Box(box.x + tile.column * across, top + tile.row * down, self.tile, down - TILE_GAP),
            )
            for tile in self.map.tiles
        )
        columns = max((tile.column for tile in self.map.tiles), default=0) + 1
        whole = Box(box.x, top, columns * across - TILE_GAP, self._rows * down - TILE_GAP)
        canvas.add(group(canvas.number(), self.map.caption, whole, self.map.alt, tiles))
        top += self._rows * down + 0.1
        self._key(canvas, Box(box.x, top, self.width, KEY))
        if self._below:
            canvas.text("Catatan peta", Box(box.x, top + KEY + 0.1, self.width, 0.3), *self._below)

    def _key(self, canvas: Canvas, box: Box) -> None:
        left = box.x
        for level, words in enumerate(self.map.keys):
            swatch = Box(left, box.y + 0.02, KEY - 0.02, KEY - 0.02)
            canvas.add(
                block(canvas.number(), "Kelas", swatch, f"tile-{level}", "tile-line", round_by=0.2, decorative=True)
            )
            wide = width_of(words, 12) * 1.05 / POINTS + 0.05
            canvas.text("Kelas peta", Box(left + KEY + 0.06, box.y, wide, KEY + 0.04), said(words, 12, "ink-3"))
            left += KEY + wide + 0.22


def _tile(canvas: Canvas, tile: Tile, box: Box) -> str:
    ink = ink_on_tile(tile.level)
    name = said(tile.name, 12, ink, bold=True)
    wide, high = box.width - 2 * INSET, box.height - 2 * INSET - height_of(name, box.width - 2 * INSET)
    number = fitting(said(tile.text, 24, ink, bold=True), wide, high, TILE_SIZES)
    body = text_body((name, number), canvas.language, frame_of_text(INSET))
    return block(canvas.number(), tile.name, box, f"tile-{tile.level}", "tile-line", round_by=0.1, text=body)


def most_bars(room: float) -> int:
    """How many bars a chart of that height can show one below the other, its caption and note aside."""
    return max(int((room - AROUND_BARS) / BAR), 4)


@dataclass(frozen=True)
class ChartPiece:
    """A native chart under its caption, its note below; `bar` is the height that a bar needs at least."""

    chart: Chart
    width: float
    bar: float = BAR

    @property
    def _head(self) -> tuple[Paragraph, ...]:
        return (said(self.chart.caption, 16, bold=True),) if self.chart.caption else ()

    @property
    def _foot(self) -> tuple[Paragraph, ...]:
        return (said(self.chart.note, 12, "ink-3", before=2),) if self.chart.note else ()

    @property
    def _around(self) -> float:
        return height_of_all((*self._head, *self._foot), self.width) + 0.08

    @property
    def least(self) -> float:
        stacked = self.chart.kind is ChartKind.STACKED
        return self._around + (0.7 + self.bar * len(self.chart.categories) if stacked else 3.1)

    @property
    def most(self) -> float:
        stacked = self.chart.kind is ChartKind.STACKED
        return self._around + (0.8 + 0.5 * len(self.chart.categories) if stacked else 5.0)

    def split(self, room: float, *, force: bool) -> tuple[Piece | None, Piece | None]:
        return (self, None) if force else (None, self)

    def draw(self, canvas: Canvas, box: Box) -> None:
        head = height_of_all(self._head, self.width)
        foot = height_of_all(self._foot, self.width)
        if self._head:
            canvas.text("Judul grafik", Box(box.x, box.y, self.width, head), *self._head)
        place = Box(box.x, box.y + head + 0.04, self.width, box.height - head - foot - 0.08)
        canvas.chart(self.chart, place)
        if self._foot:
            canvas.text("Catatan grafik", Box(box.x, box.y + box.height - foot, self.width, foot), *self._foot)
