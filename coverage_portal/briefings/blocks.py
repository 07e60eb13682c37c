"""What a briefing is made of: blocks that carry figures and sentences. Pure.

A block says what is shown and in which words; each writer decides how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coverage_portal.coverage.workings import Block as Breakdown
from coverage_portal.coverage.workings import Figure


class ChartKind(StrEnum):
    """What is drawn: parts end to end in bars that lie, values over time, or standing columns."""

    STACKED = "stacked"
    LINE = "line"
    COLUMNS = "columns"


class ChartRole(StrEnum):
    """What a series means; each writer paints the meaning (UI.md 6.1)."""

    COVERED = "cov"
    GAP = "gap"
    TARGET = "plan"
    PACE = "proj"


@dataclass(frozen=True)
class Sentence:
    """Words made from data by a fixed template, or by a person.

    `inputs` are the figures that stand in it. `generated` is what the template says where somebody (`edited_by`) wrote
    it anew, empty when the text is the template's; `instead_of` is what it said at that time, if that was something
    else. `key` is unique in its Document.
    """

    key: str
    text: str
    inputs: tuple[Figure, ...] = ()
    generated: str = ""
    edited_by: str = ""
    instead_of: str = ""

    @property
    def edited(self) -> bool:
        """Whether a person changed what the template said."""
        return bool(self.generated)


@dataclass(frozen=True)
class KeyFigures:
    """Up to five figures side by side, each under its own label, in large type."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several as running text; `heading` stands above it when it has one."""

    sentence: Sentence
    heading: str = ""


@dataclass(frozen=True)
class Quote:
    """Words to be said aloud: the opening sentence."""

    caption: str
    sentence: Sentence


@dataclass(frozen=True)
class Item:
    """One line of a list: a few words set apart (may be empty) and a sentence."""

    head: str
    sentence: Sentence


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not, under a heading that may be empty."""

    caption: str
    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A breakdown as a table: `head` names the column of row labels, then one column for each of the breakdown's.

    `bars`: whether a bar of covered and gap (columns "jumlah" and "celah") stands beside each row. The marked rows are
    tinted, the total is set apart, the caveats and the method stand below.
    """

    caption: str
    head: str
    breakdown: Breakdown
    bars: bool = False


Cell = str | Figure


@dataclass(frozen=True)
class Grid:
    """A table whose cells are words or figures: commitments, steps to come. `key` is unique in its Document."""

    key: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Annex:
    """A table too long for paper, which only the spreadsheet carries: `heads` name first the words of a row, then its
    figures. `key` is unique in its Document."""

    key: str
    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def figures(self) -> Iterator[Figure]:
        """Every figure of it, row by row."""
        yield from (cell for row in self.rows for cell in row if isinstance(cell, Figure))


@dataclass(frozen=True)
class Series:
    """One measure of a chart: a figure for each category, None where there is none to draw."""

    role: ChartRole
    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Chart:
    """A native chart. `alt` says in a sentence what it shows, `note` what its scale or its open points mean.

    A line's future periods stand among `categories`; its COVERED series has None there. Shares are drawn as percent.
    """

    key: str
    kind: ChartKind
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    note: str = ""


@dataclass(frozen=True)
class Waffle:
    """The answer as squares of `unit` people each, filled column by column, seven in a column; the last may be partly
    filled."""

    covered: Figure
    gap: Figure
    whole: Figure
    unit: int
    caption: str
    alt: str


@dataclass(frozen=True)
class Tile:
    """A square of a tile map: where it stands, from 0 at the top left, its class 0 (least) to 3, name and figure.

    `text` is the figure as the square shows it, in thousands: "75".
    """

    code: str
    row: int
    column: int
    level: int
    name: str
    text: str
    figure: Figure


@dataclass(frozen=True)
class TileMap:
    """The parts of a place as equal squares; `keys` are the words of its classes, lowest first."""

    caption: str
    tiles: tuple[Tile, ...]
    keys: tuple[str, ...]
    alt: str
    note: str


@dataclass(frozen=True)
class Ask:
    """A request to the mayor: who does it, what comes of it, by when, for how many workers, and what it costs.

    `cost` is computed from the law of its day and carries its working (metric M9).
    """

    key: str
    title: str
    reason: Sentence
    owner: str
    output: str
    deadline: date | None
    workers: Figure | None = None
    cost: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """For how many, and what it costs, as far as it says so."""
        return tuple(figure for figure in (self.workers, self.cost) if figure)


@dataclass(frozen=True)
class Asks:
    """The requests: `brief` shows title and reason only (the summary), else owner, output, deadline and cost too."""

    caption: str
    asks: tuple[Ask, ...]
    brief: bool = False


@dataclass(frozen=True)
class LegalBasis:
    """A legal basis as cited, with the day somebody checked it against JDIH; None: "belum diverifikasi"."""

    citation: str
    about: str
    verified_on: date | None


@dataclass(frozen=True)
class LegalBases:
    """The legal bases the user picked, in their order."""

    bases: tuple[LegalBasis, ...]


@dataclass(frozen=True)
class Question:
    """A question the mayor is likely to ask, and the answer; `source` says where the answer's numbers come from."""

    key: str
    question: str
    answer: Sentence
    source: str


@dataclass(frozen=True)
class Questions:
    """Likely questions with sourced answers."""

    questions: tuple[Question, ...]


Block = (
    KeyFigures | Paragraph | Quote | Listing | Table | Grid | Chart | Waffle | TileMap | Asks | LegalBases | Questions
)
