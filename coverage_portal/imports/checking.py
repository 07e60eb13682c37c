"""Reading a file for a person to look at: every row checked and compared, the effect worked out, nothing written.

What is found lies on the batch's desk until somebody saves it. It holds as long as the data stand as they did: their
version is kept with it, and saving checks it.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from coverage_portal.core import data_version, tabular_checks
from coverage_portal.core.landing import Several
from coverage_portal.core.layouts import Correction, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.shelf import ShelfWriter
from coverage_portal.core.stored_rows import MustBeRead
from coverage_portal.core.tabular import ROW
from coverage_portal.imports.applying import enter_branches, enter_counts
from coverage_portal.imports.desk import Desk, Progress
from coverage_portal.imports.effects import alarms
from coverage_portal.imports.kinds import absent_from, asked_kind, make_importer
from coverage_portal.imports.looking import look_closely
from coverage_portal.imports.reading import Attempt, Reading, close, repeated_keys
from coverage_portal.imports.receipt import Receipt, Request
from regions.access import branches_of

ISSUES, MISSING = "issues", "missing"
META = "meta.json"
BETWEEN_REPORTS = 0.3  # seconds
LONG_FILE, MANY = 50_000, 0.01
NEARLY_ALL = 0.9
UNDERSTOOD_BY_READING = (
    "branch_unknown",
    "date_form",
    "district_unknown",
    "headcount_form",
    "nib_form",
    "nik_form",
    "place_unknown",
    "programme_unknown",
    "region_unknown",
    "required",
    "scale_basis_unknown",
    "scale_unknown",
    "segment_unknown",
    "sex_unknown",
    "wage_form",
)
"""Problems of how a cell is written, not of what it says: names instead of codes, other dates, dots in numbers."""


class Stopped(Exception):
    """Somebody asked to stop."""


@dataclass(slots=True)
class Watch:
    """Says on the desk how far the reading is, and stops it when somebody asks."""

    desk: Desk
    total: int
    _said: float = field(default=0.0)

    def __call__(self, rows: int) -> None:
        """Rows were read. Raises Stopped."""
        now = time.monotonic()
        if now - self._said > BETWEEN_REPORTS:
            self._said = now
            self.desk.report(Progress(rows, max(rows, self.total)))
            if self.desk.asked_to_stop():
                raise Stopped


def outdated(batch: ImportBatch) -> bool:
    """True when the data have changed since the batch was checked."""
    meta = Desk.of(batch.pk).stage / META
    return meta.exists() and json.loads(meta.read_text())["version"] != data_version.current()


def request_of(batch: ImportBatch) -> Request:
    """What the batch asks for: its file, as its layout and corrections say, within the branches of who sent it."""
    by = batch.received_by
    branches = branches_of(by, "import_extracts") if by else None
    return Request(
        kind=ImportBatch.Kind(batch.kind),
        path=Desk.of(batch.pk).upload,
        position=batch.position,
        illustrative=batch.illustrative,
        skip_bad=True,
        accept_zeros=bool(batch.options.get("accept_zeros")),
        allow_older=bool(batch.options.get("allow_older")),
        by=by,
        branches=None if branches is None or branches.everywhere else branches.codes,
        partial=batch.partial,
        sipp=bool(batch.options.get("sipp")),
        layout=layout_of(batch),
        corrections=tuple(
            Correction(each.field, each.right, each.row_number, each.wrong) for each in batch.corrections.all()
        ),
    )


def layout_of(batch: ImportBatch) -> Layout | None:
    """How the batch's file is read; None for the portal's own form through and through, which is read fastest."""
    looked = batch.looked or {}
    if batch.layout is None or (looked.get("canonical") and batch.layout == looked["layout"]):
        return None if not batch.corrections.exists() else Layout.from_json(looked["layout"])
    return Layout.from_json(batch.layout)


def check(batch: ImportBatch, begun: Attempt | None = None) -> None:
    """Read and compare the whole file; the batch then has its counts and summary, its desk the rows. Saves nothing.

    `begun` is an attempt that looked at it. Raises tabular.Unreadable, and Stopped when somebody asked for it.
    """
    desk = Desk.of(batch.pk)
    request = request_of(batch)
    rows = (batch.looked or {}).get("rows") or 0
    repeated: frozenset[str] | None = None
    unread: frozenset[str] = frozenset()
    while True:
        try:
            suspects = unread | (repeated or frozenset())
            with begun.read_as(request) if begun else Attempt.begin(request, suspects) as attempt:
                _compare(attempt, batch, Watch(desk, rows), repeated)
            if request.layout is not None or not _written_otherwise(batch):
                return
            look_closely(batch)
            request = request_of(batch)
        except MustBeRead as found:
            unread |= found.keys
        except _Repeated:
            repeated = repeated_keys(request)
        begun = None


def _written_otherwise(batch: ImportBatch) -> bool:
    """True when many cells of the portal's own form were refused that a reading by columns may understand.

    In a long file a few are just bad cells, and reading it all again would not be worth it.
    """
    refused = max((batch.summary["reasons"].get(code, 0) for code in UNDERSTOOD_BY_READING), default=0)
    return bool(refused) and (batch.rows_read < LONG_FILE or refused > MANY * batch.rows_read)


class _Repeated(Exception):
    """Keys seem to stand in the file more than once; the file is read again, knowing them."""


def _compare(attempt: Attempt, batch: ImportBatch, watch: Watch, repeated: frozenset[str] | None) -> None:
    request, stored, child = attempt.request, attempt.stored, attempt.child
    desk = watch.desk
    with ShelfWriter(desk.stage) as shelf:
        effect = asked_kind(request).effect(request.position, stored=len(stored) > 0)
        importer = make_importer(request, stored, Several(shelf, effect), repeated or (), watch_keys=True)
        receipt = Reading(importer, shelf, listen=watch).read(child, request)
        if repeated is None and importer.repeated():
            raise _Repeated
        shelf.put(MISSING, close(receipt, importer, request, effect))
        shelf.put(ISSUES, receipt.issues)
        batch.file_sha256 = child.sha256
        _note_corrections(batch, child.corrected)
        branches, comparable = importer.stored.branches(), importer.stored.of_branches()
    meta = {
        "version": attempt.version,
        "stored": len(stored),
        "first_ids": importer.first_ids,
        "branches": sorted(branches),
    }
    (desk.stage / META).write_text(json.dumps(meta))
    enter_counts(batch, receipt)
    enter_branches(batch, branches)
    batch.touched_from = receipt.touched_from
    batch.acknowledged = {}
    absent = absent_from(request.layout, asked_kind(request)) if receipt.rejected else frozenset()
    lacking = _lacking(receipt, absent)
    batch.summary = {**_summary(batch, receipt, effect, comparable), "lacking": lacking, "mark": secrets.token_hex(4)}


def _note_corrections(batch: ImportBatch, corrected: Sequence[dict[str, Any]]) -> None:
    """Keep with each correction what it did."""
    for each in corrected:
        found = batch.corrections.filter(field=each["field"], row_number=each["row"], wrong=each["asked"])
        found.update(rows=each["rows"], **({"wrong": each["wrong"]} if each["row"] and each["rows"] else {}))


def _summary(batch: ImportBatch, receipt: Receipt, effect: Any, comparable: int) -> dict[str, Any]:
    """What the review shows above the rows."""
    issues = receipt.issues
    whole = pl.col(ROW) == tabular_checks.WHOLE_FILE
    warnings = issues.filter(~whole & (pl.col("severity") == tabular_checks.WARNING))
    reasons = issues.filter(~whole & (pl.col("severity") == tabular_checks.ERROR))
    result = effect.result()
    found = [
        *alarms.file_alarms(batch, receipt, comparable),
        *alarms.total_alarms(result),
        *alarms.employer_alarms(effect.employers()),
    ]
    return {
        "effect": result,
        "alarms": found,
        "warnings": _by_code(warnings),
        "reasons": _by_code(reasons),
        "refusals": issues.filter(whole).select("code", "column", "value").to_dicts(),
        "unknown_columns": receipt.unknown_columns,
    }


def _lacking(receipt: Receipt, absent: Collection[str]) -> dict[str, Any]:
    """The reason that nearly all rejected rows have and that is a column which the file lacks; empty where none is."""
    errors = (pl.col("severity") == tabular_checks.ERROR) & pl.col("column").is_in(list(absent))
    found = receipt.issues.filter(errors & (pl.col(ROW) != tabular_checks.WHOLE_FILE))
    counted = found.group_by("code", "column").agg(pl.col(ROW).n_unique().alias("rows")).sort("rows", descending=True)
    most = counted.head(1).to_dicts()
    return most[0] if most and most[0]["rows"] >= NEARLY_ALL * receipt.rejected else {}


def _by_code(issues: pl.DataFrame) -> dict[str, int]:
    """How often each code occurs, the most frequent first."""
    return dict(issues.group_by("code").len().sort("len", "code", descending=[True, False]).rows())
