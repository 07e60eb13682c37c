"""XLSX as text: the archive is looked at before anything in it is read. Pure: no Django.

Nothing is taken out of the archive by its name, and no sheet is held in memory as a whole: a legal file of 1.7 KB
whose two cells are A1 and XFD1048576 ends a reader that is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path

import polars as pl

from coverage_portal.core.cell_styles import TRUE_VALUE
from coverage_portal.core.sheet_look import others_to_read
from coverage_portal.core.tabular import HEAD_ROWS, ROW, Block, Header, Unreadable
from coverage_portal.core.tabular_checks import HIDDEN, shown
from coverage_portal.core.xlsx_book import BROKEN, Book
from coverage_portal.core.xlsx_sheet import SheetFrames

LARGEST_UNPACKED = 512 << 20
LARGEST_RATIO = 150
MOST_PARTS = 2_000
LONGEST_PROLOG = 64 << 10
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_PROLOG = re.compile(r"(?:[\s\ufeff]+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


class XlsxSheet:
    """The first visible sheet of a workbook, whose first row is the header: `header` once opened, then `blocks()` once.

    `name` is the sheet's; `chosen` the same when other sheets are visible too, else "".
    """

    def __init__(self, path: Path, wanted: Sequence[str]) -> None:
        self._text = XlsxText(path, mark="")
        self.name = self._text.name
        self.chosen = self._text.name if others_to_read(self._text.sheets, self._text.name) else ""
        self.header = Header.match(self._text.head()[0], wanted)

    def blocks(self) -> Iterator[Block]:
        """Every row under the header that holds anything, in order."""
        return self._text.blocks(self.header, 1)


class XlsxText:
    """A sheet of a workbook as rows of text; the first visible one when none is named. Use `blocks` or `records` once.

    `sheets` are the names of the visible ones (a place instead of a name that could be a NIK), `hidden_sheets` how many
    others there are. `mark` stands before texts the workbook holds as dates or as numbers with a fraction. Rows that
    hold nothing are left out.
    """

    def __init__(self, path: Path, sheet: str = "", mark: str = TRUE_VALUE, *, count_hidden: bool = False) -> None:
        check_archive(path)
        book = Book.read(path)
        visible = {_safe_name(each.name, at): each for at, each in enumerate(book.sheets, 1) if each.visible}
        if not visible:
            raise Unreadable("empty")
        if sheet and sheet not in visible:
            raise Unreadable("sheet_missing", names=[shown(sheet)])
        self.sheets = list(visible)
        self.hidden_sheets = len(book.sheets) - len(visible)
        self.name = sheet or self.sheets[0]
        self.dates_1904 = book.dates_1904
        self._reader = SheetFrames(book, visible[self.name], mark, count_hidden=count_hidden)
        self._frames = self._reader.frames()
        self._first: list[pl.DataFrame] = []
        for frame in self._frames:
            self._first.append(frame)
            if int(frame[ROW].item(-1)) > HEAD_ROWS:
                break
        if not self._first:
            raise Unreadable("empty")

    @property
    def hidden_rows(self) -> int:
        """How many of the sheet's rows are hidden, which are read like all others: known after the last block."""
        return self._reader.hidden_rows

    def head(self) -> list[list[str]]:
        """The sheet's first HEAD_ROWS rows, all of the same length."""
        found = {row: cells for frame in self._first for row, cells in _records(frame) if row <= HEAD_ROWS}
        width = max(map(len, found.values()), default=0)
        rows = (found.get(row, []) for row in range(1, max(found, default=1) + 1))
        return [[*cells, *[""] * (width - len(cells))] for cells in rows]

    def blocks(self, header: Header, above: int) -> Iterator[Block]:
        """Every row under the first `above` ones that holds anything, in order."""
        for frame in chain(self._first, self._frames):
            rows = frame.filter(pl.col(ROW) > above) if int(frame[ROW].item(0)) <= above else frame
            cells = [
                pl.col(str(at)).alias(name) if str(at) in frame.columns else pl.lit("").alias(name)
                for name, at in header.positions.items()
            ]
            if not rows.is_empty():
                yield Block(rows.select(ROW, *cells))

    def records(self, wanted: Collection[int]) -> Iterator[tuple[int, list[str]]]:
        """The cells of the wanted sheet rows as they stand, each with its row; a row that holds nothing has none."""
        left = sorted(set(wanted), reverse=True)
        for frame in chain(self._first, self._frames):
            if not left:
                return
            for row, cells in _records(frame.filter(pl.col(ROW).is_in(left))):
                while left and left[-1] < row:
                    yield left.pop(), []
                if left and left[-1] == row:
                    yield left.pop(), cells
        while left:
            yield left.pop(), []


def _safe_name(name: str, at: int) -> str:
    """A sheet's name as it may be kept; by its place where it may not."""
    return name if shown(name) == name else f"{HIDDEN} {at}"


def _records(frame: pl.DataFrame) -> Iterator[tuple[int, list[str]]]:
    """Rows of a frame as lists whose places are the sheet's columns."""
    places = list(map(int, frame.columns[1:]))
    for row, *cells in frame.iter_rows():
        record = [""] * (max(places) + 1)
        for at, cell in zip(places, cells, strict=True):
            record[at] = cell
        yield row, record


def check_archive(path: Path) -> None:
    """Refuse an archive that unpacks to far more than it weighs, has too many parts, is locked, or holds a DTD."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Unreadable("xlsx_too_large")
            if any(part.file_size > LARGEST_RATIO * max(part.compress_size, 1) for part in parts):
                raise Unreadable("xlsx_bomb")
            if any(part.flag_bits & 0x1 for part in parts):
                raise Unreadable("xlsx_locked")
            for part in parts:
                _refuse_doctype(archive, part)
    except (NotImplementedError, *BROKEN) as error:
        raise Unreadable("xlsx_broken") from error


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A DTD can only stand before the first element: so much of each part is read."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    with archive.open(part) as stream:
        data = stream.read(LONGEST_PROLOG)
    text = data.decode(_WIDE.get(data[:2], "latin-1"), errors="replace")
    prolog = _PROLOG.match(text.removeprefix("ï»¿"))
    after = text.removeprefix("ï»¿")[prolog.end() if prolog else 0 :]
    if after.startswith("<!") or (len(after) < 2 and len(data) == LONGEST_PROLOG):
        raise Unreadable("xlsx_dtd")
