"""A briefing's columns as values: its question, its choices, the warnings accepted for it, what went out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from coverage_portal.briefings.document import Accepted, Document
from coverage_portal.briefings.frozen import thaw
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.wanted import Wanted
from coverage_portal.coverage.scope import Scope, parse_scope


def scope_of(briefing: Briefing) -> Scope:
    """The question it answers."""
    return parse_scope(QueryDict(briefing.query).dict())


def wanted_of(briefing: Briefing) -> Wanted:
    """The choices it is made of."""
    kept: Wanted = thaw(briefing.wanted)
    return kept


def accepted_in(kept: Iterable[Mapping[str, str]]) -> tuple[Accepted, ...]:
    """Acceptances as a briefing keeps them, as they are printed: what was warned of, who took it on themselves, why."""
    return tuple(Accepted(one["warning"], one["by"], one["reason"]) for one in kept)


def content_of(briefing: Briefing) -> Document:
    """The Document that went out. Only of a briefing that is issued."""
    document: Document = thaw(briefing.content)
    return document
