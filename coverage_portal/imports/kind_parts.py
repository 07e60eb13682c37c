"""What a kind of file is made of: the parts that the steps of an import call, each a module of the kind's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import polars as pl

from coverage_portal.core.bulk import stored_rows
from coverage_portal.core.landing import Sink, Writer
from coverage_portal.core.layouts import Field
from coverage_portal.core.stored_rows import Outcome, StoredRows
from coverage_portal.imports.effects.alarms import Employers
from coverage_portal.imports.receipt import Request


class Importer(Protocol):
    """Compares a file's good rows with what is stored and hands them to a sink."""

    outcome: Outcome
    stored: StoredRows
    first_ids: dict[str, int]

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
        """Stored rows that the file no longer names; gives those that are missing: who counts on the file's day."""

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
    tables, those first that hang on others. `key_field`: the field that tells its rows apart, where one does.
    `dated_rows`: each row carries its own day, so that an older file undoes nothing. `may_be_illustrative`: a demo has
    such rows. `stored`: where rows are not known by the hashes of `table`.
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
    fields: Callable[[], Sequence[Field]]
    key_field: str = ""
    dated_rows: bool = False
    may_be_illustrative: bool = True
    stored: Callable[[], StoredRows] | None = None

    def stored_rows(self) -> StoredRows:
        """What a file of this kind is compared with."""
        return self.stored() if self.stored else stored_rows(self.table)
