"""What a person does with a file on its way into the registry. Each is a verb; the work itself is done in `work`.

upload -> (read) -> columns -> (check) -> review -> (save) -> applied -> (undo) -> undone; in brackets the portal's own
steps, which run as background tasks. A verb that comes at the wrong moment raises NotNow and changes nothing.
"""

from __future__ import annotations

import fcntl
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from coverage_portal.core.audit import record
from coverage_portal.core.layouts import Layout
from coverage_portal.core.locks import only_one
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.tabular_checks import shown
from coverage_portal.core.unseen import seen_text
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.models import Correction
from coverage_portal.imports.new_workers import for_employer
from coverage_portal.imports.receipt import kept_name
from coverage_portal.imports.work import work_on

State = ImportBatch.State
LARGEST_UPLOAD = 500 << 20


class NotNow(Exception):
    """The batch is past, or not yet at, the point where this can be done. `state` is where it stands."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class LikeANik(Exception):
    """A text that is going to be kept could be a NIK."""


class WrongPlace(Exception):
    """A piece of an upload does not begin where the last one ended; `received` bytes are there."""

    def __init__(self, received: int) -> None:
        super().__init__(str(received))
        self.received = received


@transaction.atomic
def begin_upload(
    *,
    kind: ImportBatch.Kind,
    file_name: str,
    size: int,
    position: date,
    by: User,
    illustrative: bool = False,
    partial: bool = False,
    options: Mapping[str, Any] | None = None,
) -> ImportBatch:
    """A batch for a file that is going to arrive in pieces, and its folder."""
    batch = ImportBatch.objects.create(
        kind=kind,
        state=State.UPLOADING,
        file_name=kept_name(file_name, position),
        file_size=size,
        position=position,
        illustrative=illustrative,
        partial=partial,
        options=dict(options or {}),
        received_by=by,
    )
    Desk.of(batch.pk).open()
    return batch


def add_bytes(batch: ImportBatch, at: int, data: bytes) -> int:
    """The next piece of the file; gives how many bytes are there now.

    Raises WrongPlace for a piece that does not begin where the last one ended (it came twice, or one was lost), and
    NotNow when the upload is over.
    """
    if batch.state != State.UPLOADING:
        raise NotNow(batch.state)
    desk = Desk.of(batch.pk)
    if not desk.folder.is_dir():  # given up meanwhile
        raise NotNow(State.CANCELLED)
    with desk.upload.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two windows may send the same piece at once
        received = file.tell()
        if at != received or received + len(data) > batch.file_size:
            raise WrongPlace(received)
        file.write(data)
    return received + len(data)


def finish_upload(batch: ImportBatch) -> None:
    """The whole file is there: let it be read. Raises WrongPlace when some of it is still missing."""
    received = Desk.of(batch.pk).received()
    if received != batch.file_size:
        raise WrongPlace(received)
    _move(batch, State.RECEIVED, {State.UPLOADING})


def look_again(batch: ImportBatch, *, how: Mapping[str, Any]) -> None:
    """Read the file's head another way: `how` may name sheet, header_row, separator and encoding.

    Corrections were of cells as they were read before, so they go.
    """
    Correction.objects.filter(batch=batch).delete()
    _move(batch, State.RECEIVED, {State.COLUMNS, State.REVIEW}, options={**batch.options, "look": dict(how)})


def use_layout(batch: ImportBatch, layout: Layout) -> None:
    """Read the file as `layout` says, and check it.

    For a Data TK Baru the employer named in its constant NPP fills in the rest; raises NotForThisFile.
    """
    if batch.options.get("sipp"):
        layout = for_employer(layout, layout.constants.get("NPP", ""), batch.position, batch.received_by)
    layout = replace(layout, constants={name: shown(seen_text(text)) for name, text in layout.constants.items()})
    if layout.as_json() != batch.layout:
        Correction.objects.filter(batch=batch).delete()
    _move(batch, State.CHECKING, {State.COLUMNS, State.REVIEW}, layout=layout.as_json())


@transaction.atomic
def correct(batch: ImportBatch, *, by: User, field: str, right: str, row: int = 0, wrong: str = "") -> None:
    """Read a cell (row 0: every cell of the field that says `wrong`) as `right`, and check the file again.

    Cells that say `wrong` only because they were corrected so before are then read as `right` too. Raises LikeANik:
    what is typed here is kept, so it may not look like one.
    """
    if shown(right) != right or shown(wrong) != wrong:
        raise LikeANik
    before = Correction.objects.filter(batch=batch, field=field)
    (before.filter(row_number=row) if row else before.filter(row_number=0, wrong=wrong)).delete()
    if wrong and not row:
        before.filter(right=wrong).update(right=right, made_by=by)
    Correction.objects.create(batch=batch, field=field, right=right, row_number=row, wrong=wrong, made_by=by)
    _move(batch, State.CHECKING, {State.REVIEW})


def check_again(batch: ImportBatch) -> None:
    """Check the reviewed file once more, against the data as they are now."""
    _move(batch, State.CHECKING, {State.REVIEW})


@transaction.atomic
def withdraw(batch: ImportBatch, correction: int) -> None:
    """Read a corrected cell as it is written after all, and check the file again; nothing where it is no correction."""
    if Correction.objects.filter(batch=batch, pk=correction).delete()[0]:
        _move(batch, State.CHECKING, {State.REVIEW})


def save(batch: ImportBatch, *, by: User, acknowledged: Collection[str], end_missing: bool) -> None:
    """Write what was reviewed. `acknowledged`: codes of warnings that `by` took note of.

    `end_missing`: memberships that the file no longer names end. NotNow also for a file that is refused as a whole.
    """
    if batch.summary.get("refusals"):
        raise NotNow(batch.state)
    noted = {code: {"by": by.get_username(), "at": timezone.now().isoformat()} for code in sorted(acknowledged)}
    _move(
        batch,
        State.SAVING,
        {State.REVIEW},
        approved_by=by,
        acknowledged={**batch.acknowledged, **noted},
        options={**batch.options, "end_missing": end_missing},
    )


@transaction.atomic
def cancel(batch: ImportBatch, *, by: User) -> None:
    """Give the file up. While the portal is at work on it, the work stops at the next block of rows.

    A save that is stopped goes back to its review: nothing of it is written.
    """
    desk = Desk.of(batch.pk)
    idle = {State.UPLOADING, State.COLUMNS, State.REVIEW, State.REFUSED}
    if batch.state in ImportBatch.WORKING:
        desk.ask_to_stop()
        with only_one(f"batch {batch.pk}") as nobody_is_at_it:
            if not nobody_is_at_it or batch.state not in (State.RECEIVED, State.CHECKING):
                return
        idle = {State(batch.state)}
    _move(batch, State.CANCELLED, idle, looked=None)
    record(by=by, verb="cancel_import", subject=batch)
    transaction.on_commit(desk.clear)


@transaction.atomic
def undo(batch: ImportBatch, *, by: User) -> None:
    """Put everything back as it was before this import; refused when something was changed since (see `undoing`)."""
    begin_undo(batch, by=by)
    ask_for_work(batch.pk)


def begin_undo(batch: ImportBatch, *, by: User | None) -> None:
    """The same without asking for the work, for whoever does it at once; `by` is None for the shell."""
    summary = {name: value for name, value in batch.summary.items() if name != "undo_refused"}
    _change(batch, State.UNDOING, {State.APPLIED}, undone_by=by, summary=summary)


def ask_for_work(batch_id: int) -> None:
    """Let somebody work on the batch, once this transaction is through."""
    transaction.on_commit(lambda: work_on.enqueue(batch_id))


def _move(batch: ImportBatch, state: State, allowed: set[State], **changes: Any) -> None:
    """Bring the batch into `state`, from one of `allowed` only, and ask for the work that this state means."""
    with transaction.atomic():
        _change(batch, state, allowed, **changes)
        if state in ImportBatch.WORKING:
            ask_for_work(batch.pk)


def _change(batch: ImportBatch, state: State, allowed: set[State], **changes: Any) -> None:
    found = ImportBatch.objects.filter(pk=batch.pk, state__in=allowed)
    if not found.update(state=state, asked_at=timezone.now(), refusal=None, **changes):
        raise NotNow(ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk))
    batch.refresh_from_db()
    if state in ImportBatch.WORKING:
        Desk.of(batch.pk).go_on()
