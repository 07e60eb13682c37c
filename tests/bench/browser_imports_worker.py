"""The process of one engine in the benchmark of imports in the browser: told what to time, answers with seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from tests.bench import imports_worker as loading  # before anything else of ours: it sets Django up

from coverage_portal.core.models import ImportBatch, User  # isort: skip
from coverage_portal.imports import applying, flow, undoing  # isort: skip
from coverage_portal.imports.work import work_on  # isort: skip
from regions.models import Assignment  # isort: skip

FILES = {"first": loading.FIRST, "month": loading.NEXT}
State = ImportBatch.State
batches: dict[str, ImportBatch] = {}


def admin() -> User:
    """The data admin who sends the files."""
    user, made = User.objects.get_or_create(username="bench")
    if made:
        Assignment.objects.create(user=user, role=Assignment.Role.ADMIN, started_on="2020-01-01")
    return user


def upload(path: Path) -> ImportBatch:
    """The whole file, arrived but not looked at."""
    batch = flow.begin_upload(
        kind=ImportBatch.Kind.WORKERS,
        file_name=path.name,
        size=path.stat().st_size,
        position=loading.POSITIONS[path.name],
        by=admin(),
        illustrative=True,
    )
    with path.open("rb") as file:
        at = 0
        while piece := file.read(8 << 20):
            at = flow.add_bytes(batch, at, piece)
    return batch


def review(which: str, folder: Path) -> str:
    """From the last byte of the upload to the review: the look, every check, the comparison, the effect."""
    batches[which] = upload(folder / FILES[which])
    return f"{which}-review={timed(batches[which], State.RECEIVED, State.REVIEW)[0]}"


def save(which: str, _folder: Path) -> str:
    """From the click to the receipt; counting the cells apart."""
    batch = batches[which]
    ImportBatch.objects.filter(pk=batch.pk).update(approved_by=admin())
    took, counting = timed(batch, State.SAVING, State.APPLIED)
    return f"{which}-save={took - counting} {which}-save-cells={counting}"


def undo(which: str, _folder: Path) -> str:
    """From the click to everything being as it was; counting the cells apart."""
    took, counting = timed(batches[which], State.UNDOING, State.UNDONE)
    return f"{which}-undo={took - counting} {which}-undo-cells={counting}"


def timed(batch: ImportBatch, begin: str, end: str) -> tuple[float, float]:
    """Seconds of the work that `begin` asks for, and how much of it was counting."""
    ImportBatch.objects.filter(pk=batch.pk).update(state=begin)
    with counting_apart() as counted:
        began = time.monotonic()
        work_on.call(batch.pk)
        took = time.monotonic() - began
    batch.refresh_from_db()
    assert batch.state == end, (batch.state, batch.refusal, batch.summary.get("undo_refused"))
    return took, sum(counted)


@contextmanager
def counting_apart():
    """The seconds that counting months again takes, within."""
    seconds: list[float] = []
    plain: Callable[..., float] = applying.count_again

    def counted(*arguments: object) -> float:
        seconds.append(plain(*arguments))
        return seconds[-1]

    for module in (applying, undoing):
        module.count_again = counted
    try:
        yield seconds
    finally:
        for module in (applying, undoing):
            module.count_again = plain


def empty(_which: str, _folder: Path) -> str:
    """As if nothing had been loaded but the employers."""
    loading.empty()
    return "empty=0"


def main() -> None:
    """Answer each line with what it timed."""
    folder = Path(sys.argv[1])
    loading.prepare(folder)
    print("ready", flush=True)
    steps = {"review": review, "save": save, "undo": undo, "empty": empty}
    for line in sys.stdin:
        step, _, which = line.strip().partition(" ")
        print(loading.time_floor(folder) if step == "floor" else steps[step](which, folder), flush=True)
