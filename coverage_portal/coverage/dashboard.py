"""The dashboard's content as one value: what the page, the API and the files all show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.workings import BatchNote, Figure, Row


@dataclass(frozen=True)
class Place:
    """A region as shown: Kemendagri code, name, level (0 country .. 4 village)."""

    code: str
    name: str
    level: int


@dataclass(frozen=True)
class Dashboard:
    """The answer to one Scope.

    `rate` is M1 (labour force) or M2 (employed); `covered` the members counted; `whole` the denominator; `gap` is M8.
    Any of them may be missing (value None) and then says why. `facts` stand below the answer. Row figures stand in
    this order: districts and segments (memberships, share of all memberships, persons by home - districts only);
    programmes (holders, share of all memberships, share of the denominator). `months` are those with cells, newest
    first. `illustrative` when any figure rests on a demo import. `registry` is false when no registry data exist;
    `partial` says why they do not speak for this region, and then there are no breakdowns.
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
    districts: tuple[Row, ...]
    segments: tuple[Row, ...]
    programmes: tuple[Row, ...]
    places: tuple[Place, ...]
    months: tuple[date, ...]
    batches: tuple[BatchNote, ...]
    illustrative: bool
    registry: bool
    cautions: tuple[str, ...]
    partial: str = ""
