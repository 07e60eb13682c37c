"""Naming an employer in a paper that leaves the office: only staff do, each with a reason."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from coverage_portal.briefings.frozen import freeze, thaw
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.wanted import EmployerNamed, Wanted
from coverage_portal.core.audit import record
from coverage_portal.core.models import User
from employers.models import Employer

MOST = 20


class NotNamed(Exception):
    """The draft was issued meanwhile, or names as many employers as a paper can bear."""


@transaction.atomic
def name_employer(*, draft: Briefing, employer: Employer, reason: str, by: User) -> None:
    """Let the draft name the employer, for a reason; one that is named already gets the new reason.

    Raises NotNamed when the draft is none any more or names MOST employers.
    """
    kept, wanted = _locked(draft)
    others = tuple(one for one in wanted.named if one.employer != employer.pk)
    if len(others) >= MOST:
        raise NotNamed
    named = (*others, EmployerNamed(employer.pk, reason, by.called))
    _save(kept, replace(wanted, named=named), by)
    record(by=by, verb="employer_named", subject=kept, employer=employer.pk, reason=reason)


@transaction.atomic
def unname_employer(*, draft: Briefing, employer: int, by: User) -> None:
    """Let the draft name the employer no more. Raises NotNamed when the draft is none any more."""
    kept, wanted = _locked(draft)
    named = tuple(one for one in wanted.named if one.employer != employer)
    if named != wanted.named:
        _save(kept, replace(wanted, named=named), by)
        record(by=by, verb="employer_unnamed", subject=kept, employer=employer)


def _locked(draft: Briefing) -> tuple[Briefing, Wanted]:
    kept = Briefing.objects.select_for_update().filter(pk=draft.pk).first()
    if kept is None or kept.issued_at is not None:
        raise NotNamed
    return kept, thaw(kept.wanted)


def _save(kept: Briefing, wanted: Wanted, by: User) -> None:
    kept.wanted, kept.version, kept.changed_by = freeze(wanted), kept.version + 1, by
    kept.save(update_fields=["wanted", "version", "changed_by", "changed_at"])
