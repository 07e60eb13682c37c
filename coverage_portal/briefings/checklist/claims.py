"""Whether the numbers of a sentence or of own words are in the data of its Document. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from coverage_portal.briefings.blocks import Asks, Sentence, Table
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.numbers import COUNT, PERCENT, POINTS, RUPIAH, Claim, numbers_in
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.workings import Figure, FigureKind

Known = dict[str, set[Fraction]]

LANGUAGES = ("id", "en")
UNITS = {
    FigureKind.COUNT: COUNT,
    FigureKind.CHANGE: COUNT,
    FigureKind.SHARE: PERCENT,
    FigureKind.POINTS: POINTS,
    FigureKind.RUPIAH: RUPIAH,
}


def unknown_numbers(document: Document, sentence: Sentence) -> tuple[str, ...]:
    """The numbers of the sentence, as they stand there, that no figure, input or count of the document holds and that
    its template did not say either."""
    told = {(claim.unit, claim.value) for claim in numbers_in(sentence.generated, document.language)}
    claims = [one for one in numbers_in(sentence.text, document.language) if (one.unit, one.value) not in told]
    return tuple(claim.text.strip() for claim in _unknown(known_numbers(document), claims))


def unknown_in_own_words(known: Known, text: str, told: str, language: str) -> tuple[str, ...]:
    """The numbers of a text that somebody typed into a document of this language, in whichever one they write numbers,
    that are neither `known` nor `told` beside it."""
    beside = {claim.value for claim in numbers_in(told, language)}
    odd = {spoken: _unknown(known, numbers_in(text, spoken)) for spoken in LANGUAGES}
    everywhere = set.intersection(*({claim.start for claim in claims} for claims in odd.values()))
    return tuple(
        claim.text.strip() for claim in odd[language] if claim.start in everywhere and claim.value not in beside
    )


def known_numbers(document: Document) -> Known:
    """The sizes of all values the document holds, by their unit."""
    known: Known = {unit: set() for unit in UNITS.values()}
    for unit, value in known_values(document):
        known[unit].add(abs(value))
    return known


def _unknown(known: Known, claims: Iterable[Claim]) -> list[Claim]:
    """The claims that no known value bears out."""
    return [
        claim for claim in claims if not any(claim.holds(value) or claim.holds(-value) for value in known[claim.unit])
    ]


def known_values(document: Document) -> Iterator[tuple[str, Fraction]]:
    """Every value the document holds with its unit: figures, their bands and inputs, how many rows and requests."""
    for figure in document.figures():
        if not figure.withheld:
            yield from _of_figure(figure)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield COUNT, Fraction(sum(1 for row in block.breakdown.rows if row.code))
                yield COUNT, Fraction(len(block.breakdown.marked))
            if isinstance(block, Asks):
                yield COUNT, Fraction(len(block.asks))


def _of_figure(figure: Figure) -> Iterator[tuple[str, Fraction]]:
    unit = UNITS[figure.kind]
    if figure.value is not None:
        yield unit, figure.value
    for end in figure.working.band or ():
        yield unit, end
    for source in figure.working.inputs:
        yield _unit_of(source.quantity.basis.unit), source.quantity.value


def _unit_of(unit: Unit) -> str:
    return {Unit.RUPIAH: RUPIAH, Unit.SHARE: PERCENT}.get(unit, COUNT)
