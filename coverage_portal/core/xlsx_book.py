"""What an XLSX workbook says of itself: its sheets, where they lie, which cell styles show days. Pure: no Django."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import numpy as np

from coverage_portal.core.tabular import Unreadable
from coverage_portal.core.unseen import LOST

DAY, SPAN = 1, 2
"""Styles that show a number as a day (or a time of day), and as a length of time."""
BROKEN = (ValueError, LookupError, OSError, EOFError, zlib.error, zipfile.BadZipFile, expat.ExpatError)
"""What damaged archives and broken XML end in."""
LARGEST_SMALL_PART = 64 << 20
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # of a character, as UTF-8 may not have it
_CHUNK = 4 << 20  # so that two threads that scan seldom wait for each other
_LARGEST_STYLE = 70_000  # cell formats Excel can keep in one workbook
_BUILT_IN = {**dict.fromkeys((*range(14, 23), 45, 47), DAY), 46: SPAN}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"(?i)\[(?:h+|m+|s+)\]")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_DAY_LETTER = re.compile(r"(?i)[dmyhs]")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name and the part of the archive it lies in."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. `styles`: for each cell format 0, DAY or SPAN. `strings`: the part with shared texts ("": none)."""

    path: Path
    sheets: tuple[SheetPart, ...]
    dates_1904: bool
    strings: str
    styles: np.ndarray

    @classmethod
    def read(cls, path: Path) -> Book:
        """The workbook at `path`, which was checked before; raises Unreadable where it cannot be followed."""
        try:
            with zipfile.ZipFile(path) as archive:
                return cls._of(path, archive)
        except (StopIteration, *BROKEN) as error:
            raise Unreadable("xlsx_broken") from error

    @classmethod
    def _of(cls, path: Path, archive: zipfile.ZipFile) -> Book:
        names = {name.lower().replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        workbook = elements(archive, names["xl/workbook.xml"])
        relations = elements(archive, names["xl/_rels/workbook.xml.rels"])
        targets = {given["Id"]: (given["Type"], _target(given["Target"])) for tag, given in relations if "Id" in given}
        sheets = []
        for given in [given for tag, given in workbook if tag == "sheet"]:
            kind, target = targets[next(value for name, value in given.items() if name.endswith(":id"))]
            if kind.endswith("/worksheet"):
                visible = given.get("state", "visible") == "visible"
                sheets.append(SheetPart(given["name"], names[target], visible))
        by_kind = {kind.rpartition("/")[2]: target for kind, target in targets.values()}
        properties = next((given for tag, given in workbook if tag == "workbookPr"), {})
        styles = names.get(by_kind.get("styles", ""))
        return cls(
            path=path,
            sheets=tuple(sheets),
            dates_1904=properties.get("date1904", "") in ("1", "true"),
            strings=names.get(by_kind.get("sharedStrings", ""), ""),
            styles=_styles(elements(archive, styles)) if styles else np.zeros(1, dtype=np.uint8),
        )

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a few at a time."""
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(part) as stream:
                while data := stream.read(_CHUNK):
                    yield data
        except BROKEN as error:
            raise Unreadable("xlsx_broken") from error


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes. Refuses one that is not small."""
    if archive.getinfo(part).file_size > LARGEST_SMALL_PART:
        raise Unreadable("xlsx_too_large")
    found: list[tuple[str, dict[str, str]]] = []
    parser = xml_parser(lambda tag, given: found.append((tag.rpartition(":")[2], given)))
    parser.Parse(with_lost(archive.read(part)), True)
    return found


def with_lost(xml: bytes) -> bytes:
    """The same XML with LOST for every character that none may have: one such in a cell would refuse the workbook."""
    if b"&#" in xml:
        xml = _REFERENCE.sub(_allowed, xml)
    return _HALF.sub(LOST.encode(), xml) if b"\xed" in xml else xml


def _allowed(found: re.Match[bytes]) -> bytes:
    """A reference to a character as it stands, or to LOST."""
    digits = found[1] or found[2]
    number = int(digits, 16 if found[1] else 10) if len(digits) < 12 else -1
    sound = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
    return found[0] if sound else LOST.encode()


def xml_parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    """A parser that tells of every element that starts, and refuses a DTD, whatever it would define."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def _refuse_dtd(*_declared: object) -> None:
    raise Unreadable("xlsx_dtd")


def _target(target: str) -> str:
    """Where a relation of the workbook leads, as a part's name in small letters."""
    path = target.replace("\\", "/").lower()
    return path.lstrip("/") if path.startswith("/") else f"xl/{path}"


def _styles(found: list[tuple[str, dict[str, str]]]) -> np.ndarray:
    """What each cell format shows a number as."""
    formats = {given["numFmtId"]: given.get("formatCode", "") for tag, given in found if tag == "numFmt"}
    kinds = {number: _shows(code) for number, code in formats.items()}
    styles, inside = [], False
    for tag, given in found:
        inside = tag == "cellXfs" or (inside and tag not in ("cellStyles", "dxfs"))
        if inside and tag == "xf":
            number = given.get("numFmtId", "0")
            styles.append(kinds.get(number, _BUILT_IN.get(int(number), 0)))
    return np.array(styles[:_LARGEST_STYLE] or [0], dtype=np.uint8)


def _shows(code: str) -> int:
    """What a number format shows a number as: 'd mmm yyyy' a day, '[h]:mm' a length, '"Rp"#,##0' a number."""
    bare = _NOT_FORMAT.sub("", code)
    if _ELAPSED.search(bare):
        return SPAN
    return DAY if _DAY_LETTER.search(_BRACKETED.sub("", bare)) else 0
