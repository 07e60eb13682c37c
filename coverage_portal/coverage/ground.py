"""All that was read to answer one Scope, before any figure is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Basis
from coverage_portal.coverage.models import Place
from coverage_portal.coverage.scope import CountedAt, Scope
from coverage_portal.coverage.tallies import Reach, Tally
from coverage_portal.coverage.workings import BatchNote, Source
from regions.models import ReferenceFigure, Region


class _NoAnswer(LookupError):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NoSuchRegion(_NoAnswer):
    """No region has the code asked for; `sentence` says so plainly."""


class NoSuchMonth(_NoAnswer):
    """There are no data for the month asked for; `sentence` says which months there are."""


@dataclass(frozen=True)
class Ground:
    """One region in one month: its counts, published figures and imports. `as_at` is the month's last day.

    `published` speaks for the month by regions.figures' rule (population, denominators); `counted` holds what was
    published of members and employers at this very month.
    """

    scope: Scope
    region: Region
    month: date
    as_at: date
    months: tuple[date, ...]
    has_registry: bool
    counts: Mapping[Place, Tally]
    published: Mapping[ReferenceFigure.Kind, ReferenceFigure]
    counted: Mapping[ReferenceFigure.Kind, ReferenceFigure]
    reach: Reach
    worker_batches: tuple[BatchNote, ...]
    employer_batches: tuple[BatchNote, ...]

    @property
    def at_home(self) -> bool:
        """Whether the question counts persons at home rather than memberships at work."""
        return self.scope.counted_at is CountedAt.HOME

    @property
    def speaks(self) -> bool:
        """Whether the registry's count is the whole region's and not a part of it."""
        return self.has_registry and self.reach.whole

    @property
    def illustrative(self) -> bool:
        """Whether what the registry says comes from a demo import."""
        return any(batch.illustrative for batch in (*self.worker_batches, *self.employer_batches))

    @property
    def partial_sentence(self) -> str:
        """Why the registry's count is only a part of the region's, or none of it."""
        if not self.reach.served:
            return _("Registri ini tidak memuat %(place)s.") % {"place": self.region.name}
        said = _("Sebagian: registri ini memuat %(served)s dari %(all)s kabupaten/kota di %(place)s.")
        return said % {"served": self.reach.served, "all": self.reach.regencies, "place": self.region.name}

    def registry_source(self, label: str, count: int, basis: Basis) -> Source:
        """The source of a count of memberships or persons in this registry, at this month's last day."""
        return sources.from_registry(label, count, basis, self.as_at, list(self.worker_batches))
