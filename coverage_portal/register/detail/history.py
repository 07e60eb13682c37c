"""Every change of an employer with what was before and after it: by hand from the audit trail, by imports from their
before-images.

An import leaves only how a row stood before it. What it made of the row is found by walking back from today's facts:
each event and each image is undone in turn, the newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coverage_portal.core.models import AuditEvent, BeforeImage, ImportBatch
from coverage_portal.programmes.codes import PROGRAMMES, Programme
from coverage_portal.register.detail.head import events_of
from coverage_portal.register.writing import EDITED, facts_of
from employers.models import Employer, EmployerProgramme

PROGRAMME = "programme:"
"""What the facts of the programmes are called: "programme:JKK" -> its first day."""
Facts = dict[str, Any]
Sides = tuple[Any, Any]


@dataclass(frozen=True)
class Step:
    """One change: when, by which event or import, and what differed (name -> before and after). `first`: it made the
    employer."""

    at: datetime
    event: AuditEvent | None = None
    batch: ImportBatch | None = None
    differing: Mapping[str, Sides] = field(default_factory=dict)
    first: bool = False


def steps_of(employer: Employer) -> list[Step]:
    """All changes, the newest first."""
    facts = facts_of(employer) | _joined(employer.programmes.filter(ended_on__isnull=True))
    return list(_walk_back(facts, [*_by_hand(employer), *_by_import(employer)]))


@dataclass(frozen=True)
class _Trace:
    """What is known of one change: all that it found (`before`), or only what differed (`sides`)."""

    at: datetime
    event: AuditEvent | None = None
    batch: ImportBatch | None = None
    before: Facts | None = None
    sides: Mapping[str, Sides] | None = None


def _walk_back(facts: Facts, traces: Iterable[_Trace]) -> Iterator[Step]:
    for trace in sorted(traces, key=lambda one: one.at, reverse=True):
        first = trace.before is None and trace.sides is None
        if trace.before is not None:
            sides = {name: (old, facts.get(name)) for name, old in trace.before.items() if old != facts.get(name)}
        else:
            sides = dict(trace.sides or {})
        facts |= {name: old for name, (old, _new) in sides.items()}
        if sides or first or trace.event is not None:
            yield Step(trace.at, trace.event, trace.batch, sides, first)


def _by_hand(employer: Employer) -> Iterator[_Trace]:
    for event in events_of(employer).select_related("actor"):
        told = event.detail
        before, after = told.get("before") or {}, told.get("after") or {}
        sides: dict[str, Sides] = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
        yield _Trace(event.at, event=event, sides=sides | _programme_sides(told.get("programmes") or {}))


def _programme_sides(told: Mapping[str, Any]) -> dict[str, Sides]:
    """Of an event's programmes: both sides where it has them, else those a new employer joined."""
    both = {"before", "after"} & set(told)
    before, after = (told.get("before") or {}, told.get("after") or {}) if both else ({}, told)
    sides = {f"{PROGRAMME}{code}": (before.get(code), after.get(code)) for code in {**before, **after}}
    return {name: (old, new) for name, (old, new) in sides.items() if old != new}


def _by_import(employer: Employer) -> Iterator[_Trace]:
    """The applied imports that wrote the row over, and the one that made it."""
    images = BeforeImage.objects.filter(
        table=Employer._meta.db_table, row_id=employer.pk, batch__state=ImportBatch.State.APPLIED
    ).select_related("batch__approved_by")
    kept = list(images)
    programmes = _programmes_before(employer, [image.batch_id for image in kept])
    for image in kept:
        before = {name: image.facts[name] for name in EDITED if name in image.facts}
        if image.batch.kind == ImportBatch.Kind.EMPLOYERS:
            nothing = {f"{PROGRAMME}{one.name}": None for one in PROGRAMMES}
            before |= nothing | programmes.get(image.batch_id, {})
        yield _Trace(_applied(image.batch), batch=image.batch, before=before)
    ids = f"inserted__{Employer._meta.db_table}"
    made = ImportBatch.objects.filter(
        state=ImportBatch.State.APPLIED, **{f"{ids}__0__lte": employer.pk, f"{ids}__1__gte": employer.pk}
    )
    for batch in made.select_related("approved_by"):
        yield _Trace(_applied(batch), batch=batch)


def _programmes_before(employer: Employer, batches: list[int]) -> dict[int, Facts]:
    """The programmes that each of these imports found and took away: batch -> facts."""
    images = BeforeImage.objects.filter(
        batch__in=batches, table=EmployerProgramme._meta.db_table, facts__employer_id=employer.pk
    )
    found: dict[int, Facts] = {}
    for batch_id, facts in images.values_list("batch_id", "facts"):
        if facts["ended_on"] is None:
            code = Programme(facts["programme"]).name
            found.setdefault(batch_id, {})[f"{PROGRAMME}{code}"] = facts["started_on"]
    return found


def _joined(rows: Iterable[EmployerProgramme]) -> Facts:
    facts: Facts = {f"{PROGRAMME}{one.name}": None for one in PROGRAMMES}
    return facts | {f"{PROGRAMME}{Programme(row.programme).name}": row.started_on.isoformat() for row in rows}


def _applied(batch: ImportBatch) -> datetime:
    return batch.applied_at or batch.received_at
