"""What a steward does to roles, branches and published figures; each verb leaves a line in the audit trail."""

from __future__ import annotations

from datetime import date
from typing import TypeVar
from unicodedata import category

from django.db import models, transaction

from coverage_portal.core.actions import refuse_own_account
from coverage_portal.core.audit import record
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import User
from coverage_portal.core.spells import today
from regions.models import Assignment, Branch, ReferenceFigure, Target

Cited = TypeVar("Cited", ReferenceFigure, Target)


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    branch: Branch | None,
    by: User | None,
    started_on: date | None = None,
    ended_on: date | None = None,
) -> Assignment:
    """Give `user` a role for `branch` (None: all) from `started_on` (default today) up to, not on, `ended_on`."""
    refuse_own_account(user, by)
    assignment = Assignment.objects.create(
        user=user, role=role, branch=branch, started_on=started_on or today(), ended_on=ended_on
    )
    record(by=by, verb="role_assigned", subject=assignment, after=facts_of(assignment))
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, ended_on: date | None, by: User | None) -> Assignment:
    """Let a role end: `ended_on` is the first day without it (None: it goes on)."""
    refuse_own_account(assignment.user, by)
    stored = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    before = facts_of(stored)
    stored.ended_on = ended_on
    stored.save(update_fields=["ended_on"])
    record(by=by, verb="role_ended", subject=stored, before=before, after=facts_of(stored))
    return stored


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: User | None) -> None:
    """Take back a role given by mistake that has not held for a whole day; the audit trail keeps what it was."""
    refuse_own_account(assignment.user, by)
    if assignment.started_on < today():
        raise ValueError("this role has held for days: end it instead")
    record(by=by, verb="role_withdrawn", subject=assignment, before=facts_of(assignment))
    assignment.delete()


@transaction.atomic
def save_branch(*, branch: Branch, by: User | None) -> Branch:
    """Add a branch office, or change its name or city."""
    stored = Branch.objects.filter(pk=branch.pk).first()
    before = facts_of(stored) if stored else None
    branch.save()
    verb = "branch_changed" if stored else "branch_added"
    record(by=by, verb=verb, subject=branch, before=before, after=facts_of(branch))
    bump()
    return branch


@transaction.atomic
def enter_figure(*, figure: Cited, by: User | None) -> Cited:
    """Enter a published figure or a target with its source. It is never edited: a correction `replaces` the old row."""
    if figure.pk is not None:
        raise ValueError("a figure that is entered is never edited: enter one that replaces it")
    figure.entered_by = by
    for name in ("label", "period", "unit", "measure", "publisher", "document", "decree", "note"):
        if hasattr(figure, name):
            setattr(figure, name, seen_text(getattr(figure, name)))
    figure.save()
    record(by=by, verb="figure_entered", subject=figure, after=facts_of(figure))
    bump()
    return figure


def facts_of(row: models.Model) -> dict[str, str | None]:
    """A row as the audit trail keeps it: every stored field as text, null as null."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: None if value is None else str(value) for name, value in values.items()}


def seen_text(text: str) -> str:
    """The text without marks that nobody sees: direction overrides would show a publisher's name backwards."""
    return "".join(sign for sign in text if category(sign) != "Cf")
