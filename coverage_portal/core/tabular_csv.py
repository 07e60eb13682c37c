"""CSV as text, in blocks of whole records. Pure: no Django.

Blocks without a quote are read by polars, and those that need no cleaning stay bytes until somebody asks for their
cells; as soon as a quote turns up the rest of the file goes through Python's csv module, which follows quoted line
breaks exactly. All give the same rows and row numbers (a test holds them equal).
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

import numpy as np
import polars as pl

from coverage_portal.core.tabular import BETWEEN_CELLS, ROW, Block, HashedFile, Header, Lines, Unreadable

BLOCK_BYTES = 3 << 20
LONGEST_RECORD = 8 << 20
SLOW_ROWS = 20_000
SEPARATORS = (";", ",", "\t", "|")
UTF8_LETTERS = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")  # é, a no-break space, ’: nonsense in cp1252
csv.field_size_limit(LONGEST_RECORD)  # a longer one is a quote that never closes


class CsvSheet:
    """One CSV file: `header` once opened, then `blocks()` once."""

    def __init__(self, file: HashedFile, wanted: Sequence[str]) -> None:
        self._pieces = _pieces(file)
        first, lines = next(self._pieces, (b"", 0))
        if not first.strip():
            raise Unreadable("empty")
        line, _, rest = first.partition(b"\n")
        if b'"' in line and line.count(b'"') % 2:
            raise Unreadable("unclosed_quote", 1)
        text = line.decode()
        self._separator = _separator(text, wanted)
        self.header = Header.match(_cells(text, self._separator), wanted)
        self._rest = (rest, lines - 1)

    def blocks(self) -> Iterator[Block | Lines]:
        """Every row under the header, in order."""
        row = 2
        pieces = chain([self._rest] if self._rest[0] else [], self._pieces)
        for piece, lines in pieces:
            if b'"' in piece:
                yield from self._quoted(chain([(piece, lines)], pieces), row)
                return
            yield self._plain(piece, lines, row)
            row += lines

    def _plain(self, piece: bytes, lines: int, row: int) -> Block | Lines:
        """A piece without quotes: bytes, or polars, when every line has the header's number of cells."""
        look, width = _Look(piece, self._separator), self.header.width
        if look.even(width) and not piece.startswith(codecs.BOM_UTF8):  # polars would drop the mark
            if look.trimmed and self.header.in_order:
                joined = piece.removesuffix(b"\n").replace(self._separator.encode(), BETWEEN_CELLS)
                rows = joined.split(b"\n")
                if BETWEEN_CELLS * (width - 1) not in rows:  # a row of nothing but separators is blank
                    return Lines(rows, row, self.header, plain=look.plain)
            numbers = pl.int_range(row, row + lines, dtype=pl.UInt32, eager=True).alias(ROW)
            frame = self.header.parse(piece, self._separator).insert_column(0, numbers)
            return Block(frame, trimmed=look.trimmed, plain=look.plain)
        return self.header.frame((_cells(line, self._separator) for line in _lines(piece)), count(row))

    def _quoted(self, pieces: Iterable[tuple[bytes, int]], row: int) -> Iterator[Block]:
        """The rest of the file record by record; a quote that never closes is refused with the row it opens in."""
        lines = (f"{line}\n" for piece, _count in pieces for line in _lines(piece))
        records = csv.reader(lines, delimiter=self._separator, strict=True)
        batch: list[list[str]] = []
        while True:
            try:
                record = next(records, None)
            except csv.Error as error:
                code = "text_after_quote" if "expected after" in str(error) else "unclosed_quote"
                raise Unreadable(code, row + len(batch)) from error
            if record is not None:
                batch.append(record)
            if batch and (record is None or len(batch) == SLOW_ROWS):
                yield self.header.frame(batch, count(row))
                row += len(batch)
                batch = []
            if record is None:
                return


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


def _count(piece: bytes, character: str) -> int:
    """How often an ASCII character stands in a piece; numpy counts a frequent one faster than bytes.count."""
    return int(np.count_nonzero(np.frombuffer(piece, dtype=np.uint8) == ord(character)))


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


def _pieces(file: HashedFile) -> Iterator[tuple[bytes, int]]:
    """The file in pieces of whole lines, as UTF-8 with plain line ends, whatever it was written in, each with its
    number of lines. Refuses a NUL, with its row."""
    start = file.read(BLOCK_BYTES)
    decoder = _EightBit()
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = _from_utf16(start, file)
    else:
        raw = _raw(start.removeprefix(codecs.BOM_UTF8), file)
    row = 1
    for lines in _whole_lines(_unix_lines(raw)):
        piece = decoder.utf8(lines, row)
        if b"\0" in piece:
            raise Unreadable("nul", row + piece.count(b"\n", 0, piece.index(b"\0")))
        if b"\r" in piece:
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b" ")  # one that stands alone ends no line
        count = _count(piece, "\n") + (not piece.endswith(b"\n"))
        yield piece, count
        row += count


def _raw(start: bytes, file: HashedFile) -> Iterator[bytes]:
    while start:
        yield start
        start = file.read(BLOCK_BYTES)


def _unix_lines(raw: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces; where the first one has old Mac line ends (CR alone) and no other, with ours instead."""
    first = next(raw, b"")
    old_mac = b"\r" in first.rstrip(b"\r") and b"\n" not in first
    for piece in chain([first], raw):
        yield piece.replace(b"\r", b"\n") if old_mac else piece


def _from_utf16(start: bytes, file: HashedFile) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        for raw in _raw(start, file):
            yield decoder.decode(raw).encode()
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise Unreadable("encoding") from error


def _whole_lines(raw: Iterator[bytes]) -> Iterator[bytes]:
    carry = b""
    for data in raw:
        cut = data.rfind(b"\n") + 1
        if cut:
            yield carry + data[:cut]
            carry = data[cut:]
        else:
            carry += data
        if len(carry) > LONGEST_RECORD:
            raise Unreadable("line_too_long")
    if carry:
        yield carry


class _EightBit:
    """UTF-8, or Windows' cp1252 from the first line that is not UTF-8. A file that is both is refused."""

    def __init__(self) -> None:
        self._seen_utf8 = False
        self._cp1252 = False

    def utf8(self, piece: bytes, row: int) -> bytes:
        """`piece` as UTF-8; `row` is the sheet row it starts at, for the refusal."""
        if piece.isascii():
            return piece
        if not self._cp1252:
            try:
                piece.decode()
            except UnicodeDecodeError as error:
                if self._seen_utf8 or not piece[: error.start].isascii():
                    raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error
                self._cp1252 = True
            else:
                self._seen_utf8 = True
                return piece
        if both := UTF8_LETTERS.search(piece):
            raise Unreadable("encoding", row + piece.count(b"\n", 0, both.start()))
        try:
            return piece.decode("cp1252").encode()
        except UnicodeDecodeError as error:
            raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error
