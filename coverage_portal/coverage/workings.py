"""What a shown number carries with it: its value, its kind, and how it came about. Pure values, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from coverage_portal.coverage.arithmetic import Quantity


class Provenance(StrEnum):
    """Rilis resmi (published), Hitungan (computed from facts), Ilustrasi (computed from a demo registry)."""

    OFFICIAL = "official"
    COMPUTED = "computed"
    ILLUSTRATIVE = "illustrative"


class FigureKind(StrEnum):
    """How the value is written: a count of people or firms, or a share of one."""

    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True)
class BatchNote:
    """The import that brought the rows: number, file, position of its data, when applied and who approved it."""

    number: int
    file_name: str
    position: date
    applied_at: datetime | None
    approved_by: str
    illustrative: bool


@dataclass(frozen=True)
class Source:
    """One input of a figure: the quantity with its reference date and publisher, or the imports it was counted from."""

    label: str
    quantity: Quantity
    as_at: date
    period: str
    provenance: Provenance
    publisher: str
    document: str
    link: str = ""
    note: str = ""
    batches: tuple[BatchNote, ...] = ()
    extra_batches: int = 0


@dataclass(frozen=True)
class Working:
    """How a figure came about. `formula` is in words with ÷ − + signs; `inputs` stand in the formula's order.

    `band` is the least and most the figure can be given the rounding of its inputs, in the figure's own unit.
    """

    metric: str
    formula: str
    inputs: tuple[Source, ...]
    band: tuple[Fraction, Fraction] | None = None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number on a page, in the API or in a file. `value` None means missing, and `missing` says why in words.

    A SHARE is a fraction of one (0.61849 for 61,8 %); a COUNT is a whole number. `key` is unique on its page.
    """

    key: str
    label: str
    value: Fraction | None
    kind: FigureKind
    provenance: Provenance
    working: Working
    missing: str = ""
    half_step: Fraction | None = Fraction(0)


@dataclass(frozen=True)
class Row:
    """One line of a breakdown: its code and name, and its figures in the table's column order."""

    code: str
    label: str
    note: str
    figures: tuple[Figure, ...]
