"""The cells and shared texts of a workbook read element by element: however they are written, but slowly. Pure."""

from __future__ import annotations

import numpy as np
import polars as pl

from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.xlsx_book import DAY, SPAN, xml_parser
from coverage_portal.core.xlsx_cells import (
    BOOLEAN,
    DAY_NUMBER,
    ERROR,
    ISO_DAY,
    LAST_ROW,
    MISSING,
    NUMBER,
    SHARED,
    SPAN_NUMBER,
    TEXT,
    Cells,
    unescaped,
)

_TYPES = {"s": SHARED, "str": TEXT, "inlineStr": TEXT, "b": BOOLEAN, "e": ERROR, "d": ISO_DAY}


class _Text:
    """Hears the text inside the elements it is told to listen to, without that of phonetic hints."""

    def __init__(self) -> None:
        self.parser = xml_parser(self.start)
        self.parser.EndElementHandler = self.end
        self.text: list[str] = []
        self._hint = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self._hint = True
        elif name in ("t", "v") and not self._hint:
            self.parser.CharacterDataHandler = self.text.append
        self.begin(name, given)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self._hint = False
        elif name in ("t", "v"):
            self.parser.CharacterDataHandler = None
        self.finish(name)

    def begin(self, name: str, given: dict[str, str]) -> None:
        """What a kind of part does where an element begins."""
        raise AssertionError(name, given)

    def finish(self, name: str) -> None:
        """What it does where one ends."""
        raise AssertionError(name)


class SlowCells(_Text):
    """The cells of a sheet; feed it XML in order, and take what it has found so far. `hidden`: rows that are.

    `row` is the sheet row it has come to, `filled` the last one that holds anything.
    """

    def __init__(self, styles: np.ndarray, row: int = 0, filled: int = 0) -> None:
        """`row`: the sheet row before the first; `filled`: the last before it that holds anything."""
        super().__init__()
        self.hidden = 0
        self._styles = styles
        self.row, self.filled = row, filled
        self._begins = False
        self._column = -1
        self._type, self._style = "", 0
        self._formula, self._valued = False, False
        self._found: list[tuple[int, int, int, str]] = []
        self._whole = 0

    def begin(self, name: str, given: dict[str, str]) -> None:
        """Rows and cells without a place of their own follow the one before."""
        if name == "row":
            self.row, self._column = min(int(given.get("r", self.row + 1)), LAST_ROW + 1), -1
            self._begins = True
            self.hidden += given.get("hidden") in ("1", "true")
        elif name == "c":
            self._column = _column(given["r"]) if "r" in given else self._column + 1
            self._type, self._style = given.get("t", "n"), int(given.get("s", 0))
            self._formula, self._valued = False, False
            self.text.clear()
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._valued = True

    def finish(self, name: str) -> None:
        """Where a cell ends, it is known what it holds; where a row ends, all of it may be taken."""
        if name in ("row", "sheetData"):
            self._whole = len(self._found)
        elif name == "c":
            text = "".join(self.text)
            kind = self._kind(text)
            if text or kind in (ERROR, MISSING):
                if self._begins and 0 < self.row <= self.filled:
                    raise Unreadable("xlsx_row_order", self.row)
                self._begins, self.filled = False, self.row
                self._found.append((self.row, self._column, kind, text))

    def _kind(self, text: str) -> int:
        kind = _TYPES.get(self._type, NUMBER)
        if self._formula and kind != ERROR and not (self._valued if kind == TEXT else text):
            return MISSING
        if kind == NUMBER:
            shows = self._styles[min(self._style, len(self._styles) - 1)]
            return {DAY: DAY_NUMBER, SPAN: SPAN_NUMBER}.get(int(shows), NUMBER)
        return kind

    def taken(self) -> Cells:
        """The cells of whole rows found since the last time; refuses one outside any sheet."""
        found, self._found, self._whole = self._found[: self._whole], self._found[self._whole :], 0
        rows, columns, kinds, texts = zip(*found, strict=True) if found else ((), (), (), ())
        if any(column < 0 for column in columns):
            raise Unreadable("xlsx_broken")
        return Cells(
            np.array(rows, dtype=np.int64),
            np.array(columns, dtype=np.int64),
            np.array(kinds, dtype=np.uint8),
            unescaped(pl.Series(texts, dtype=pl.String)),
        )


class SlowStrings(_Text):
    """Shared texts, those in several runs put together."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = []

    def begin(self, name: str, given: dict[str, str]) -> None:
        """A text begins."""
        if name == "si":
            self.text.clear()

    def finish(self, name: str) -> None:
        """A text ends."""
        if name == "si":
            self._found.append("".join(self.text))

    def taken(self) -> pl.Series:
        """The texts found since the last time."""
        found, self._found = pl.Series(self._found, dtype=pl.String), []
        return unescaped(found)


def _column(reference: str) -> int:
    """The column of a reference such as AB12, 0 for A; a number beyond any sheet for one that is none."""
    number = 0
    for letter in reference[:10]:
        if "A" <= letter.upper() <= "Z":
            number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1
