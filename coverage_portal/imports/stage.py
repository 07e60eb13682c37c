"""The compared rows of a batch, a page at a time, as a review shows them: columns as text, problems, what is stored.

Rows come from the batch's desk; what is stored today (for rows that change, stay the same or are missing) is asked for
the one page only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from coverage_portal.core.landing import CHANGED, NEW, REFUSED, SAME
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.shelf import Shelf
from coverage_portal.core.tabular import ROW
from coverage_portal.core.tabular_checks import ERROR, WHOLE_FILE
from coverage_portal.imports.checking import ISSUES, MISSING
from coverage_portal.imports.desk import Desk
from coverage_portal.imports.kind_parts import Describe
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.reading import REJECTED

SORTS = (REJECTED, CHANGED, NEW, SAME, MISSING)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one row. `value` never holds a NIK."""

    column: str
    code: str
    severity: str
    value: str


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row: its number in the sheet (0: it stands in no sheet), its columns as text, and what is stored instead.

    `old` has only the columns whose text differs. `cells` is empty for a row whose cells could not be told apart.
    """

    row_number: int
    cells: dict[str, str]
    old: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class StagedPage:
    """Some rows of one sort, and how many there are in all."""

    rows: tuple[StagedRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What lies on a batch's desk."""

    batch: ImportBatch
    shelf: Shelf

    @classmethod
    def of(cls, batch: ImportBatch) -> Stage:
        """The stage of this batch; empty where nothing was checked yet or it is over."""
        return cls(batch, Shelf(Desk.of(batch.pk).stage))

    def count(self, what: str) -> int:
        """How many rows of one of SORTS there are. Rejected rows whose cells cannot be told apart are among them."""
        return len(self._rejected_rows("")) if what == REJECTED else self.shelf.count(what)

    def page(self, what: str, number: int, size: int, *, text: str = "", code: str = "") -> StagedPage:
        """The `number`-th page (1 = first) of `size` rows of one of SORTS, in the order of the sheet.

        `text` keeps rows in which it stands somewhere, in whatever case; `code` those with this problem or warning.
        """
        start = (number - 1) * size
        if what == REJECTED:
            return self._rejected_page(start, size, text, code)
        if text or code:
            found = pl.concat([pl.DataFrame(), *self._matching(what, text, code)], how="diagonal")
            return StagedPage(self._shown(what, found[start : start + size]), found.height)
        return StagedPage(self._shown(what, self.shelf.rows(what, start, size)), self.shelf.count(what))

    def problems(self, rows: Iterable[int]) -> dict[int, tuple[Problem, ...]]:
        """The problems of these sheet rows."""
        found: dict[int, list[Problem]] = {}
        for issue in self._issues().filter(pl.col(ROW).is_in(list(rows))).iter_rows():
            found.setdefault(issue[0], []).append(Problem(*issue[1:]))
        return {row: tuple(problems) for row, problems in found.items()}

    def rejected_numbers(self) -> list[int]:
        """The sheet rows of every rejected row."""
        return self._rejected_rows("")

    def warned_rows(self, code: str) -> list[int]:
        """The sheet rows with this problem or warning."""
        return self._issues().filter(pl.col("code") == code)[ROW].unique().sort().to_list()

    def _issues(self) -> pl.DataFrame:
        columns = [ROW, "column", "code", "severity", "value"]
        blocks = [block.select(columns) for block in self.shelf.blocks(ISSUES)]
        return (
            pl.concat(blocks)
            if blocks
            else pl.DataFrame(schema={ROW: pl.UInt32, **dict.fromkeys(columns[1:], pl.String)})
        )

    def _rejected_rows(self, code: str) -> list[int]:
        issues = self._issues().filter((pl.col(ROW) != WHOLE_FILE) & (pl.col("severity") == ERROR))
        rows = issues[ROW].unique().sort()
        return (rows.filter(rows.is_in(self.warned_rows(code))) if code else rows).to_list()

    def _rejected_page(self, start: int, size: int, text: str, code: str) -> StagedPage:
        cells = pl.concat([pl.DataFrame(schema={ROW: pl.UInt32}), *self._rejected_cells(text)], how="diagonal")
        wanted = pl.DataFrame({ROW: pl.Series(self._rejected_rows(code), dtype=pl.UInt32)})
        rows = wanted.join(cells, on=ROW, how="inner" if text else "left", maintain_order="left")
        some = rows[start : start + size]
        problems = self.problems(some[ROW].to_list())
        shown = [
            StagedRow(row.pop(ROW), {name: cell for name, cell in row.items() if cell is not None})
            for row in some.to_dicts()
        ]
        rows_shown = tuple(
            StagedRow(row.row_number, row.cells, problems=problems.get(row.row_number, ())) for row in shown
        )
        return StagedPage(rows_shown, rows.height)

    def _rejected_cells(self, text: str) -> Iterator[pl.DataFrame]:
        describe = kind_of(self.batch).describe
        refused = (_described(block, describe) for block in self.shelf.blocks(REFUSED))
        for block in chain(self.shelf.blocks(REJECTED), refused):
            yield block.filter(_holds(block, text)) if text else block

    def _matching(self, what: str, text: str, code: str) -> Iterator[pl.DataFrame]:
        ids = kind_of(self.batch).describe.matching(text) if text and what in (SAME, MISSING) else None
        wanted = self.warned_rows(code) if code else []
        for block in self.shelf.blocks(what):
            if code and ROW not in block.columns:  # rows that stand in no sheet
                continue
            some = block.filter(pl.col(ROW).is_in(wanted)) if code else block
            if ids is not None:
                yield some.filter(pl.col("id").is_in(ids))
            else:
                yield some.filter(_holds(some, text)) if text else some

    def _shown(self, what: str, rows: pl.DataFrame) -> tuple[StagedRow, ...]:
        """Rows of facts as the sheet would show them."""
        if rows.is_empty():
            return ()
        describe = kind_of(self.batch).describe
        numbers = rows[ROW].to_list() if ROW in rows.columns else [0] * rows.height
        stored = describe.stored(rows["id"].to_list()) if what != NEW else {}
        if what in (SAME, MISSING):
            known = zip(numbers, rows["id"].to_list(), strict=True)
            return tuple(StagedRow(number, stored.get(pk, {})) for number, pk in known)
        cells = describe.facts(rows)
        problems = self.problems(numbers)
        kept = {field.name for field in kind_of(self.batch).fields() if field.kept}
        return tuple(
            StagedRow(number, row, _differing(row, stored.get(pk, {}), kept), problems.get(number, ()))
            for number, pk, row in zip(numbers, rows["id"].to_list(), cells, strict=True)
        )


def _described(rows: pl.DataFrame, describe: Describe) -> pl.DataFrame:
    """Rows of facts as ROW and the text of their columns."""
    known = rows if "id" in rows.columns else rows.with_columns(id=pl.lit(0, dtype=pl.Int64))
    return pl.DataFrame(describe.facts(known)).insert_column(0, rows[ROW])


def _differing(row: dict[str, str], stored: dict[str, str], kept: Collection[str]) -> dict[str, str]:
    return {name: text for name, text in stored.items() if name in kept and row.get(name, "") != text}


def _holds(block: pl.DataFrame, text: str) -> pl.Expr:
    """Where `text` stands in some text column of a row, in whatever case."""
    names = [name for name, kind in block.schema.items() if kind == pl.String]
    return pl.any_horizontal(
        pl.col(names).str.to_lowercase().str.contains(text.lower(), literal=True).fill_null(value=False)
    )
