"""All that was read to answer one Scope, before any figure is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Basis
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.standing import Standing
from coverage_portal.coverage.totals import Count, Totals
from coverage_portal.coverage.workings import BatchNote, Source
from regions.figures import speaking
from regions.models import ReferenceFigure, Region

Kind = ReferenceFigure.Kind
DENOMINATOR = {Against.LABOUR_FORCE: Kind.LABOUR_FORCE, Against.EMPLOYED: Kind.EMPLOYED}


class NoAnswer(LookupError):
    """There is no answer to a question; `sentence` says why and may be shown as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NoSuchRegion(NoAnswer):
    """No region has the code asked for."""


class NoSuchMonth(NoAnswer):
    """There are no data for a month asked for; the sentence says which months there are."""


def last_day(month: date) -> date:
    """The last calendar day of the month that `month` lies in."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Reach:
    """How much of a region the registry can speak for: kabupaten/kota with a branch, of all in the region."""

    served: int
    regencies: int

    @property
    def whole(self) -> bool:
        """Whether every kabupaten/kota of the region is served: a count is then the region's, not a part of it."""
        return 0 < self.regencies <= self.served


@dataclass(frozen=True)
class Ground:
    """One region in one month: its counts, published figures and imports.

    `above` are the places it lies in, from the country down; `family` its children, or its siblings and itself when it
    is a kecamatan, each with `parts`, its number of kelurahan. `months` are those with data for it, newest first.
    `figures` are every current plain figure of the region, of what it lies in and of its family, by region id. `kept`
    holds what was worked out once for a place and month.
    """

    scope: Scope
    region: Region
    above: tuple[Region, ...]
    family: tuple[Region, ...]
    month: date
    months: tuple[date, ...]
    reach: Reach
    totals: Totals
    figures: dict[int, tuple[ReferenceFigure, ...]]
    standing: Standing
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def as_at(self) -> date:
        """The day the counts stand at."""
        return last_day(self.month)

    @property
    def children(self) -> tuple[Region, ...]:
        """The places inside the region that are counted; a kecamatan has none."""
        return () if self.region.level >= Region.Level.DISTRICT else self.family

    @property
    def at_home(self) -> bool:
        """Whether the question counts persons at home rather than memberships at work."""
        return self.scope.counted_at is CountedAt.HOME

    @property
    def place(self) -> Place:
        """Where the question counts."""
        return Place.HOME if self.at_home else Place.WORKPLACE

    @property
    def basis(self) -> Basis:
        """What the question counts."""
        return sources.PERSONS if self.at_home else sources.MEMBERSHIPS

    @property
    def has_registry(self) -> bool:
        """Whether the registry holds anything in the month asked about."""
        return self.month in self.standing.months

    @property
    def speaks(self) -> bool:
        """Whether the registry's count is the whole region's and not a part of it."""
        return self.has_registry and self.reach.whole

    @property
    def worker_batches(self) -> tuple[BatchNote, ...]:
        """The applied imports of workers, newest first."""
        return self.standing.worker_batches

    @property
    def illustrative(self) -> bool:
        """Whether what the registry says comes from a demo import."""
        return self.standing.illustrative

    @property
    def partial_sentence(self) -> str:
        """Why the registry's count is only a part of the region's, or none of it."""
        if not self.reach.served:
            return _("Registri ini tidak memuat %(place)s.") % {"place": self.region.name}
        said = _("Sebagian: registri ini memuat %(served)s dari %(all)s kabupaten/kota di %(place)s.")
        return said % {"served": self.reach.served, "all": self.reach.regencies, "place": self.region.name}

    @property
    def late_sentence(self) -> str:
        """Which branches of the region have no data for the month yet; empty when all have, or none has anything."""
        late = self.standing.behind(self.month, self.region.path) if self.has_registry else ()
        if not late:
            return ""
        said = _("%(branch)s (terakhir %(month)s)")
        language = active_language()
        named = [said % {"branch": one.branch, "month": formatting.month(one.newest, language)} for one in late]
        return _("Sebagian: untuk bulan ini belum ada data kantor %(late)s.") % {"late": ", ".join(named)}

    def at(self, month: date) -> Ground:
        """The same ground looked at in another month."""
        return replace(self, month=month)

    def count(
        self,
        region: Region | None = None,
        dimension: Dimension = Dimension.ALL,
        code: str = "",
        place: Place | None = None,
    ) -> Count:
        """A count of this month, by default of the region as a whole and where the question counts."""
        path = (region or self.region).path
        return self.totals.at(place or self.place, path, self.month, dimension, code)

    def published(self, kind: Kind, region: Region | None = None) -> ReferenceFigure | None:
        """The published figure that speaks for this month, by regions.figures' rule."""
        return speaking(self.figures.get((region or self.region).pk, ()), kind, self.month)

    def published_now(self, kind: Kind) -> ReferenceFigure | None:
        """What was published of the region at this very month: members, employers; the last entered counts."""
        found = self.figures.get(self.region.pk, ())
        at_month = [one for one in found if one.kind == kind and one.as_at.replace(day=1) == self.month]
        at_month = [one for one in at_month if not one.label and not one.derived]
        return max(at_month, key=lambda figure: (figure.as_at, figure.pk), default=None)

    def counted(self, label: str, count: int, basis: Basis | None = None) -> Source:
        """The source of a count of this registry at this month's last day."""
        batches = list(self.worker_batches)
        return sources.from_registry(label, count, basis or self.basis, self.as_at, batches)

    def counted_employers(self, label: str, count: int) -> Source:
        """The source of a count of the register of employers at this month's last day."""
        batches = list(self.standing.employer_batches)
        return sources.from_registry(label, count, sources.EMPLOYERS, self.as_at, batches)
