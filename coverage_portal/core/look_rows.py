"""What the rows under a header show when all of them are seen once: styles, totals, where the data end. Pure.

Rows come in blocks; of each block only counts and a few texts are kept.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from coverage_portal.core.cell_dates import count_dates, decide_dates
from coverage_portal.core.cell_numbers import count_numbers, decide_numbers
from coverage_portal.core.cell_styles import TRUE_VALUE, Decision, Tally
from coverage_portal.core.cell_words import blank_words, is_blank
from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.tabular import ROW, Block

PREVIEW_ROWS = 5
KEYS = (Content.CODE, Content.NIK)
MOST_LONE_ROWS = 2_000
TOTAL = re.compile(r"(?i)^\W*(?:grand\s*|sub\s*)?(?:total|jumlah)\b.{0,60}$")
SUM = re.compile(r"(?i)^(?!\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$)(?:rp)?[\s.,\d()-]*$")
"""What stands beside a total: numbers, no day and no text. "Total Bangun Persada" is a firm's name."""
MOST_FILLED = 2
"""Cells that a source or a signature fills at most; a row with more is data with something missing."""
CLOSING = re.compile(
    r"(?i)^\W*(?:sumber\s*[:.]|catatan\s*[:.]|(?:keterangan|mengetahui|menyetujui|disetujui|diperiksa|dibuat|kepala|plt"
    r"|plh|pj|pps|nip|ttd|a\.\s?n)\b)|^[a-z][a-z .]{2,30},\s*(?:\d{1,2}\b|[.…_]{2,})"
)
"""How a row begins that stands under the data: a source, a note, a place with a day, whoever signs."""


@dataclass(slots=True)
class SeenRows:
    """The rows of one sheet. `columns`: field -> its columns; all others are only previewed."""

    fields: Sequence[Field]
    columns: dict[str, tuple[int, ...]]
    numbering: int = 0
    filled: int = 0
    ragged: int = 0
    last_data_row: int = 0
    tallies: dict[int, Tally] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    _first_data: list[tuple[int, list[str]]] = field(default_factory=list)
    _first: list[tuple[int, list[str]]] = field(default_factory=list)
    _lone: deque[tuple[int, list[str]]] = field(default_factory=lambda: deque(maxlen=MOST_LONE_ROWS))

    def add(self, block: Block) -> None:
        """Look at a block, whose columns go by their places."""
        frame = block.frame
        self.ragged += len(block.ragged)
        if self.numbering:
            frame = frame.filter(pl.col(ROW) != self.numbering)
        frame = frame.filter(~pl.all_horizontal(pl.exclude(ROW).str.strip_chars() == ""))
        lone = frame.select(self._lone_rows()).to_series()
        self._lone.extend((row[0], list(row[1:])) for row in frame.filter(lone).tail(MOST_LONE_ROWS).rows())
        data = frame.filter(~lone)
        if not data.is_empty():
            self.last_data_row = max(self.last_data_row, int(data[ROW].item(-1)))
        self.filled += frame.height
        for kept, some in ((self._first_data, data), (self._first, frame)):
            kept += [(row[0], list(row[1:])) for row in some.head(PREVIEW_ROWS - len(kept)).rows()]
        self._count(data)

    @property
    def preview(self) -> list[tuple[int, list[str]]]:
        """The first rows with their cells: data, or whatever there is where the columns are not yet the right ones."""
        return self._first_data or self._first

    def decisions(self, *, dates_1904: bool | None, known_form: bool) -> dict[int, Decision]:
        """The style of every date and number column, by its place."""
        found = {}
        for each in self.fields:
            for at in self.columns.get(each.name, ()):
                if each.content == Content.DATE:
                    found[at] = decide_dates(self._tally(at), dates_1904=dates_1904, known_form=known_form)
                elif each.content == Content.NUMBER:
                    found[at] = decide_numbers(self._tally(at), whole=each.whole)
        return found

    def closing_rows(self) -> list[tuple[int, list[str], bool]]:
        """Rows that are no data, with their cells, and whether they hold totals: totals anywhere, and from the first
        source or signature on whatever stands under the data."""
        found, closed = [], False
        for row, cells in self._lone:
            total = any(map(TOTAL.match, cells)) and all(TOTAL.match(cell) or SUM.match(cell) for cell in cells)
            under = row > self.last_data_row and sum(map(bool, map(str.strip, cells))) <= MOST_FILLED
            closed = closed or (under and any(CLOSING.match(cell.strip()) for cell in cells))
            if total or (closed and under):
                found.append((row, cells, total and not closed))
        return found

    def _lone_rows(self) -> pl.Expr:
        """True for rows that could be no data: nearly everything a row must have is empty in them."""
        needed = [str(self.columns[each.name][0]) for each in self._needed()]
        if not needed:
            return pl.col(ROW).is_null()
        given = pl.sum_horizontal((pl.col(name).str.strip_chars() != "").cast(pl.UInt16) for name in needed)
        keys = [
            f"{self.columns[each.name][0]}" for each in self._needed() if each.content in (Content.CODE, Content.NIK)
        ]
        without_keys = pl.all_horizontal(_no_key(name) for name in keys) if keys else pl.lit(value=False)
        return (given <= (1 if len(needed) > 2 else 0)) | without_keys

    def _needed(self) -> list[Field]:
        return [each for each in self.fields if each.required and each.name in self.columns]

    def _tally(self, at: int) -> Tally:
        return self.tallies.setdefault(at, Tally())

    def _count(self, data: pl.DataFrame) -> None:
        for each in self.fields:
            blanks = blank_words(each)
            for at in self.columns.get(each.name, ()):
                cells = data[str(at)]
                cells = cells.filter(~is_blank(cells, blanks))
                self.counts[at] = self.counts.get(at, 0) + len(cells)
                if each.content == Content.DATE:
                    count_dates(cells, self._tally(at))
                elif each.content == Content.NUMBER:
                    count_numbers(cells, self._tally(at))


def _no_key(name: str) -> pl.Expr:
    """True where a key is empty, or the label of a total stands in its place."""
    text = pl.col(name).str.strip_chars().str.strip_prefix(TRUE_VALUE)
    return (text == "") | text.str.contains(TOTAL.pattern)
