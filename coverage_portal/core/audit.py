"""The audit trail's one writer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from coverage_portal.core.models import AuditEvent, User


def record(*, by: User | None, verb: str, subject: models.Model | None = None, **detail: Any) -> AuditEvent:
    """Append one event in the caller's transaction. `by` is None for the shell and for failed sign-ins.

    `detail` must be JSON-serialisable and never carries a NIK, a wage or a password.
    """
    event = _event(by, verb, subject, detail)
    event.save(force_insert=True)
    return event


def record_each(*, by: User | None, verb: str, events: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Append one event for each of many subjects, with its detail, as `record` does."""
    AuditEvent.objects.bulk_create([_event(by, verb, subject, detail) for subject, detail in events], batch_size=500)


def _event(by: User | None, verb: str, subject: models.Model | None, detail: dict[str, Any]) -> AuditEvent:
    return AuditEvent(
        actor=by,
        verb=verb,
        object_type=subject._meta.label_lower if subject is not None else "",
        object_id=str(subject.pk) if subject is not None else "",
        detail=detail,
    )
