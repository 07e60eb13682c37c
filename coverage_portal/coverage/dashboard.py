"""The dashboard's content as one value: what the page, the API and the files all show. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import BatchNote, Block, Figure, Row, stem_of


@dataclass(frozen=True)
class Place:
    """A region as shown: Kemendagri code, name, level (0 country .. 4 village)."""

    code: str
    name: str
    level: int


@dataclass(frozen=True)
class TargetNote:
    """A target set for the place: its year, share of one, measure in words, decree, whether it can be compared with the
    rate of this question (a UCJ target cannot: nobody publishes its formula), and the months left to its December."""

    year: int
    share: Fraction
    measure: str
    decree: str
    link: str
    note: str
    comparable: bool
    months_left: int


@dataclass(frozen=True)
class OfficialUcj:
    """The latest UCJ somebody published of the place, as they wrote it: "47,76%". It is never computed (metric M3).

    `as_at` is the day it speaks of, which need not be the answer's.
    """

    percent: str
    period: str
    publisher: str
    as_at: date | None = None


@dataclass(frozen=True)
class KeptBack:
    """What is kept back from those who may not see every row: counts by month, code of the place and measure (as
    `exchanges` names them); why, to stand at each such figure; and the sentence for a page that has some."""

    cells: frozenset[tuple[date, str, str]] = frozenset()
    why: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Dashboard:
    """The answer to one Scope.

    `rate` is M1 (labour force) or M2 (employed); `covered` the members counted; `whole` the denominator; `gap` is M8.
    Any of them may be missing (value None) and then says why. `facts` stand below the answer; `changes` compare rate,
    covered and gap with the month asked for; `track` are the figures of run rate and target. `blocks` are the
    breakdowns in reading order, by key: kecamatan, segmen, sektor, program, tren, skala. `months` are those with data,
    newest first; `registry` is false when the registry holds nothing for the month; `partial` says why it does not
    speak for this region, and then there are no breakdowns of it. `late` names branches whose data do not reach the
    month: it is counted with what they had. `estimable`: whether the question's denominators
    could be estimated, so that a switch is offered. `illustrative_data`: whether demo data are in the portal at all.
    `kept_back` is what `withholding` takes out of it before anybody sees it who may not see every row.
    """

    scope: Scope
    region: Place
    month: date
    as_at: date
    rate: Figure
    covered: Figure
    whole: Figure
    gap: Figure
    facts: tuple[Figure, ...]
    changes: tuple[Figure, ...]
    track: tuple[Figure, ...]
    targets: tuple[TargetNote, ...]
    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    months: tuple[date, ...]
    batches: tuple[BatchNote, ...]
    illustrative: bool
    registry: bool
    cautions: tuple[str, ...]
    partial: str = ""
    late: str = ""
    estimable: bool = False
    illustrative_data: bool = False
    ucj: OfficialUcj | None = None
    kept_back: KeptBack = KeptBack()

    def block(self, key: str) -> Block | None:
        """The breakdown of that key, None when this answer has none."""
        return next((block for block in self.blocks if block.key == key), None)

    @property
    def next_target(self) -> TargetNote | None:
        """The earliest target still ahead that is one of the rate shown."""
        return next((one for one in self.targets if one.comparable and one.months_left > 0), None)

    @property
    def due_target(self) -> TargetNote | None:
        """The target of the rate shown that is due in this very year and month, if any."""
        due = (one for one in self.targets if one.comparable and one.months_left == 0)
        return next(due, None)

    @property
    def head(self) -> tuple[Figure, ...]:
        """The figures of the answer itself."""
        return (self.rate, self.covered, self.whole, self.gap)

    def figures(self) -> Iterator[Figure]:
        """Every figure of the answer, in reading order."""
        yield from (*self.head, *self.facts, *self.changes)
        for block in self.blocks:
            yield from block.figures()
        yield from self.track

    def figure(self, key: str) -> Figure | None:
        """The figure of that key, None when this answer has none."""
        return next((figure for figure in self.figures() if figure.key == key), None)

    def together(self, stem: str) -> tuple[Figure, ...]:
        """The figures of one row or of one finding, by what their keys begin with; empty when there are none."""
        for block in self.blocks:
            for row in (*block.rows, *((block.total,) if block.total else ())):
                if row.stem == stem:
                    return row.figures
            if block.highlights and stem_of(block.highlights) == stem:
                return block.highlights
        return ()

    def where(self, key: str) -> tuple[Block | None, Row | None]:
        """The block and the row in which the figure of that key stands; None, None for the answer's own figures."""
        for block in self.blocks:
            for row in (*block.rows, *((block.total,) if block.total else ())):
                if any(figure.key == key for figure in row.figures):
                    return block, row
            if any(figure.key == key for figure in block.highlights):
                return block, None
        return None, None
