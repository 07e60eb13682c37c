"""What is asked of an import, and what became of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from coverage_portal.core import tabular_checks
from coverage_portal.core.layouts import Correction, Layout
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.tabular import ROW
from coverage_portal.core.unseen import seen_text

LONGEST_FILE_NAME = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One file to bring in. `position` is the day its facts stand at; `by` who sends it (None: the shell).

    `branches`: codes of the branches whose rows `by` may bring in, None for all. `partial`: who is not in the file is
    not missing. `sipp`: a workers' file is SIPP's Data TK Baru. `layout` and `corrections`: how the file is read (None:
    its first row has just the kind's columns).
    """

    kind: ImportBatch.Kind
    path: Path
    position: date
    illustrative: bool = False
    dry_run: bool = False
    skip_bad: bool = False
    accept_zeros: bool = False
    allow_older: bool = False
    by: User | None = None
    branches: frozenset[str] | None = None
    partial: bool = False
    sipp: bool = False
    layout: Layout | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def file_name(self) -> str:
        """The file's name as it is kept and shown."""
        return kept_name(self.path.name, self.position)


def kept_name(name: str, position: date) -> str:
    """A file's name as it is kept and shown: the day it stands at stays, what could be a NIK or shows nothing does
    not."""
    day = position.isoformat()
    return day.join(tabular_checks.shown(part) for part in seen_text(name).split(day))[-LONGEST_FILE_NAME:]


@dataclass(slots=True)
class Receipt:
    """What became of a file. rows_read = new + changed + same + rejected + blank, always.

    `counting_seconds` is how long counting the months again took, of the whole.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    blank: int = 0
    missing: int = 0
    issues: pl.DataFrame = field(default_factory=tabular_checks.no_issues)
    unknown_columns: list[str] = field(default_factory=list)
    touched_from: date | None = None
    applied: bool = False
    counting_seconds: float = 0.0
    batch_id: int | None = None

    @property
    def counts(self) -> dict[str, int]:
        """What became of the rows, by name; they add up to `read`."""
        return {name: getattr(self, name) for name in ("new", "changed", "same", "rejected", "blank")}

    @property
    def errors(self) -> int:
        """How many problems refuse a row or the file."""
        return int((self.issues["severity"] == tabular_checks.ERROR).sum())

    @property
    def refused(self) -> bool:
        """True when the file as a whole is refused, whatever its rows."""
        return bool((self.issues[ROW] == tabular_checks.WHOLE_FILE).any())
