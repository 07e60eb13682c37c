"""The audit trail's one writer."""

from __future__ import annotations

from typing import Any

from django.db import models

from coverage_portal.core.models import AuditEvent, User


def record(*, by: User | None, verb: str, subject: models.Model | None = None, **detail: Any) -> AuditEvent:
    """Append one event in the caller's transaction. `by` is None for the shell and for failed sign-ins.

    `detail` must be JSON-serialisable and never carries a NIK, a wage or a password.
    """
    return AuditEvent.objects.create(
        actor=by,
        verb=verb,
        object_type=subject._meta.label_lower if subject is not None else "",
        object_id=str(subject.pk) if subject is not None else "",
        detail=detail,
    )
