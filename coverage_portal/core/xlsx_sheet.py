"""A sheet of a workbook as frames of text, piece by piece; memory does not grow with the sheet. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import polars as pl

from coverage_portal.core.side_by_side import in_order
from coverage_portal.core.tabular import ROW, Unreadable
from coverage_portal.core.unseen import seen
from coverage_portal.core.xlsx_book import BROKEN, Book, SheetPart, with_lost
from coverage_portal.core.xlsx_cells import Reader
from coverage_portal.core.xlsx_scan import Unusual, scan_cells, scan_strings
from coverage_portal.core.xlsx_slow import SlowCells, SlowStrings

LONGEST_HEAD = 8 << 20
LONGEST_PIECE = 64 << 20
_HIDDEN_ROW = re.compile(rb'<row\s(?:[^<>]*?\s)?hidden="(?:1|true)"')
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class SheetFrames:
    """The rows of one sheet that hold anything: `frames` once.

    `mark`: see cell_styles.TRUE_VALUE. `hidden_rows` is complete after the last frame, where they are to be counted.
    """

    def __init__(self, book: Book, sheet: SheetPart, mark: str, *, count_hidden: bool = False) -> None:
        self.hidden_rows = 0
        self._count_hidden = count_hidden
        self._book = book
        self._part = sheet.part
        self._mark = mark
        self._row = 0
        self._filled = 0

    def frames(self) -> Iterator[pl.DataFrame]:
        """ROW and text columns called by their places, as many as a piece of the sheet uses; "" where a row has none.

        Raises Unreadable where the sheet cannot be followed.
        """
        reader = Reader(seen(_shared(self._book)), self._book.dates_1904, self._mark)
        chunks = self._book.chunks(self._part)
        head = _head(chunks, b"<sheetData")
        try:
            if head is None:
                yield from self._slowly(self._book.chunks(self._part), reader)
            else:
                yield from self._quickly(_pieces(head, chunks, b"</row>", b"</sheetData>"), reader)
        except BROKEN as error:
            raise Unreadable("xlsx_broken") from error

    def _quickly(self, pieces: Iterator[bytes], reader: Reader) -> Iterator[pl.DataFrame]:
        """Pieces scanned, two at once; one written in an unusual way element by element."""

        def scanned(piece: bytes) -> pl.DataFrame | bytes:
            if self._count_hidden:
                self.hidden_rows += len(_HIDDEN_ROW.findall(piece))
            try:
                return reader.frame(scan_cells(piece, self._book.styles))
            except Unusual:
                return piece

        with ThreadPoolExecutor(max_workers=2) as pool:
            for found in in_order(pool, scanned, pieces):
                if isinstance(found, bytes):
                    yield from self._slowly(iter([b"<sheetData>", found, b"</sheetData>"]), reader)
                elif not found.is_empty():
                    if (first := int(found[ROW].item(0))) <= self._filled:
                        raise Unreadable("xlsx_row_order", first)
                    self._row = self._filled = int(found[ROW].item(-1))
                    yield found

    def _slowly(self, chunks: Iterator[bytes], reader: Reader) -> Iterator[pl.DataFrame]:
        """Cells element by element, however they are written."""
        slow = SlowCells(self._book.styles, self._row, self._filled)
        for data in _whole_tags(chunks):
            slow.parser.Parse(data)
            cells = slow.taken()
            if len(cells.rows):
                yield reader.frame(cells)
        slow.parser.Parse(b"", True)
        self._row, self._filled = slow.row, slow.filled
        self.hidden_rows += slow.hidden if self._count_hidden else 0


def _shared(book: Book) -> pl.Series:
    """All the texts that cells share."""
    found = [pl.Series([], dtype=pl.String)]
    if book.strings:
        try:
            found += _strings(book)
        except BROKEN as error:
            raise Unreadable("xlsx_broken") from error
    return pl.concat(found, rechunk=True)


def _strings(book: Book) -> Iterator[pl.Series]:
    chunks = book.chunks(book.strings)
    head = _head(chunks, b"<sst")
    if head is None:
        yield from _strings_slowly(book.chunks(book.strings))
        return
    with ThreadPoolExecutor(max_workers=2) as pool:
        for found in in_order(pool, _scanned_strings, _pieces(head, chunks, b"</si>", b"</sst>")):
            if isinstance(found, bytes):
                yield from _strings_slowly(iter([b"<sst>", found, b"</sst>"]))
            else:
                yield found


def _scanned_strings(piece: bytes) -> pl.Series | bytes:
    try:
        return scan_strings(piece)
    except Unusual:
        return piece


def _strings_slowly(chunks: Iterator[bytes]) -> Iterator[pl.Series]:
    slow = SlowStrings()
    for data in _whole_tags(chunks):
        slow.parser.Parse(data)
        yield slow.taken()
    slow.parser.Parse(b"", True)


def _whole_tags(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes cut behind tags, with what no XML may have replaced."""
    carry = b""
    for data in chunks:
        carry += data
        cut = carry.rfind(b">") + 1
        yield with_lost(carry[:cut])
        carry = carry[cut:]
        if len(carry) > LONGEST_PIECE:
            raise Unreadable("xlsx_too_large")
    yield with_lost(carry)


def _head(chunks: Iterator[bytes], opening: bytes) -> bytes | None:
    """What follows the tag `opening` in what was read to find it; None where the part is written in an unusual way."""
    head = b""
    for data in chunks:
        head += data
        at = head.find(opening)
        end = head.find(b">", at)
        if 0 <= at < end:
            encoding = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
            usual = (not encoding or encoding[1].lower() == b"utf-8") and b"<!" not in head[:at]
            if head[at + len(opening) : at + len(opening) + 1] not in (b">", b" ", b"/") or not usual:
                return None
            return b"</" + opening[1:] + b">" if head[end - 1 : end] == b"/" else head[end + 1 :]
        if len(head) > LONGEST_HEAD:
            return None
    return None


def _pieces(head: bytes, chunks: Iterator[bytes], cut: bytes, closing: bytes) -> Iterator[bytes]:
    """What lies before `closing`, in pieces that end with `cut`; refuses a part that ends without it."""
    carry = b""
    for data in chain([head], chunks):
        carry += data
        end = carry.rfind(cut) + len(cut)
        end = 0 if end < len(cut) else end
        at = carry.find(closing, end)
        if at >= 0:
            if carry[:at].strip():
                yield carry[:at]
            return
        if end:
            yield carry[:end]
            carry = carry[end:]
        if len(carry) > LONGEST_PIECE:
            raise Unreadable("xlsx_too_large")
    raise Unreadable("xlsx_broken")
