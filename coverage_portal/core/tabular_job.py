"""What the child process is asked to do with a file, and what an extract's own module gives it. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import polars as pl

from coverage_portal.core.layouts import Correction, Field, Layout
from coverage_portal.core.sheet_look import Choices
from coverage_portal.core.sifting import Sifted
from coverage_portal.core.tabular import Block, Lines
from coverage_portal.core.tabular_checks import Checked


@dataclass(frozen=True, slots=True)
class Job:
    """What to read and how: `checker` is "module:Class", made with `reference` as keyword arguments.

    `mode` "check" reads and checks the whole file; "look" (no checker) only finds out how it is to be read, within
    `choices`; "own" looks, and where the file is one of the portal's own form (Look.canonical) goes on to check it;
    "rows" (no checker) gives the cells of `wanted_rows` as they stand. `fields` are what the kind of import
    knows, `layout` how this file is read: None where its first row must be the checker's columns. `review` adds what
    somebody needs who looks at the result (see Part). `nik_key` opens sealed NIKs, and seals those of `wanted_rows`.
    """

    path: str
    checker: str
    reference: dict[str, Any]
    memory_bytes: int
    cpu_seconds: int
    mode: Literal["check", "look", "own", "rows"] = "check"
    fields: tuple[Field, ...] = ()
    layout: Layout | None = None
    corrections: tuple[Correction, ...] = ()
    choices: Choices = field(default_factory=Choices)
    review: bool = False
    wanted_rows: tuple[int, ...] = ()
    nik_key: bytes = field(default=b"", repr=False)


class Checker(Protocol):
    """What an extract's own module gives: its columns, the checks of some rows, and of the file as a whole.

    Two threads work on two blocks at once.
    """

    columns: tuple[str, ...]

    def sift(self, block: Block | Lines) -> Sifted:
        """Set aside the rows of a block that are stored just so."""

    def check(self, sifted: Sifted) -> Checked:
        """Check what is left."""

    def finish(self) -> pl.DataFrame:
        """Problems of the whole file, after the last block."""
