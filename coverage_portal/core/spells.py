"""A stretch of calendar days, half-open: the first day counts, the end day does not."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")


def today() -> date:
    """The calendar day it is now in Western Indonesian Time, whatever time zone is active."""
    return timezone.localdate(timezone=WIB)


class SpellQuerySet(models.QuerySet):
    """Querysets of rows that hold for a stretch of days."""

    def on(self, day: date) -> SpellQuerySet:
        """Rows that hold on the calendar day `day`."""
        return self.filter(holds_on(day))


def holds_on(day: date, prefix: str = "") -> Q:
    """A filter for spells that hold on `day`; `prefix` is a relation path such as "membership__"."""
    started = Q(**{f"{prefix}started_on__lte": day})
    running = Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})
    return started & running


class Spell(models.Model):
    """Abstract: `started_on` is the first day that counts, `ended_on` the first that does not (null: open)."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = SpellQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            )
        ]
