"""What a downloaded file holds, cell by cell; the writers put it into XLSX or CSV, whatever it means. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from coverage_portal.coverage.workings import Figure, FigureKind

LONGEST_SHEET_NAME = 31
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Number:
    """A number and how it is shown; `kind` None shows the decimals it has.

    A share is a fraction of one (0.61849); a POINTS value stands in percentage points (3.1, not 0.031). The `edge` of a
    band shows one decimal more, since a page rounds it outward and a spreadsheet does not. `about` is an estimate.
    """

    value: Fraction
    kind: FigureKind | None = None
    edge: bool = False
    about: bool = False


@dataclass(frozen=True)
class Recount:
    """A live formula over other cells, without its leading "=", and what it comes to."""

    formula: str
    result: Number


@dataclass(frozen=True)
class Made:
    """When a file is made, the address of the page it is made from, and the version of the data, if it has one."""

    at: datetime
    address: str
    version: str = ""


Cell = str | Number | Recount | date | None


@dataclass(frozen=True)
class Head:
    """The name of a column and its width in characters."""

    text: str
    width: int


@dataclass(frozen=True)
class Line:
    """A row of cells in the order of the heads; a total stands last and is set apart."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table: heads in row 1 (unless not `headed`: a list of pairs), a line a row. `kept` columns stay in sight. A row
    is `least_lines` lines of text high at least, where there is to be room to write by hand."""

    name: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    kept: int = 1
    headed: bool = True
    least_lines: int = 1


@dataclass(frozen=True)
class Book:
    """Sheets in reading order. `warning` is what every page must say (an illustration), empty when there is none."""

    title: str
    language: str
    made: datetime
    warning: str
    sheets: tuple[Sheet, ...]


def number_of(figure: Figure) -> Number | None:
    """A figure's value as a cell; a difference of shares becomes percentage points."""
    if figure.value is None:
        return None
    return Number(figure.value * _scale(figure), figure.kind, about=figure.estimated)


def band_of(figure: Figure) -> tuple[Number | None, Number | None]:
    """The edges of a figure's band as cells; none when it has no band or the band is the value itself."""
    if figure.working.band is None or figure.working.band[0] == figure.working.band[1]:
        return None, None
    least, most = (edge * _scale(figure) for edge in figure.working.band)
    return Number(least, figure.kind, edge=True), Number(most, figure.kind, edge=True)


def sheet_name(label: str, taken: set[str]) -> str:
    """`label` as a sheet may be called, unlike those `taken` (small letters), to which it is added."""
    name = NOT_IN_A_SHEET_NAME.sub(" ", label).strip(" '")[:LONGEST_SHEET_NAME].strip(" '")
    tail = 2
    while not name or name.lower() in taken:
        name, tail = f"{name[: LONGEST_SHEET_NAME - 3].rstrip()} {tail}".strip(), tail + 1
    taken.add(name.lower())
    return name


def quoted(name: str) -> str:
    """A sheet's name as it stands before "!" in a formula."""
    return "'" + name.replace("'", "''") + "'"


def _scale(figure: Figure) -> int:
    return 100 if figure.kind is FigureKind.POINTS else 1
