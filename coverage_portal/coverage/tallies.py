"""What the registry says about a place in a month: cells, employers, and the imports they rest on. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Q, Sum

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, Place
from coverage_portal.coverage.workings import BatchNote
from coverage_portal.programmes.codes import PROGRAMMES, Programme, Segment
from employers.models import Employer
from regions.models import Branch, ReferenceFigure, Region

COLUMNS = {programme: str(programme.name).lower() for programme in PROGRAMMES}


@dataclass
class Tally:
    """Counts of one place in one month. `holders` per programme, in the unit of the place (memberships or persons)."""

    total: int = 0
    holders: Counter[Programme] = field(default_factory=Counter)
    by_child: Counter[str] = field(default_factory=Counter)
    by_segment: Counter[Segment] = field(default_factory=Counter)


def built_months() -> tuple[date, ...]:
    """Months with cells, newest first."""
    return tuple(BuiltMonth.objects.order_by("-month").values_list("month", flat=True))


def tally(region: Region, month: date) -> dict[Place, Tally]:
    """The counts of `region` at the end of `month`, by workplace and by home, in one query.

    `by_child` is keyed by the path of the child region that holds the count.
    """
    tallies = {place: Tally() for place in Place}
    cells = CoverageCell.objects.filter(month=month, region__path__startswith=region.path)
    sums = {name: Sum(name) for name in ("memberships", "persons", *COLUMNS.values())}
    rows = cells.values("place", "segment", "region__path").annotate(**sums)
    for row in cast(Iterable[dict[str, Any]], rows):
        place = Place(row["place"])
        found = tallies[place]
        count = row["memberships"] if place == Place.WORKPLACE else row["persons"]
        found.total += count
        found.by_child[child_path(region, row["region__path"])] += count
        if place == Place.WORKPLACE:
            found.by_segment[Segment(row["segment"])] += count
        for programme, column in COLUMNS.items():
            found.holders[programme] += row[column]
    return tallies


def child_path(region: Region, path: str) -> str:
    """The path of the direct child of `region` that `path` lies in; the region's own when it lies in none."""
    if path == region.path:
        return path
    return region.path + path[len(region.path) :].split(".", 1)[0] + "."


def published_counts(region: Region) -> dict[tuple[date, ReferenceFigure.Kind], ReferenceFigure]:
    """Published numbers of members and employers of `region` by month and kind; the last entered of a month counts."""
    kinds = (ReferenceFigure.Kind.MEMBERS, ReferenceFigure.Kind.EMPLOYERS)
    figures = ReferenceFigure.objects.current().filter(region=region, kind__in=kinds, label="", derived=False)
    return {
        (figure.as_at.replace(day=1), ReferenceFigure.Kind(figure.kind)): figure
        for figure in figures.order_by("as_at", "pk")
    }


def registered_employers(region: Region, day: date) -> int:
    """Employers in `region` that are registered and not closed on `day`."""
    running = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Employer.objects.filter(running, registered_on__lte=day, district__path__startswith=region.path).count()


def applied_batches() -> dict[str, list[BatchNote]]:
    """Applied imports by kind, newest first, with who approved them."""
    applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).select_related("approved_by")
    notes: dict[str, list[BatchNote]] = {kind: [] for kind in ImportBatch.Kind.values}
    for batch in applied.order_by("-position", "-pk"):
        notes[batch.kind].append(
            BatchNote(
                number=batch.pk,
                file_name=batch.file_name,
                position=batch.position,
                applied_at=batch.applied_at,
                approved_by=_name(batch.approved_by),
                illustrative=batch.illustrative,
            )
        )
    return notes


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""


@dataclass(frozen=True)
class Reach:
    """How much of a region the registry can speak for: kabupaten/kota with a branch, of all in the region."""

    served: int
    regencies: int

    @property
    def whole(self) -> bool:
        """Whether every kabupaten/kota of the region is served: a count is then the region's, not a part of it."""
        return 0 < self.regencies <= self.served


def reach(region: Region) -> Reach:
    """The reach of the registry in `region`; below a kabupaten/kota it is that of the kabupaten/kota."""
    served = set(Branch.objects.order_by().values_list("city__path", flat=True).distinct())
    if region.level >= Region.Level.REGENCY:
        return Reach(int(any(region.path.startswith(path) for path in served)), 1)
    inside = sum(path.startswith(region.path) for path in served)
    regencies = Region.objects.filter(level=Region.Level.REGENCY, path__startswith=region.path).count()
    return Reach(inside, regencies)


def neighbourhood(region: Region) -> list[Region]:
    """Places to choose from beside `region`: those above it, it, and its children (or its siblings when childless)."""
    parts = region.path.rstrip(".").split(".")
    above = [".".join(parts[: end + 1]) + "." for end in range(len(parts))]
    parent = region if region.level < Region.Level.DISTRICT else region.parent
    return list(Region.objects.filter(Q(path__in=above) | Q(parent=parent)).order_by("path"))


def names_of(paths: Iterable[str]) -> dict[str, Region]:
    """Regions by path."""
    return {region.path: region for region in Region.objects.filter(path__in=list(paths))}
