"""Reads the precomputed totals of places: about a hundred rows for a page, however many memberships there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.programmes.codes import PROGRAMMES, Programme
from regions.models import Region

_HOLDERS = tuple(str(programme.name).lower() for programme in PROGRAMMES)
_COUNTS = ("memberships", "persons", *_HOLDERS, "employers", "declared_employers", "declared")
_KEYS = ("place", "region__path", "month", "dimension", "code")


@dataclass(frozen=True)
class Count:
    """What is counted at one place: memberships (workplace) or persons (home), holders of each programme in the same
    unit, registered employers, those of them with a declared headcount, and the sum of these headcounts."""

    total: int = 0
    holders: dict[Programme, int] = field(default_factory=lambda: dict.fromkeys(PROGRAMMES, 0))
    employers: int = 0
    declared_employers: int = 0
    declared: int = 0


NOTHING = Count()
Key = tuple[Place, str, date, Dimension, str]


@dataclass(frozen=True)
class Totals:
    """The counts that were read, by (place, path of the region, month, dimension, code). What has no row is zero."""

    counts: dict[Key, Count]

    def at(self, place: Place, path: str, month: date, dimension: Dimension = Dimension.ALL, code: str = "") -> Count:
        """One count; zero when nothing was counted there."""
        return self.counts.get((place, path, month, dimension, code), NOTHING)

    def codes(self, path: str, month: date, dimension: Dimension) -> tuple[str, ...]:
        """The codes of a dimension that hold anything at `path`, in their own order."""
        held = (key[4] for key in self.counts if key[1] == path and key[2] == month and key[3] == dimension)
        return tuple(sorted(held))


def totals_of(
    region: Region,
    family: Iterable[Region],
    asked: Collection[date],
    series: Collection[date],
    whole: Collection[date] = (),
    parent: Region | None = None,
) -> Totals:
    """The totals of `region`: every dimension in the months `asked`, all but the sectors in the months of `series`;
    and the wholes of its family (children or siblings) in the months `asked`. In the months of `whole` everything of
    the region, its family and its `parent`. One query."""
    own = Q(region_id=region.pk) & (Q(month__in=asked) | (Q(month__in=series) & ~Q(dimension=Dimension.SECTOR)))
    members = [place.pk for place in family if place.pk != region.pk]
    beside = Q(region_id__in=members, month__in=asked, dimension=Dimension.ALL)
    wanted = own | beside
    if whole:
        wanted |= Q(region_id__in=[region.pk, *members, *([parent.pk] if parent else [])], month__in=whole)
    rows = CoverageTotal.objects.filter(wanted).values_list(*_KEYS, *_COUNTS)
    return Totals(dict(map(_read, rows)))


def totals_within(region: Region, month: date) -> Totals:
    """All totals of a region and of everything in it in one month. One query."""
    rows = CoverageTotal.objects.filter(region__path__startswith=region.path, month=month)
    return Totals(dict(map(_read, rows.values_list(*_KEYS, *_COUNTS))))


def _read(row: tuple) -> tuple[Key, Count]:
    place, path, month, dimension, code = row[:5]
    memberships, persons, *rest = row[5:]
    holders = dict(zip(PROGRAMMES, rest, strict=False))
    count = Count(memberships if place == Place.WORKPLACE else persons, holders, *rest[len(PROGRAMMES) :])
    return (Place(place), path, month, Dimension(dimension), code), count
