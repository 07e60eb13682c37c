"""Bringing in a file in one go, as the command does: read, compare, write and count again in one transaction.

A file with a rejected row writes nothing unless the caller says to leave such rows out; a file with nothing new writes
nothing at all. The browser goes the same way in steps of its own (`checking`, `saving`), over the same pieces.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, transaction

from coverage_portal.core.landing import Nowhere
from coverage_portal.core.locks import take_lock
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.stored_rows import MustBeRead
from coverage_portal.core.tabular_reader import SheetReader
from coverage_portal.imports.applying import apply
from coverage_portal.imports.before import BeforeImages
from coverage_portal.imports.kinds import asked_kind, lock_name, make_importer
from coverage_portal.imports.reading import Reading, Rejected, close, job, newest_position, refusals, repeated_keys
from coverage_portal.imports.receipt import Receipt, Request


class _Repeated(Exception):
    """Keys seem to stand in the file more than once: found at its end, so the attempt is undone and begun again.

    While rows are written the unique index finds them, with an IntegrityError; but not where one of two rows was
    rejected and left out.
    """


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
        except Rejected:
            writing = False
        except MustBeRead as found:
            unread |= found.keys
        except (_Repeated, IntegrityError):
            if repeated is not None:
                raise
            repeated = repeated_keys(request)
            writing = writing and (request.skip_bad or not repeated)


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
        kind = asked_kind(request)
        stored = kind.stored_rows()
        child.start(job(request, stored.known, unread | (repeated or frozenset())))
        batch = _receive(request)
        refused = bool(refusals(request))
        writer = None
        if writing and not refused:
            writer = kind.writer(batch.pk, BeforeImages(batch.pk), empty=not len(stored))
        importer = make_importer(request, stored, writer or Nowhere(), repeated or (), watch_keys=writer is None)
        strict = writer is not None and not request.skip_bad
        receipt = Reading(importer, strict=strict).read(child, request)
        if repeated is None and (importer.repeated() or (receipt.rejected and request.skip_bad)):
            raise _Repeated
        close(receipt, importer, request, kind.effect(request.position, stored=False))
        batch.file_sha256 = child.sha256
        if writer is not None:
            batch.inserted = dict(writer.finish())
        if _worth_keeping(receipt, request):
            apply(batch, receipt, by=request.by, branches=importer.stored.branches(), say=say)
        else:
            transaction.set_rollback(True)
    return receipt


def _receive(request: Request) -> ImportBatch:
    """The receipt's row in the database; rolled back with everything else when nothing is applied."""
    return ImportBatch.objects.create(
        kind=request.kind,
        file_name=request.file_name,
        file_size=request.path.stat().st_size,
        position=request.position,
        illustrative=request.illustrative,
        partial=request.partial,
        received_by=request.by,
    )


def _worth_keeping(receipt: Receipt, request: Request) -> bool:
    if request.dry_run or receipt.refused or (receipt.rejected and not request.skip_bad):
        return False
    newest = newest_position(request.kind)
    return bool(receipt.new or receipt.changed) or newest is None or newest < request.position
