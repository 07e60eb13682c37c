"""Which figures of a briefing read otherwise now than when it was issued. Pure.

Figures are compared as they are written in full, since that is what the reader of the paper sees: a change below the
last digit shown is none. Sentences are not compared; the figures that stand in them are. How commitments come along is
told on their own page and is no change of the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coverage_portal.briefings.blocks import Block, Chart, Table, TileMap
from coverage_portal.briefings.document import Document, Section, figures_in
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage.shown import value_of
from coverage_portal.coverage.workings import Figure


@dataclass(frozen=True)
class Difference:
    """A figure that reads otherwise: where it stands, what it is called, how it read then and how it reads now.

    `then` is empty for a figure that is new, `now` for one that is no more.
    """

    key: str
    where: str
    name: str
    then: str
    now: str


@dataclass(frozen=True)
class Differences:
    """`figures` is how many the old briefing has; `changed` counts those of it that read otherwise or are gone."""

    figures: int
    rows: tuple[Difference, ...] = ()

    @property
    def changed(self) -> int:
        """How many figures of the old briefing do not stand any more as they were written."""
        return sum(1 for row in self.rows if row.then)

    @property
    def new(self) -> int:
        """How many figures it would have that it has not."""
        return len(self.rows) - self.changed


def differences(old: Document, new: Document) -> Differences:
    """What reads otherwise in `new`, in the old one's reading order; figures that are new come last."""
    then, now = _written(old), _written(new)
    rows = [
        Difference(key, *place, text, now[key][1] if key in now else "")
        for key, (place, text) in then.items()
        if key not in now or now[key][1] != text
    ]
    rows += [Difference(key, *place, "", text) for key, (place, text) in now.items() if key not in then]
    return Differences(len(then), tuple(rows))


def _written(document: Document) -> dict[str, tuple[tuple[str, str], str]]:
    """Every figure by its key: where it stands and its name, and how it is written."""
    names = _names(document)
    found: dict[str, tuple[tuple[str, str], str]] = {}
    for section in _of_the_data(document):
        for figure in figures_in(section):
            place = (section.kicker, names.get(figure.key, figure.label))
            found.setdefault(figure.key, (place, value_of(figure, document.language)))
    return found


def _of_the_data(document: Document) -> Iterator[Section]:
    return (section for section in document.sections if section.key != Part.PROGRESS)


def _names(document: Document) -> dict[str, str]:
    """Names of figures that need their row said with them, by key; the first place names it."""
    names: dict[str, str] = {}
    for section in _of_the_data(document):
        for block in section.blocks:
            for figure, row, column in _in_rows(block):
                names.setdefault(figure.key, f"{row}: {column}")
    return names


def _in_rows(block: Block) -> Iterator[tuple[Figure, str, str]]:
    """The figures of a block that stand in rows, each with the names of its row and column."""
    match block:
        case Table(breakdown=breakdown):
            lines = (*breakdown.rows, *((breakdown.total,) if breakdown.total else ()))
            for row in lines:
                for figure, column in zip(row.figures, breakdown.columns, strict=False):
                    yield figure, row.label, column.label
        case TileMap():
            yield from ((tile.figure, tile.name, tile.figure.label) for tile in block.tiles)
        case Chart():
            for series in block.series:
                for figure, category in zip(series.figures, block.categories, strict=False):
                    if figure:
                        yield figure, category, series.name
