"""Takes the demo registry away again: every row that came from an illustrative file, and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Model

from coverage_portal.core.audit import record
from coverage_portal.core.bulk import delete_where
from coverage_portal.core.data_version import bump
from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.rollups import rebuild
from coverage_portal.imports.kinds import KINDS, lock_name
from coverage_portal.imports.models import ImportIssue
from employers.models import Employer, EmployerProgramme, FollowUp, Merge
from workers import compliance
from workers.models import Membership, Person

_LEFT = "NOT EXISTS (SELECT 1 FROM {holder} h WHERE h.{key} = {table}.id)"


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows of each kind went away."""

    files: int = 0
    memberships: int = 0
    persons: int = 0
    employers: int = 0


@transaction.atomic
def remove_demo(*, by: User | None) -> Removed:
    """Delete the demo registry, mark its files as removed and count again what is left.

    Persons go when no membership is left to them; an employer that someone gave a membership by hand stays. What was
    noted and merged by hand at a demo employer goes with it. Published
    figures, law, places, users and the audit trail stay. Raises bulk.Busy while an import is running.
    """
    for kind in KINDS:
        take_lock(lock_name(kind))
    files = list(
        ImportBatch.objects.filter(illustrative=True, state=ImportBatch.State.APPLIED).values_list("id", flat=True)
    )
    if not files:
        return Removed()
    removed = Removed(
        files=len(files),
        memberships=delete_where(_table(Membership), _from(files)),
        persons=delete_where(_table(Person), _LEFT.format(holder=_table(Membership), key="person_id", table="{table}")),
        employers=_remove_employers(files),
    )
    ImportIssue.objects.filter(batch_id__in=files).delete()
    ImportBatch.objects.filter(id__in=files).update(state=ImportBatch.State.REMOVED)
    record(by=by, verb="remove_demo", batches=files, **asdict(removed))
    rebuild(None)
    compliance.rebuild()
    bump()
    return removed


def _remove_employers(files: list[int]) -> int:
    left = _LEFT.format(holder=_table(Membership), key="employer_id", table="{table}")
    gone = f"{_from(files)} AND {left}"
    inside = gone.replace("{table}", _table(Employer))
    demo = f"IN (SELECT id FROM {_table(Employer)} WHERE {inside})"  # noqa: S608 - our own tables
    delete_where(_table(Merge), f"kept_id {demo} OR merged_id {demo}")
    delete_where(_table(FollowUp), f"employer_id {demo}")
    delete_where(_table(EmployerProgramme), f"employer_id {demo}")
    return delete_where(_table(Employer), gone)


def _from(files: list[int]) -> str:
    """The condition that a row came from one of these files."""
    return f"batch_id IN ({', '.join(map(str, files))})"


def _table(model: type[Model]) -> str:
    return model._meta.db_table
