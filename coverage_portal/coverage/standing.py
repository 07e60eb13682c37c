"""What stands between two changes of data: counted months, imports, targets, and the law of entitlement.

It is read once for each data version and kept in the process, since every change of any of it raises the version in its
own transaction. Rights are never kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.kept_back import Limits
from coverage_portal.coverage.models import BuiltMonth
from coverage_portal.coverage.workings import BatchNote
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.models import Obligation
from coverage_portal.programmes.terms import ObligationLevel
from regions.models import Branch, Target


@dataclass(frozen=True)
class Held:
    """A branch with its city's path and the month of its newest whole extract of workers."""

    branch: str
    city: str
    newest: date


@dataclass(frozen=True)
class Standing:
    """`months` with cells, newest first; applied imports, newest first; current targets; obligations by start; how far
    the data of each branch go; the codes of the branches that have brought any. `kept_back` holds what has been
    decided to be kept back, by family of places, month and limits; see `keeping_back`."""

    months: tuple[date, ...]
    worker_batches: tuple[BatchNote, ...]
    employer_batches: tuple[BatchNote, ...]
    targets: tuple[Target, ...]
    obligations: tuple[Obligation, ...]
    held: tuple[Held, ...] = ()
    branches: frozenset[str] = frozenset()
    kept_back: dict[tuple[str, date, Limits], frozenset[tuple[str, str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def behind(self, month: date, path: str) -> tuple[Held, ...]:
        """Branches in the region of `path`, or in the city it lies in, whose data do not reach `month`."""
        here = [held for held in self.held if held.city.startswith(path) or path.startswith(held.city)]
        return tuple(held for held in here if held.newest < month)

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
    """What stands now. Five queries."""
    applied = list(_applied())
    batches = _by_kind(applied)
    return Standing(
        months=tuple(BuiltMonth.objects.order_by("-month").values_list("month", flat=True)),
        worker_batches=tuple(batches[ImportBatch.Kind.WORKERS]),
        employer_batches=(*batches[ImportBatch.Kind.EMPLOYERS], *batches[ImportBatch.Kind.HEADCOUNTS]),
        targets=tuple(Target.objects.current().select_related("region").order_by("year", "pk")),
        obligations=tuple(Obligation.objects.order_by("effective_from")),
        held=_held(applied),
        branches=frozenset(code for batch in applied for code in batch.branch_codes),
    )


@lru_cache(maxsize=2)
def standing_at(version: int) -> Standing:
    """What stands at a data version; read at most once for it."""
    return read_standing()


def _applied() -> Iterable[ImportBatch]:
    """Applied imports, newest first, with who approved them."""
    applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).select_related("approved_by")
    return applied.order_by("-position", "-pk")


def _by_kind(applied: Iterable[ImportBatch]) -> dict[str, list[BatchNote]]:
    notes: dict[str, list[BatchNote]] = {kind: [] for kind in ImportBatch.Kind.values}
    for batch in applied:
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


def _held(applied: Iterable[ImportBatch]) -> tuple[Held, ...]:
    """How far the data of each branch go, by name; those without data are not among them."""
    newest: dict[str, date] = {}
    for batch in applied:
        if batch.kind == ImportBatch.Kind.WORKERS and not batch.partial:
            newest = dict.fromkeys(batch.branch_codes, batch.position.replace(day=1)) | newest
    found = Branch.objects.filter(code__in=newest).order_by("name").values_list("name", "code", "city__path")
    return tuple(Held(name, path, newest[code]) for name, code, path in found)


def _name(user: User | None) -> str:
    return user.called if user else ""
