"""The follow-up log of an employer: lines are added, and what an earlier one left to do is settled by a later one."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from employers.models import Employer, FollowUp

TWICE = timedelta(minutes=10)
"""Within so long the very same line of the same person is the same form sent again, not a second visit."""


class AlreadySettled(Exception):
    """Somebody else has settled the open action meanwhile."""


@transaction.atomic
def note_follow_up(
    *,
    employer: Employer,
    by: User,
    kind: str,
    done_on: date,
    note: str,
    letter: str = "",
    next_action: str = "",
    next_on: date | None = None,
    settles: FollowUp | None = None,
) -> FollowUp:
    """Add a line to the log. `settles` is the earlier line whose next action it does; raises AlreadySettled where
    another line did it before. The same form sent twice adds one line only; the same words may settle another one."""
    Employer.objects.select_for_update().get(pk=employer.pk)
    said = {"kind": kind, "done_on": done_on, "note": note, "letter": letter}
    said |= {"next_action": next_action, "next_on": next_on}
    twins = FollowUp.objects.filter(employer=employer, by=by, at__gt=timezone.now() - TWICE, **said)
    twin = (twins.filter(settles=settles) if settles else twins).first()
    if twin is not None:
        return twin
    entry = FollowUp.objects.create(employer=employer, by=by, **said)
    if settles is not None:
        still_open = FollowUp.objects.filter(pk=settles.pk, settled_by__isnull=True)
        if not still_open.update(settled_by=entry):
            raise AlreadySettled(settles.pk)
    told = {"kind": kind, "done_on": done_on.isoformat(), "employer": employer.pk}
    record(by=by, verb="follow_up_noted", subject=entry, **told, **({"settles": settles.pk} if settles else {}))
    return entry
