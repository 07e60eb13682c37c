"""The pieces of a review's table: rows, cells, what is wrong in them, and where somebody goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coverage_portal.core.formatting import written
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.imports.place_names import PLACES
from coverage_portal.imports.suggestions import Suggestion
from regions.figure_kinds import FigureBasis, FigureKind

CODED = {"JENIS": FigureKind, "BASIS": FigureBasis}
"""Columns whose codes have names that the portal itself gives."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a cell, with what the portal would put there."""

    sentence: str
    severity: str
    suggestion: Suggestion | None


@dataclass(frozen=True)
class Cell:
    """One cell: its text, what stands there today instead (None: the same), what is wrong, whether it may be mended.

    `short`: a code, date or number, which stays on one line. `names`: what is shown instead of a code.
    """

    column: str
    label: str
    text: str
    old: str | None
    number: bool
    short: bool
    nik: bool
    faults: tuple[Fault, ...]
    mendable: bool
    names: Mapping[str, str]

    @property
    def shown(self) -> str:
        """The text, a number as the reader writes it, a code as its name."""
        return self._written(self.text)

    @property
    def shown_old(self) -> str:
        """What stands there today, written in the same way."""
        return self._written(self.old or "")

    def _written(self, text: str) -> str:
        return written(text, active_language()) if self.number else self.names.get(text, text)

    @property
    def wrong(self) -> bool:
        """True when this cell keeps its row out."""
        return any(fault.severity == "error" for fault in self.faults)


@dataclass(frozen=True)
class Line:
    """One row: its number in the sheet (0: it stands in none), its cells, and what is wrong with the row as a whole.

    `others`: cells that something is wrong with or that change, of columns that are not shown. `goes_on`: the column
    in which somebody goes on who has just mended a cell, "" for the row as such.
    """

    number: int
    cells: tuple[Cell, ...]
    others: tuple[Cell, ...]
    faults: tuple[Fault, ...]
    goes_on: str | None = None

    def to_mend(self) -> Iterator[str]:
        """The columns whose cells keep the row out and may be mended here."""
        return (cell.column for cell in (*self.cells, *self.others) if cell.wrong and cell.mendable)


@dataclass(frozen=True)
class Tab:
    """One sort of rows, as a link with their number."""

    key: str
    label: str
    count: int


def names_in(column: str, places: Mapping[str, str]) -> Mapping[str, str]:
    """What is shown instead of the codes of a column; `places` are the names of places' codes."""
    if column in CODED:
        return {str(code): str(label) for code, label in CODED[column].choices}
    return places if column in PLACES else {}


def where_to_go_on(lines: Sequence[Line], after: int) -> list[Line]:
    """The lines, the one marked where somebody goes on who has mended something in row `after` (0: nobody has)."""
    if not after or not lines:
        return list(lines)
    ahead = [line for line in lines if line.number >= after] or lines[-1:]
    at = next((line for line in ahead if any(line.to_mend())), ahead[0])
    return [replace(line, goes_on=next(line.to_mend(), "")) if line is at else line for line in lines]
