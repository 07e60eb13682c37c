"""Tables as data: their heads, the cells as written, what stands out, and what is to be read with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coverage_portal.briefings.blocks import Asks, Cell, Chart, ChartRole, Grid, LegalBases, Series, Table
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.grids import shares_of
from coverage_portal.briefings.writers.pdf.beside import bars, parts_of
from coverage_portal.briefings.writers.pdf.canvas import WIDTH
from coverage_portal.core import formatting
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Block, Figure, Row

Data = dict[str, Any]
AHEAD = (ChartRole.TARGET, ChartRole.PACE)
SIDE_BY_SIDE = 9
"""Up to so many periods stand side by side."""
CHARACTER = 5
"""The width of a letter of a row's label in points, rather too wide."""
LETTERS = 27
"""So many letters of a row's note have room beside a bar."""


def table(block: Table, document: Document, chart: Chart | None) -> Data:
    """A breakdown: label, perhaps a bar (its own, or of a chart), and the figures of each row; its total; the notes."""
    breakdown, parts = block.breakdown, parts_of(block, chart)
    rows = [_row(row, breakdown, document.language) for row in breakdown.rows]
    for row, drawn in zip(rows, bars(breakdown, parts), strict=True):
        row["bar"] = drawn
    single = breakdown.columns[parts[0][1]].label if len(parts) == 1 else document.word("bars")
    return {
        "kind": "breakdown",
        "caption": block.caption,
        "head": block.head,
        "bars": single if parts else "",
        "columns": [{"label": column.label, "stands_out": column.key == "celah"} for column in breakdown.columns],
        "rows": rows,
        "total": _row(breakdown.total, breakdown, document.language) if breakdown.total else None,
        "label_width": _room((block.head, *(row.label for row in breakdown.rows), *_first_lines(breakdown))),
        "line_width": _room((block.head, *(f"{row.label} {row.note}" for row in breakdown.rows))),
        "notes": [*_notes(breakdown, document), *([chart.note] if chart and chart.note else [])],
    }


def _room(labels: Iterable[str]) -> int:
    """The room of row labels in points: as wide as the longest, but no more than two fifths of the page."""
    return min(max((len(label) for label in labels), default=0) * CHARACTER + 12, WIDTH * 2 // 5)


def _first_lines(breakdown: Block) -> Iterable[str]:
    """What of the notes of rows shall stand on a line; the rest goes on below."""
    return (row.note[:LETTERS] for row in breakdown.rows)


def _row(row: Row, breakdown: Block, language: str) -> Data:
    return {
        "label": row.label,
        "note": row.note,
        "cells": [shown.value_of(figure, language) for figure in row.figures],
        "marked": bool(row.code) and row.code in breakdown.marked,
        "bar": [],
    }


def _notes(breakdown: Block, document: Document) -> list[str]:
    """The caveats, the method of estimates, and why numbers are missing."""
    method = [f"{document.word('method')}: {breakdown.method}"] if breakdown.method else []
    rows = (*breakdown.rows, *((breakdown.total,) if breakdown.total else ()))
    named = [(f"{row.label}, {figure.label}", figure) for row in rows for figure in row.figures]
    return [*breakdown.caveats, *method, *missing(named)]


def missing(named: Iterable[tuple[str, Figure]]) -> list[str]:
    """Why numbers are missing, each reason once with the names of those it is told of."""
    reasons: dict[str, list[str]] = {}
    for name, figure in named:
        if figure.value is None and not figure.withheld and figure.missing:
            reasons.setdefault(figure.missing, []).append(name)
    return [f"{formatting.MISSING} {'; '.join(dict.fromkeys(names))}: {reason}" for reason, names in reasons.items()]


def grid(block: Grid, document: Document) -> Data:
    """A table of words and figures; a column of figures alone stands at the right."""
    numbers = [all(isinstance(cell, Figure) for cell in column) for column in zip(*block.rows, strict=True)]
    return {
        "kind": "grid",
        "caption": block.caption,
        "heads": block.heads,
        "numbers": numbers or [False] * len(block.heads),
        "widths": shares_of(block),
        "rows": [[_cell(cell, document.language) for cell in row] for row in block.rows],
        "notes": missing((cell.label, cell) for row in block.rows for cell in row if isinstance(cell, Figure)),
    }


def _cell(cell: Cell, language: str) -> Data:
    return {"text": shown.value_of(cell, language) if isinstance(cell, Figure) else cell, "soft": ""}


def numbers(chart: Chart, document: Document) -> Data:
    """Every number of a chart: its periods side by side, or one below the other where they are many."""
    said = [[_of(figure, document.language) for figure in _told(series, chart)] for series in chart.series]
    names = [series.name for series in chart.series]
    if len(chart.categories) > SIDE_BY_SIDE:
        return _plain(document.word("category"), names, chart.categories, zip(*said, strict=True))
    return _plain(document.word("category"), chart.categories, names, said)


def _told(series: Series, chart: Chart) -> tuple[Figure | None, ...]:
    """What lies ahead is told from the first period after the last known value, where its line begins."""
    if series.role not in AHEAD:
        return series.figures
    known = [i for one in chart.series if one.role not in AHEAD for i, figure in enumerate(one.figures) if figure]
    begin = max(known, default=-1) + 1
    return (*(None,) * begin, *series.figures[begin:])


def _plain(head: str, columns: Iterable[str], labels: Iterable[str], rows: Iterable[Iterable[str]]) -> Data:
    return {
        "head": head,
        "bars": "",
        "columns": [{"label": label, "stands_out": False} for label in columns],
        "rows": [
            {"label": label, "note": "", "cells": list(cells), "marked": False, "bar": []}
            for label, cells in zip(labels, rows, strict=True)
        ],
        "total": None,
        "label_width": 0,
        "line_width": 0,
    }


def asks(block: Asks, document: Document) -> Data:
    """The requests with who does it, what comes of it, by when, for how many and at what cost."""
    heads = ("ask", "owner", "output", "deadline", "workers", "cost")
    rows = []
    for place, ask in enumerate(block.asks, 1):
        said = [_of(figure, document.language) for figure in (ask.workers, ask.cost)]
        words = (ask.owner, ask.output, formatting.long_date(ask.deadline, document.language), *said)
        first = {"text": f"{place}. {ask.title}", "soft": ask.reason.text}
        rows.append([first, *({"text": word, "soft": ""} for word in words)])
    return {
        "kind": "asks",
        "caption": block.caption,
        "heads": [document.word(head) for head in heads],
        "rows": rows,
        "notes": missing((f.label, f) for ask in block.asks for f in ask.figures),
    }


def _of(figure: Figure | None, language: str) -> str:
    return formatting.MISSING if figure is None else shown.value_of(figure, language)


def legal_bases(block: LegalBases, document: Document) -> Data:
    """The legal bases with the day each was checked, or that nobody has yet."""
    heads = ("legal", "about", "verified_on")
    rows = [
        [
            {"text": basis.citation, "soft": ""},
            {"text": basis.about, "soft": ""},
            {
                "text": formatting.long_date(basis.verified_on, document.language) if basis.verified_on else "",
                "soft": "" if basis.verified_on else document.word("not_verified"),
            },
        ]
        for basis in block.bases
    ]
    return {"kind": "legal", "caption": "", "heads": [document.word(head) for head in heads], "rows": rows, "notes": []}
