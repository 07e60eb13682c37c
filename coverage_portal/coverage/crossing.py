"""Every part of a place by segment and programme in one month, small counts kept back: a table for a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coverage_portal.coverage.crossed import REST, Counts, Table, kept_back_rows
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.keeping_back import limits
from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.programmes.codes import PROGRAMMES, Segment
from regions.models import Region

_FIELDS = ("memberships", *(str(programme.name).lower() for programme in PROGRAMMES))
_NOTHING: Counts = (0,) * len(_FIELDS)


@dataclass(frozen=True)
class Crossed:
    """One part and one segment: the members and the holders of each programme, None when they are kept back."""

    code: str
    name: str
    segment: Segment
    counts: Counts | None


def crossing(found: Dashboard) -> tuple[Crossed, ...]:
    """The parts of the answer's place in the order of their codes, each by segment; empty where the registry does not
    speak for the place, where it has no parts, and where too much of it would have to be kept back."""
    block = found.block("kecamatan")
    region = Region.objects.filter(code=found.region.code).first()
    if block is None or region is None or found.partial:
        return ()
    parts = list(Region.objects.filter(parent=region).order_by("code"))
    counts = _read(found.month, [region, *parts])
    table = _table(region, parts, counts)
    told = [(place, measure) for month, place, measure in found.kept_back.cells if month == found.month]
    hidden = kept_back_rows(table, limits().persons, told, region.code)
    if hidden is None:
        return ()
    return tuple(
        Crossed(part.code, part.name, segment, None if spot in hidden else table.counts[spot])
        for part in parts
        for segment in Segment
        for spot in ((part.code, str(segment.value)),)
    )


def _read(month: date, places: Iterable[Region]) -> dict[tuple[str, str], Counts]:
    """The counts at work by code of the place and segment. One query."""
    rows = CoverageTotal.objects.filter(
        month=month, place=Place.WORKPLACE, dimension=Dimension.SEGMENT, region_id__in=[place.pk for place in places]
    ).values_list("region__code", "code", *_FIELDS)
    return {(place, segment): tuple(counts) for place, segment, *counts in rows}


def _table(region: Region, parts: list[Region], counts: dict[tuple[str, str], Counts]) -> Table:
    """The parts and the rest, with nothing where nothing is counted."""
    found: dict[tuple[str, str], Counts] = {}
    for segment in (str(one.value) for one in Segment):
        own = [counts.get((part.code, segment), _NOTHING) for part in parts]
        found |= {(part.code, segment): one for part, one in zip(parts, own, strict=True)}
        whole = counts.get((region.code, segment), _NOTHING)
        found[REST, segment] = tuple(all_ - sum(each) for all_, each in zip(whole, zip(*own, strict=True), strict=True))
    return Table(found)
