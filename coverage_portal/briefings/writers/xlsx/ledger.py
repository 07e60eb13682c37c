"""Where every input and every figure of a briefing stands in its sheets, and the formula that takes it there."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, cell_at
from coverage_portal.core import formatting
from coverage_portal.coverage.files.recounts import recount
from coverage_portal.coverage.files.sheets import Cell, Number, Recount, number_of
from coverage_portal.coverage.workings import Figure, Source

VALUE_COLUMN = 2
"""Of the sheet of inputs."""


@dataclass
class Ledger:
    """`inputs` are those of all figures, each with a row of the sheet of inputs. `homes` fills while sheets are made:
    the cell in which a figure first stands; wherever it stands again, the cell there refers to the first."""

    data_sheet: str
    language: str
    inputs: tuple[Source, ...]
    taken: set[str] = field(default_factory=set)
    homes: dict[Figure, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = enumerate(self.inputs, start=FIRST_ROW)
        self._places = {source: cell_at(row, VALUE_COLUMN, self.data_sheet) for row, source in rows}

    def cell(self, figure: Figure, at: tuple[str, int, int], near: Mapping[Source, str] | None = None) -> Cell:
        """What the cell `at` (sheet, row, column) holds: a formula over its inputs' cells where its working has one,
        over those `near` first; a word when it is withheld, "–" when it is missing."""
        if (number := number_of(figure)) is None or figure.withheld:
            return formatting.WITHHELD[self.language] if figure.withheld else formatting.MISSING
        if figure in self.homes:
            return Recount(self.homes[figure], number)
        sheet, row, column = at
        self.homes[figure] = cell_at(row, column, sheet)
        beside = {} if plain_input(figure) else dict(near or {})
        return recount(figure, ChainMap(beside, self._places)) or number

    def total(
        self, figure: Figure, at: tuple[str, int, int], parts: Iterable[Figure], near: Mapping[Source, str]
    ) -> Cell:
        """The cell below the figures of a column: their sum where they add up to it, else as any other."""
        sheet, row, column = at
        values, number = [part.value for part in parts], number_of(figure)
        known = [value for value in values if value is not None]
        if number is None or not known or len(known) != len(values) or sum(known) != figure.value:
            return self.cell(figure, at, near)
        self.homes[figure] = cell_at(row, column, sheet)
        return Recount(f"SUM({cell_at(row - len(values), column)}:{cell_at(row - 1, column)})", number)

    def place(self, source: Source) -> str:
        """The cell of an input's value."""
        return self._places[source]

    def given(self, source: Source, number: Number) -> Recount | Number:
        """What the sheet of inputs holds of one: its number; where it is another figure of the briefing, that one's
        cell, unless this figure rests on such an input itself."""
        home = next((home for figure, home in self.homes.items() if source.of_this_page and _gives(figure, source)), "")
        return Recount(home, number) if home else number

    def again(self, figure: Figure) -> Recount | None:
        """The figure worked out anew from the sheet of inputs alone; None when that is not possible."""
        return None if figure.withheld else recount(figure, self._places)


def _gives(figure: Figure, source: Source) -> bool:
    """Whether a figure is what an input repeats."""
    return figure.value == source.quantity.value and not any(one.of_this_page for one in figure.working.inputs)


def plain_input(figure: Figure) -> Source | None:
    """The one input that a figure repeats as it is, None when it is worked out."""
    inputs = figure.working.inputs
    same = len(inputs) == 1 and figure.value is not None and inputs[0].quantity.value == figure.value
    return inputs[0] if same else None


def near_of(placed: Iterable[tuple[int, Figure]], row: int) -> dict[Source, str]:
    """The inputs that stand as they are in a row, by their cells: a formula in that row speaks of its neighbours."""
    inputs = ((plain_input(figure), column) for column, figure in placed)
    return {source: cell_at(row, column) for source, column in inputs if source}


def inputs_of(document: Document) -> tuple[Source, ...]:
    """Every input once: those cited in their order, then what figures rest on besides."""
    cited = (one.source for one in document.sources)
    used = (source for figure in document.figures() for source in figure.working.inputs)
    annexed = (source for annex in document.annexes for one in annex.figures() for source in one.working.inputs)
    return tuple(dict.fromkeys((*cited, *used, *annexed)))
