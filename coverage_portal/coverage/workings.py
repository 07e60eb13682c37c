"""What a shown number carries with it: its value, its kind, and how it came about. Pure values, no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from os.path import commonprefix
from typing import Any

from coverage_portal.coverage.arithmetic import Quantity


class Provenance(StrEnum):
    """Rilis resmi (published), Hitungan (computed from facts), Perkiraan (rests on an estimated denominator), Ilustrasi
    (computed from a demo registry)."""

    OFFICIAL = "official"
    COMPUTED = "computed"
    ESTIMATED = "estimated"
    ILLUSTRATIVE = "illustrative"


class FigureKind(StrEnum):
    """How the value is written: a count, a share of one, a count with its sign, a difference of shares in points, or
    money."""

    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    POINTS = "points"
    RUPIAH = "rupiah"


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
    """One input of a figure: the quantity with its reference date and publisher, or the imports it was counted from.

    `of_this_page` when it is another figure of the same answer, which has a working of its own.
    """

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
    estimated: bool = False
    of_this_page: bool = False


OPERATOR = re.compile(r"( [÷×−+] |[()])")
Token = Fraction | str


@dataclass(frozen=True)
class Working:
    """How a figure came about. `formula` is in words with ÷ × − + signs and brackets; `inputs` stand in its order.

    `band` is the least and most the figure can be given the rounding of its inputs, in the figure's own unit.
    """

    metric: str
    formula: str
    inputs: tuple[Source, ...]
    band: tuple[Fraction, Fraction] | None = None
    caveats: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The formula with each word replaced by its input's value; empty when it has no sign or words and inputs
        do not match. (Fraction(736000), " ÷ ", Fraction(1190000)) of "peserta aktif ÷ angkatan kerja"."""
        parts: list[Token] = [part for part in OPERATOR.split(self.formula) if part.strip()]
        words = [i for i, part in enumerate(parts) if not OPERATOR.fullmatch(str(part))]
        if len(words) < 2 or len(words) != len(self.inputs):
            return ()
        for place, source in zip(words, self.inputs, strict=True):
            parts[place] = source.quantity.value
        return tuple(parts)


def evaluate(tokens: tuple[Token, ...]) -> Fraction | None:
    """What the tokens of a working come to: × and ÷ before + and −, brackets first. None when it divides by zero."""
    try:
        found: Fraction = _Calculation(list(tokens)).sum()
    except ZeroDivisionError:
        return None
    return found


def band_of(working: Working) -> tuple[Fraction, Fraction] | None:
    """The least and the most a working can come to, given how its inputs were rounded; None when a rounding is not
    known, when all inputs are exact, or when it may divide by zero. An input that stands twice is taken at its worst
    each time, so the band may be wider than need be and is never narrower."""
    bands = iter([source.quantity.band for source in working.inputs])
    ends = [next(bands) if isinstance(token, Fraction) else token for token in working.tokens]
    if not ends or None in ends:
        return None
    try:
        found = _Calculation([_Between(*end) if isinstance(end, tuple) else end for end in ends]).sum()
    except ZeroDivisionError:
        return None
    return (found.low, found.high) if found.low != found.high else None


@dataclass(frozen=True)
class _Between:
    """A value somewhere from `low` to `high`."""

    low: Fraction
    high: Fraction

    def __add__(self, other: _Between) -> _Between:
        return _Between(self.low + other.low, self.high + other.high)

    def __sub__(self, other: _Between) -> _Between:
        return _Between(self.low - other.high, self.high - other.low)

    def __mul__(self, other: _Between) -> _Between:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _Between(min(corners), max(corners))

    def __truediv__(self, other: _Between) -> _Between:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * _Between(1 / other.high, 1 / other.low)


class _Calculation:
    """A descent through tokens: sums of products of values and brackets. Values may be anything that can be added."""

    def __init__(self, tokens: list[Any]) -> None:
        self.left = [token.strip() if isinstance(token, str) else token for token in tokens]

    def sum(self) -> Any:
        value = self._product()
        while self.left and self.left[0] in ("+", "−"):
            sign = self.left.pop(0)
            value = value + self._product() if sign == "+" else value - self._product()
        return value

    def _product(self) -> Any:
        value = self._single()
        while self.left and self.left[0] in ("×", "÷"):
            sign = self.left.pop(0)
            value = value * self._single() if sign == "×" else value / self._single()
        return value

    def _single(self) -> Any:
        first = self.left.pop(0)
        if first != "(":
            return first
        value = self.sum()
        self.left.pop(0)  # the closing bracket
        return value


@dataclass(frozen=True)
class Figure:
    """A number on a page, in the API or in a file. `value` None means missing, and `missing` says why in words.

    A SHARE is a fraction of one (0.61849 for 61,8 %), POINTS a difference of two of them. `key` is unique on its page
    and part of the working's address ("kecamatan-36.71.05-celah"). `estimated` when an estimate is among its inputs,
    `withheld` when it is known and not told: few persons stand behind it, or it would give such a number away.
    """

    key: str
    label: str
    value: Fraction | None
    kind: FigureKind
    provenance: Provenance
    working: Working
    missing: str = ""
    half_step: Fraction | None = Fraction(0)
    estimated: bool = False
    withheld: bool = False


def stem_of(figures: Iterable[Figure]) -> str:
    """What the keys of several figures begin with: "kecamatan-36.71.05" of its count, rate and gap."""
    return commonprefix([figure.key for figure in figures]).rstrip("-")  # noqa: RUF071 - by characters is meant


@dataclass(frozen=True)
class Row:
    """One line of a block: its code and name, a note, and its figures in the order of the block's columns."""

    code: str
    label: str
    note: str
    figures: tuple[Figure, ...]

    @property
    def stem(self) -> str:
        """What the keys of its figures begin with, and the address of the row itself: "kecamatan-36.71.05"."""
        return stem_of(self.figures)


@dataclass(frozen=True)
class Column:
    """What the figures of one column are. Those of an `additive` column add up to the total's."""

    key: str
    label: str
    kind: FigureKind
    additive: bool = False


@dataclass(frozen=True)
class Block:
    """One breakdown of the answer: rows of figures under named columns, and their total.

    `caveats` are what must be read with it; `method` says how estimated columns were made, empty when there are none.
    `marked` are the codes of the rows that a finding speaks of, `highlights` the figures it gives.
    """

    key: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    caveats: tuple[str, ...] = ()
    method: str = ""
    marked: tuple[str, ...] = ()
    highlights: tuple[Figure, ...] = ()

    def index(self, column: str) -> int:
        """Where the figures of `column` stand in a row; -1 when the block has no such column."""
        return next((i for i, found in enumerate(self.columns) if found.key == column), -1)

    def has(self, column: str) -> bool:
        """Whether the block has this column."""
        return self.index(column) >= 0

    def column(self, column: str) -> tuple[Figure, ...]:
        """The figures of one column from top to bottom; raises KeyError when there is no such column."""
        if (place := self.index(column)) < 0:
            raise KeyError(column)
        return tuple(row.figures[place] for row in self.rows)

    def figures(self) -> Iterator[Figure]:
        """Every figure of the block: the highlights, the rows, the total."""
        yield from self.highlights
        for row in (*self.rows, *((self.total,) if self.total else ())):
            yield from row.figures

    def parts(self, column: str) -> list[tuple[str, str, Fraction | None]]:
        """Code, name and value of each row that has a code, as the findings ask for them."""
        place = self.index(column)
        return [(row.code, row.label, row.figures[place].value) for row in self.rows if row.code]
