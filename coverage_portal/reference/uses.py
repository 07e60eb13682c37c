"""Where the portal uses a figure, and why not where it does not: worked out from what its pages read, never guessed.

A page of totals picks its figures from a Ground (coverage.ground) by the rule of regions.figures. The same Ground is
asked here for every month it has, so a figure is used in a month exactly when the page of that month shows it. A Ground
that differs from another begins with nothing `kept`: what was worked out for the other does not hold for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coverage_portal.coverage.denominators import spreading_of
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind, NoSuchRegion
from coverage_portal.coverage.numerators import numerator
from coverage_portal.coverage.reading import read
from coverage_portal.coverage.scope import Against, Scope
from coverage_portal.coverage.standing import Standing
from coverage_portal.coverage.totals import totals_of
from regions.models import ReferenceFigure, Region


class Role(StrEnum):
    """What a figure is on a page: part of a metric (M1, M2, M4, M8), or shown as it is, or behind an estimate."""

    LABOUR_RATE = "M1"
    EMPLOYED_RATE = "M2"
    PROGRAMME_RATE = "M4"
    GAP = "M8"
    FACT = "fakta"
    NUMERATOR = "pembilang"
    PRECISION = "ketelitian"
    ESTIMATE = "perkiraan"
    ROW = "rincian"


RATE = {Against.LABOUR_FORCE: Role.LABOUR_RATE, Against.EMPLOYED: Role.EMPLOYED_RATE}


@dataclass(frozen=True)
class Use:
    """One figure in one role on the page of `place` (a code and a name) in `month`; `query` is that page's question."""

    month: date
    role: Role
    place: tuple[str, str]
    query: str


Uses = dict[int, list[Use]]


def ground_of(region: Region, standing: Standing) -> Ground | None:
    """What the pages of a place read, with its totals in the months members were published for; None for a place that
    has no page (below the kecamatan)."""
    try:
        ground = read(Scope(region=region.code), standing)
    except NoSuchRegion:
        return None
    published = [month for month in ground.months if ground.at(month).published_now(Kind.MEMBERS)]
    return with_totals(ground, published)


def with_totals(ground: Ground, months: Iterable[date]) -> Ground:
    """The same ground with the place's own counts of these months."""
    return replace(ground, totals=totals_of(ground.region, (), (), tuple(months)), kept={})


def without(ground: Ground, figure: ReferenceFigure) -> Ground:
    """The same ground as if the figure had never been entered."""
    left = tuple(one for one in ground.figures.get(figure.region_id, ()) if one.pk != figure.pk)
    return replace(ground, figures={**ground.figures, figure.region_id: left}, kept={})


def uses_on(ground: Ground) -> Uses:
    """Every use of the place's own figures on its own page, by the figure's id, newest month first."""
    found: Uses = {}
    for month in ground.months:
        for figure, role, against in _uses_in(ground.at(month)):
            query = Scope(region=ground.region.code, month=month, against=against).to_query()
            use = Use(month, role, (ground.region.code, ground.region.name), query)
            held = found.setdefault(figure.pk, [])
            if use not in held:
                held.append(use)
    return found


def uses_in_estimates(ground: Ground, figure: ReferenceFigure) -> list[Use]:
    """The months in which an estimated denominator of a kecamatan would be another one without the figure.

    `ground` is that of the kabupaten/kota; the figure is its own or of one of its kecamatan.
    """
    place, gone = (ground.region.code, ground.region.name), without(ground, figure)
    told = {
        newest.year: next(estimates_that_differ(ground, gone, newest), None) for newest in one_a_year(ground.months)
    }
    return [
        Use(month, Role.ESTIMATE, place, asked(ground.at(month), against).scope.to_query())
        for month in ground.months
        if (against := told[month.year]) is not None
    ]


def estimates_that_differ(one: Ground, other: Ground, month: date) -> Iterator[Against]:
    """The denominators whose estimates for kecamatan are not the same on two grounds of one place."""
    for against in Against:
        if spreading_of(asked(one.at(month), against)) != spreading_of(asked(other.at(month), against)):
            yield against


def one_a_year(months: Iterable[date]) -> list[date]:
    """The newest month of each year: which figure speaks depends on the year alone (regions.figures)."""
    return list({month.year: month for month in sorted(months)}.values())


def uses_in_rows(above: Ground, figure: ReferenceFigure) -> list[Use]:
    """The months in which the page of the place above compares a row of this place with the figure."""
    place = next((one for one in above.children if one.pk == figure.region_id), None)
    against = next((against for against, kind in DENOMINATOR.items() if kind == figure.kind), None)
    if place is None or against is None:
        return []
    return [
        Use(month, Role.ROW, (above.region.code, above.region.name), asked(there, against).scope.to_query())
        for month in above.months
        if (there := above.at(month)).speaks and _is(there.published(Kind(figure.kind), place), figure)
    ]


def asked(ground: Ground, against: Against) -> Ground:
    """The same ground under another question about its month."""
    return replace(ground, scope=replace(ground.scope.at(ground.month), against=against), kept={})


def _uses_in(ground: Ground) -> Iterator[tuple[ReferenceFigure, Role, Against]]:
    """The uses on the page of the ground's month."""
    counted = numerator(ground)[0] is not None
    population, employers = ground.published(Kind.POPULATION), ground.published_now(Kind.EMPLOYERS)
    shown = (population, employers, ground.published(Kind.LABOUR_FORCE))
    yield from ((figure, Role.FACT, Against.LABOUR_FORCE) for figure in shown if figure)
    members = ground.published_now(Kind.MEMBERS)
    if members and not ground.speaks:
        yield members, Role.NUMERATOR, Against.LABOUR_FORCE
    elif members and _lends_its_precision(ground, members):
        yield members, Role.PRECISION, Against.LABOUR_FORCE
    for against, kind in DENOMINATOR.items():
        if whole := ground.published(kind):
            yield from ((figure, role, against) for figure, role in _of_whole(ground, whole, counted, against))


def _of_whole(
    ground: Ground, whole: ReferenceFigure, counted: bool, against: Against
) -> Iterator[tuple[ReferenceFigure, Role]]:
    """The uses of a denominator: in the ratios, and of the members published for the same month."""
    if not counted:
        if against is Against.EMPLOYED:
            yield whole, Role.FACT
        return
    members = ground.published_now(Kind.MEMBERS)
    for figure in (whole, *((members,) if members and not ground.speaks else ())):
        yield figure, RATE[against]
        yield figure, Role.GAP
    if ground.speaks:
        yield whole, Role.PROGRAMME_RATE


def _lends_its_precision(ground: Ground, members: ReferenceFigure) -> bool:
    """Whether a demo count, made to match the published one, is shown only as exactly as that was published."""
    return numerator(ground) != numerator(without(ground, members))


def _is(one: ReferenceFigure | None, other: ReferenceFigure) -> bool:
    return one is not None and one.pk == other.pk
