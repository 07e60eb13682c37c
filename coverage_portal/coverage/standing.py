"""What stands between two changes of data: counted months, imports, targets, and the law of entitlement.

It is read once for each data version and kept in the process, since every change of any of it raises the version in its
own transaction. Rights are never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.models import BuiltMonth
from coverage_portal.coverage.workings import BatchNote
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.models import Obligation
from coverage_portal.programmes.terms import ObligationLevel
from regions.models import Target


@dataclass(frozen=True)
class Standing:
    """`months` with cells, newest first; applied imports, newest first; current targets; obligations by start."""

    months: tuple[date, ...]
    worker_batches: tuple[BatchNote, ...]
    employer_batches: tuple[BatchNote, ...]
    targets: tuple[Target, ...]
    obligations: tuple[Obligation, ...]

    @property
    def illustrative(self) -> bool:
        """Whether any applied import is a demo."""
        return any(batch.illustrative for batch in (*self.worker_batches, *self.employer_batches))

    def entitled(self, programme: Programme, day: date) -> tuple[Segment, ...]:
        """The segments whose members the law of `day` lets hold `programme`: all that it asks or allows anything of."""
        latest: dict[tuple[int, int, bool], Obligation] = {}
        for rule in self.obligations:
            if rule.programme == programme and rule.effective_from <= day:
                latest[(rule.segment, rule.scale, rule.government)] = rule
        held = {rule.segment for rule in latest.values() if rule.level != ObligationLevel.NONE}
        return tuple(segment for segment in Segment if segment in held)


def read_standing() -> Standing:
    """What stands now. Four queries."""
    batches = _applied_batches()
    return Standing(
        months=tuple(BuiltMonth.objects.order_by("-month").values_list("month", flat=True)),
        worker_batches=tuple(batches[ImportBatch.Kind.WORKERS]),
        employer_batches=(*batches[ImportBatch.Kind.EMPLOYERS], *batches[ImportBatch.Kind.HEADCOUNTS]),
        targets=tuple(Target.objects.current().select_related("region").order_by("year", "pk")),
        obligations=tuple(Obligation.objects.order_by("effective_from")),
    )


@lru_cache(maxsize=2)
def standing_at(version: int) -> Standing:
    """What stands at a data version; read at most once for it."""
    return read_standing()


def _applied_batches() -> dict[str, list[BatchNote]]:
    """Applied imports by kind, newest first, with who approved them."""
    applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).select_related("approved_by")
    notes: dict[str, list[BatchNote]] = {kind: [] for kind in ImportBatch.Kind.values}
    for batch in applied.order_by("-position", "-pk"):
        notes[batch.kind].append(
            BatchNote(
                number=batch.pk,
                file_name=batch.file_name,
                position=batch.position,
                applied_at=batch.applied_at,
                approved_by=_name(batch.approved_by),
                illustrative=batch.illustrative,
            )
        )
    return notes


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""
