"""The parent's side of reading a file somebody sent: starts the child, gives it a job, takes its frames. No Django.

The child is started before there is a job, so that it loads while the parent asks the database what to check against.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import polars as pl

from coverage_portal.core.sheet_look import Look
from coverage_portal.core.tabular import ROW, Unreadable
from coverage_portal.core.tabular_child import FRAME, Job

ROOT = Path(__file__).resolve().parents[2]
_LEAN = {
    "POLARS_MAX_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
}
"""The child has two threads of its own; polars' and malloc's for each of them would only cost memory (40 MB of 240).
What a block took is kept for the next: giving it back each time costs twice the page faults."""
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Part:
    """What the child says next: `counts` of a block (read, blank, rejected), its good `rows`, the places of those that
    are the `same` as stored, the `refused_keys` of rejected rows, or `issues`.

    Only for a Job with `review`: beside `same` the sheet rows `same_rows`, and `rejected`, the text of rejected rows
    (ROW and the checker's columns; the NIK and what looks like one is HIDDEN; rows of another width are not in it).
    """

    counts: dict[str, int] | None = None
    same: np.ndarray | None = None
    refused_keys: pl.Series | None = None
    rows: pl.DataFrame | None = None
    issues: pl.DataFrame | None = None
    same_rows: np.ndarray | None = None
    rejected: pl.DataFrame | None = None


class SheetReader:
    """A child process that reads one file. Use it as a context manager: leaving it ends the child.

    `start` it, then take its `parts`. After the last of them `unknown` holds the columns nobody asked for, `sheet` the
    name of a workbook's sheet, `sha256` the file's hash, and `corrected` what the corrections did (UsedCorrections).
    """

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self.sheet = ""
        self.sha256 = ""
        self.corrected: list[dict[str, Any]] = []
        self._child = subprocess.Popen(
            [sys.executable, "-m", "coverage_portal.core.tabular_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a panic there could quote a cell
            cwd=ROOT,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _LEAN,
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._child.wait()

    def start(self, job: Job, *, last: bool = True) -> None:
        """Let the child begin with `job`; unless it is the `last` one, it waits for another when it is done."""
        assert self._child.stdin
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(job, self._child.stdin, protocol=5)
            self._child.stdin.close() if last else self._child.stdin.flush()

    def parts(self) -> Iterator[Part]:
        """What comes out of the check, in order; raises Unreadable when the file, or the child, gives up."""
        while True:
            kind, payload = self._next()
            if kind == b"R":
                yield Part(rows=pl.read_ipc_stream(payload))
            elif kind == b"S":
                same = pl.read_ipc_stream(payload)
                same_rows = same[ROW].to_numpy() if ROW in same.columns else None
                yield Part(same=same["at"].to_numpy(), same_rows=same_rows)
            elif kind == b"T":
                yield Part(rejected=pl.read_ipc_stream(payload))
            elif kind == b"K":
                yield Part(refused_keys=pl.read_ipc_stream(payload)["key"])
            elif kind == b"I":
                yield Part(issues=pl.read_ipc_stream(payload))
            elif kind == b"C":
                yield Part(counts=json.loads(payload))
            elif kind == b"H":
                header = json.loads(payload)
                self.unknown, self.sheet = header["unknown"], header["sheet"]
            elif kind == b"F":
                end = json.loads(payload)
                self.sha256, self.corrected = end["sha256"], end["corrected"]
                return
            else:
                raise Unreadable.from_json(payload)

    def look(self) -> Look:
        """What the child saw, for a Job of mode "look" or "own"; raises Unreadable."""
        kind, payload = self._next()
        if kind != b"L":
            raise Unreadable.from_json(payload)
        return Look.from_json(json.loads(payload))

    def cells(self) -> Iterator[pl.DataFrame]:
        """For a Job of mode "rows": the cells of the header's lines, then those of the wanted rows, in their order.

        Each frame has ROW and columns "0", "1", ... of text, as many as its longest row has cells. Cells of a NIK
        field come sealed (core.sealed), or HIDDEN without a key, like whatever else looks like a NIK. "=" and the
        name of a corrected field: what is read instead.
        """
        while True:
            kind, payload = self._next()
            if kind == b"F":
                return
            if kind != b"X":
                raise Unreadable.from_json(payload)
            yield pl.read_ipc_stream(payload)

    def _next(self) -> tuple[bytes, bytes]:
        """The child's next frame. One that ends early died of its limits, or of the file."""
        head = self._read(FRAME.size)
        kind, length = FRAME.unpack(head)
        return kind, self._read(length)

    def _read(self, size: int) -> Any:
        assert self._child.stdout
        data = self._child.stdout.read(size)
        if len(data) < size:
            raise Unreadable("reader_died")
        return data
