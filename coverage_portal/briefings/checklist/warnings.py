"""What a person may take upon themselves, by name and with a reason: it is printed in the paper. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from coverage_portal.briefings.blocks import LegalBases, Sentence
from coverage_portal.briefings.checklist.claims import known_numbers, unknown_in_own_words, unknown_numbers
from coverage_portal.briefings.checklist.finding import Finding, Looked
from coverage_portal.briefings.checklist.own_words import own_words
from coverage_portal.briefings.document import Section, sentences_in
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import formatting
from coverage_portal.coverage.arithmetic import Laid, Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Source

STALE_MONTHS = 6
RATES = ("M1", "M2")
COST = "M9"
NOT_VERIFIED = "belum diverifikasi"
DIVISION, SUBTRACTION = " ÷ ", " − "


def mixed_denominators(looked: Looked) -> Iterator[Finding]:
    """Rates whose denominators were published by different parties or for different times."""
    rates = [f for f in looked.document.figures() if f.working.metric in RATES and f.kind is FigureKind.SHARE]
    wholes = dict.fromkeys(
        f"{formatting.period(source.period, looked.document.language)}, {source.publisher}"
        for figure in rates
        if figure.value is not None
        for source in _wholes(figure)
    )
    if len(wholes) > 1:
        yield looked.warning("mixed-denominators", figures=looked.some(wholes))


def over_one(looked: Looked) -> Iterator[Finding]:
    """Shares above one: possible, and asked about."""
    found = [f for f in looked.document.figures() if f.kind is FigureKind.SHARE and f.value is not None and f.value > 1]
    if found:
        yield looked.warning("over-one", figures=looked.list(found))


def stale(looked: Looked, day: date | None) -> Iterator[Finding]:
    """Data older than STALE_MONTHS on the day of the meeting."""
    document = looked.document
    if day is None or _months_between(document.as_at, day) < STALE_MONTHS:
        return
    language = document.language
    yield looked.warning(
        "stale",
        as_at=formatting.long_date(document.as_at, language),
        day=formatting.long_date(day, language),
        months=str(STALE_MONTHS),
    )


def not_signing(looked: Looked, day: date | None) -> Iterator[Finding]:
    """Somebody who does not sign for the branch on the day of the meeting."""
    signatory = looked.document.signatory
    if day and signatory and signatory.name.strip() and not signatory.signs_on(day):
        yield looked.warning(
            "not-signing", name=signatory.name, day=formatting.long_date(day, looked.document.language)
        )


def unverified(looked: Looked) -> Iterator[Finding]:
    """Law that nobody has checked: bases that are cited, and rules that amounts rest on."""
    document = looked.document
    blocks = (block for section in document.sections for block in section.blocks)
    listed = [basis for block in blocks if isinstance(block, LegalBases) for basis in block.bases]
    bases = [basis.citation for basis in listed if basis.verified_on is None]
    if bases:
        yield looked.warning("unverified-law", bases=looked.some(bases))
    words = {document.word("not_verified").casefold(), NOT_VERIFIED}
    resting = [
        figure
        for figure in document.figures()
        if any(word in said.casefold() for word in words for said in _told_with(figure))
    ]
    if resting:
        yield looked.warning("unverified-price", figures=looked.list(resting))


def withheld(looked: Looked) -> Iterator[Finding]:
    """Small cells that are not told, in the pages and in the annexes."""
    document = looked.document
    found = [(looked.name(figure), figure) for figure in document.figures()]
    found += [(annex.name, figure) for annex in document.annexes for figure in annex.figures()]
    hidden = [name for name, figure in found if figure.withheld]
    if hidden:
        count = formatting.number(len(hidden), document.language)
        yield looked.warning("withheld", count=count, figures=looked.some(hidden))


def edited(looked: Looked) -> Iterator[Finding]:
    """Sentences in somebody's own words with numbers that the data do not hold."""
    for section, sentence in _worded_anew(looked):
        unknown = unknown_numbers(looked.document, sentence)
        if unknown:
            words = {"by": sentence.edited_by, "numbers": "; ".join(unknown), "text": sentence.text}
            yield looked.warning("edited", section, sentence.key, **words)


def overtaken(looked: Looked) -> Iterator[Finding]:
    """Sentences in somebody's own words whose template has come to say something else since they were written."""
    for section, sentence in _worded_anew(looked):
        if sentence.instead_of:
            words = {"by": sentence.edited_by, "before": sentence.instead_of, "now": sentence.generated}
            yield looked.warning("overtaken", section, sentence.key, **words, text=sentence.text)


def own(looked: Looked) -> Iterator[Finding]:
    """What people typed themselves with numbers that the data do not hold."""
    known, language = known_numbers(looked.document), looked.document.language
    for one in own_words(looked.document):
        unknown = {text: unknown_in_own_words(known, text, one.told, language) for text in one.texts}
        odd = [text for text in one.texts if unknown[text]]
        if odd:
            place = looked.said(one.place, number=str(one.number))
            numbers = "; ".join(dict.fromkeys(number for text in odd for number in unknown[text]))
            words = {"place": place, "numbers": numbers, "text": " / ".join(odd)}
            yield looked.warning("own-words", one.section, one.key, **words)


def estimated_headline(looked: Looked) -> Iterator[Finding]:
    """An estimate in the title or the leads of the section that gives the answer."""
    answer = looked.document.answer
    said = (answer.title, *answer.leads) if answer else ()
    found = [figure for sentence in said for figure in sentence.inputs if figure.estimated]
    if found:
        yield looked.warning("estimated-headline", answer, figures=looked.list(found))


def named_employers(looked: Looked) -> Iterator[Finding]:
    """Employers that are named."""
    section = looked.document.section(Part.NAMED)
    if section:
        yield looked.warning("named-employers", section)


def ending_reliefs(looked: Looked) -> Iterator[Finding]:
    """Costs that rest on a relief that ends: what a cost's working takes off, with the note of its end."""
    costs = [figure for figure in looked.document.figures() if figure.working.metric == COST]
    reliefs = [(figure, source) for figure in costs for source in _taken_off(figure) if source.note]
    if reliefs:
        said = looked.some(f"{looked.name(figure)} ({source.label}). {source.note}" for figure, source in reliefs)
        yield looked.warning("relief-ends", figures=said.rstrip("."))


def _worded_anew(looked: Looked) -> Iterator[tuple[Section, Sentence]]:
    """The sentences in somebody's own words, each where it is said first."""
    told = set()
    for section in looked.document.sections:
        for sentence in sentences_in(section):
            if sentence.edited and sentence.key not in told:
                told.add(sentence.key)
                yield section, sentence


def _told_with(figure: Figure) -> Iterator[str]:
    """What is said beside a working: its caveats, and the notes of its inputs, Indonesian in every language."""
    yield from figure.working.caveats
    yield from (source.note for source in figure.working.inputs)


def _wholes(figure: Figure) -> Iterator[Source]:
    """The published denominators of a rate: the people who live there, behind its sign of division."""
    tokens = figure.working.tokens
    part = tokens[: tokens.index(DIVISION)] if DIVISION in tokens else tokens
    before = sum(isinstance(one, Fraction) for one in part)
    for source in figure.working.inputs[before:]:
        basis = source.quantity.basis
        if basis.unit is Unit.PERSONS and basis.laid is Laid.HOME:
            yield source


def _taken_off(figure: Figure) -> Iterator[Source]:
    """The inputs behind a sign of subtraction."""
    tokens, inputs = figure.working.tokens, iter(figure.working.inputs)
    for before, one in pairwise(("", *tokens)):
        if isinstance(one, Fraction):
            source = next(inputs)
            if before == SUBTRACTION:
                yield source


def _months_between(earlier: date, later: date) -> int:
    """Whole months from one day to the other."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
