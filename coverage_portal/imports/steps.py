"""The steps of an import, in reading order: receive, read and check, compare, apply, count again.

Everything happens in one transaction. A file with a rejected row writes nothing unless the caller says to leave such
rows out; a file with nothing new writes nothing at all. The web and the commands call the same `import_extract`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, Protocol

import numpy as np
import polars as pl
from django.db import IntegrityError, transaction
from django.utils import timezone

from coverage_portal.core import tabular_checks
from coverage_portal.core.audit import record
from coverage_portal.core.bulk import insert_frame, stored_rows, take_lock
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.core.stored_rows import MustBeRead, Outcome, StoredRows
from coverage_portal.core.tabular import ROW, is_zip
from coverage_portal.core.tabular_child import Job
from coverage_portal.core.tabular_reader import Part, SheetReader
from coverage_portal.coverage.rollups import rebuild_from
from coverage_portal.imports.demo import EMPLOYER_SHEET_NAME
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.receipt import Receipt, Request
from employers import importer as employers
from regions.models import Branch
from workers import importer as workers

MEMORY = 4 << 30  # address space of the child that reads a CSV: polars reserves much more than it uses
XLSX_MEMORY = 1536 << 20
CPU_SECONDS = 120
SECONDS_A_GIGABYTE = 120


class Importer(Protocol):
    """What the employers' and the workers' importers have in common."""

    checker: str
    outcome: Outcome
    writing: bool
    stored: StoredRows

    def take(self, rows: pl.DataFrame) -> None:
        """Compare and write one block of good rows."""

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys were rejected."""

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once; new keys only when nothing is written."""

    def finish(self) -> Outcome:
        """Write the rest; the outcome is then complete."""


class _Repeated(Exception):
    """Keys seem to stand in the file more than once: found at its end, so the attempt is undone and begun again.

    While rows are written the unique index finds them, with an IntegrityError; but not where one of two rows was
    rejected and left out.
    """


class _Rejected(Exception):
    """A row was rejected, so nothing is written: the attempt is undone at once and begun again only to look."""


def import_extract(request: Request, *, say: Callable[[str], None] | None = None) -> Receipt:
    """Bring one file into the registry, or find out what doing so would do.

    Raises tabular.Unreadable when the file cannot be read and bulk.Busy when another import of the kind is running.
    `say` hears the months as they are counted again.
    """
    repeated: frozenset[str] | None = None
    unread: frozenset[str] = frozenset()
    writing = not request.dry_run
    while True:
        try:
            return _attempt(request, repeated, unread, say, writing=writing)
        except _Rejected:
            writing = False
        except MustBeRead as found:
            unread |= found.keys
        except (_Repeated, IntegrityError):
            if repeated is not None:
                raise
            repeated = _repeated_keys(request)
            writing = writing and (request.skip_bad or not repeated)


def lock_name(kind: str) -> str:
    """The lock that lets only one import of a kind run at a time."""
    return f"import {kind}"


def _attempt(
    request: Request,
    repeated: frozenset[str] | None,
    unread: frozenset[str],
    say: Callable[[str], None] | None,
    *,
    writing: bool,
) -> Receipt:
    """One pass over the file.

    `repeated` are keys known to stand in it more than once, None when nobody looked; `unread` those of rows to read
    although they are stored just so.
    """
    with SheetReader() as child, transaction.atomic():
        take_lock(lock_name(request.kind))
        kind = IMPORTERS[request.kind]
        stored = stored_rows(kind.table)
        child.start(_job(request, stored.known, unread | (repeated or frozenset())))
        batch = _receive(request)
        refusals = _refusals(request)
        importer = kind(batch, stored, writing=writing and not refusals, repeated=repeated or ())
        receipt = _read(child.parts(), importer, request, refusals)
        if child.sheet == EMPLOYER_SHEET_NAME and not request.illustrative:
            importer.outcome.issues.append(tabular_checks.file_issue("demo_sheet"))
        if repeated is None and (importer.repeated() or (receipt.rejected and request.skip_bad)):
            raise _Repeated
        _close(receipt, importer)
        receipt.unknown_columns = child.unknown
        batch.file_sha256 = child.sha256
        if _worth_keeping(receipt, request):
            _apply(batch, receipt, importer, request, say)
        else:
            transaction.set_rollback(True)
    return receipt


def _receive(request: Request) -> ImportBatch:
    """The receipt's row in the database; rolled back with everything else when nothing is applied."""
    return ImportBatch.objects.create(
        kind=request.kind,
        file_name=request.file_name,
        position=request.position,
        illustrative=request.illustrative,
        received_by=request.by,
    )


def _refusals(request: Request) -> list[str]:
    """Codes of what stands against the file as a whole, whatever its rows say.

    A demo never meets real rows; a position lies neither ahead of today nor, unless the caller insists, behind what
    is already known: an older file would silently undo a newer one.
    """
    applied = ImportBatch.objects.filter(state=ImportBatch.State.APPLIED)
    newest = _newest_position(request.kind)
    found = {
        "registries_mixed": applied.exclude(illustrative=request.illustrative).exists(),
        "position_in_future": request.position > today(),
        "position_older": bool(newest and request.position < newest and not request.allow_older),
    }
    return [code for code, stands in found.items() if stands]


def _read(parts: Iterator[Part], importer: Importer, request: Request, refusals: list[str]) -> Receipt:
    """Check and compare the whole file, writing as it goes; raises _Rejected when there is no more use in writing."""
    receipt, issues = Receipt(), importer.outcome.issues
    issues += map(tabular_checks.file_issue, refusals)
    for part in parts:
        if part.counts is not None:
            receipt.read += part.counts["read"]
            receipt.blank += part.counts["blank"]
            receipt.rejected += part.counts["rejected"]
            if receipt.rejected and importer.writing and not request.skip_bad:
                raise _Rejected
        if part.issues is not None:
            issues.append(part.issues)
        if part.same is not None:
            importer.outcome.same += len(part.same)
            importer.stored.again(part.same)
        if part.refused_keys is not None:
            importer.refuse(part.refused_keys)
        if part.rows is not None:
            importer.take(part.rows)
    if receipt.read == receipt.blank:
        issues.append(tabular_checks.file_issue("no_rows"))
    return receipt


def _close(receipt: Receipt, importer: Importer) -> None:
    """Write what is pending and enter what became of the rows."""
    outcome = importer.finish()
    receipt.new, receipt.changed, receipt.same = outcome.new, outcome.changed, outcome.same
    receipt.missing = outcome.missing
    receipt.rejected += outcome.rejected
    receipt.issues = pl.concat([tabular_checks.no_issues(), *outcome.issues]).sort(ROW, maintain_order=True)


def _repeated_keys(request: Request) -> frozenset[str]:
    """Reads the file again: the keys that stand in it more than once, be it in a row that is rejected."""
    found: list[pl.Series] = []
    with SheetReader() as child:
        child.start(_job(request, np.empty(0, dtype=np.int64), ()))
        for part in child.parts():
            if part.rows is not None:
                found.append(KEYS[request.kind](part.rows))
            if part.refused_keys is not None:
                found.append(part.refused_keys)
    every = pl.concat(found)
    return frozenset(every.filter(every.is_duplicated()).to_list())


def _worth_keeping(receipt: Receipt, request: Request) -> bool:
    if request.dry_run or receipt.refused or (receipt.rejected and not request.skip_bad):
        return False
    newest = _newest_position(request.kind)
    return bool(receipt.new or receipt.changed) or newest is None or newest < request.position


def _newest_position(kind: ImportBatch.Kind) -> date | None:
    applied = ImportBatch.objects.filter(kind=kind, state=ImportBatch.State.APPLIED).order_by("-position")
    return applied.values_list("position", flat=True).first()


def _apply(
    batch: ImportBatch, receipt: Receipt, importer: Importer, request: Request, say: Callable[[str], None] | None
) -> None:
    """The last steps of the transaction: the receipt, its problems, the audit event, and the figures."""
    receipt.applied, receipt.batch_id = True, batch.pk
    counts = {name: getattr(receipt, name) for name in ("new", "changed", "same", "rejected", "blank")}
    for name, count in counts.items():
        setattr(batch, f"rows_{name}", count)
    batch.rows_read, batch.rows_missing = receipt.read, receipt.missing
    batch.state = ImportBatch.State.APPLIED
    codes = Branch.objects.filter(id__in=importer.stored.branches()).values_list("code", flat=True)
    batch.branch_code = codes[0] if len(codes) == 1 else ""
    batch.applied_at, batch.approved_by = timezone.now(), request.by
    batch.save()
    _keep_issues(batch, receipt.issues)
    record(
        by=request.by,
        verb="import_extract",
        subject=batch,
        kind=request.kind,
        file_sha256=batch.file_sha256,
        position=request.position.isoformat(),
        missing=receipt.missing,
        **counts,
    )
    began = time.monotonic()
    employers_changed = request.kind == ImportBatch.Kind.EMPLOYERS
    rebuild_from(importer.outcome.touched_from, say, employers_changed=employers_changed)
    receipt.counting_seconds = time.monotonic() - began
    bump()


def _keep_issues(batch: ImportBatch, issues: pl.DataFrame) -> None:
    insert_frame(ImportIssue._meta.db_table, issues.with_columns(batch_id=pl.lit(batch.pk, dtype=pl.Int64)))


def _job(request: Request, known: np.ndarray, suspects: Collection[str]) -> Job:
    zipped = is_zip(request.path)
    gigabytes = request.path.stat().st_size / (1 << 30)
    return Job(
        path=str(request.path.resolve()),
        checker=IMPORTERS[request.kind].checker,
        reference={"reference": _reference(request, known, suspects)},
        memory_bytes=XLSX_MEMORY if zipped else MEMORY,
        cpu_seconds=CPU_SECONDS + int(gigabytes * SECONDS_A_GIGABYTE),
    )


def _reference(request: Request, known: np.ndarray, suspects: Collection[str]) -> Any:
    if request.kind == ImportBatch.Kind.EMPLOYERS:
        return employers.reference(known, suspects)
    return workers.reference(
        today=today(),
        position=request.position,
        known=known,
        suspects=suspects,
        illustrative=request.illustrative,
        accept_zeros=request.accept_zeros,
    )


IMPORTERS: dict[str, Any] = {
    ImportBatch.Kind.EMPLOYERS: employers.EmployersImport,
    ImportBatch.Kind.WORKERS: workers.WorkersImport,
}
KEYS: dict[str, Callable[[pl.DataFrame], pl.Series]] = {
    ImportBatch.Kind.EMPLOYERS: employers.keys,
    ImportBatch.Kind.WORKERS: workers.keys,
}
