"""The requests as a sheet: who, what, by when, and the cost as a formula over workers, price and months. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Ask, Asks
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.xlsx.ledger import Ledger, near_of
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Content, Line, Sheet, cell_at
from coverage_portal.briefings.writers.xlsx.tables import is_illustrative
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.files.sheets import Cell, Head, Number, Recount
from coverage_portal.coverage.workings import Figure, FigureKind, Source

WORKERS, PRICE, MONTHS, COST = 5, 6, 7, 8
"""Columns of the numbers."""
_HEADS = (
    *(("ask", 34), ("reason", 46), ("owner", 22), ("output", 30), ("deadline", 16)),
    *(("workers", 12), ("price", 18), ("months", 10), ("cost", 22)),
)


def asks_sheet(document: Document, ledger: Ledger, name: str) -> Sheet | None:
    """The requests once each; None when the briefing has none."""
    found, captions = _asks(document)
    if not found:
        return None
    heads = tuple(Head(document.word(word), width) for word, width in _HEADS)
    lines = [Line(_cells(ledger, ask, name, row)) for row, ask in enumerate(found, start=FIRST_ROW)]
    notes = [ask.cost.missing if ask.cost else "" for ask in found]
    if any(notes):
        heads = (*heads, Head(document.word("note"), 40))
        lines = [Line((*line.cells, note)) for line, note in zip(lines, notes, strict=True)]
    figures = [figure for ask in found for figure in ask.figures]
    return Sheet(name, captions[0], heads, tuple(lines), illustrative=is_illustrative(figures))


def _asks(document: Document) -> tuple[list[Ask], list[str]]:
    """Each request once, and the captions under which they stand, that of the full list first."""
    blocks = [block for section in document.sections for block in section.blocks if isinstance(block, Asks)]
    blocks.sort(key=lambda block: block.brief)
    found = {ask.key: ask for block in blocks for ask in block.asks}
    return list(found.values()), [block.caption for block in blocks]


def _cells(ledger: Ledger, ask: Ask, sheet: str, row: int) -> tuple[Content, ...]:
    near = near_of(((WORKERS, ask.workers),) if ask.workers else (), row)
    price, months = _parts(ask.cost)
    for source, column in ((price, PRICE), (months, MONTHS)):
        if source:
            near[source] = cell_at(row, column)
    return (
        *(ask.title, ask.reason.text, ask.owner, ask.output, ask.deadline),
        ledger.cell(ask.workers, (sheet, row, WORKERS), near) if ask.workers else None,
        *(_input(ledger, price, FigureKind.RUPIAH), _input(ledger, months, FigureKind.COUNT)),
        ledger.cell(ask.cost, (sheet, row, COST), near) if ask.cost else None,
    )


def _parts(cost: Figure | None) -> tuple[Source | None, Source | None]:
    """The price and the months of a cost that has one of each; its law may have changed on the way."""
    inputs = cost.working.inputs if cost and cost.value is not None else ()
    prices = [source for source in inputs if source.quantity.basis.unit is Unit.RUPIAH]
    months = [source for source in inputs if source.quantity.basis.unit is Unit.MONTHS]
    return (prices[0], months[0]) if len(prices) == len(months) == 1 else (None, None)


def _input(ledger: Ledger, source: Source | None, kind: FigureKind) -> Cell:
    """An input as it stands in the sheet of inputs."""
    return Recount(ledger.place(source), Number(source.quantity.value, kind)) if source else None
