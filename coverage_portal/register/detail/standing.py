"""How an employer changes its standing by hand: it closes, opens again, or goes to another branch.

All keep to `register.writing`: one transaction with the audit trail, and figures follow. Each raises writing.Changed on
another version and core.locks.Busy while an import is being saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from coverage_portal.coverage.recounting import counted_again
from coverage_portal.register.writing import WORKERS_LOCK, change, locked
from employers.models import Employer
from regions.models import Branch
from workers.models import Membership

CLOSED, REOPENED = "employer_closed", "employer_reopened"
"""The verbs of the audit trail."""
OPEN: Mapping[str, Any] = {"closed_on": None, "closed_as": ""}
"""What an employer that has not closed says of it."""


def too_early(employer: Employer, *, opens: bool = False) -> date | None:
    """The last day on which it can not yet close (it registers first) or open again (on the very day it closed it can:
    that closing was a slip)."""
    if opens:
        return employer.closed_on - timedelta(days=1) if employer.closed_on else None
    return employer.registered_on


def close_employer(
    *, employer: Employer, by: User, to: Employer.Status, on: date, note: str, version: str = ""
) -> Employer:
    """From the day `on` it is no longer registered: inactive or closed (`to`). Its memberships stay as they are."""
    if to not in (Employer.Status.INACTIVE, Employer.Status.CLOSED):
        raise ValueError(f"nobody closes by becoming {to}")
    facts = {"closed_on": on, "closed_as": to}
    return change(employer, facts, by=by, verb=CLOSED, version=version, note=note)


def reopen_employer(*, employer: Employer, by: User, on: date, note: str, version: str = "") -> Employer:
    """It counts as registered (or as a prospect) again, as if it had never closed; the trail keeps that it had, and
    since which day (`on`) it has not."""
    told = {"on": on.isoformat()}
    return change(employer, OPEN, by=by, verb=REOPENED, version=version, note=note, **told)


@transaction.atomic
def move_branch(
    *, employer: Employer, by: User, to: Branch, with_members: bool, on: date, note: str, version: str = ""
) -> Employer:
    """It belongs to another branch, with its running memberships or without; ended ones stay where they were held."""
    stored = locked(employer, version)
    take_lock(WORKERS_LOCK)
    with counted_again([stored.pk]):
        moved = 0
        if with_members:
            moved = running(stored).exclude(branch=to).update(branch=to, row_hash=None)
        told = {"on": on.isoformat(), "memberships": moved}
        return change(employer, {"branch_id": to.pk}, by=by, verb="employer_moved", version=version, note=note, **told)


def running(employer: Employer) -> QuerySet[Membership]:
    """Its memberships that have not ended today."""
    return Membership.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today()), employer=employer)
