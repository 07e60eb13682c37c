"""Cells of an XLSX sheet without a result: Excel errors, and formulas nobody has calculated. Pure: no Django.

The reader of values takes both for empty cells, and an emptied end date would reopen a membership. So they are looked
for in the sheet's own XML: first its bytes for a trace, then, only where there is one, element by element.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

NO_RESULT = "#RUMUS"
OTHER_ERROR = "#GALAT"
ERROR_TEXT = r"(?i)^#(?:[A-Z][A-Z0-9/_]*[!?]|N/A|GETTING_DATA|RUMUS|GALAT)$"
_TRACE = re.compile(rb"""\st\s*=\s*["']e["']|<(?:[\w.-]+:)?f[\s/>]""")
_ERROR_TYPE = re.compile(rb"""(<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?t\s*=\s*)(["'])e\2""")
_HIDDEN_ROW = re.compile(rb"""<(?:[\w.-]+:)?row\s(?:[^<>]*?\s)?hidden\s*=\s*["'](?:1|true)["']""")
_ERROR = re.compile(ERROR_TEXT)
_CHUNK = 1 << 20
_LONGEST_TRACE = 64
_LONGEST_ERROR = 40
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14  # of any sheet Excel knows

Lacking = dict[int, dict[int, str]]
"""Row (1 = first) -> column (0 = first) -> the Excel error, or NO_RESULT for a formula without a stored value."""


class NoSuchPart(Exception):
    """The workbook does not say where the sheet lies."""


def cells_without_result(path: Path, sheet: str) -> Lacking:
    """What a sheet shows in cells that have no result.

    Raises NoSuchPart, ValueError, zipfile's errors or expat.ExpatError for a workbook that cannot be followed.
    """
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if not _has_trace(_chunks(archive, part)):
            return {}
        cells = _Cells()
        for data in _chunks(archive, part):
            cells.parser.Parse(data)
        cells.parser.Parse(b"", True)
    return cells.found


def hidden_rows(path: Path, sheet: str) -> int:
    """How many rows of a sheet are hidden."""
    with zipfile.ZipFile(path) as archive:
        found, tail = 0, b""
        for data in _chunks(archive, _part(archive, sheet)):
            window = tail + data
            cut = window.rfind(b"<") if window.rfind(b"<") > window.rfind(b">") else len(window)
            found += len(_HIDDEN_ROW.findall(window, 0, cut))
            tail = window[cut:]
    return found


def dates_1904(path: Path) -> bool:
    """True where the workbook counts its days from 1904."""
    with zipfile.ZipFile(path) as archive:
        names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
        given = (given for tag, given in _elements(archive.read(names["xl/workbook.xml"])) if tag == "workbookPr")
        return next(given, {}).get("date1904", "") in ("1", "true")


def with_errors_as_text(path: Path, sheet: str) -> io.BytesIO:
    """The same workbook with its error cells as texts: the reader of values gives up on errors newer than itself."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        changed = _part(archive, sheet)
        for part in archive.infolist():
            data = archive.read(part)
            copy.writestr(part.filename, _ERROR_TYPE.sub(rb'\1"str"', data) if part.filename == changed else data)
    target.seek(0)
    return target


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part a sheet lies in, by way of the workbook and its relations."""
    names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
    try:
        workbook = _elements(archive.read(names["xl/workbook.xml"]))
        relations = _elements(archive.read(names["xl/_rels/workbook.xml.rels"]))
        relation = next(_related(given) for tag, given in workbook if tag == "sheet" and given.get("name") == sheet)
        target = next(given["Target"] for tag, given in relations if given.get("Id") == relation)
        target = target.replace("\\", "/").lower().lstrip("/")
        return names[target if target.startswith("xl/") else f"xl/{target}"]
    except (KeyError, StopIteration) as error:
        raise NoSuchPart(sheet) from error


def _related(given: dict[str, str]) -> str:
    return next(value for name, value in given.items() if name.endswith(":id"))


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((_local(tag), given))
    parser.Parse(data, True)
    return found


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while data := stream.read(_CHUNK):
            yield data


def _has_trace(chunks: Iterator[bytes]) -> bool:
    tail = b""
    for data in chunks:
        window = tail + data
        if _TRACE.search(window):
            return True
        tail = window[-_LONGEST_TRACE:]
    return False


class _Cells:
    """Listens to a sheet's XML and keeps the cells without a result."""

    def __init__(self) -> None:
        self.found: Lacking = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._row, self._column = 0, -1
        self._kind, self._formula, self._valued, self._text = "", False, False, ""

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._row, self._column = int(given.get("r", self._row + 1)), -1
        elif name == "c":
            self._column = _column(given["r"]) if "r" in given else self._column + 1
            self._kind, self._formula, self._valued, self._text = given.get("t", ""), False, False, ""
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._valued = True
            self.parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        if len(self._text) < _LONGEST_ERROR:
            self._text += text

    def _end(self, tag: str) -> None:
        name = _local(tag)
        if name in ("v", "is"):
            self.parser.CharacterDataHandler = None
        elif name == "c" and (result := self._result()):
            if not (0 < self._row <= _MOST_ROWS and 0 <= self._column < _MOST_COLUMNS):
                raise ValueError("a cell outside the sheet")
            self.found.setdefault(self._row, {})[self._column] = result

    def _result(self) -> str:
        """What to show for the cell that ends here; nothing when it has a value. A text may be empty on purpose."""
        if self._kind == "e":
            return self._text if _ERROR.search(self._text) else OTHER_ERROR
        empty = not self._valued or (self._kind != "str" and not self._text)
        return NO_RESULT if self._formula and empty else ""


def _column(reference: str) -> int:
    """The column of a reference such as AB12, 0 for A."""
    number = 0
    for letter in reference:
        if letter.isalpha():
            number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1
