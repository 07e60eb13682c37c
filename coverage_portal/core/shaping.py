"""Raw rows of a sheet into the columns the checks read, by a layout. Pure: no Django.

What a layout cannot read is left as it stands, so that the checks name it with the text that its sender knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from coverage_portal.core.cell_dates import DAY_FIRST, MONTH_FIRST, to_canonical_date
from coverage_portal.core.cell_numbers import COMMAS, DOTS, PLAIN, to_canonical_number
from coverage_portal.core.cell_styles import TRUE_VALUE
from coverage_portal.core.cell_words import Words, as_code_text, blank_words, is_blank
from coverage_portal.core.layouts import Content, Correction, Field, Layout
from coverage_portal.core.sealed import Seals
from coverage_portal.core.stated_totals import StatedTotals
from coverage_portal.core.tabular import ROW, Block, Header
from coverage_portal.core.unseen import seen
from coverage_portal.core.used_corrections import UsedCorrections


class Shaper:
    """Makes of raw blocks, whose columns go by their place ("0", "1", ...), blocks with the fields' columns.

    `key` opens sealed NIKs; `used` counts what the corrections did. Several threads may shape at once.
    """

    def __init__(
        self, layout: Layout, fields: Sequence[Field], corrections: Sequence[Correction] = (), key: bytes = b""
    ) -> None:
        self._layout = layout
        self._fields = fields
        self._words = {each.name: Words(each.words) for each in fields}
        self._blanks = {each.name: blank_words(each) for each in fields}
        self._corrections = {
            each.name: [self._right(each, one) for one in corrections if one.field == each.name]
            for each in fields
            if each.content != Content.NIK
        }
        self.used = UsedCorrections(corrections)
        self._seals = Seals(key) if key else None
        self._totals = pl.Series(sorted(layout.totals), dtype=pl.UInt32)
        numbers = [each.name for each in fields if each.content == Content.NUMBER and each.name in layout.columns]
        self.totals = StatedTotals(layout.totals, numbers)

    @property
    def identity(self) -> bool:
        """True where a row stored just so is known by its bytes: the portal's own columns, and no cell that is
        written in the portal's own way is read otherwise."""
        layout = self._layout
        own = {each.name: (at,) for at, each in enumerate(self._fields)}
        otherwise = layout.constants or layout.totals or any(self._corrections.values())
        swapped = MONTH_FIRST in layout.dates.values()
        plain = layout.columns == own and layout.header_row == 1 and len(layout.header) == len(own)
        return plain and not otherwise and not swapped

    def header(self, width: int) -> Header:
        """The columns to read, of a sheet whose header has so many cells."""
        least = len(self._layout.header)
        if self.identity and width == least:
            return Header({each.name: at for at, each in enumerate(self._fields)}, width)
        places = sorted({at for places in self._layout.columns.values() for at in places})
        return Header({str(at): at for at in places}, max(width, least), least=least, as_written=False)

    def shape(self, block: Block) -> Block:
        """The same rows, in their order, as the checks read them. Rows of totals are blank."""
        raw, ragged = self._by_place(block.frame), block.ragged
        if len(self._totals):
            raw, ragged = _with_blank_rows(raw, ragged, self._totals)
            total = raw[ROW].is_in(self._totals.implode())
            self.totals.state(self._shaped(raw.filter(total)))
            raw = raw.with_columns(pl.when(total).then(pl.lit("")).otherwise(pl.exclude(ROW)).name.keep())
        shaped = self._shaped(raw, data=True, plain=block.plain)
        if len(self._totals):
            self.totals.add(shaped)
        untouched = not self._layout.constants and not any(self._corrections.values())
        return Block(shaped, ragged, trimmed=True, plain=block.plain and untouched)

    def corrected(self, raw: pl.DataFrame) -> pl.DataFrame:
        """What is read instead of the cells of raw rows: a column for each corrected field, null where nothing is."""
        places = {str(at) for places in self._layout.columns.values() for at in places} - set(raw.columns)
        raw = raw.with_columns(pl.lit("").alias(place) for place in places)
        found = []
        for field in self._fields:
            if self._corrections.get(field.name):
                cells = self._written(field, raw, data=True, plain=False)
                right = self._corrected(field, cells, raw)
                found.append(pl.select(pl.when(right != cells).then(right)).to_series().alias(field.name))
        return pl.DataFrame(found)

    def _by_place(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Of rows that came under the fields' names, the same under their places."""
        names = [each.name for each in self._fields]
        return frame.rename({name: str(at) for at, name in enumerate(names)}) if names[0] in frame.columns else frame

    def _shaped(self, raw: pl.DataFrame, *, data: bool = False, plain: bool = False) -> pl.DataFrame:
        """`data`: rows of facts, not of totals."""
        return pl.DataFrame([raw[ROW], *(self._field(each, raw, data=data, plain=plain) for each in self._fields)])

    def _field(self, field: Field, raw: pl.DataFrame, *, data: bool, plain: bool) -> pl.Series:
        """One field's canonical cells."""
        cells = self._written(field, raw, data=data, plain=plain)
        right = self._corrected(field, cells, raw)
        if data and right is not cells:
            self.used.note(field.name, cells, right, raw[ROW])
        return right.alias(field.name)

    def _written(self, field: Field, raw: pl.DataFrame, *, data: bool, plain: bool) -> pl.Series:
        """One field's canonical cells before anybody corrects them."""
        places = self._layout.columns.get(field.name, ())
        parts = [self._read(field, raw[str(at)], data=data, plain=plain) for at in places]
        if parts:
            return parts[0] if len(parts) == 1 else _joined(parts, added=field.content == Content.NUMBER)
        return _where_filled(raw, self._layout.constants.get(field.name, ""))

    def _read(self, field: Field, cells: pl.Series, *, data: bool, plain: bool) -> pl.Series:
        """One column's cells as the field has them. A sum is often written with dots where its column has none."""
        blank = is_blank(cells, self._blanks[field.name])
        if blank.any():
            cells = pl.select(pl.when(blank).then(pl.lit("")).otherwise(cells)).to_series()
        if field.content == Content.DATE:
            read = to_canonical_date(cells, self._layout.dates.get(field.name, DAY_FIRST))
        elif field.content == Content.NUMBER:
            read = to_canonical_number(cells, self._layout.numbers.get(field.name, PLAIN))
            read = read if data else to_canonical_number(to_canonical_number(read, DOTS), COMMAS)
        elif field.content == Content.TEXT:
            read = cells
        else:
            read = cells if plain else as_code_text(cells)
        if not plain:
            read = read.str.strip_prefix(TRUE_VALUE).str.strip_chars()
        if field.content == Content.NIK and self._seals:
            read = self._seals.opened(read)
        return self._words[field.name].codes(read)

    def _corrected(self, field: Field, cells: pl.Series, raw: pl.DataFrame) -> pl.Series:
        """The cells that somebody corrected, as they said; a row that says nothing goes on saying nothing."""
        if not self._corrections.get(field.name):
            return cells
        everywhere = {one.wrong: one.right for one in self._corrections[field.name] if not one.row}
        of_row = {one.row: one.right for one in self._corrections[field.name] if one.row}
        if empty := everywhere.pop("", ""):
            cells = pl.select(pl.when(cells == "").then(_where_filled(raw, empty)).otherwise(cells)).to_series()
        cells = cells.replace(everywhere) if everywhere else cells
        by_row = raw[ROW].replace_strict(of_row, default=None, return_dtype=pl.String) if of_row else None
        return cells if by_row is None else pl.select(pl.coalesce(by_row, cells)).to_series()

    def _right(self, field: Field, correction: Correction) -> Correction:
        """The correction with its text as canonical as a cell's. What is typed here is typed as people here write."""
        right = seen(pl.Series([correction.right])).str.strip_chars()
        if field.content == Content.DATE:
            right = to_canonical_date(right, DAY_FIRST)
        elif field.content == Content.NUMBER:
            right = to_canonical_number(right, DOTS)
        elif field.content == Content.CODE:
            right = as_code_text(right)
        return replace(correction, right=self._words[field.name].codes(right).item())


def _where_filled(raw: pl.DataFrame, text: str) -> pl.Series:
    """The text in every row that says something."""
    filled = pl.any_horizontal(pl.exclude(ROW).str.strip_chars() != "")
    return raw.select(pl.when(filled).then(pl.lit(text)).otherwise(pl.lit(""))).to_series()


def _with_blank_rows(
    raw: pl.DataFrame, ragged: tuple[int, ...], totals: pl.Series
) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Rows of totals that do not fit the header are blank rows all the same, not ragged ones."""
    known = set(totals.to_list())
    fitted = [row for row in ragged if row in known]
    if not fitted:
        return raw, ragged
    blank = pl.DataFrame({ROW: pl.Series(fitted, dtype=pl.UInt32)}).with_columns(
        pl.lit("").alias(name) for name in raw.columns[1:]
    )
    return pl.concat([raw, blank]).sort(ROW), tuple(row for row in ragged if row not in known)


def _joined(parts: Sequence[pl.Series], *, added: bool) -> pl.Series:
    """Several columns as one: texts with a space between them, numbers added; numbers that are none side by side."""
    frame = pl.DataFrame([part.alias(str(at)) for at, part in enumerate(parts)])
    filled = [pl.when(pl.col(name) != "").then(pl.col(name)) for name in frame.columns]
    if not added:
        return frame.select(pl.concat_str(filled, separator=" ", ignore_nulls=True)).to_series()
    amounts = [text.cast(pl.Decimal(38, 4), strict=False) for text in filled]
    sound = pl.all_horizontal(
        text.is_null() | amount.is_not_null() for text, amount in zip(filled, amounts, strict=True)
    )
    total = pl.sum_horizontal(amounts).cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
    some = pl.any_horizontal(text.is_not_null() for text in filled)
    beside = pl.concat_str(filled, separator=" + ", ignore_nulls=True)
    return frame.select(pl.when(sound & some).then(total).otherwise(beside)).to_series()
