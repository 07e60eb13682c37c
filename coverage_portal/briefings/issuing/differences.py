"""Which figures of a briefing read otherwise now than when it was issued. Pure.

Figures are compared as they are written in full, since that is what the reader of the paper sees: a change below the
last digit shown is none. Sentences are not compared; the figures that stand in them are. How commitments come along is
told on their own page and is no change of the data. Documents frozen earlier hold the denominator twice, as such and as
a fact of the place: what is one quantity to the reader is told and counted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coverage_portal.briefings.blocks import Asks, Block, Chart, Table, TileMap
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
        return len({row.key for row in self.rows if row.then})

    @property
    def new(self) -> int:
        """How many figures it would have that it has not."""
        return sum(1 for row in self.rows if not row.then)


@dataclass(frozen=True)
class _Printed:
    """A quantity as the reader sees it: the keys it has, where it stands, its name, how it is written."""

    keys: tuple[str, ...]
    where: str
    name: str
    text: str

    def readings(self, texts: dict[str, str]) -> tuple[str, ...]:
        """How it reads in another briefing, whose texts these are by key, each reading once; "" when it is no more."""
        return tuple(dict.fromkeys(texts[key] for key in self.keys if key in texts)) or ("",)


def differences(old: Document, new: Document) -> Differences:
    """What reads otherwise in `new`, in the old one's reading order; figures that are new come last."""
    then, now = _printed(old), _printed(new)
    texts = {key: one.text for one in now for key in one.keys}
    known = {key for one in then for key in one.keys}
    rows = [
        Difference(one.keys[0], one.where, one.name, one.text, text)
        for one in then
        for text in one.readings(texts)
        if text != one.text
    ]
    rows += [Difference(one.keys[0], one.where, one.name, "", one.text) for one in now if known.isdisjoint(one.keys)]
    return Differences(len(then), tuple(rows))


def _printed(document: Document) -> list[_Printed]:
    """Every quantity in reading order. Figures that stand in no row and differ in their keys only are one."""
    names = _names(document)
    found: dict[Figure, tuple[str, list[str]]] = {}
    for section in _of_the_data(document):
        for figure in figures_in(section):
            _where, keys = found.setdefault(_quantity(figure, names), (section.kicker, []))
            if figure.key not in keys:
                keys.append(figure.key)
    return [
        _Printed(tuple(keys), where, names.get(keys[0], one.label), value_of(one, document.language))
        for one, (where, keys) in found.items()
    ]


def _quantity(figure: Figure, names: dict[str, str]) -> Figure:
    """What makes a figure the same to the reader: itself in a row, else all but its key."""
    return figure if figure.key in names else replace(figure, key="")


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
    """The figures of a block that stand in rows or requests, each with the names of its row and column."""
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
        case Asks(asks=asks):
            for ask in asks:
                yield from ((figure, ask.title, figure.label) for figure in ask.figures)
