"""What the sheets of a briefing hold, before any of it is painted. Pure values."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from coverage_portal.briefings.blocks import ChartKind, ChartRole
from coverage_portal.coverage.files.sheets import Cell, Head, Number, Recount, quoted

TITLE_ROW, SUBTITLE_ROW, NOTE_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 4, 5
"""Where title, subtitle, the note of a draft or an illustration, the heads and the first line stand in every sheet."""


@dataclass(frozen=True)
class Numeral:
    """A number that names something, a year or a place in a list, and counts nothing: shown without grouping."""

    value: int


Content = Cell | Numeral


@dataclass(frozen=True)
class Line:
    """A row of cells in the order of the heads; a total is set apart, a marked row is tinted."""

    cells: tuple[Content, ...]
    total: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Range:
    """Cells from one to another of a sheet, rows and columns counted from nothing."""

    sheet: str
    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def listed(self) -> list[str | int]:
        """As charts ask for it: [sheet, first row, first column, last row, last column]."""
        return [self.sheet, *self.first, *self.last]


@dataclass(frozen=True)
class DrawnSeries:
    """A series of a chart over the cells that hold it; `last` is the place of its last value, from nothing."""

    role: ChartRole
    name: str
    categories: Range
    values: Range
    last: int


@dataclass(frozen=True)
class Drawn:
    """A native chart. `least` and `most` are the ends of its axis, None where Excel may choose."""

    kind: ChartKind
    series: tuple[DrawnSeries, ...]
    alt: str
    percent: bool
    least: float | None = None
    most: float | None = None
    whole: bool = False

    @property
    def length(self) -> int:
        """How many categories it has."""
        cells = self.series[0].categories
        return cells.last[0] - cells.first[0] + 1


@dataclass(frozen=True)
class TileCell:
    """A square of a tile map: its place in the map, its class 0 (least) to 3, its name and its number."""

    row: int
    column: int
    level: int
    name: str
    cell: Cell


@dataclass(frozen=True)
class Sheet:
    """One table with what belongs to it: heads in HEAD_ROW, a line a row from FIRST_ROW on, `foot` below.

    `bars` is the column whose cells bear a bar of their size, `large` whether its numbers are set large.
    """

    name: str
    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    subtitle: str = ""
    illustrative: bool = False
    charts: tuple[Drawn, ...] = ()
    tiles: tuple[TileCell, ...] = ()
    tiles_caption: str = ""
    foot: tuple[str, ...] = ()
    bars: int | None = None
    large: bool = False

    @property
    def last_row(self) -> int:
        """The last row of the lines that are no total."""
        return FIRST_ROW + sum(not line.total for line in self.lines) - 1

    def holds_numbers(self, column: int) -> bool:
        """Whether any cell of a column is a number."""
        return any(isinstance(line.cells[column], Number | Recount) for line in self.lines)


def cell_at(row: int, column: int, sheet: str = "") -> str:
    """A cell's address, from nothing counted: B6, or 'Kecamatan'!$B$6 from any other sheet."""
    if not sheet:
        return str(xl_rowcol_to_cell(row, column))
    return f"{quoted(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
