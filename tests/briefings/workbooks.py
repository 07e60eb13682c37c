"""Spreadsheets read back by their XML: cells with formulas and stored results, and the formulas worked out anew."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")

NAMING = ("1", "0", "d mmm yyyy")
"""Patterns of numbers that name: 1 is the number of "0" among those that every spreadsheet knows."""


@dataclass(frozen=True)
class Kept:
    """A cell as its file holds it: text or number, the formula without "=", how its number is shown."""

    value: str | float | None
    formula: str
    pattern: str


class Workbook:
    """The sheets of a file by name, each a dict of cells by address."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = [sheet.get("name") for sheet in self._xml("xl/workbook.xml").iter(f"{MAIN}sheet")]
        self.sheets = {name: self._cells(number) for number, name in enumerate(self.names, start=1)}

    def _xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(part))

    @cached_property
    def _texts(self) -> list[str]:
        return ["".join(text.itertext()) for text in self._xml("xl/sharedStrings.xml").iter(f"{MAIN}si")]

    @cached_property
    def _patterns(self) -> list[str]:
        styles = self._xml("xl/styles.xml")
        own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{MAIN}numFmt")}
        return [own.get(xf.get("numFmtId"), xf.get("numFmtId")) for xf in styles.find(f"{MAIN}cellXfs")]

    def _cells(self, number: int) -> dict[str, Kept]:
        sheet = self._xml(f"xl/worksheets/sheet{number}.xml")
        return {cell.get("r"): self._cell(cell) for cell in sheet.iter(f"{MAIN}c") if len(cell)}

    def _cell(self, cell: ElementTree.Element) -> Kept:
        value, formula = cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f") or ""
        kept = self._texts[int(value)] if cell.get("t") == "s" else float(value)
        return Kept(kept, formula, self._patterns[int(cell.get("s", 0))])

    def sheet_xml(self, name: str) -> str:
        """The XML of a sheet as text."""
        return self.archive.read(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml").decode()

    def column(self, sheet: str, letter: str, first: int = 6) -> list[str | float | None]:
        """The values of a column from row `first` to its first empty cell."""
        cells, found = self.sheets[sheet], []
        while (cell := cells.get(f"{letter}{first + len(found)}")) is not None:
            found.append(cell.value)
        return found

    def formulas(self) -> list[tuple[str, str, Kept]]:
        """Sheet, address and cell of every formula."""
        return [(name, at, cell) for name, cells in self.sheets.items() for at, cell in cells.items() if cell.formula]

    def texts(self) -> list[str]:
        """Every text of every cell."""
        return [cell.value for cells in self.sheets.values() for cell in cells.values() if isinstance(cell.value, str)]

    def numbers(self) -> list[float]:
        """Every number of every cell that counts something: no day, no year, no place in a list."""
        kept = (cell for cells in self.sheets.values() for cell in cells.values())
        return [cell.value for cell in kept if isinstance(cell.value, float) and cell.pattern not in NAMING]

    def worked_out(self, sheet: str, at: str, depth: int = 0) -> float:
        """What a cell comes to when every formula on the way is worked out anew."""
        assert depth < 20, f"{sheet}!{at} refers to itself"
        cell = self.sheets[sheet][at]
        if not cell.formula:
            return float(cell.value)

        def spelled(match: re.Match[str]) -> str:
            name, column, row, last_column, last_row = match.groups()
            place = name.replace("''", "'") if name else sheet
            if last_row is None:
                return repr(self.worked_out(place, f"{column}{row}", depth + 1))
            assert column == last_column
            cells = (f"{column}{one}" for one in range(int(row), int(last_row) + 1))
            return "+".join(repr(self.worked_out(place, one, depth + 1)) for one in cells)

        text = REFERENCE.sub(spelled, cell.formula.replace("SUM(", "("))
        assert re.fullmatch(r"[-+*/().\de ]+", text), text
        return float(eval(text))
