"""What people do after a meeting: record a commitment, record how far one has come."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from coverage_portal.briefings.models import Briefing, Commitment, Progress
from coverage_portal.core.audit import record
from coverage_portal.core.models import User


@transaction.atomic
def record_commitment(
    *, briefing: Briefing, who: str, what: str, due: date, workers: int | None = None, by: User
) -> Commitment:
    """Keep a promise made at the meeting of an issued briefing; the same one twice is one.

    Raises ValueError for a draft: nobody has met over it.
    """
    if briefing.issued_at is None:
        raise ValueError("only an issued briefing has commitments")
    Briefing.objects.select_for_update().get(pk=briefing.pk)
    commitment, new = Commitment.objects.get_or_create(
        briefing=briefing, who=who, what=what, due=due, workers=workers, defaults={"made_by": by}
    )
    if new:
        record(by=by, verb="commitment_recorded", subject=commitment, briefing=briefing.pk, workers=workers)
    return commitment


@transaction.atomic
def record_progress(
    *, commitment: Commitment, on: date, state: str, workers: int | None = None, note: str = "", by: User
) -> Progress:
    """Add a line to a commitment's progress; nothing of the earlier lines changes. The same line twice is one."""
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    latest = commitment.progress.first()
    said = (on, state, workers, note)
    if latest and (latest.on, latest.state, latest.workers, latest.note) == said:
        return latest
    progress = Progress.objects.create(
        commitment=commitment, on=on, state=state, workers=workers, note=note, made_by=by
    )
    record(by=by, verb="commitment_progressed", subject=commitment, state=state, workers=workers)
    return progress
