"""The table of a downloaded file: a block of the answer as a sheet of its own, or flat, with working and sources."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.files.about import asked
from coverage_portal.coverage.files.sheets import Cell, Head, Line, Made, Sheet, number_of
from coverage_portal.coverage.files.words import (
    holds_illustrations,
    illustration_warning,
    is_illustrative,
    mark_of,
    marks_of,
    notes_of,
    sentences,
    source_of,
    working_of,
)
from coverage_portal.coverage.workings import Block, Column, Figure, FigureKind, Row

LISTS: dict[str, Callable[[Dashboard], tuple[Figure, ...]]] = {
    "jawaban": lambda found: (*found.head, *found.facts, *found.changes),
    "laju": lambda found: found.track,
}


def blocks_of(found: Dashboard) -> tuple[Block, ...]:
    """Every table of the answer in reading order: the answer itself, its breakdowns, run rate and target."""
    lists = {key: _listed(key, figures(found)) for key, figures in LISTS.items()}
    every = (lists["jawaban"], *found.blocks, lists["laju"])
    return tuple(block for block in every if block.rows)


def _listed(key: str, figures: tuple[Figure, ...]) -> Block:
    """Figures that stand alone, as a block with one of them in each row."""
    labels = {"jawaban": _("Jawaban"), "laju": _("Laju dan sasaran")}
    column = Column("nilai", _("Nilai"), FigureKind.COUNT)
    return Block(key, labels[key], (column,), tuple(Row(one.key, one.label, "", (one,)) for one in figures))


def rows_of(block: Block) -> tuple[tuple[Row, bool], ...]:
    """The rows from top to bottom, each with whether it is the total."""
    total = ((block.total, True),) if block.total else ()
    return (*((row, False) for row in block.rows), *total)


def data_sheet(block: Block, name: str) -> Sheet:
    """The block as a table: what a row is, its numbers, their marks, and why some are missing."""
    warned = any(is_illustrative(row.figures) for row, _total in rows_of(block))
    numbers = tuple(Head(_heading(column), 14) for column in block.columns)
    after = (Head(_("Jenis angka"), 34), Head(_("Catatan"), 36))
    heads = (*_row_heads(), *numbers, *after, *((Head(_("Peringatan"), 28),) if warned else ()))
    lines = tuple(Line(_data_cells(block, row, total, warned), total) for row, total in rows_of(block))
    return Sheet(name, heads, lines, kept=2)


def _data_cells(block: Block, row: Row, total: bool, warned: bool) -> tuple[Cell, ...]:
    cells = (*_row_cells(row, total), *map(_number, row.figures), marks_of(block, row), notes_of(block, row))
    return (*cells, illustration_warning() if is_illustrative(row.figures) else "") if warned else cells


def flat_sheet(found: Dashboard, block: Block, made: Made) -> Sheet:
    """The block with nothing beside it: each number's text, mark, band, working and sources stand in its own row.

    What was asked and what must be known stands in the last columns, the same in every row.
    """
    warned = holds_illustrations(block.figures())
    known = sentences((found.partial, *found.cautions, *block.caveats, block.method))
    same = (*asked(found, made), (_("Yang perlu diketahui"), known))
    same += ((_("Peringatan"), illustration_warning()),) if warned else ()
    heads = [*_row_heads(), *(Head(_heading(column), 16) for column in block.columns)]
    heads += [Head(f"{column.label} - {aspect}", 30) for column in block.columns for aspect in _aspects()]
    heads += [Head(name, 30) for name, _cell in same]
    return Sheet(block.label, tuple(heads), tuple(_flat_line(row, total, same) for row, total in rows_of(block)))


def _flat_line(row: Row, total: bool, same: tuple[tuple[str, Cell], ...]) -> Line:
    told = (text for figure in row.figures for text in _told(figure))
    return Line((*_row_cells(row, total), *map(_number, row.figures), *told, *(cell for _name, cell in same)), total)


def _number(figure: Figure) -> Cell:
    """The value of a figure; the word when it is withheld, so that its cell is not taken for a missing one."""
    return shown.value_of(figure, active_language()) if figure.withheld else number_of(figure)


def _aspects() -> tuple[str, ...]:
    return _("tertulis"), _("jenis angka"), _("kisaran"), _("cara hitung"), _("sumber"), _("catatan")


def _told(figure: Figure) -> tuple[str, ...]:
    """The text of each aspect of a figure."""
    mark = "" if figure.value is None else mark_of(figure)
    sources = " | ".join(map(source_of, figure.working.inputs))
    notes = sentences((figure.missing, *figure.working.caveats))
    written, band = shown.value_of(figure, active_language()), shown.band_of(figure, active_language())
    return written, mark, band, working_of(figure), sources, notes


def _row_heads() -> tuple[Head, ...]:
    return Head(_("Kode"), 12), Head(_("Nama"), 26), Head(_("Baris"), 10)


def _row_cells(row: Row, total: bool) -> tuple[str, str, str]:
    return row.code, row.label, _("jumlah") if total else _("rincian")


def _heading(column: Column) -> str:
    return _("%(column)s (poin)") % {"column": column.label} if column.kind is FigureKind.POINTS else column.label
