"""The portal's own part of a batch's way: look, check, save, put back. Run as a task, by whoever gets it.

The batch is the only truth. Who works on it holds its lock, which goes with the process; every step's effects are one
transaction. So a worker may die at any moment: the batch stays in its state, nobody holds the lock, and the next one to
look for left work (`take_up`) does the step again from its beginning. A task that comes twice finds nothing to do.
Only one batch of a register is worked on at a time; another waits, and is taken up when the first is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from coverage_portal.core.audit import record
from coverage_portal.core.locks import Busy, only_one
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.uploads import incoming
from coverage_portal.imports import checking, looking, saving, undoing
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.kinds import lock_name
from coverage_portal.imports.reading import Attempt
from coverage_portal.imports.rejects import keep_rejects

State = ImportBatch.State
UNTOUCHED_FOR = timedelta(seconds=60)
MOST_TRIES = 5
KEPT_FOR = timedelta(days=7)
log = logging.getLogger(__name__)


@task()
def work_on(batch_id: int) -> None:
    """Do the work that the batch's state asks for, until a person has to act; nothing when somebody else is at it."""
    if _through(batch_id):
        take_up(asked_before=timezone.now())


def _through(batch_id: int) -> bool:
    """Do step after step until a person has to act; False when somebody else is at the batch or at its register."""
    kind = ImportBatch.objects.filter(pk=batch_id).values_list("kind", flat=True).first()
    if kind is None:
        return False
    with only_one(f"batch {batch_id}") as alone, only_one(f"work on {lock_name(kind)}") as first:
        if not (alone and first):
            return False
        while step := _step_of(batch_id):
            if not _done(step, batch_id):
                return False
    return True


def take_up(*, asked_before: datetime | None = None) -> None:
    """Ask again for work that nobody is doing: its worker died, or had to wait for another batch.

    Work that was asked for after `asked_before` (a minute ago, when None) is left to whoever is about to begin it.
    """
    _forget_left_uploads()
    before = asked_before or timezone.now() - UNTOUCHED_FOR
    left = ImportBatch.objects.filter(state__in=ImportBatch.WORKING, asked_at__lt=before).order_by("asked_at")
    for pk in list(left.values_list("pk", flat=True)):
        with only_one(f"batch {pk}") as free:
            pass
        if free and left.filter(pk=pk).update(asked_at=timezone.now()):
            work_on.enqueue(pk)


def _forget_left_uploads() -> None:
    """Delete uploads of batches that are over: a worker may have died between saving and deleting."""
    here = [int(folder.name) for folder in Path(settings.IMPORT_DIR).glob("[0-9]*")]
    with_upload = [pk for pk in here if Desk.of(pk).upload.exists()]
    over = ImportBatch.objects.filter(pk__in=with_upload).exclude(state__in=ImportBatch.OPEN)
    for pk in over.values_list("pk", flat=True) if with_upload else ():
        Desk.of(pk).forget_upload()


def forget_old() -> int:
    """Give up files that nobody went on with for KEPT_FOR, and clear desks of batches that are over; gives how many.

    An upload may hold NIKs, so it is kept no longer than it is needed.
    """
    long_ago = timezone.now() - KEPT_FOR
    waiting = (State.UPLOADING, State.COLUMNS, State.REVIEW)
    left = ImportBatch.objects.filter(state__in=waiting).filter(
        Q(asked_at__lt=long_ago) | Q(asked_at__isnull=True, received_at__lt=long_ago)
    )
    for batch in left:
        with transaction.atomic():
            ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(state=State.CANCELLED, looked=None)
            record(by=None, verb="forget_import", subject=batch, state=batch.state)
    over = ImportBatch.objects.exclude(state__in=ImportBatch.OPEN).filter(
        Q(applied_at__lt=long_ago) | Q(applied_at=None)
    )
    for file in incoming().glob("*"):
        if file.stat().st_mtime < long_ago.timestamp():
            file.unlink(missing_ok=True)
    cleared = [Desk.of(pk) for pk in over.values_list("pk", flat=True) if Desk.of(pk).folder.exists()]
    for desk in cleared:
        desk.clear()
    return len(cleared)


def _step_of(batch_id: int) -> Callable[[ImportBatch], None] | None:
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    return STEPS.get(State(batch.state)) if batch else None


def _done(step: Callable[[ImportBatch], None], batch_id: int) -> bool:
    """Do one step; False when it has to wait."""
    batch = ImportBatch.objects.select_related("received_by", "approved_by", "undone_by").get(pk=batch_id)
    if not _tried_again(batch):
        return True
    try:
        if batch.state in (State.RECEIVED, State.CHECKING) and Desk.of(batch_id).asked_to_stop():
            raise checking.Stopped
        step(batch)
    except Unreadable as refusal:
        _refuse(batch, refusal)
    except checking.Stopped:
        _stop(batch)
    except saving.Outdated:
        _become(batch, State.CHECKING, {**batch.options, "outdated": True})
    except Busy:
        _forget_tries(batch_id)
        return False
    except Exception as error:  # whatever it is: the batch must not stand as if somebody were still at it
        log.exception("import %s, %s", batch_id, batch.state)
        _refuse(batch, Unreadable("not_finished", names=[type(error).__name__]))
    _forget_tries(batch_id)
    return True


def _tried_again(batch: ImportBatch) -> bool:
    """Note that the step is begun; False, and the step given up, when workers died of it too often already: whatever
    kills them would go on doing so."""
    tries = batch.options.get("tries", 0) + 1
    if tries > MOST_TRIES:
        _refuse(batch, Unreadable("not_finished", names=[str(MOST_TRIES)]))
        _forget_tries(batch.pk)
        return False
    batch.options = {**batch.options, "tries": tries}
    ImportBatch.objects.filter(pk=batch.pk).update(options=batch.options)
    return True


def _forget_tries(batch_id: int) -> None:
    options = ImportBatch.objects.values_list("options", flat=True).get(pk=batch_id)
    if options.pop("tries", 0):
        ImportBatch.objects.filter(pk=batch_id).update(options=options)


def _look(batch: ImportBatch) -> None:
    """Look, and where nothing is in doubt check at once, with the child that looked."""
    with ExitStack() as stack:
        attempt = None if batch.options.get("look") else stack.enter_context(_begun(batch))
        sure = looking.look_at(batch, attempt)
        batch.state = State.CHECKING if sure else State.COLUMNS
        batch.save(update_fields=["looked", "layout", "options", "partial", "state"])
        if sure:
            _check(batch, attempt)


def _begun(batch: ImportBatch) -> Attempt:
    """A child that looks at the file as if nobody had said anything of it yet."""
    request = replace(checking.request_of(batch), sipp=False, layout=None, corrections=())
    return Attempt.begin(request, looking=True)


def _check(batch: ImportBatch, begun: Attempt | None = None) -> None:
    checking.check(batch, begun)
    batch.state = State.REVIEW
    batch.save()


def _save(batch: ImportBatch) -> None:
    keep_rejects(batch)
    saving.save(batch)
    Desk.of(batch.pk).forget_upload()


def _undo(batch: ImportBatch) -> None:
    undoing.undo(batch)


def _refuse(batch: ImportBatch, refusal: Unreadable) -> None:
    """The file cannot be read. Where it was only tried another way, the columns as they were stand again; where it had
    been reviewed already and the step could not be finished, the review does."""
    about = {"code": refusal.code, "row": refusal.row, "names": refusal.names}
    tried = batch.state == State.RECEIVED and batch.looked and batch.options.get("look")
    back = {State.SAVING: State.REVIEW, State.UNDOING: State.APPLIED}
    state = State.COLUMNS if tried else back.get(State(batch.state), State.REFUSED)
    with transaction.atomic():
        fresh = ImportBatch.objects.get(pk=batch.pk)
        fresh.state, fresh.refusal = state, about
        fresh.options = {name: value for name, value in fresh.options.items() if name != "look" or not tried}
        fresh.looked = None if state == State.REFUSED else fresh.looked
        fresh.save(update_fields=["state", "refusal", "options", "looked"])
        if state == State.REFUSED:
            record(by=batch.received_by, verb="refuse_import", subject=batch, code=refusal.code)
    if state == State.REFUSED:
        Desk.of(batch.pk).forget_upload()


def _stop(batch: ImportBatch) -> None:
    """Somebody asked to stop: a save goes back to its review, anything before it is given up."""
    saving_now = batch.state == State.SAVING
    with transaction.atomic():
        state = State.REVIEW if saving_now else State.CANCELLED
        kept = batch.looked if saving_now else None
        ImportBatch.objects.filter(pk=batch.pk).update(state=state, looked=kept)
        record(by=batch.received_by, verb="stop_import", subject=batch, state=batch.state)
    desk = Desk.of(batch.pk)
    if saving_now:
        desk.go_on()
    else:
        desk.clear()


def _become(batch: ImportBatch, state: State, options: dict[str, object]) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, options=options)


STEPS: dict[State, Callable[[ImportBatch], None]] = {
    State.RECEIVED: _look,
    State.CHECKING: _check,
    State.SAVING: _save,
    State.UNDOING: _undo,
}
