"""A sheet somebody sent, read as text: blocks of rows with the row numbers the sheet shows. Pure: no Django.

Whatever the file is (CSV or XLSX), every cell arrives as text, so that no code loses its zeros and no text becomes
a formula. What cannot be read honestly is refused with `Unreadable`; it is never repaired by guess.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl

ROW = "row_number"
HEAD_ROWS = 60
"""So many rows of a sheet are seen before it is decided how to read it."""
MOST_COLUMNS = 300
"""A sheet with more columns is no list of anything."""
BETWEEN_CELLS = b"\x1e"
"""Parts the cells of a row whose hash is taken, and of a row of `Lines`, where it stands in no cell."""


class Unreadable(Exception):
    """The file cannot be read. `code` names the reason, `row` the sheet row (0: the whole file), `names` columns."""

    def __init__(self, code: str, row: int = 0, names: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.names = list(names)

    def as_json(self) -> str:
        """What a child process tells its parent; the other end is `from_json`."""
        return json.dumps({"code": self.code, "row": self.row, "names": self.names})

    @classmethod
    def from_json(cls, text: str | bytes) -> Unreadable:
        """The same refusal, as the parent process sees it."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive rows. `frame` has ROW and the wanted columns, all text ("" when empty, never null).

    `trimmed` says that no text has spaces around it; `plain` also that all of it is ASCII without apostrophes and
    without two spaces in a row. `ragged` are the sheet rows whose number of cells differs from the header's; they are
    not in `frame`.
    """

    frame: pl.DataFrame
    ragged: tuple[int, ...] = ()
    trimmed: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """Where the wanted columns stand in the sheet (0 = first), how many cells a row has, and what is not known.

    `least`: a row may have so few cells (0: as many as `width`), the last columns having no name. `as_written`: the
    cells are taken as they stand, so that a stored row is known by its bytes; False where a layout reads them.
    """

    positions: dict[str, int]
    width: int
    unknown: tuple[str, ...] = ()
    least: int = 0
    as_written: bool = True

    @classmethod
    def match(cls, cells: Sequence[str], wanted: Sequence[str]) -> Header:
        """Find `wanted` among the header's cells, in any order and case; refuses a header that lacks or repeats one."""
        names = [cell.strip().strip("\ufeff").upper() for cell in cells]
        missing = [name for name in wanted if name not in names]
        if missing:
            raise Unreadable("columns_missing", 1, missing)
        repeated = [name for name in wanted if names.count(name) > 1]
        if repeated:
            raise Unreadable("columns_repeated", 1, repeated)
        unknown = tuple(name for name in names if name and name not in wanted)
        return cls({name: names.index(name) for name in wanted}, len(names), unknown)

    @property
    def in_order(self) -> bool:
        """True when the sheet has just the wanted columns, in the wanted order, taken as they stand."""
        return self.as_written and list(self.positions.values()) == list(range(self.width))

    def frame(self, rows: Iterable[Sequence[str]], row_numbers: Iterable[int]) -> Block:
        """Rows of text as one block, each with its row number in the sheet; there may be more numbers than rows."""
        good: list[Sequence[str]] = []
        numbers: list[int] = []
        ragged: list[int] = []
        for cells, number in zip(rows, row_numbers, strict=False):
            row = self._fitted(cells)
            if row is None:
                ragged.append(number)
            else:
                good.append(row)
                numbers.append(number)
        columns = list(zip(*good, strict=True)) if good else [()] * self.width
        data = {ROW: pl.Series(ROW, numbers, dtype=pl.UInt32)}
        data |= {name: pl.Series(name, columns[at], dtype=pl.String) for name, at in self.positions.items()}
        return Block(pl.DataFrame(data), tuple(ragged))

    def parse(self, piece: bytes, separator: str) -> pl.DataFrame:
        """Lines without quotes, each with the header's number of cells, as text columns."""
        by_position = sorted(self.positions.items(), key=lambda item: item[1])
        frame = pl.read_csv(
            piece,
            has_header=False,
            columns=[at for _name, at in by_position],
            separator=separator,
            quote_char=None,
            infer_schema=False,
            empty_string_is_null=False,
        )
        frame.columns = [name for name, _at in by_position]
        return frame.select(list(self.positions))

    def _fitted(self, cells: Sequence[str]) -> Sequence[str] | None:
        if len(cells) == self.width:
            return cells
        if not any(map(str.strip, cells)):
            return [""] * self.width
        if len(cells) > self.width and not any(map(str.strip, cells[self.width :])):
            return cells[: self.width]
        if self.least and self.least <= len(cells) < self.width:
            return [*cells, *[""] * (self.width - len(cells))]
        return None


@dataclass(frozen=True, slots=True)
class Lines:
    """Consecutive rows not parsed yet: ASCII, nothing to strip, none blank or ragged, just the wanted columns in order.

    Each of `rows` has BETWEEN_CELLS between its cells. `plain`: see Block.
    """

    rows: list[bytes]
    first_row: int
    header: Header
    plain: bool = False

    def block(self, at: np.ndarray | None = None) -> Block:
        """These rows (counted from 0 in this piece; all when None) as a block."""
        places = np.arange(len(self.rows)) if at is None else at
        rows = self.rows if len(places) == len(self.rows) else [self.rows[place] for place in places]
        numbers = pl.Series(ROW, places + self.first_row, dtype=pl.UInt32)
        if not rows:
            return self.header.frame([], [])
        frame = self.header.parse(b"\n".join(rows), BETWEEN_CELLS.decode())
        return Block(frame.insert_column(0, numbers), trimmed=True, plain=self.plain)


@dataclass(slots=True)
class HashedFile:
    """A file being read once, in order, with the SHA-256 of everything read so far."""

    file: BinaryIO
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end."""
        data = self.file.read(size)
        self.digest.update(data)
        return data

    def hexdigest(self) -> str:
        """The SHA-256 of the whole file: reads what is left of it."""
        while self.read(1 << 20):
            pass
        return self.digest.hexdigest()


def is_zip(path: Path) -> bool:
    """True when the file is a zip archive, which XLSX is; decided by its first bytes, not by its name."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


NO_TABLES = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf", b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")


def is_no_table(path: Path) -> bool:
    """True for a document, picture or page that somebody gave a table's name."""
    with path.open("rb") as file:
        return file.read(16).startswith(NO_TABLES)


def is_old_excel(path: Path) -> bool:
    """True for the binary .xls of Excel 97-2003 (and for password-protected workbooks), which are not read."""
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
