"""Looking at a file before anything is checked: how it is to be read, as far as that can be seen. Pure: no Django.

The whole file is seen once, except one of the portal's own form: of that the beginning tells everything, because the
checks will name what does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import polars as pl

from coverage_portal.core import cell_dates, cell_numbers
from coverage_portal.core.cell_styles import Decision
from coverage_portal.core.layouts import Content, Field, Layout
from coverage_portal.core.look_header import FoundHeader, Matched, find_header, is_canonical, match
from coverage_portal.core.look_rows import SeenRows
from coverage_portal.core.shaping import Shaper
from coverage_portal.core.sheet_look import Choices, Look, SeenColumn, others_to_read
from coverage_portal.core.tabular import MOST_COLUMNS, Block, HashedFile, Header, Lines, Unreadable, is_zip
from coverage_portal.core.tabular_checks import HIDDEN, harmless_texts
from coverage_portal.core.tabular_csv import SEPARATORS, CsvText
from coverage_portal.core.tabular_xlsx import XlsxText

ENOUGH_OF_OWN = 2_000
"""Rows of a file in the portal's own form that are shown and counted."""


def look(path: Path, file: HashedFile, fields: Sequence[Field], choices: Choices) -> Look:
    """What can be seen of a file; raises Unreadable where nothing can. No text in it could be a NIK."""
    sheet = XlsxText(path, choices.sheet, count_hidden=True) if is_zip(path) else CsvText(file, choices.encoding)
    head = head_of(sheet, fields, choices)
    found = find_header(head, fields, choices.header_row)
    width = max(len(head[found.row - 1]), len(found.texts))
    if width > MOST_COLUMNS:
        raise Unreadable("columns_too_many", found.row)
    matched = match(found.texts, fields)
    if choices.columns is not None:
        matched = _chosen(choices, found.texts)
    canonical = isinstance(sheet, CsvText) and found.row == 1 and is_canonical(head[0], fields) and not choices.columns
    rows = SeenRows(fields, dict(matched.columns), found.numbering)
    seen = _Seen(fields, found, matched, rows, _layout(sheet, found, matched, choices), choices)
    blocks = sheet.blocks(Header({str(at): at for at in range(width)}, width, least=len(found.texts)), found.row)
    begin = list(islice(blocks, 2))
    if canonical and len(begin) == 2:
        first = begin[0] = _parsed(begin[0])
        if _changes_nothing(first, seen.layout, fields):
            rows.add(Block(first.frame.head(ENOUGH_OF_OWN), first.ragged))
            return seen.look(sheet, canonical=True)
    for piece in chain(begin, blocks):
        rows.add(_parsed(piece))
    return seen.look(sheet, canonical=False)


@dataclass(slots=True)
class _Seen:
    """What is known while the rows go by."""

    fields: Sequence[Field]
    header: FoundHeader
    matched: Matched
    rows: SeenRows
    layout: Layout
    choices: Choices

    def look(self, sheet: CsvText | XlsxText, *, canonical: bool) -> Look:
        """Everything put together."""
        book = sheet if isinstance(sheet, XlsxText) else None
        own_form = is_canonical(self.header.texts, self.fields)
        decisions = self.rows.decisions(dates_1904=book.dates_1904 if book else None, known_form=own_form)
        closing = [] if canonical else self.rows.closing_rows()
        layout = replace(
            self.layout,
            dates=self._styles(decisions, Content.DATE),
            numbers=self._styles(decisions, Content.NUMBER),
            totals=(*self.layout.totals, *(row for row, _cells, _total in closing)),
        )
        stated = next((cells for _row, cells, total in reversed(closing) if total), [])
        hidden_rows = book.hidden_rows if book else 0
        return Look(
            layout=replace(layout, header=tuple(harmless_texts(layout.header))),
            columns=tuple(self._columns(decisions, stated)),
            sheets=tuple(book.sheets) if book else (),
            hidden_sheets=book.hidden_sheets if book else 0,
            hidden_rows=hidden_rows,
            preview=self._preview(),
            preview_rows=tuple(row for row, _cells in self.rows.preview),
            missing=tuple(each.name for each in self.fields if each.required and each.name not in self.matched.columns),
            needed=tuple(each.name for each in self.fields if self._needed(each)),
            unknown=tuple(harmless_texts([self.header.texts[at] for at in self.matched.unknown])),
            repeated=self.matched.repeated,
            rows=-1 if canonical else self.rows.filled - len(closing),
            canonical=canonical,
            encoding=sheet.encoding if isinstance(sheet, CsvText) else "",
            notes=tuple(self._notes(book, hidden_rows, closing=bool(closing))),
        )

    def _needed(self, field: Field) -> bool:
        columns = self.matched.columns
        filled = any(self.rows.counts.get(at, 0) for at in columns.get(field.needed_with, ()))
        return filled and field.name not in columns

    def _styles(self, decisions: dict[int, Decision], content: Content) -> dict[str, str]:
        names = {each.name: self.matched.columns[each.name] for each in self._of(content)}
        return {name: decisions[places[0]].style for name, places in names.items()}

    def _of(self, content: Content) -> list[Field]:
        return [each for each in self.fields if each.content == content and each.name in self.matched.columns]

    def _columns(self, decisions: dict[int, Decision], stated: Sequence[str]) -> list[SeenColumn]:
        """All columns with what was found out about them."""
        taken = {at: name for name, places in self.matched.columns.items() for at in places}
        headers = harmless_texts(self.header.texts)
        niks = self._nik_places()
        found = []
        for at, header in enumerate(headers):
            seen = SeenColumn(at, header, taken.get(at, ""), filled=self.rows.counts.get(at, 0))
            if at in decisions and at not in niks:
                styled = decisions[at]
                examples = tuple(harmless_texts(styled.examples))
                seen = replace(seen, style=styled.style, sure=styled.sure, misfits=styled.misfits, examples=examples)
                seen = replace(seen, stated=self._stated(at, stated), read_as=self._read_as(at, styled.style))
            found.append(seen)
        return found

    def _stated(self, at: int, cells: Sequence[str]) -> str:
        number = any(at in self.matched.columns[each.name] for each in self._of(Content.NUMBER))
        return harmless_texts([cells[at]])[0] if number and at < len(cells) else ""

    def _read_as(self, at: int, style: str) -> tuple[tuple[str, str], ...]:
        """The column's cells of the first rows, each with what the style makes of it."""
        cells = pl.Series([cells[at] for _row, cells in self.rows.preview], dtype=pl.String)
        dated = any(at in self.matched.columns[each.name] for each in self._of(Content.DATE))
        to_canonical = cell_dates.to_canonical_date if dated else cell_numbers.to_canonical_number
        read = to_canonical(cells, style)
        return tuple(zip(harmless_texts(cells.to_list()), harmless_texts(read.to_list()), strict=True))

    def _nik_places(self) -> set[int]:
        return {at for each in self._of(Content.NIK) for at in self.matched.columns[each.name]}

    def _preview(self) -> tuple[tuple[str, ...], ...]:
        niks = self._nik_places()
        return tuple(
            tuple(
                HIDDEN if at in niks and text else text
                for at, text in enumerate(harmless_texts(cells[: len(self.header.texts)]))
            )
            for _row, cells in self.rows.preview
        )

    def _notes(self, book: XlsxText | None, hidden_rows: int, *, closing: bool) -> list[str]:
        """Codes of what a person should know."""
        several = bool(book and others_to_read(book.sheets, book.name) and not self.choices.sheet)
        found = {
            "header_unsure": not self.header.sure,
            "header_two_levels": self.header.levels > 1,
            "numbering_left_out": bool(self.header.numbering),
            "totals_left_out": closing,
            "sheets_several": several,
            "sheets_hidden": bool(book and book.hidden_sheets),
            "rows_hidden": bool(hidden_rows),
            "rows_of_other_width": bool(self.rows.ragged),
        }
        return [code for code, stands in found.items() if stands]


def _parsed(piece: Block | Lines) -> Block:
    return piece.block() if isinstance(piece, Lines) else piece


def head_of(sheet: CsvText | XlsxText, fields: Sequence[Field], choices: Choices) -> list[list[str]]:
    """The first rows; of a CSV parted by the separator that finds most fields, and then most cells."""
    if isinstance(sheet, XlsxText):
        return sheet.head()
    heads = {each: sheet.head(each) for each in ([choices.separator] if choices.separator else SEPARATORS)}

    def worth(separator: str) -> tuple[int, int]:
        texts = find_header(heads[separator], fields, choices.header_row).texts
        return len(match(texts, fields).columns), len(texts)

    sheet.separator = max(heads, key=worth)
    return heads[sheet.separator]


def _layout(sheet: CsvText | XlsxText, found: FoundHeader, matched: Matched, choices: Choices) -> Layout:
    """The layout as far as it is known before the rows are."""
    book = isinstance(sheet, XlsxText)
    return Layout(
        columns=dict(matched.columns),
        header=found.texts,
        header_row=found.row,
        sheet=sheet.name if isinstance(sheet, XlsxText) else "",
        encoding="" if book else choices.encoding,
        separator=sheet.separator if isinstance(sheet, CsvText) else "",
        totals=(found.numbering,) if found.numbering else (),
    )


def _chosen(choices: Choices, texts: Sequence[str]) -> Matched:
    """The columns somebody chose; a place outside the sheet is left out."""
    columns = {
        name: tuple(at for at in places if 0 <= at < len(texts)) for name, places in (choices.columns or {}).items()
    }
    columns = {name: places for name, places in columns.items() if places}
    taken = {at for places in columns.values() for at in places}
    return Matched(columns, {}, tuple(at for at, text in enumerate(texts) if text and at not in taken))


def _changes_nothing(block: Block, layout: Layout, fields: Sequence[Field]) -> bool:
    """True where reading a block by the layout leaves every cell as it stands."""
    found = Shaper(layout, fields).shape(block).frame
    return all(found[each.name].equals(block.frame[str(at)], check_names=False) for at, each in enumerate(fields))
