"""Writing what somebody reviewed: the rows on the batch's desk, in one transaction with everything that follows."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
from django.db import transaction

from coverage_portal.core import data_version
from coverage_portal.core.bulk import highest_id
from coverage_portal.core.landing import CHANGED, NEW, Writer
from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.shelf import Shelf
from coverage_portal.imports.applying import apply
from coverage_portal.imports.before import BeforeImages
from coverage_portal.imports.checking import ISSUES, META, MISSING, Watch
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.kinds import kind_of, lock_name
from coverage_portal.imports.receipt import Receipt
from workers.writer import CORRECTIONS, ENDED, PERSONS


class Outdated(Exception):
    """The data have changed since the file was checked: it has to be checked again before it may be saved."""


def save(batch: ImportBatch) -> Receipt:
    """Write the batch's reviewed rows and end the transaction with the batch applied.

    Raises Outdated, bulk.Busy while another import of the register is running, and checking.Stopped.
    """
    desk = Desk.of(batch.pk)
    meta = json.loads((desk.stage / META).read_text())
    shelf = Shelf(desk.stage)
    with transaction.atomic():
        take_lock(lock_name(batch.kind))
        kind = kind_of(batch)
        taken = any(highest_id(table) >= first for table, first in meta["first_ids"].items())
        if taken or data_version.current() != meta["version"]:
            raise Outdated
        writer = kind.writer(batch.pk, BeforeImages(batch.pk), empty=not meta["stored"])
        _write(writer, shelf, Watch(desk, batch.rows_new + batch.rows_changed))
        receipt = _receipt(batch, shelf)
        if batch.options.get("end_missing") and batch.kind == ImportBatch.Kind.WORKERS:
            batch.rows_ended = _end(writer, shelf, batch, receipt)
        batch.inserted = {table: list(ids) for table, ids in writer.finish().items()}
        apply(batch, receipt, by=batch.approved_by, branches=meta["branches"])
    return receipt


def _write(writer: Writer, shelf: Shelf, watch: Watch) -> None:
    done = 0
    for what in (PERSONS, NEW, CHANGED, CORRECTIONS):
        for rows in shelf.blocks(what):
            writer.put(what, rows)
            done += rows.height if what in (NEW, CHANGED) else 0
            watch(done)


def _end(writer: Writer, shelf: Shelf, batch: ImportBatch, receipt: Receipt) -> int:
    """End the memberships that the file no longer names on the day it stands at; gives how many."""
    ended = 0
    day = batch.position
    for rows in shelf.blocks(MISSING):
        leaving = rows.filter(pl.col("started_on") < day).select("id", ended_on=pl.lit(day))
        writer.put(ENDED, leaving)
        ended += leaving.height
    if ended:
        receipt.touched_from = min(receipt.touched_from or day, day)
    return ended


def _receipt(batch: ImportBatch, shelf: Shelf) -> Receipt:
    """The receipt of the check, from what the batch and its desk keep of it."""
    counts: dict[str, Any] = {
        name: getattr(batch, f"rows_{name}")
        for name in ("read", "new", "changed", "same", "rejected", "blank", "missing")
    }
    receipt = Receipt(**counts, touched_from=batch.touched_from)
    issues = list(shelf.blocks(ISSUES))
    if issues:
        receipt.issues = pl.concat(issues)
    return receipt
