"""Where compared rows go: to the database at once, or to a stage that somebody looks at first. No Django.

An importer compares a file's good rows with what is stored and hands them on; it never writes. A kind's writer puts
them into its tables, a stage keeps them on disk until the writer reads them from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import polars as pl

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
"""Sorts of compared rows. REFUSED: good by themselves, and yet not taken beside other rows or what is stored."""
Ids = tuple[int, int]
"""The first and the last id of rows made in a row; (1, 0) when there were none."""


class Sink(Protocol):
    """Takes compared rows."""

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Rows of one sort: NEW, CHANGED, SAME, or one of the kind's own. A frame without rows is nothing."""


class KeepsBefore(Protocol):
    """Remembers rows as they stand, before they are written over or taken away."""

    def keep(self, table: str, ids: Iterable[int]) -> None:
        """The rows of `table` with these ids."""


class Writer(Sink, Protocol):
    """Writes compared rows into a kind's tables, in the caller's transaction."""

    def finish(self) -> Mapping[str, Ids]:
        """Write the rest, put indexes back; gives the ids of the rows it made, by table."""


class Several:
    """A sink made of several: each hears everything, in order."""

    def __init__(self, *sinks: Sink) -> None:
        self._sinks = sinks

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Hand the rows to each."""
        for sink in self._sinks:
            sink.put(what, rows)


class Nowhere:
    """A sink for looking only."""

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Forget the rows."""


class Pending:
    """Rows that wait until there are enough of a sort to be worth a statement."""

    def __init__(self, enough: int) -> None:
        self._enough = enough
        self._waiting: dict[str, list[pl.DataFrame]] = {}

    def add(self, what: str, rows: pl.DataFrame) -> pl.DataFrame | None:
        """Keep the rows; gives all that wait of this sort once there are enough."""
        waiting = self._waiting.setdefault(what, [])
        waiting.append(rows)
        return self._take(what) if sum(frame.height for frame in waiting) >= self._enough else None

    def rest(self) -> list[tuple[str, pl.DataFrame]]:
        """What still waits, sort by sort, in the order the sorts first came."""
        return [(what, self._take(what)) for what, frames in self._waiting.items() if frames]

    def _take(self, what: str) -> pl.DataFrame:
        rows = pl.concat(self._waiting[what])
        self._waiting[what].clear()
        return rows
