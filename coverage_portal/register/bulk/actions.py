"""Changing many employers at once: all of them or none, as reviewed, each with its line in the audit trail."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coverage_portal.core.audit import record, record_each
from coverage_portal.core.models import AuditEvent, User
from coverage_portal.core.spells import today
from coverage_portal.coverage.recounting import counted_again
from coverage_portal.register.bulk.edits import Edit
from coverage_portal.register.bulk.plan import Plan, plan_of
from coverage_portal.register.bulk.selection import Selection
from coverage_portal.register.writing import facts_of, hold_register
from employers.models import Employer
from regions.access import branches_of

A_STATEMENT = 500
TOGETHER = "employers_changed"


class Done(Exception):
    """The same change was done before, by the same person, as they reviewed it; `count` employers changed."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class Moved(Exception):
    """The employers meant, or what they were, are others than those reviewed; `plan` is what would happen now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.digest)
        self.plan = plan


def reviewed(selection: Selection, edit: Edit, by: User, *, held: bool = False) -> Plan:
    """What the change would do now. `held`: until the caller's transaction ends nobody else writes the employers."""
    rows = selection.employers
    if held:
        rows = rows.select_for_update(of=("self",))
    return plan_of(rows, edit, branches_of(by, "edit_employers"), _("Kantor cabangnya di luar wewenang Anda"))


@transaction.atomic
def change_many(*, by: User, selection: Selection, edit: Edit, digest: str, note: str = "") -> Plan:
    """Do what was reviewed under `digest`. Raises Done where that is what has been done, Moved where it would be
    something else by now, core.locks.Busy while an import of employers is being saved.

    One event an employer with both sides, of the edit's verb, and one `employers_changed` for the whole.
    """
    hold_register()
    plan = reviewed(selection, edit, by, held=True)
    if plan.digest != digest:
        done = AuditEvent.objects.filter(verb=TOGETHER, actor=by, detail__digest=digest).last()
        raise Moved(plan) if done is None else Done(done.detail["rows"])
    said: dict[str, Any] = {"note": note} if note else {}
    before = {employer.pk: facts_of(employer) for employer in plan.employers}
    beside = {employer.pk: edit.said_of(employer) | said for employer in plan.employers}
    with counted_again(list(before)):
        _write(plan, edit)
    told = edit.told | {"query": selection.question.query(), "rows": plan.count, "skipped": plan.passed_over}
    told |= {"digest": digest} | said
    whole = record(by=by, verb=TOGETHER, **told)
    record_each(
        by=by,
        verb=edit.verb,
        events=[
            (one, _sides(before[one.pk], facts_of(one)) | {"together": whole.pk} | beside[one.pk])
            for one in plan.employers
        ],
    )
    return plan


def _write(plan: Plan, edit: Edit) -> None:
    """Write the facts, as an edit by hand: of today, and no longer as any file has it."""
    wanted = [(edit.facts(employer), employer) for employer in plan.employers]
    wanted.sort(key=lambda each: repr(each[0]))
    for _key, some in groupby(wanted, key=lambda each: repr(each[0])):
        same = list(some)
        for start in range(0, len(same), A_STATEMENT):
            numbers = [employer.pk for _facts, employer in same[start : start + A_STATEMENT]]
            Employer.objects.filter(pk__in=numbers).update(**same[0][0], changed_on=today(), row_hash=None)
    for facts, employer in wanted:
        for name, value in facts.items():
            setattr(employer, name, value)


def _sides(before: dict[str, object], after: dict[str, object]) -> dict[str, object]:
    differing = [name for name in before if before[name] != after[name]]
    return {"before": {name: before[name] for name in differing}, "after": {name: after[name] for name in differing}}
