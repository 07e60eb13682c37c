"""Every part of a place by segment and programme in one month, small counts left out: a table for a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coverage_portal.coverage.crossed import Counts, left_out
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.keeping_back import limits
from coverage_portal.coverage.models import CoverageTotal, Dimension, Place
from coverage_portal.programmes.codes import PROGRAMMES, Segment
from regions.models import Region

_FIELDS = ("memberships", *(str(programme.name).lower() for programme in PROGRAMMES))
_NOTHING: Counts = (0,) * len(_FIELDS)


@dataclass(frozen=True)
class Crossed:
    """One part and one segment: the members and the holders of each programme, None when they are left out."""

    code: str
    name: str
    segment: Segment
    counts: Counts | None


def crossing(found: Dashboard) -> tuple[Crossed, ...]:
    """The parts of the answer's place in the order of their codes, each by segment; empty where the registry does not
    speak for the place and where it has no parts. `found` must still say what is kept back of it."""
    region = Region.objects.filter(code=found.region.code).first()
    if region is None or found.partial or found.block("kecamatan") is None:
        return ()
    parts = list(Region.objects.filter(parent=region).order_by("code"))
    counts = _read(found.month, parts)
    rows = {part.code: [counts.get((part.code, one), _NOTHING) for one in Segment] for part in parts}
    kept_back = [(code, measure) for month, code, measure in found.kept_back.cells if month == found.month]
    out = left_out(rows, limits().persons, kept_back)
    return tuple(
        Crossed(part.code, part.name, segment, None if part.code in out else row)
        for part in parts
        for segment, row in zip(Segment, rows[part.code], strict=True)
    )


def _read(month: date, places: Iterable[Region]) -> dict[tuple[str, Segment], Counts]:
    """The counts at work by code of the place and segment. One query."""
    rows = CoverageTotal.objects.filter(
        month=month, place=Place.WORKPLACE, dimension=Dimension.SEGMENT, region_id__in=[place.pk for place in places]
    ).values_list("region__code", "code", *_FIELDS)
    return {(place, Segment(int(segment))): tuple(counts) for place, segment, *counts in rows}
