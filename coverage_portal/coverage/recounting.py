"""Figures that follow an edit by hand: whatever a block of code does to employers and their memberships is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Min

from coverage_portal.core.data_version import bump
from coverage_portal.coverage.rollups import rebuild_from
from workers import compliance
from workers.models import Membership


@contextmanager
def counted_again(employer_ids: Collection[int]) -> Iterator[set[int]]:
    """Within: change these employers, their memberships, or both. At the end cells, totals and compliance are as a full
    recount would make them, in the caller's transaction, and the data version has risen.

    Gives the set of ids, to which those of employers made within the block are added.
    """
    with transaction.atomic():
        ids = set(employer_ids)
        before = _first_day(ids)
        yield ids
        days = [day for day in (before, _first_day(ids)) if day]
        rebuild_from(min(days, default=None), employers_changed=True)
        compliance.rebuild(ids)
        bump()


def _first_day(ids: Collection[int]) -> date | None:
    first: date | None = Membership.objects.filter(employer_id__in=ids).aggregate(first=Min("started_on"))["first"]
    return first
