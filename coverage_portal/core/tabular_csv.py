"""CSV as text, in blocks of whole records. Pure: no Django.

Blocks without a quote are read by polars, and those that need no cleaning stay bytes until somebody asks for their
cells; as soon as a quote turns up the rest of the file goes through Python's csv module, which follows quoted line
breaks exactly. All give the same rows and row numbers (a test holds them equal).
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import numpy as np
import polars as pl

from coverage_portal.core.tabular import (
    BETWEEN_CELLS,
    HEAD_ROWS,
    MOST_COLUMNS,
    ROW,
    Block,
    HashedFile,
    Header,
    Lines,
    Unreadable,
)
from coverage_portal.core.tabular_text import LONGEST_RECORD, Pieces

SLOW_ROWS, SLOW_CHARACTERS = 20_000, 8 << 20
SEPARATORS = (";", ",", "\t", "|")
SEALED = b"nik~"
"""What a sealed cell begins with (core.sealed): it has to be opened, so its row is not known by its bytes."""
csv.field_size_limit(LONGEST_RECORD)  # a longer one is a quote that never closes


class CsvSheet:
    """One CSV file whose first row is the header with the `wanted` columns: `header` once opened, then `blocks()`."""

    def __init__(self, file: HashedFile, wanted: Sequence[str]) -> None:
        self._text = CsvText(file)
        line = self._text.first_line()
        if line.count('"') % 2:
            raise Unreadable("unclosed_quote", 1)
        self._text.separator = _separator(line, wanted)
        self.header = Header.match(_cells(line, self._text.separator), wanted)

    def blocks(self) -> Iterator[Block | Lines]:
        """Every row under the header, in order."""
        return self._text.blocks(self.header, 1)


class CsvText:
    """A CSV of which nothing is known yet but its first piece. `separator` is set before rows are asked for.

    Then either `blocks` or `records` once.
    """

    def __init__(self, file: HashedFile, encoding: str = "") -> None:
        self._text = Pieces(file, encoding)
        self._pieces = iter(self._text)
        self._first = next(self._pieces, (b"", 0))
        if not self._first[0].strip():
            raise Unreadable("empty")
        self.separator = SEPARATORS[0]

    @property
    def encoding(self) -> str:
        """What the file is written in, as far as it was read."""
        return self._text.encoding

    def first_line(self) -> str:
        """The text up to the first line end."""
        return self._first[0].partition(b"\n")[0].decode()

    def head(self, separator: str) -> list[list[str]]:
        """The first HEAD_ROWS rows, were they parted by `separator`, without what goes far beyond MOST_COLUMNS."""
        lines = io.TextIOWrapper(io.BytesIO(self._first[0]), encoding="utf-8", newline="\n")
        rows = islice(csv.reader(lines, delimiter=separator), HEAD_ROWS)
        try:
            return [row[: MOST_COLUMNS + 1] for row in rows]
        except csv.Error as error:  # a cell longer than any record
            raise Unreadable("line_too_long") from error

    def blocks(self, header: Header, above: int) -> Iterator[Block | Lines]:
        """Every row under the first `above` ones, in order."""
        rows = _Rows(header, self.separator)
        piece, lines = self._first
        top = piece.split(b"\n", above)
        if any(line.count(b'"') % 2 for line in top[:above]) or len(top) <= above:
            yield from rows.quoted(chain([self._first], self._pieces), above + 1, above)
            return
        row, rest = above + 1, (top[above], lines - above)
        following = chain([rest] if rest[0] else [], self._pieces)
        for piece, lines in following:
            if b'"' in piece:
                yield from rows.quoted(chain([(piece, lines)], following), row)
                return
            yield rows.plain(piece, lines, row)
            row += lines

    def records(self, wanted: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        """The cells of the wanted sheet rows as they stand, each with its row."""
        left, last = frozenset(wanted), max(wanted, default=0)
        every = _records(chain([self._first], self._pieces), self.separator)
        for row, record in enumerate(islice(every, last), 1):
            if row in left:
                yield row, record


@dataclass(frozen=True, slots=True)
class _Rows:
    """Turns pieces of text into blocks of rows."""

    header: Header
    separator: str

    def plain(self, piece: bytes, lines: int, row: int) -> Block | Lines:
        """A piece without quotes: bytes, or polars, when every line has the header's number of cells."""
        look, width = _Look(piece, self.separator), self.header.width
        if look.even(width) and not piece.startswith(codecs.BOM_UTF8):  # polars would drop the mark
            if look.trimmed and self.header.in_order and not (b"~" in piece and SEALED in piece):
                joined = piece.removesuffix(b"\n").replace(self.separator.encode(), BETWEEN_CELLS)
                rows = joined.split(b"\n")
                if BETWEEN_CELLS * (width - 1) not in rows:  # a row of nothing but separators is blank
                    return Lines(rows, row, self.header, plain=look.plain)
            numbers = pl.int_range(row, row + lines, dtype=pl.UInt32, eager=True).alias(ROW)
            frame = self.header.parse(piece, self.separator).insert_column(0, numbers)
            return Block(frame, trimmed=look.trimmed, plain=look.plain)
        return self.header.frame((_cells(line, self.separator) for line in _lines(piece)), count(row))

    def quoted(self, text: Iterable[tuple[bytes, int]], row: int, above: int = 0) -> Iterator[Block]:
        """The rest of the file record by record, without the first `above`; `row` is the number of the next."""
        batch: list[list[str]] = []
        held = 0
        records = islice(_records(text, self.separator, row - above), above, None)
        for record in records:
            batch.append(record)
            held += sum(map(len, record))
            if len(batch) == SLOW_ROWS or held > SLOW_CHARACTERS:
                yield self.header.frame(batch, count(row))
                row += len(batch)
                batch, held = [], 0
        if batch:
            yield self.header.frame(batch, count(row))


def _records(text: Iterable[tuple[bytes, int]], separator: str, row: int = 1) -> Iterator[list[str]]:
    """Rows of cells, quotes followed; one that never closes is refused with the row it opens in."""
    lines = (f"{line}\n" for piece, _count in text for line in _lines(piece))
    records = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for record in records:
            yield record
            row += 1
    except csv.Error as error:
        code = "text_after_quote" if "expected after" in str(error) else "unclosed_quote"
        raise Unreadable(code, row) from error


class _Look:
    """What can be seen of a piece of CSV from its bytes alone, at a few nanoseconds a line."""

    def __init__(self, piece: bytes, separator: str) -> None:
        codes = np.frombuffer(piece, dtype=np.uint8)
        self._ends = np.flatnonzero(codes == ord("\n"))
        # Tabs and their like, to strip or to doubt; line ends and separators are none of them.
        controls = int(np.count_nonzero(codes < ord(" "))) - len(self._ends)
        if not piece.endswith(b"\n"):
            self._ends = np.append(self._ends, len(codes))
        self._separators = np.flatnonzero(codes == ord(separator))
        controls -= len(self._separators) if separator < " " else 0
        edges = np.zeros(256, dtype=bool)
        edges[[ord(separator), ord("\n")]] = True
        spaces = np.flatnonzero(codes == ord(" "))
        outer = edges[codes[np.minimum(spaces + 1, len(codes) - 1)]] | edges[codes[spaces - 1]]
        bare = piece.isascii() and not controls and b" " not in piece[:1] + piece[-1:]
        self.trimmed = bare and b"\x7f" not in piece and not outer.any()
        self.plain = self.trimmed and b"'" not in piece and not (spaces[1:] - spaces[:-1] == 1).any()

    def even(self, width: int) -> bool:
        """True when every line has `width` cells, which are more than one; so no line is blank."""
        if width < 2 or len(self._separators) != len(self._ends) * (width - 1):
            return False
        of_lines = self._separators.reshape(-1, width - 1)
        return bool((of_lines[:, -1] < self._ends).all() and (of_lines[1:, 0] > self._ends[:-1]).all())


def _cells(line: str, separator: str) -> list[str]:
    """The cells of one line; none for a line of nothing."""
    if '"' in line:
        return next(csv.reader([line], delimiter=separator), [])
    return line.split(separator) if line else []


def _lines(piece: bytes) -> list[str]:
    return piece.decode().removesuffix("\n").split("\n")


def _separator(line: str, wanted: Sequence[str]) -> str:
    """The separator that finds most of the wanted names in the header line; `;` when none finds any."""

    def found(separator: str) -> int:
        return len({cell.strip().upper() for cell in _cells(line, separator)} & set(wanted))

    return max(SEPARATORS, key=found)
