"""A file as a job wants it read: with the checker's own header, or by a layout. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from coverage_portal.core.layouts import Content, Field, Layout
from coverage_portal.core.look_header import match
from coverage_portal.core.looking import head_of
from coverage_portal.core.sealed import Seals, seal_key
from coverage_portal.core.shaping import Shaper
from coverage_portal.core.sheet_look import Choices
from coverage_portal.core.sifting import Sifted
from coverage_portal.core.tabular import ROW, Block, HashedFile, Lines, is_zip
from coverage_portal.core.tabular_checks import HIDDEN, LIKE_A_NIK, harmless_texts, no_issues
from coverage_portal.core.tabular_csv import CsvSheet, CsvText
from coverage_portal.core.tabular_job import Checker, Job
from coverage_portal.core.tabular_xlsx import XlsxSheet, XlsxText

ROWS_A_FRAME = 5_000


class Sheet:
    """The rows of a job's file as its checker takes them. `unknown`: columns nobody asked for; `chosen`: the sheet's
    name where others were visible too and nobody chose."""

    def __init__(self, job: Job, file: HashedFile, checker: Checker) -> None:
        self._checker = checker
        self._shaper: Shaper | None = None
        self.name = self.chosen = ""
        if job.layout is None:
            self._open_own(job, file)
        else:
            self._open_shaped(job, file, job.layout)

    def blocks(self) -> Iterator[Block | Lines]:
        """Every row under the header, in order."""
        return self._blocks

    def sift(self, piece: Block | Lines) -> Sifted:
        """What of a piece is not stored just so, as the checker reads it."""
        if self._shaper is None:
            return self._checker.sift(piece)
        if isinstance(piece, Lines):
            return self._shaped_again(self._checker.sift(piece), self._shaper)
        return self._checker.sift(self._shaper.shape(piece))

    def finish(self) -> pl.DataFrame:
        """What the whole sheet shows at its end: stated sums that are not those of its rows."""
        return self._shaper.totals.issues() if self._shaper else no_issues()

    @property
    def corrected(self) -> list[dict[str, Any]]:
        """What the corrections did, once all rows are read."""
        return self._shaper.used.as_json() if self._shaper else []

    def _open_own(self, job: Job, file: HashedFile) -> None:
        path, columns = Path(job.path), self._checker.columns
        sheet = XlsxSheet(path, columns) if is_zip(path) else CsvSheet(file, columns)
        if isinstance(sheet, XlsxSheet):
            self.name, self.chosen = sheet.name, sheet.chosen
        self.unknown = harmless_texts(sheet.header.unknown)
        self._blocks = sheet.blocks()

    def _open_shaped(self, job: Job, file: HashedFile, layout: Layout) -> None:
        known = {each.name: each for each in job.fields}
        fields = [known.get(name, Field(name)) for name in self._checker.columns]
        key = seal_key(job.nik_key) if job.nik_key else b""
        self._shaper = Shaper(layout, fields, job.corrections, key)
        text, head = opened(Path(job.path), file, layout, fields)
        if isinstance(text, XlsxText):
            self.name = text.name
            self.chosen = text.name if len(text.sheets) > 1 and not layout.sheet else ""
        used = {at for places in layout.columns.values() for at in places}
        unused = [name for at, name in enumerate(layout.header) if name and at not in used]
        self.unknown = harmless_texts(unused)
        width = len(head[layout.header_row - 1]) if layout.header_row <= len(head) else len(layout.header)
        self._blocks = text.blocks(self._shaper.header(width), layout.header_row)

    def _shaped_again(self, sifted: Sifted, shaper: Shaper) -> Sifted:
        """Rows that came as bytes and are not stored just so, read by the layout: most often that changes nothing."""
        given = sifted.fresh.drop("row_hash")
        block = shaper.shape(Block(given, trimmed=True, plain=sifted.plain))
        if block.frame.equals(given):
            return sifted
        again = self._checker.sift(block)
        return Sifted(
            fresh=again.fresh,
            same=np.concatenate([sifted.same, again.same]),
            read=sifted.read,
            blank=sifted.blank + again.blank,
            ragged=sifted.ragged,
            plain=again.plain,
            same_rows=np.concatenate([sifted.same_rows, again.same_rows]),
        )


def opened(
    path: Path, file: HashedFile, layout: Layout | None, fields: Sequence[Field], *, mark: str | None = None
) -> tuple[CsvText | XlsxText, list[list[str]]]:
    """The file's text and its first rows, opened as the layout says."""
    sheet = layout.sheet if layout else ""
    if is_zip(path):
        book = XlsxText(path, sheet) if mark is None else XlsxText(path, sheet, mark)
        return book, book.head()
    text = CsvText(file, layout.encoding if layout else "")
    choices = Choices(header_row=layout.header_row, separator=layout.separator) if layout else Choices(header_row=1)
    return text, head_of(text, fields, choices)


def raw_rows(job: Job, file: HashedFile) -> Iterator[pl.DataFrame]:
    """The header's lines, then the wanted rows, all their cells as they stand, but for NIKs (see SheetReader.cells).

    Of a corrected field there is a column more, "=" and its name: what is read instead, null where nothing is.
    """
    text, head = opened(Path(job.path), file, job.layout, job.fields, mark="")
    above = job.layout.header_row if job.layout else 1
    columns = job.layout.columns if job.layout else match(head[0], job.fields).columns
    niks = {at for each in job.fields if each.content == Content.NIK for at in columns.get(each.name, ())}
    seals = Seals(seal_key(job.nik_key)) if job.nik_key else None
    rows = text.records([*range(1, above + 1), *job.wanted_rows])
    yield _frame(list(islice(rows, above)), set(), seals)
    shaper = Shaper(job.layout, job.fields, job.corrections) if job.layout and job.corrections else None
    while batch := list(islice(rows, ROWS_A_FRAME)):
        frame = _frame(batch, niks, seals)
        right = shaper.corrected(frame).select(pl.all().name.prefix("=")) if shaper else pl.DataFrame()
        yield frame.hstack(right.get_columns())


def _frame(rows: Sequence[tuple[int, list[str]]], niks: set[int], seals: Seals | None) -> pl.DataFrame:
    """Rows of unequal length as one frame, without a NIK in any cell."""
    width = max((len(cells) for _row, cells in rows), default=0)
    columns = {ROW: pl.Series(ROW, [row for row, _cells in rows], dtype=pl.UInt32)}
    for at in range(width):
        cells = [cells[at] if at < len(cells) else "" for _row, cells in rows]
        if at in niks:
            cells = [(seals.seal(cell) if seals else HIDDEN) if cell.strip() else "" for cell in cells]
            columns[str(at)] = pl.Series(str(at), cells, dtype=pl.String)
        else:
            series = pl.Series(str(at), cells, dtype=pl.String)
            columns[str(at)] = series.set(series.str.contains(LIKE_A_NIK), HIDDEN)
    return pl.DataFrame(columns)
