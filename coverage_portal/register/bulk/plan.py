"""What a change of many would do: whom it changes from what to what, and whom it passes over for what reason."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from coverage_portal.register.bulk.edits import Edit
from coverage_portal.register.writing import row_version_of
from employers.models import Employer
from regions.access import BranchSet


@dataclass(frozen=True)
class Group:
    """Employers that a change does the same to. `after` is empty and `before` a reason for those passed over."""

    before: str
    after: str
    employers: tuple[Employer, ...]


@dataclass(frozen=True)
class Plan:
    """`digest` is another one as soon as any of the employers, or the change, is another."""

    changed: tuple[Group, ...]
    skipped: tuple[Group, ...]
    digest: str

    @property
    def employers(self) -> list[Employer]:
        """All that would change."""
        return [employer for group in self.changed for employer in group.employers]

    @property
    def count(self) -> int:
        """How many would change."""
        return sum(len(group.employers) for group in self.changed)

    @property
    def passed_over(self) -> int:
        """How many would not."""
        return sum(len(group.employers) for group in self.skipped)

    @property
    def with_members(self) -> int:
        """How many of those that would change have active memberships."""
        return sum(1 for one in self.employers if getattr(one, "compliance", None) and one.compliance.active)


def plan_of(employers: Iterable[Employer], edit: Edit, editable: BranchSet, elsewhere: str) -> Plan:
    """The plan for employers as they are stored; `elsewhere` is the reason for those of branches one may not edit."""
    changed: dict[tuple[str, str], list[Employer]] = {}
    skipped: dict[tuple[str, str], list[Employer]] = {}
    seen = []
    for employer in employers:
        why = elsewhere if employer.branch_id not in editable else edit.why_not(employer)
        found, key = (skipped, (why, "")) if why else (changed, edit.sides(employer))
        found.setdefault(key, []).append(employer)
        seen.append((employer.pk, row_version_of(employer)))
    told = json.dumps([sorted(seen), edit.told], sort_keys=True)
    return Plan(_groups(changed), _groups(skipped), blake2b(told.encode(), digest_size=16).hexdigest())


def _groups(found: dict[tuple[str, str], list[Employer]]) -> tuple[Group, ...]:
    largest_first = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(Group(before, after, tuple(some)) for (before, after), some in largest_first)
