"""How a sheet is to be read: which column is which field, and in what style its dates and numbers are written. Pure.

A kind of import names its `Field`s. Looking at a file gives a `Layout`; somebody may correct it; with it every row of
the file becomes the field's canonical text (dates DD-MM-YYYY, numbers plain digits), which is what the checks read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class Content(StrEnum):
    """What the cells of a field hold."""

    TEXT = "text"
    CODE = "code"  # letters and digits that keep their zeros
    NIK = "nik"  # never shown, stored or sent on
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One column that a kind of import knows. `name` is the header the portal's own templates write.

    `synonyms` are other headers it goes by, compared without case, spaces, dots and dashes. `joined`: several columns
    may make it up, in order: texts with a space between them, numbers added. `words`: normalised texts that stand for
    a code (CIPONDOH -> 36.71.05). `blanks`: texts that mean nothing here, beside "", "-", "NULL", "N/A". `whole`: a
    number that has no fraction, so that `1.250` can only be 1250. `needed_with`: a field that no row may fill without
    this one. `kept`: False for what is only compared with what is stored and never written over it.
    """

    name: str
    content: Content = Content.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    joined: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
    whole: bool = False
    needed_with: str = ""
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file is read. Positions count from 0, sheet rows from 1; row 0 is the whole file.

    `columns`: field -> its columns. `dates`, `numbers`: field -> style code (see core.cell_styles). `constants`:
    field -> one text for every row, where the file has no such column. `header` are the header's texts as found: a
    saved layout is offered again for a file with the same ones. `encoding` and `separator` are of a CSV; "" lets the
    reader decide. `sheet` is a workbook's. `totals`: sheet rows that hold sums or signatures, not data.
    """

    columns: Mapping[str, tuple[int, ...]]
    header: tuple[str, ...]
    header_row: int = 1
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    totals: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept; the other end is `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The layout that `as_json` gave."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        known["columns"] = {name: tuple(places) for name, places in data["columns"].items()}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell to be read otherwise than it is written: that of `row`, or, where row is 0, every cell with the text
    `wrong`. Never of a NIK."""

    field: str
    right: str
    row: int = 0
    wrong: str = ""
