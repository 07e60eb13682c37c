"""Control sums: columns against their totals, a waffle against its whole, requests against their sum, a figure against
its own working. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from coverage_portal.briefings.blocks import Asks, Table, Waffle
from coverage_portal.briefings.checklist.errors import once
from coverage_portal.briefings.checklist.finding import Finding, Looked
from coverage_portal.briefings.document import Section
from coverage_portal.core import formatting
from coverage_portal.coverage.workings import Figure, FigureKind, evaluate

SUMS_OF_ASKS = {"usulan-jumlah-pekerja": "workers", "usulan-jumlah-iuran": "cost"}


def sums(looked: Looked) -> Iterator[Finding]:
    """Every control sum that does not hold. Where a part is withheld nothing can be said."""
    for section in looked.document.sections:
        for n, block in enumerate(section.blocks, start=1):
            if isinstance(block, Table):
                yield from _columns(looked, section, n, block)
            if isinstance(block, Waffle):
                yield from _waffle(looked, section, block)
        yield from _asks(looked, section)
        wrong = [figure for figure in once(section) if not _as_worked_out(figure)]
        if wrong:
            yield looked.error("wrong-working", section, figures=looked.list(wrong))


def _columns(looked: Looked, section: Section, n: int, table: Table) -> Iterator[Finding]:
    breakdown = table.breakdown
    if breakdown.total is None:
        return
    for place, column in enumerate(breakdown.columns):
        parts = [row.figures[place] for row in breakdown.rows]
        total = breakdown.total.figures[place]
        if column.additive and not any(figure.withheld for figure in (*parts, total)) and total.value is not None:
            what = f"{table.caption}, {column.label}"
            yield from _compared(looked, section, f"{n}-{column.key}", what, parts, total)


def _waffle(looked: Looked, section: Section, waffle: Waffle) -> Iterator[Finding]:
    shown = (waffle.covered, waffle.gap, waffle.whole)
    if all(figure.value is not None for figure in shown):
        yield from _compared(looked, section, "waffle", waffle.caption, [waffle.covered, waffle.gap], waffle.whole)


def _asks(looked: Looked, section: Section) -> Iterator[Finding]:
    """The sums of the requests, against the requests of the briefing that have a cost."""
    asks = {
        ask.key: ask for one in looked.document.sections for b in one.blocks if isinstance(b, Asks) for ask in b.asks
    }
    priced = [ask for ask in asks.values() if ask.cost and ask.cost.value is not None]
    for figure in once(section):
        if figure.key in SUMS_OF_ASKS and figure.value is not None:
            parts = [getattr(ask, SUMS_OF_ASKS[figure.key]) for ask in priced]
            yield from _compared(looked, section, figure.key, figure.label, [part for part in parts if part], figure)


def _compared(
    looked: Looked, section: Section, detail: str, what: str, parts: list[Figure], total: Figure
) -> Iterator[Finding]:
    found = sum((part.value for part in parts if part.value is not None), Fraction(0))
    if found != total.value:
        language = looked.document.language
        write = formatting.rupiah if total.kind is FigureKind.RUPIAH else formatting.as_given
        words = {"what": what, "parts": write(found, language), "total": write(total.value, language)}
        yield looked.error("wrong-sum", section, detail, **words)


def _as_worked_out(figure: Figure) -> bool:
    """Whether the figure is what its working comes to; one that nothing was computed for is as its source gives it."""
    if figure.value is None:
        return True
    tokens = figure.working.tokens
    return not tokens or evaluate(tokens) == figure.value
