"""The workers of one employer over time: by programme and by segment, at the position and at twelve month-ends before
it. Counted in the database, however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.charts_lines import Point
from coverage_portal.core.charts_trend import TrendSpec, axis_of, trend
from coverage_portal.core.spells import holds_on
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Programme, Segment
from employers.models import Employer
from workers.models import Membership

MONTHS = 13


@dataclass(frozen=True)
class Standing:
    """How many memberships were active on a day: all, by programme, by segment (in the order of their codes)."""

    day: date
    active: int
    by_programme: dict[Programme, int]
    by_segment: dict[Segment, int]

    def counts(self, segments: Iterable[Segment]) -> list[int]:
        """All, every programme, and these segments."""
        return [self.active, *self.by_programme.values(), *(self.by_segment[one] for one in segments)]


@dataclass(frozen=True)
class Bar:
    """One row of a table of counts: a name, a longer one, how many, which share of all, and its bar."""

    name: str
    long_name: str
    count: int
    share: Fraction | None
    drawing: str


@dataclass(frozen=True)
class Workforce:
    """What the page shows of an employer's workers."""

    standings: tuple[Standing, ...]

    @property
    def now(self) -> Standing:
        """At the position of the data."""
        return self.standings[-1]

    @property
    def segments(self) -> list[Segment]:
        """Those that anybody was of; wage earners are always among them."""
        return [one for one in Segment if one is Segment.PU or any(each.by_segment[one] for each in self.standings)]

    def programme_bars(self) -> list[Bar]:
        """The five programmes at the position."""
        counts = self.now.by_programme
        return [_bar(str(one.name), str(PROGRAMME_NAMES[one]), counts[one], self.now.active) for one in PROGRAMMES]

    def segment_bars(self) -> list[Bar]:
        """The segments at the position."""
        counts = self.now.by_segment
        return [_bar(one.name, str(one.label), counts[one], self.now.active) for one in self.segments]

    def columns(self) -> list[str]:
        """Heads of the table over time."""
        return [_("Aktif"), *(str(one.name) for one in PROGRAMMES), *(one.name for one in self.segments)]

    def rows(self) -> list[tuple[date, list[int]]]:
        """The table over time, oldest first."""
        return [(each.day, each.counts(self.segments)) for each in self.standings]

    def drawing(self) -> str:
        """The active memberships as a line; nothing where there never were any."""
        if not any(each.active for each in self.standings):
            return ""
        language = active_language()
        points = tuple(
            Point(formatting.short_month(each.day, language), each.active, formatting.number(each.active, language))
            for each in self.standings
        )
        axis = axis_of(points)
        ticks = tuple(formatting.as_given(tick, language) for tick in axis.ticks)
        alt = _("Kepesertaan aktif dari %(first)s (%(before)s) sampai %(last)s (%(now)s).") % {
            "first": formatting.month(self.standings[0].day, language),
            "before": points[0].text,
            "last": formatting.month(self.now.day, language),
            "now": points[-1].text,
        }
        return trend(TrendSpec(points, axis, ticks, alt))


def workforce_of(employer: Employer, position: date) -> Workforce:
    """One query: for each segment and set of programmes how many were active on each of the days."""
    days = month_ends(position)
    still_there = Q(ended_on__isnull=True) | Q(ended_on__gt=days[0])
    counted = {f"day_{i}": Count("pk", filter=holds_on(day)) for i, day in enumerate(days)}
    groups: list[Any] = list(
        Membership.objects.filter(still_there, employer=employer, started_on__lte=position)
        .order_by()
        .values("segment", "programmes")
        .annotate(**counted)
    )
    return Workforce(tuple(_standing(day, groups, f"day_{i}") for i, day in enumerate(days)))


def month_ends(position: date) -> list[date]:
    """The position and the twelve month-ends before it, oldest first."""
    days = [position]
    while len(days) < MONTHS:
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def _standing(day: date, groups: list[Any], name: str) -> Standing:
    return Standing(
        day,
        sum(group[name] for group in groups),
        {one: sum(group[name] for group in groups if group["programmes"] & one) for one in PROGRAMMES},
        {one: sum(group[name] for group in groups if group["segment"] == one) for one in Segment},
    )


def _bar(name: str, long_name: str, count: int, whole: int) -> Bar:
    share = Fraction(count, whole) if whole else None
    return Bar(name, long_name, count, share, charts.share_bar(share))
