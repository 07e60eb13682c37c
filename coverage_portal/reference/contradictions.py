"""Which published figures claim to measure the same thing and do not agree. Reads no table.

Two figures of one place are compared when they are of one family and unit and of one calendar year. Figures of one
series are not: another day on the same explained basis (Dukcapil in June and in December), or from the same publisher.
They disagree when they differ by more than their two roundings together; where nobody said how a figure was rounded,
it is taken as it stands.

One pair reaches over the turn of a year: a statement without a basis repeats the newest survey there is, so it also
stands beside the survey figure of the year before when its own year has none. That pair is shown whatever it differs
by, because "the same figure a year older" and "another figure" are both worth knowing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from regions.models import ReferenceFigure

Kind, Basis = ReferenceFigure.Kind, ReferenceFigure.Basis

MEMBERS, COVERAGE = "members", "coverage"
WHOLE_MEMBERSHIP: dict[str, frozenset[str]] = {
    Kind.MEMBERS: frozenset({"", "peserta pu+bpu+jakon", "pekerja terlindungi"}),
    Kind.OTHER: frozenset({"total pekerja"}),
}
"""Labels under which publishers give the members of all segments together; any other label is a narrower thing."""
COVERAGE_KINDS: frozenset[str] = frozenset({Kind.UCJ, Kind.COVERAGE_CLAIM})
SURVEYED: frozenset[str] = frozenset(
    {Kind.LABOUR_FORCE, Kind.EMPLOYED, Kind.UNEMPLOYED, Kind.WORKING_AGE, Kind.UNEMPLOYMENT_RATE}
)
SURVEY, STATEMENT = Basis.SAKERNAS, Basis.STATEMENT
RELATED = {MEMBERS: COVERAGE, COVERAGE: MEMBERS}
"""Families that are published in one breath: what the other says of the same year stands below."""


@dataclass(frozen=True)
class Contradiction:
    """Figures of one family and year, largest first; `beside` are related ones that measure something else.

    `apart` is false when every difference is within rounding: then it may be one figure, a year older.
    """

    family: str
    year: int
    figures: tuple[ReferenceFigure, ...]
    beside: tuple[ReferenceFigure, ...]
    apart: bool

    @property
    def difference(self) -> Decimal:
        """From the smallest to the largest."""
        return self.figures[0].value - self.figures[-1].value


def contradictions(figures: Iterable[ReferenceFigure]) -> list[Contradiction]:
    """The contradictions among the current figures of one place: newest year first, then by family."""
    by_family: dict[tuple[str, str], list[ReferenceFigure]] = {}
    for figure in figures:
        by_family.setdefault((family_of(figure), figure.unit), []).append(figure)
    found = []
    for (family, _unit), members in by_family.items():
        for year in sorted({figure.as_at.year for figure in members}):
            claims = [figure for figure in members if figure.as_at.year == year]
            claims += repeated_surveys(members, claims, year)
            at_odds = _at_odds(claims, year)
            if at_odds:
                beside = _beside(by_family, family, year)
                apart = any(disagree(*pair) for pair in combinations(at_odds, 2))
                found.append(Contradiction(family, year, at_odds, beside, apart))
    return sorted(found, key=lambda one: (-one.year, one.family))


def family_of(figure: ReferenceFigure) -> str:
    """What the figure claims to measure: "members", "coverage", else its kind with its label ("claims/klaim JHT")."""
    label = " ".join(figure.label.lower().split())
    if label in WHOLE_MEMBERSHIP.get(figure.kind, frozenset()):
        return MEMBERS
    if figure.kind in COVERAGE_KINDS and not label:
        return COVERAGE
    return f"{figure.kind}/{label}" if label else figure.kind


def comparable(one: ReferenceFigure, other: ReferenceFigure) -> bool:
    """Whether two figures of one family and year speak of the same moment, and not of two moments of one series."""
    series = one.basis == other.basis and (one.basis != STATEMENT or one.publisher == other.publisher)
    return one.as_at == other.as_at or not series


def disagree(one: ReferenceFigure, other: ReferenceFigure) -> bool:
    """Whether they differ by more than their two roundings together."""
    return abs(one.value - other.value) > (one.half_step or 0) + (other.half_step or 0)


def repeated_surveys(
    members: Sequence[ReferenceFigure], claims: Sequence[ReferenceFigure], year: int
) -> list[ReferenceFigure]:
    """The survey figures of the year before that a statement of `year` may repeat."""
    if any(figure.basis == SURVEY for figure in claims) or not any(figure.basis == STATEMENT for figure in claims):
        return []
    earlier = [figure for figure in members if figure.as_at.year == year - 1 and figure.basis == SURVEY]
    newest = max((figure.as_at for figure in earlier), default=None)
    return [figure for figure in earlier if figure.kind in SURVEYED and figure.as_at == newest]


def _at_odds(claims: Sequence[ReferenceFigure], year: int) -> tuple[ReferenceFigure, ...]:
    """Those that another one contradicts, largest first."""
    named: dict[int, ReferenceFigure] = {}
    for one, other in combinations(claims, 2):
        over_the_year = one.as_at.year != year or other.as_at.year != year
        if over_the_year and STATEMENT in (one.basis, other.basis):
            differ = one.value != other.value
        else:
            differ = comparable(one, other) and disagree(one, other)
        if differ:
            named |= {one.pk: one, other.pk: other}
    return tuple(sorted(named.values(), key=lambda figure: (-figure.value, figure.pk)))


def _beside(
    by_family: dict[tuple[str, str], list[ReferenceFigure]], family: str, year: int
) -> tuple[ReferenceFigure, ...]:
    related = RELATED.get(family)
    found = [figure for (name, _unit), figures in by_family.items() if name == related for figure in figures]
    return tuple(figure for figure in found if figure.as_at.year == year)
