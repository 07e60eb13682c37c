"""Frames kept on disk in the order they came, and read again block by block or a page at a time. Pure: no Django.

Each sort of rows is one file of Arrow streams one after the other, uncompressed, with the place of each written beside:
a page of fifty rows out of a million reads the one or two blocks it lies in.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Self

import polars as pl


class ShelfWriter:
    """Writes frames. Use it as a context manager; what was put is readable once it is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._blocks: dict[str, list[tuple[int, int]]] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self._folder, ignore_errors=True)  # what an earlier writing left is not part of this one
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_error: object) -> None:
        for name, file in self._files.items():
            file.close()
            (self._folder / f"{name}.json").write_text(json.dumps(self._blocks[name]))

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Keep the rows behind those of the same sort that came before."""
        if rows.is_empty():
            return
        if what not in self._files:
            self._files[what] = (self._folder / f"{what}.arrow").open("wb")
            self._blocks[what] = []
        file = self._files[what]
        self._blocks[what].append((file.tell(), rows.height))
        rows.write_ipc_stream(file)


class Shelf:
    """What a ShelfWriter kept in `folder`; empty where there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, list[tuple[int, int]]] = {}

    def count(self, what: str) -> int:
        """How many rows of this sort there are."""
        return sum(rows for _at, rows in self._blocks(what))

    def blocks(self, what: str) -> Iterator[pl.DataFrame]:
        """All rows of this sort, block by block; the next one is read while the caller is at work on the last."""
        numbers = range(len(self._blocks(what)))
        with ThreadPoolExecutor(max_workers=1) as pool:
            ahead = [pool.submit(self._block, what, number) for number in numbers[:1]]
            for number in numbers:
                block = ahead.pop().result()
                if number + 1 in numbers:
                    ahead.append(pool.submit(self._block, what, number + 1))
                yield block

    def rows(self, what: str, start: int, size: int) -> pl.DataFrame:
        """`size` rows of this sort from the `start`-th on (0 = first); fewer at the end, none beyond it."""
        found: list[pl.DataFrame] = []
        passed = 0
        for number, (_at, rows) in enumerate(self._blocks(what)):
            if passed < start + size and passed + rows > start:
                found.append(self._block(what, number)[max(0, start - passed) : start + size - passed])
            passed += rows
        return pl.concat(found) if found else pl.DataFrame()

    def _blocks(self, what: str) -> list[tuple[int, int]]:
        if what not in self._known:
            places = self._folder / f"{what}.json"
            self._known[what] = json.loads(places.read_text()) if places.exists() else []
        return self._known[what]

    def _block(self, what: str, number: int) -> pl.DataFrame:
        with (self._folder / f"{what}.arrow").open("rb") as file:
            file.seek(self._blocks(what)[number][0])
            return pl.read_ipc_stream(file)
