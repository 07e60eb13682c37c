"""The kinds of files the portal takes, and what each is made of. The steps of an import know no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import polars as pl

from coverage_portal.core.landing import Sink, Writer
from coverage_portal.core.layouts import Field
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import today
from coverage_portal.core.stored_rows import Outcome, StoredRows
from coverage_portal.imports.alarms import Employers
from coverage_portal.imports.effect import EmployersEffect, WorkersEffect
from coverage_portal.imports.receipt import Request
from employers import described as employer_described
from employers import fields as employer_fields
from employers import importer as employers
from employers.writer import PROGRAMME_TABLE
from regions.models import Branch
from workers import described as worker_described
from workers import fields as worker_fields
from workers import importer as workers
from workers.writer import PERSON_TABLE


class Importer(Protocol):
    """Compares a file's good rows with what is stored and hands them to a sink."""

    outcome: Outcome
    stored: StoredRows
    first_id: int

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows."""

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys were rejected."""

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once."""

    def finish(self) -> Outcome:
        """Hand on the rest; the outcome is then complete."""


class Effect(Sink, Protocol):
    """Hears compared rows and works out what saving them would do to coverage."""

    def leave(self, ids: np.ndarray) -> pl.DataFrame:
        """Stored rows that the file no longer names; gives those of them that count on the file's day."""

    def leaving_count(self) -> int:
        """How many these are."""

    def result(self) -> dict[str, Any]:
        """See effect.effect_by_city."""

    def employers(self) -> Employers | None:
        """Workers by employer, where the kind knows them."""


class Describe(Protocol):
    """Rows as the text of their columns; a module of the kind's own."""

    def stored(self, ids: Sequence[int]) -> dict[int, dict[str, str]]:
        """Stored rows by id."""

    def facts(self, rows: pl.DataFrame) -> list[dict[str, str]]:
        """Rows of facts."""

    def matching(self, text: str) -> list[int]:
        """Ids of stored rows in which `text` stands."""


@dataclass(frozen=True)
class Watched:
    """A table a kind writes, for undoing: `batch_column` when its rows name the import that wrote them last (with
    batch_id and row_hash), `held_by`: tables and columns whose rows hang on its rows."""

    table: str
    batch_column: bool
    held_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class KindOfFile:
    """One kind. `register` is what it writes to: only one import of a register runs at a time.

    `full`: a file is the whole extract of its branches, so who is not in it is missing. `counts_employers`: its facts
    are counted as employers. `rows_permission`: who may see the rows of such a file sees its cells. `watched`: its
    tables, those first that hang on others.
    """

    register: str
    checker: str
    table: str
    full: bool
    counts_employers: bool
    rows_permission: str
    importer: Callable[..., Importer]
    writer: Callable[..., Writer]
    keys: Callable[[pl.DataFrame], pl.Series]
    reference: Callable[[Request, np.ndarray, Collection[str]], Any]
    effect: Callable[..., Effect]
    watched: tuple[Watched, ...]
    describe: Describe
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
        effect=EmployersEffect,
        watched=(
            Watched(PROGRAMME_TABLE, batch_column=False),
            Watched(employers.TABLE, batch_column=True, held_by=((workers.TABLE, "employer_id"),)),
        ),
        describe=employer_described,
        fields=employer_fields.fields,
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
        effect=WorkersEffect,
        watched=(
            Watched(workers.TABLE, batch_column=True),
            Watched(PERSON_TABLE, batch_column=False, held_by=((workers.TABLE, "person_id"),)),
        ),
        describe=worker_described,
        fields=worker_fields.fields,
    ),
}


def make_importer(
    request: Request, stored: StoredRows, sink: Sink, repeated: Collection[str], *, watch_keys: bool
) -> Importer:
    """The importer of what is asked, over what is stored."""
    own = request.branches
    ids = None if own is None else list(Branch.objects.filter(code__in=own).values_list("id", flat=True))
    return KINDS[request.kind].importer(stored, sink, repeated=repeated, watch_keys=watch_keys, branches=ids)
