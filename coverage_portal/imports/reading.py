"""One reading of a file: a child process checks its rows, an importer compares the good ones. Nothing is written here.

Both doors come through it: the command, which writes while it reads, and the browser, where rows wait to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import polars as pl
from django.conf import settings

from coverage_portal.core import data_version, tabular_checks
from coverage_portal.core.landing import SAME, Sink
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Look
from coverage_portal.core.spells import today
from coverage_portal.core.stored_rows import StoredRows
from coverage_portal.core.tabular import ROW, Unreadable, is_zip
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import Part, SheetReader
from coverage_portal.imports.demo import EMPLOYER_SHEET_NAME
from coverage_portal.imports.kind_parts import Effect, Importer
from coverage_portal.imports.kinds import KINDS, asked_kind
from coverage_portal.imports.receipt import Receipt, Request

MEMORY = 4 << 30  # address space of the child that reads a CSV: polars reserves much more than it uses
XLSX_MEMORY = 1536 << 20
CPU_SECONDS = 120
SECONDS_A_GIGABYTE = 120
NEVER_ILLUSTRATIVE = [name for name, kind in KINDS.items() if not kind.may_be_illustrative]
MOST_PROBLEMS = 2_000_000
REJECTED = "rejected"
"""The sort of rows that a stage keeps beside those of the importer: the text of rejected ones."""


class Rejected(Exception):
    """A row was rejected and the caller wants none: there is no more use in writing."""


@dataclass(slots=True)
class Reading:
    """What one reading needs beside the file: who compares, where else rows go, and who listens.

    `strict`: raise Rejected at the first rejected row. `listen` hears how many rows were read so far, and may raise.
    """

    importer: Importer
    sink: Sink | None = None
    strict: bool = False
    listen: Callable[[int], None] = field(default=lambda _rows: None)

    def read(self, child: SheetReader, request: Request) -> Receipt:
        """Read the whole file that `child` was given; the receipt has everything but what `finish` tells.

        Raises tabular.Unreadable, also for a file of nothing but problems: it is not what it is taken for.
        """
        receipt, issues, problems = Receipt(), self.importer.outcome.issues, 0
        issues += map(tabular_checks.file_issue, refusals(request))
        for part in child.parts():
            self._count(part, receipt)
            self._hand_on(part)
            if part.issues is not None:
                issues.append(part.issues)
                problems += part.issues.height
                if problems > MOST_PROBLEMS:
                    raise Unreadable("too_many_problems", receipt.read)
        if receipt.read == receipt.blank:
            issues.append(tabular_checks.file_issue("no_rows"))
        if child.sheet == EMPLOYER_SHEET_NAME and not request.illustrative:
            issues.append(tabular_checks.file_issue("demo_sheet"))
        receipt.unknown_columns = child.unknown
        return receipt

    def _count(self, part: Part, receipt: Receipt) -> None:
        if part.counts is None:
            return
        receipt.read += part.counts["read"]
        receipt.blank += part.counts["blank"]
        receipt.rejected += part.counts["rejected"]
        if receipt.rejected and self.strict:
            raise Rejected
        self.listen(receipt.read)

    def _hand_on(self, part: Part) -> None:
        importer = self.importer
        if part.same is not None:
            importer.outcome.same += len(part.same)
            importer.stored.again(part.same)
            if self.sink is not None and part.same_rows is not None:
                ids = importer.stored.ids_at(part.same)
                self.sink.put(SAME, pl.DataFrame({ROW: part.same_rows, "id": ids}))
        if part.refused_keys is not None:
            importer.refuse(part.refused_keys)
        if part.rejected is not None and self.sink is not None:
            self.sink.put(REJECTED, part.rejected)
        if part.rows is not None:
            importer.take(part.rows)


def close(receipt: Receipt, importer: Importer, request: Request, effect: Effect) -> pl.DataFrame:
    """Enter what became of the rows, and every problem in the order of the sheet; gives the rows that are missing."""
    outcome = importer.finish()
    receipt.new, receipt.changed, receipt.same = outcome.new, outcome.changed, outcome.same
    whole = asked_kind(request).full and not request.partial
    missing = effect.leave(importer.stored.missing_ids() if whole else np.empty(0, dtype=np.int64))
    receipt.missing = missing.height
    receipt.rejected += outcome.rejected
    receipt.touched_from = outcome.touched_from
    receipt.issues = pl.concat([tabular_checks.no_issues(), *outcome.issues]).sort(ROW, maintain_order=True)
    return missing


@dataclass(slots=True)
class Attempt:
    """One reading of a whole file for a review. Use it as a context manager: leaving it ends its child.

    What is stored is of the data's `version`. `looking`: the child looks at the file first, and goes on by itself only
    where it is one of the portal's own form.
    """

    request: Request
    child: SheetReader
    version: int
    stored: StoredRows
    looking: bool = False
    _goes_on: bool = True

    @classmethod
    def begin(cls, request: Request, suspects: Collection[str] = (), *, looking: bool = False) -> Self:
        """Start a child on the file, which loads while the database is asked what to check against."""
        with ExitStack() as stack:
            child = stack.enter_context(SheetReader())
            version, stored = data_version.current(), asked_kind(request).stored_rows()
            mode: Literal["own", "check"] = "own" if looking else "check"
            child.start(job(request, stored.known, suspects, review=True, mode=mode), last=not looking)
            stack.pop_all()
        return cls(request, child, version, stored, looking)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self.child.__exit__(*error)

    def look(self) -> Look:
        """What the child saw. Raises tabular.Unreadable."""
        self.looking = False
        look = self.child.look()
        self._goes_on = look.canonical
        return look

    def read_as(self, request: Request) -> Self:
        """The same attempt, reading as `request` says, which was found out by looking."""
        if self._goes_on and request == self.request:
            return self
        if self._goes_on or asked_kind(request) is not asked_kind(self.request):
            self.child.__exit__(None, None, None)
            return self.begin(request)
        self.child.start(job(request, self.stored.known, (), review=True))
        self.request, self._goes_on = request, True
        return self


def job(
    request: Request,
    known: np.ndarray,
    suspects: Collection[str],
    *,
    review: bool = False,
    mode: Literal["own", "check"] = "check",
) -> Job:
    """What the child is told: the file, what to check against, and its limits. `mode`: see Job."""
    kind = asked_kind(request)
    gigabytes = request.path.stat().st_size / (1 << 30)
    return Job(
        path=str(request.path.resolve()),
        checker=kind.checker,
        reference={"reference": kind.reference(request, known, suspects)},
        memory_bytes=memory_for(request.path),
        cpu_seconds=(CPU_SECONDS + int(gigabytes * SECONDS_A_GIGABYTE)) * (2 if mode == "own" else 1),
        mode=mode,
        fields=tuple(kind.fields()) if request.layout or mode == "own" else (),
        layout=request.layout,
        corrections=request.corrections,
        review=review,
        nik_key=bytes.fromhex(settings.NIK_KEY) if request.layout else b"",
    )


def memory_for(path: Path) -> int:
    """The address space, in bytes, of a child that reads this file."""
    return XLSX_MEMORY if is_zip(path) else MEMORY


def repeated_keys(request: Request) -> frozenset[str]:
    """Reads the file again: the keys that stand in it more than once, be it in a row that is rejected."""
    found: list[pl.Series] = []
    with SheetReader() as child:
        child.start(job(request, np.empty(0, dtype=np.int64), ()))
        for part in child.parts():
            if part.rows is not None:
                found.append(asked_kind(request).keys(part.rows))
            if part.refused_keys is not None:
                found.append(part.refused_keys)
    every = pl.concat(found)
    return frozenset(every.filter(every.is_duplicated()).to_list())


def refusals(request: Request) -> list[str]:
    """Codes of what stands against the file as a whole, whatever its rows say.

    A demo never meets real rows; a position lies neither ahead of today nor, unless the caller insists, behind what
    is already known: an older file would silently undo a newer one.
    """
    kind = asked_kind(request)
    applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).exclude(kind__in=NEVER_ILLUSTRATIVE)
    newest = None if kind.dated_rows or request.allow_older else newest_position(request.kind)
    mixed = kind.may_be_illustrative and applied.exclude(illustrative=request.illustrative).exists()
    found = {
        "registries_mixed": mixed,
        "position_in_future": request.position > today(),
        "position_older": bool(newest and request.position < newest),
    }
    return [code for code, stands in found.items() if stands]


def newest_position(kind: ImportBatch.Kind) -> date | None:
    """The latest day that an applied file of this kind, the whole of an extract, stands at."""
    applied = ImportBatch.objects.filter(kind=kind, state=ImportBatch.State.APPLIED, partial=False)
    return applied.order_by("-position").values_list("position", flat=True).first()
