"""The last steps of the transaction that writes a file: its receipt, its problems, the audit event, the figures."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

import polars as pl
from django.utils import timezone

from coverage_portal.core.audit import record
from coverage_portal.core.bulk import insert_frame
from coverage_portal.core.data_version import bump
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.coverage.rollups import rebuild_from
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.models import ImportIssue
from coverage_portal.imports.receipt import Receipt
from regions.models import Branch
from workers import compliance


def apply(
    batch: ImportBatch,
    receipt: Receipt,
    *,
    by: User | None,
    branches: Collection[int],
    say: Callable[[str], None] | None = None,
) -> None:
    """Enter in the batch what became of its rows, keep the problems, and count again what the facts touch.

    `branches` are the ids of those its rows belong to. Call it once all facts are written; it bumps the data version.
    """
    receipt.applied, receipt.batch_id = True, batch.pk
    enter_counts(batch, receipt)
    batch.state = ImportBatch.State.APPLIED
    enter_branches(batch, branches)
    batch.applied_at, batch.approved_by = timezone.now(), by
    batch.touched_from = receipt.touched_from
    batch.looked = None  # its first rows need not be kept
    batch.save()
    keep_issues(batch, receipt.issues)
    record(
        by=by,
        verb="import_extract",
        subject=batch,
        kind=batch.kind,
        file_sha256=batch.file_sha256,
        position=batch.position.isoformat(),
        missing=receipt.missing,
        ended=batch.rows_ended,
        **receipt.counts,
    )
    receipt.counting_seconds = count_again(batch, say)
    bump()


def enter_counts(batch: ImportBatch, receipt: Receipt) -> None:
    """The batch's columns of rows, from the receipt."""
    for name, count in receipt.counts.items():
        setattr(batch, f"rows_{name}", count)
    batch.rows_read, batch.rows_missing = receipt.read, receipt.missing


def enter_branches(batch: ImportBatch, ids: Collection[int]) -> None:
    """The batch's branches, from their ids."""
    batch.branch_codes = sorted(Branch.objects.filter(id__in=ids).values_list("code", flat=True))
    batch.branch_code = batch.branch_codes[0] if len(batch.branch_codes) == 1 else ""


def count_again(batch: ImportBatch, say: Callable[[str], None] | None = None) -> float:
    """Count the months that the batch's facts touch, and judge every employer anew; gives the seconds it took."""
    began = time.monotonic()
    rebuild_from(batch.touched_from, say, employers_changed=kind_of(batch).counts_employers)
    compliance.rebuild()
    return time.monotonic() - began


def keep_issues(batch: ImportBatch, issues: pl.DataFrame) -> None:
    """Put every problem into the database, behind the batch."""
    insert_frame(ImportIssue._meta.db_table, issues.with_columns(batch_id=pl.lit(batch.pk, dtype=pl.Int64)))
