"""The child process that reads a file somebody sent: `python -m coverage_portal.core.tabular_child`. Pure: no Django.

It reads a job from standard input, checks the file block by block and writes frames to standard output; then the next
job, if there is one. It has its own limits of memory and time, no database, no settings and no way to print: whatever a
hostile file does, it does here. What it learns of a NIK leaves it only as a keyed hash.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import pickle
import resource
import struct
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import polars as pl

from coverage_portal.core.layouts import Content
from coverage_portal.core.looking import look
from coverage_portal.core.side_by_side import in_order
from coverage_portal.core.sifting import Sifted
from coverage_portal.core.tabular import ROW, HashedFile, Unreadable, is_no_table, is_old_excel
from coverage_portal.core.tabular_checks import Checked, rejected_rows, sheet_warning, shown
from coverage_portal.core.tabular_job import Checker, Job
from coverage_portal.core.tabular_sheet import Sheet, raw_rows

ENOUGH_TO_CHECK = 5_000  # rows; a block of a month's file brings a few hundred, and checks cost something each time
SWITCH_SECONDS = 0.0005  # polars must get the GIL back soon, also while the other thread hashes
FRAME = struct.Struct(">cQ")


def main() -> None:
    """Do the jobs, and say how they ended; never prints an exception, whose text could hold a NIK."""
    out = sys.stdout.buffer
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        for number, job in enumerate(_jobs(sys.stdin.buffer)):
            if not number:
                _limit(job)
            _work(job, out)
            out.flush()
    except Unreadable as refusal:
        _send(out, b"E", refusal.as_json().encode())
    except OSError as error:
        _send(out, b"E", Unreadable("file_system", names=[error.strerror or ""]).as_json().encode())
    except Exception as error:
        _send(out, b"E", Unreadable("reader_failed", names=[type(error).__name__]).as_json().encode())
    out.flush()


def _jobs(given: BinaryIO) -> Iterator[Job]:
    with contextlib.suppress(EOFError):
        while True:
            yield pickle.load(given)  # noqa: S301 - written by our own parent process


def _limit(job: Job) -> None:
    """Memory and time of this process, once and for all: what the first job says."""
    resource.setrlimit(resource.RLIMIT_AS, (job.memory_bytes, job.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, job.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(job: Job, out: BinaryIO) -> None:
    path = Path(job.path)
    if is_old_excel(path):
        raise Unreadable("old_excel")
    if is_no_table(path):
        raise Unreadable("not_a_table")
    with path.open("rb") as raw:
        file = HashedFile(raw)
        if job.mode == "rows":
            for frame in raw_rows(job, file):
                _send_frame(out, b"X", frame)
            _send(out, b"F", b"{}")
        elif job.mode == "check" or _look(job, file, out):
            raw.seek(0)
            _check(job, HashedFile(raw), out)


def _look(job: Job, file: HashedFile, out: BinaryIO) -> bool:
    """Say what is seen; True when the file is to be checked at once."""
    seen = look(Path(job.path), file, job.fields, job.choices)
    _send(out, b"L", json.dumps(seen.as_json()).encode())
    return job.mode == "own" and seen.canonical


def _check(job: Job, file: HashedFile, out: BinaryIO) -> None:
    """Read and check the whole file."""
    module, _, name = job.checker.partition(":")
    checker: Checker = getattr(importlib.import_module(module), name)(**job.reference)
    sheet = Sheet(job, file, checker)
    _send(out, b"H", json.dumps({"unknown": sheet.unknown, "sheet": shown(sheet.name)}).encode())
    if sheet.chosen:
        _send_frame(out, b"I", sheet_warning(sheet.chosen))
    niks = frozenset(field.name for field in job.fields if field.content == Content.NIK) | {"NIK"}
    with ThreadPoolExecutor(max_workers=2) as pool:
        sifted = _gathered(in_order(pool, sheet.sift, sheet.blocks()))
        for checked in in_order(pool, checker.check, sifted):
            _send_checked(out, checked, niks if job.review else None)
    _send_frame(out, b"I", pl.concat([checker.finish(), sheet.finish()]))
    _send(out, b"F", json.dumps({"sha256": file.hexdigest(), "corrected": sheet.corrected}).encode())


def _gathered(several: Iterator[Sifted]) -> Iterator[Sifted]:
    """The same rows in fewer pieces, where a piece has few."""
    waiting: list[Sifted] = []
    for sifted in several:
        waiting.append(sifted)
        if sum(each.fresh.height for each in waiting) >= ENOUGH_TO_CHECK:
            yield Sifted.merged(waiting)
            waiting = []
    if waiting:
        yield Sifted.merged(waiting)


def _send_checked(out: BinaryIO, checked: Checked, niks: frozenset[str] | None) -> None:
    """`niks`: the columns of NIKs where the result is reviewed, else None."""
    counts = {"read": checked.read, "blank": checked.blank, "rejected": checked.rejected}
    _send(out, b"C", json.dumps(counts).encode())
    if not checked.issues.is_empty():
        _send_frame(out, b"I", checked.issues)
    if len(checked.same):
        same = pl.DataFrame({"at": pl.Series(checked.same, dtype=pl.UInt32)})
        rows = [] if niks is None else [pl.Series(ROW, checked.same_rows, dtype=pl.UInt32)]
        _send_frame(out, b"S", same.with_columns(rows))
    if len(checked.refused_keys):
        _send_frame(out, b"K", pl.DataFrame({"key": checked.refused_keys}))
    if niks is not None and not checked.rejected_text.is_empty():
        _send_frame(out, b"T", rejected_rows(checked, niks))
    _send_frame(out, b"R", checked.rows)


def _send_frame(out: BinaryIO, kind: bytes, frame: pl.DataFrame) -> None:
    buffer = io.BytesIO()
    frame.write_ipc_stream(buffer)
    _send(out, kind, buffer.getbuffer())


def _send(out: BinaryIO, kind: bytes, payload: bytes | memoryview) -> None:
    out.write(FRAME.pack(kind, len(payload)))
    out.write(payload)
    out.flush()


if __name__ == "__main__":
    main()
