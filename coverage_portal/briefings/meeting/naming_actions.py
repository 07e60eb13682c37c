"""Naming an employer in a paper that leaves the office: only staff do, each with a reason."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.http import Http404

from coverage_portal.briefings.drafting.carrying import with_edits_carried
from coverage_portal.briefings.drafting.held import Issued, held, written
from coverage_portal.briefings.frozen import freeze
from coverage_portal.briefings.models import Briefing
from coverage_portal.briefings.stored import wanted_of
from coverage_portal.briefings.wanted import EmployerNamed
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
    kept = _draft(draft)
    wanted = wanted_of(kept)
    others = tuple(one for one in wanted.named if one.employer != employer.pk)
    if len(others) >= MOST:
        raise NotNamed
    named = (*others, EmployerNamed(employer.pk, reason, by.called))
    kept.wanted = freeze(with_edits_carried(replace(wanted, named=named), wanted))
    written(kept, by, "employer_named", employer=employer.pk, reason=reason)


@transaction.atomic
def unname_employer(*, draft: Briefing, employer: int, by: User) -> None:
    """Let the draft name the employer no more. Raises NotNamed when the draft is none any more."""
    kept = _draft(draft)
    wanted = wanted_of(kept)
    named = tuple(one for one in wanted.named if one.employer != employer)
    if named != wanted.named:
        kept.wanted = freeze(with_edits_carried(replace(wanted, named=named), wanted))
        written(kept, by, "employer_unnamed", employer=employer)


def _draft(draft: Briefing) -> Briefing:
    try:
        return held(draft)
    except (Issued, Http404):
        raise NotNamed from None
