"""A line of a follow-up list: the employer, what is wrong, what was done last and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from coverage_portal.programmes.choices import as_names
from coverage_portal.programmes.codes import Programme
from coverage_portal.register.follow_up.lists import overdue
from employers.compliance import LABELS, findings_in
from employers.merging import counted_to
from employers.models import Employer, FollowUp
from regions.access import Visitor


@dataclass(frozen=True)
class Line:
    """`amount` is the number the list ranks by; `last` and `next` are lines of the follow-up log (`next` is open)."""

    employer: Employer
    amount: int | None
    findings: tuple[Promise, ...]
    owed: str
    last: FollowUp | None
    next: FollowUp | None

    @property
    def overdue(self) -> bool:
        """Whether the next action's day has passed."""
        return overdue(self.next_on)

    @property
    def next_on(self) -> date | None:
        """The day of the next action."""
        return self.next.next_on if self.next else None


def lines_of(employers: Iterable[Employer], visitor: Visitor) -> list[Line]:
    """The lines of these employers, which bring `amount` and `compliance`, with one query for their log. A duplicate's
    log counts to the one that is kept, where the visitor may see the duplicate's branch."""
    listed = list(employers)
    kept = counted_to(each.pk for each in listed)
    log: dict[int, list[FollowUp]] = {}
    seen = Employer.objects.visible_to(visitor)
    for entry in FollowUp.objects.filter(employer__in=list(kept)).filter(employer__in=seen):
        log.setdefault(kept[entry.employer_id], []).append(entry)
    return [_line(employer, log.get(employer.pk, [])) for employer in listed]


def _line(employer: Employer, log: list[FollowUp]) -> Line:
    standing = employer.compliance
    waiting = [entry for entry in log if entry.next_on and entry.settled_by_id is None]
    return Line(
        employer=employer,
        amount=getattr(employer, "amount", None),
        findings=tuple(LABELS[finding] for finding in findings_in(standing.findings)),
        owed=", ".join(as_names(Programme(standing.owed or 0))),
        last=log[0] if log else None,
        next=min(waiting, key=lambda entry: (entry.next_on, entry.pk), default=None),
    )
