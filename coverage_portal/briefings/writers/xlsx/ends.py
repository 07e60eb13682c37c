"""The last sheets: every input once, how every figure came about, and the sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from coverage_portal.briefings.document import Document, Reference
from coverage_portal.briefings.writers.xlsx.ledger import Ledger
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Content, Line, Numeral, Sheet
from coverage_portal.briefings.writers.xlsx.tables import is_illustrative, label_of
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.files.sheets import Head, Number, band_of
from coverage_portal.coverage.workings import FigureKind, Source

_VALUE_COLUMN = 4  # of the workings


def data_sheet(document: Document, ledger: Ledger) -> Sheet:
    """Every input once, as a number: what the formulas of the other sheets rest on."""
    words = (
        *(("number", 9), ("inputs", 38), ("value", 18), ("half_step", 14), ("position", 16), ("period", 14)),
        *(("kind", 20), ("publisher", 34), ("document", 40), ("link", 28), ("note", 34), ("source", 9)),
    )
    heads = tuple(Head(document.word(word), width) for word, width in words)
    cited = _cited(document)
    lines = tuple(
        Line(_input_cells(document, ledger, number, source, cited.get(source)))
        for number, source in enumerate(ledger.inputs, start=1)
    )
    title, illustrative = document.word("data_title"), document.illustrative
    return Sheet(ledger.data_sheet, title, heads, lines, illustrative=illustrative)


def _input_cells(
    document: Document, ledger: Ledger, number: int, source: Source, cited: int | None
) -> tuple[Content, ...]:
    quantity = source.quantity
    step = None if quantity.half_step is None else _number(source, quantity.half_step)
    unknown = document.word("step_unknown") if step is None else ""
    return (
        *(Numeral(number), source.label, ledger.given(source, _number(source, quantity.value)), step, source.as_at),
        *(label_of(source.period), document.kind_of(source), source.publisher, source.document, source.link),
        *(" ".join(text for text in (source.note, unknown) if text), Numeral(cited) if cited else None),
    )


def _number(source: Source, value: Fraction) -> Number:
    """An input's number with the decimals it has."""
    unit = source.quantity.basis.unit
    if unit is Unit.SHARE:
        return Number(value, FigureKind.SHARE, edge=(value * 1000).denominator != 1)
    return Number(value, FigureKind.RUPIAH if unit is Unit.RUPIAH else None, about=source.estimated)


def _cited(document: Document) -> dict[Source, int]:
    """The number under which each input is cited: its own, or that of the source which its figure names besides."""
    numbers = {one.source: one.number for one in document.sources}
    for reference in document.references:
        inputs = reference.figure.working.inputs
        left = set(reference.sources) - {numbers[source] for source in inputs if source in numbers}
        if len(left) == 1:
            numbers |= dict.fromkeys((source for source in inputs if source not in numbers), left.pop())
    return numbers


def workings_sheet(document: Document, ledger: Ledger, name: str) -> Sheet:
    """Every figure: where it stands, its formula in words and digits, and worked out anew from the inputs."""
    words = (
        *(("number", 9), ("where", 26), ("figure", 34), ("key", 30), ("value", 18), ("formula", 44)),
        *(("workings", 50), ("recount", 18), ("least", 15), ("most", 15), ("kind", 20), ("note", 44), ("sources", 12)),
    )
    heads = tuple(Head(document.word(word), width) for word, width in words)
    references = tuple(_references(document))
    lines = tuple(
        Line(_working_cells(document, ledger, one, (name, row, _VALUE_COLUMN)))
        for row, one in enumerate(references, start=FIRST_ROW)
    )
    marked = is_illustrative(one.figure for one in references)
    return Sheet(name, document.word("workings"), heads, lines, illustrative=marked)


def _references(document: Document) -> Iterator[Reference]:
    """Those of the briefing, then its figures that have none."""
    yield from document.references
    told, number = {one.figure.key for one in document.references}, len(document.references)
    for figure in document.figures():
        if figure.key not in told:
            number += 1
            yield Reference(number, "", figure, "", ())


def _working_cells(document: Document, ledger: Ledger, one: Reference, at: tuple[str, int, int]) -> tuple[Content, ...]:
    figure, missing = one.figure, one.figure.value is None
    again = ledger.again(figure)
    closed = "" if missing or again else document.word("closed")
    notes = dict.fromkeys((figure.missing, *figure.working.caveats, closed))
    return (
        *(Numeral(one.number), one.where, figure.label, figure.key, ledger.cell(figure, at)),
        *(figure.working.formula, one.working, again, *band_of(figure)),
        *("" if missing else document.kind_of(figure), " ".join(text for text in notes if text), _numbers(one)),
    )


def _numbers(reference: Reference) -> Content:
    if len(reference.sources) == 1:
        return Numeral(reference.sources[0])
    return ", ".join(str(number) for number in reference.sources)


def sources_sheet(document: Document, name: str) -> Sheet:
    """Every source as it is cited."""
    heads = (Head(document.word("number"), 9), Head(document.word("source"), 130))
    lines = tuple(Line((Numeral(one.number), one.text)) for one in document.sources)
    return Sheet(name, document.word("sources"), heads, lines, illustrative=document.illustrative)
