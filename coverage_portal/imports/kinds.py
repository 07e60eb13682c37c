"""The kinds of files the portal takes, and what each is made of. The steps of an import know no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import polars as pl

from coverage_portal.core.landing import KeepsBefore, Sink, Writer
from coverage_portal.core.layouts import Field
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.core.stored_rows import Outcome, StoredRows
from coverage_portal.imports.receipt import Request
from employers import importer as employers
from regions.models import Branch
from workers import importer as workers


class Importer(Protocol):
    """Compares a file's good rows with what is stored and hands them to a sink."""

    outcome: Outcome
    stored: StoredRows

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows."""

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys were rejected."""

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once."""

    def finish(self) -> Outcome:
        """Hand on the rest; the outcome is then complete."""


@dataclass(frozen=True)
class KindOfFile:
    """One kind. `register` is what it writes to: only one import of a register runs at a time.

    `full`: a file is the whole extract of its branches, so who is not in it is missing. `counts_employers`: its facts
    are counted as employers. `rows_permission`: who may see the rows of such a file sees its cells.
    """

    register: str
    checker: str
    table: str
    full: bool
    counts_employers: bool
    rows_permission: str
    importer: Callable[..., Importer]
    writer: Callable[[int, KeepsBefore, StoredRows], Writer]
    keys: Callable[[pl.DataFrame], pl.Series]
    reference: Callable[[Request, np.ndarray, Collection[str]], Any]
    fields: Callable[[], Sequence[Field]] = tuple


def lock_name(kind: str) -> str:
    """The lock that lets only one import of a register run at a time."""
    return f"import {KINDS[ImportBatch.Kind(kind)].register}"


def _workers_reference(request: Request, known: np.ndarray, suspects: Collection[str]) -> Any:
    return workers.reference(
        today=today(),
        position=request.position,
        known=known,
        suspects=suspects,
        illustrative=request.illustrative,
        accept_zeros=request.accept_zeros,
        own_branches=request.branches,
    )


def _employers_reference(request: Request, known: np.ndarray, suspects: Collection[str]) -> Any:
    return employers.reference(known, suspects, own_branches=request.branches)


KINDS: dict[ImportBatch.Kind, KindOfFile] = {
    ImportBatch.Kind.EMPLOYERS: KindOfFile(
        register="employers",
        checker=employers.EmployersImport.checker,
        table=employers.TABLE,
        full=True,
        counts_employers=True,
        rows_permission="view_employers",
        importer=employers.EmployersImport,
        writer=employers.writer,
        keys=employers.keys,
        reference=_employers_reference,
    ),
    ImportBatch.Kind.WORKERS: KindOfFile(
        register="workers",
        checker=workers.WorkersImport.checker,
        table=workers.TABLE,
        full=True,
        counts_employers=False,
        rows_permission="view_workers",
        importer=workers.WorkersImport,
        writer=workers.writer,
        keys=workers.keys,
        reference=_workers_reference,
    ),
}


def make_importer(
    request: Request, stored: StoredRows, sink: Sink, repeated: Collection[str], *, watch_keys: bool
) -> Importer:
    """The importer of what is asked, over what is stored."""
    own = request.branches
    ids = None if own is None else list(Branch.objects.filter(code__in=own).values_list("id", flat=True))
    return KINDS[request.kind].importer(stored, sink, repeated=repeated, watch_keys=watch_keys, branches=ids)
