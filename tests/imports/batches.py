"""Files on their way through the browser's steps, for tests: what a person and the portal do, one call each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports import flow
from coverage_portal.imports.work import work_on
from regions.models import Assignment
from tests.imports.extracts import POSITION
from tests.people import person


def admin(name: str = "sari", branch: object = None) -> User:
    """A data admin, of every branch unless one is given."""
    return person(name, Assignment.Role.ADMIN, branch)


def upload(path: Path, by: User, kind: str = "workers", position: date = POSITION, **options: object) -> ImportBatch:
    """Send a whole file; it is then looked at and, where nothing is in doubt, checked."""
    settings = {"illustrative": True} | options
    data = path.read_bytes()
    batch = flow.begin_upload(
        kind=ImportBatch.Kind(kind), file_name=path.name, size=len(data), position=position, by=by, **settings
    )
    flow.add_bytes(batch, 0, data)
    flow.finish_upload(batch)
    return after_work(batch)


def save(batch: ImportBatch, by: User, *, end_missing: bool = False) -> ImportBatch:
    """Save what was reviewed, every warning taken note of."""
    flow.save(batch, by=by, acknowledged=set(batch.summary["warnings"]), end_missing=end_missing)
    return after_work(batch)


def undo(batch: ImportBatch, by: User) -> ImportBatch:
    """Take the whole import back."""
    flow.undo(batch, by=by)
    return after_work(batch)


def after_work(batch: ImportBatch) -> ImportBatch:
    """The batch once the work it asks for is done: a test's transaction never ends, so nothing else asks."""
    work_on.call(batch.pk)
    batch.refresh_from_db()
    return batch
