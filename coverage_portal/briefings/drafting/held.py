"""A draft while somebody writes it: taken, compared with the version it was decided on, written, recorded."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from coverage_portal.briefings.models import Briefing
from coverage_portal.core.audit import record
from coverage_portal.core.models import User


class Changed(Exception):
    """Somebody else saved the draft meanwhile."""


class Issued(Exception):
    """A briefing that went out is not changed any more."""


def held(briefing: Briefing, version: int | None = None) -> Briefing:
    """The draft, nobody else's until the end of the transaction. Raises Issued, Changed at another version, or Http404
    where it was discarded meanwhile."""
    draft = get_object_or_404(Briefing.objects.select_for_update(), pk=briefing.pk)
    if draft.issued_at is not None:
        raise Issued
    if version is not None and draft.version != version:
        raise Changed
    return draft


def written(draft: Briefing, by: User, verb: str, **detail: Any) -> Briefing:
    """The draft as it is from now on, one version further, with what the trail shall know of it."""
    draft.version += 1
    draft.changed_by = by
    draft.save()
    record(by=by, verb=verb, subject=draft, after_version=draft.version, **detail)
    return draft
