"""CSV as text, in blocks of whole records. Pure: no Django.

Blocks without a quote are read by polars; as soon as a quote turns up the rest of the file goes through Python's csv
module, which follows quoted line breaks exactly. Both give the same rows and row numbers (a test holds them equal).
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from coverage_portal.core.tabular import ROW, Block, HashedFile, Header, Unreadable

BLOCK_BYTES = 4 << 20
LONGEST_RECORD = 8 << 20
SLOW_ROWS = 20_000
SEPARATORS = (";", ",", "\t", "|")


class CsvSheet:
    """One CSV file: `header` once opened, then `blocks()` once."""

    def __init__(self, file: HashedFile, wanted: Sequence[str]) -> None:
        self._pieces = _checked(_utf8_pieces(file))
        first = next(self._pieces, b"")
        if not first.strip():
            raise Unreadable("empty")
        line, _, rest = first.partition(b"\n")
        if b'"' in line and line.count(b'"') % 2:
            raise Unreadable("unclosed_quote", 1)
        text = line.decode()
        self._separator = _separator(text, wanted)
        self.header = Header.match(_cells(text, self._separator), wanted)
        self._rest = rest

    def blocks(self) -> Iterator[Block]:
        """Every row under the header, in order."""
        row = 2
        pieces = _chain(self._rest, self._pieces)
        for piece in pieces:
            if b'"' in piece:
                yield from self._quoted(_chain(piece, pieces), row)
                return
            block = self._plain(piece, row)
            row += block.frame.height + len(block.ragged)
            yield block

    def _plain(self, piece: bytes, row: int) -> Block:
        """A piece without quotes: polars when every line has the header's number of cells, else line by line."""
        lines = piece.count(b"\n") + (not piece.endswith(b"\n"))
        even = piece.count(self._separator.encode()) == lines * (self.header.width - 1)
        if even and self.header.width > 1 and not piece.startswith(b"\n") and b"\n\n" not in piece:
            frame = self._by_polars(piece)
            if frame is not None and frame.height == lines:
                numbers = pl.int_range(row, row + lines, dtype=pl.UInt32, eager=True).alias(ROW)
                return Block(frame.insert_column(0, numbers))
        return self.header.frame([_cells(line, self._separator) for line in _lines(piece)], row)

    def _by_polars(self, piece: bytes) -> pl.DataFrame | None:
        by_position = sorted(self.header.positions.items(), key=lambda item: item[1])
        try:
            return pl.read_csv(
                piece,
                has_header=False,
                columns=[at for _name, at in by_position],
                new_columns=[name for name, _at in by_position],
                separator=self._separator,
                quote_char=None,
                infer_schema=False,
                empty_string_is_null=False,
            )
        except pl.exceptions.PolarsError:
            return None  # lines of unequal length that add up by chance

    def _quoted(self, pieces: Iterable[bytes], row: int) -> Iterator[Block]:
        """The rest of the file record by record; a quote that never closes is refused with the row it opens in."""
        lines = (f"{line}\n" for piece in pieces for line in _lines(piece))
        records = csv.reader(lines, delimiter=self._separator, strict=True)
        batch: list[list[str]] = []
        while True:
            try:
                record = next(records, None)
            except csv.Error as error:
                raise Unreadable("unclosed_quote", row + len(batch)) from error
            if record is not None:
                batch.append(record)
            if batch and (record is None or len(batch) == SLOW_ROWS):
                yield self.header.frame(batch, row)
                row += len(batch)
                batch = []
            if record is None:
                return


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _cells(line: str, separator: str) -> list[str]:
    """The cells of one line; none for a line of nothing."""
    return next(csv.reader([line.rstrip("\r")], delimiter=separator), []) if '"' in line else _split(line, separator)


def _split(line: str, separator: str) -> list[str]:
    line = line.rstrip("\r")
    return line.split(separator) if line else []


def _lines(piece: bytes) -> list[str]:
    return piece.decode().removesuffix("\n").split("\n")


def _separator(line: str, wanted: Sequence[str]) -> str:
    """The separator that finds most of the wanted names in the header line; `;` when none finds any."""

    def found(separator: str) -> int:
        return len({cell.strip().upper() for cell in _cells(line, separator)} & set(wanted))

    return max(SEPARATORS, key=found)


def _checked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces with plain line ends; refuses a NUL, with its row, and counts rows to do so."""
    row = 1
    for piece in pieces:
        if b"\0" in piece:
            raise Unreadable("nul", row + piece.count(b"\n", 0, piece.index(b"\0")))
        row += piece.count(b"\n")
        yield piece.replace(b"\r\n", b"\n") if b"\r" in piece else piece


def _utf8_pieces(file: HashedFile) -> Iterator[bytes]:
    """The file in pieces that end at a line end, as UTF-8, whatever it was written in."""
    start = file.read(BLOCK_BYTES)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _whole_lines(_from_utf16(start, file))
        return
    decoder = _EightBit()
    row = 1
    for piece in _whole_lines(_raw(start.removeprefix(codecs.BOM_UTF8), file)):
        yield decoder.utf8(piece, row)
        row += piece.count(b"\n")


def _raw(start: bytes, file: HashedFile) -> Iterator[bytes]:
    while start:
        yield start
        start = file.read(BLOCK_BYTES)


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
                if self._seen_utf8:
                    raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error
                self._cp1252 = True
            else:
                self._seen_utf8 = True
                return piece
        try:
            return piece.decode("cp1252").encode()
        except UnicodeDecodeError as error:
            raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error
