"""What a table of the law's page consists of. Texts are in the language of the page already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coverage_portal.programmes.codes import Programme
from coverage_portal.programmes.rules import Source


@dataclass(frozen=True)
class Cell:
    """One value of a line under its column's name; "" where there is none.

    `link` is the id of the line that says more about it, `firm` marks what is mandatory.
    """

    column: str
    text: str
    link: str = ""
    firm: bool = False


@dataclass(frozen=True)
class Reference:
    """A source of a line. `about` names the programmes it is for where the line has several sources."""

    source: Source
    about: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a table: a name, a value a column, and the rules they rest on. `notice` says what is overdue."""

    id: str
    name: str
    cells: tuple[Cell, ...]
    references: tuple[Reference, ...]
    detail: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Table:
    """Lines under the same columns; `first` is the name of the column of names."""

    id: str
    title: str
    first: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def table(name: str, title: str, first: str, lines: Iterable[Line]) -> Table:
    """A table whose columns are those in which any line has a value."""
    kept = tuple(lines)
    columns = dict.fromkeys(cell.column for line in kept for cell in line.cells if cell.text)
    ordered = tuple(cell.column for line in kept[:1] for cell in line.cells if cell.column in columns)
    return Table(name, title, first, ordered, tuple(_with_columns(line, ordered) for line in kept))


def references(sources: Iterable[tuple[Programme, Source]]) -> tuple[Reference, ...]:
    """Each source once; with the programmes it is for unless it is for all of them."""
    by_source: dict[Source, list[str]] = {}
    for programme, source in sources:
        by_source.setdefault(source, []).append(programme.name or "")
    if len(by_source) == 1:
        return tuple(Reference(source) for source in by_source)
    return tuple(Reference(source, ", ".join(names)) for source, names in by_source.items())


def _with_columns(line: Line, columns: tuple[str, ...]) -> Line:
    cells = tuple(cell for cell in line.cells if cell.column in columns)
    return Line(line.id, line.name, cells, line.references, line.detail, line.notice)
