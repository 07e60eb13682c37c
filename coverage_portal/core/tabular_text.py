"""A text file in pieces of whole lines, as UTF-8 with plain line ends, whatever it was written in. Pure: no Django.

Characters that show nothing are left out of it (see unseen).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from coverage_portal.core.tabular import HashedFile, Unreadable
from coverage_portal.core.unseen import LOST, seen_utf8, whole

BLOCK_BYTES = 3 << 20
LONGEST_RECORD = 8 << 20
UTF8_LETTERS = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")  # é, a no-break space, ’: nonsense in cp1252
UTF8, UTF16, CP1252 = "utf-8", "utf-16", "cp1252"
ENCODINGS = (UTF8, CP1252, UTF16)
_HALVES = "half characters"


def _lost(error: UnicodeError) -> tuple[str, int]:
    """Half a character of UTF-16 loses itself alone; half a code unit means that the file ends early."""
    if not isinstance(error, UnicodeDecodeError) or error.reason == "truncated data":
        raise error
    return LOST, error.end


codecs.register_error(_HALVES, _lost)


class Pieces:
    """The file in pieces of whole lines, as UTF-8 with plain line ends, each with its number of lines.

    `encoding` is one of ENCODINGS; "" finds it out, and it is then what the pieces so far were written in. Refuses a
    NUL, and what the encoding does not have, with its row.
    """

    def __init__(self, file: HashedFile, encoding: str = "") -> None:
        self._file = file
        self._start = file.read(BLOCK_BYTES)
        self._wide = self._start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or encoding == UTF16
        self._decoder = _EightBit(UTF8 if self._wide else encoding)

    @property
    def encoding(self) -> str:
        """What the file is written in, as far as it was read."""
        return UTF16 if self._wide else self._decoder.encoding

    def __iter__(self) -> Iterator[tuple[bytes, int]]:
        if self._wide:
            raw = _from_utf16(self._start, self._file)
        else:
            raw = _raw(self._start.removeprefix(codecs.BOM_UTF8), self._file)
        row = 1
        for lines in _whole_lines(_unix_lines(raw)):
            piece = seen_utf8(self._decoder.utf8(lines, row))
            if b"\0" in piece:
                raise Unreadable("nul", row + piece.count(b"\n", 0, piece.index(b"\0")))
            if b"\r" in piece:
                piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b" ")  # one that stands alone ends no line
            count = count_of(piece, "\n") + (not piece.endswith(b"\n"))
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
    decoder = codecs.getincrementaldecoder("utf-16")(_HALVES)
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
    """UTF-8, or Windows' cp1252 from the first line that is not UTF-8. A file that is both is refused.

    With an encoding given it is that one alone.
    """

    def __init__(self, encoding: str = "") -> None:
        self._seen_utf8 = encoding == UTF8
        self._cp1252 = encoding == CP1252
        self._sure = bool(encoding)

    @property
    def encoding(self) -> str:
        """Which of the two it has been so far."""
        return CP1252 if self._cp1252 else UTF8

    def utf8(self, piece: bytes, row: int) -> bytes:
        """`piece` as UTF-8; `row` is the sheet row it starts at, for the refusal."""
        if piece.isascii():
            return piece
        if not self._cp1252:
            try:
                piece = _utf8(piece)
            except UnicodeDecodeError as error:
                if self._seen_utf8 or not piece[: error.start].isascii():
                    raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error
                self._cp1252 = True
            else:
                self._seen_utf8 = True
                return piece
        return self._from_cp1252(piece, row)

    def _from_cp1252(self, piece: bytes, row: int) -> bytes:
        if not self._sure and (both := UTF8_LETTERS.search(piece)):
            raise Unreadable("encoding", row + piece.count(b"\n", 0, both.start()))
        try:
            return piece.decode("cp1252").encode()
        except UnicodeDecodeError as error:
            raise Unreadable("encoding", row + piece.count(b"\n", 0, error.start)) from error


def _utf8(piece: bytes) -> bytes:
    """UTF-8 as it is, or as some databases write it: characters beyond the first 65,536 in two halves."""
    try:
        piece.decode()
    except UnicodeDecodeError:
        return whole(piece.decode(errors="surrogatepass")).encode()
    return piece


def count_of(piece: bytes, character: str) -> int:
    """How often an ASCII character stands in a piece; numpy counts a frequent one faster than bytes.count."""
    return int(np.count_nonzero(np.frombuffer(piece, dtype=np.uint8) == ord(character)))
