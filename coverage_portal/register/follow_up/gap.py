"""How much of the gap has names: the workers missing at employers that are known, and what then remains without one.

The gap is the dashboard's own figure. Employers are laid to the kecamatan they stand in, of every branch, so that the
parts add up to it; whose rows somebody may not see are counted for them without a name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, Sum

from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.workings import Figure, FigureKind
from employers.compliance import Finding
from employers.models import Employer
from regions.access import BranchSet


@dataclass(frozen=True)
class Named:
    """Employers of one sort with the workers missing there: those of one's own branches, and those of others."""

    employers: int = 0
    workers: int = 0
    other_employers: int = 0
    other_workers: int = 0

    @property
    def all_workers(self) -> int:
        """Whoever's they are."""
        return self.workers + self.other_workers


@dataclass(frozen=True)
class Explained:
    """The gap in parts that add up to it: `short` at registered employers, `unregistered` at prospects, and `rest`
    without a name (null where nobody published what the gap is measured against; below zero where more workers are
    missing at known employers than the gap holds)."""

    gap: Figure
    short: Named
    unregistered: Named

    @property
    def rest(self) -> Figure | None:
        """What no name explains: as rounded and as much an estimate as the gap itself."""
        return None if self.gap.value is None else replace(self.gap, value=self.gap.value - self.named)

    @property
    def named(self) -> int:
        """All workers missing at employers that are known."""
        return self.short.all_workers + self.unregistered.all_workers

    @property
    def share(self) -> Figure | None:
        """The part of the gap that has names; null without a gap above zero."""
        if self.gap.value is None or self.gap.value <= 0:
            return None
        return replace(self.gap, value=Fraction(self.named) / self.gap.value, kind=FigureKind.SHARE)


def explained(found: Dashboard, path: str, branches: BranchSet) -> Explained:
    """The gap of an answer in parts; `path` is its region's, `branches` those whose employers the visitor may see."""
    known = Employer.objects.standing().filter(compliance__missing__gt=0, district__path__startswith=path)
    prospect = Q(compliance__findings=Finding.UNREGISTERED.value)
    own = Q() if branches.everywhere else Q(branch__in=branches.ids)
    others = ~own if not branches.everywhere else Q(pk__in=[])
    sums: dict[str, Any] = {}
    for name, sort in (("short", ~prospect), ("unregistered", prospect)):
        for whose, theirs in (("", own), ("other_", others)):
            sums[f"{name}_{whose}employers"] = Count("pk", filter=sort & theirs)
            sums[f"{name}_{whose}workers"] = Sum("compliance__missing", filter=sort & theirs, default=0)
    counted = known.aggregate(**sums)
    parts = {
        name: Named(**{field: counted[f"{name}_{field}"] for field in Named.__dataclass_fields__})
        for name in ("short", "unregistered")
    }
    return Explained(found.gap, **parts)
