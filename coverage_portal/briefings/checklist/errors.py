"""What blocks a briefing: missing denominators, marks, sources and numbers, and a bare cover. Pure.

The letter's number may be empty: it is given by the office's register, often after the paper is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from coverage_portal.briefings.blocks import Asks, KeyFigures, Table, Waffle
from coverage_portal.briefings.checklist.finding import Finding, Looked
from coverage_portal.briefings.document import Section, figures_in
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance

ILLUSTRATIVE = Provenance.ILLUSTRATIVE
DIVISION = " ÷ "
RATE = "cakupan"
ANSWER = (RATE, "penyebut")


def denominators(looked: Looked) -> Iterator[Finding]:
    """The rate of the answer without a denominator or not there at all, and shares whose working divides by nothing."""
    document = looked.document
    lacking = [figure for figure in document.figures() if figure.key in ANSWER and is_missing(figure)]
    if lacking:
        yield looked.error("no-denominator", figures=looked.list(lacking), why=why(lacking))
    summary = document.section(Part.SUMMARY)
    if summary and not any(figure.key == RATE for figure in document.figures()):
        yield looked.error("no-rate", summary)
    for section in document.sections:
        bare = [figure for figure in once(section) if figure.kind is FigureKind.SHARE and not _divided(figure)]
        if bare:
            yield looked.error("no-division", section, figures=looked.list(bare))


def marks(looked: Looked) -> Iterator[Finding]:
    """Sample data that do not say so: a figure, a section, the whole."""
    document, any_sample = looked.document, False
    for section in document.sections:
        figures = list(once(section))
        sample = [figure for figure in figures if figure.provenance is ILLUSTRATIVE]
        hidden = [figure for figure in figures if figure.provenance is not ILLUSTRATIVE and _rests_on_sample(figure)]
        any_sample = any_sample or bool(sample or hidden or section.illustrative)
        if (sample or hidden) and not section.illustrative:
            yield looked.error("unmarked", section, figures=looked.list(sample or hidden))
        if hidden:
            yield looked.error("unmarked-figures", section, figures=looked.list(hidden))
    any_sample = any_sample or any(f.provenance is ILLUSTRATIVE for one in document.annexes for f in one.figures())
    if any_sample and not document.illustrative:
        yield looked.error("unmarked-whole")


def sources(looked: Looked) -> Iterator[Finding]:
    """Figures that do not say where they come from."""
    for section in looked.document.sections:
        bare = [figure for figure in once(section) if figure.value is not None and not _sourced(figure)]
        if bare:
            yield looked.error("no-source", section, figures=looked.list(bare))
    for annex in looked.document.annexes:
        if any(figure.value is not None and not _sourced(figure) for figure in annex.figures()):
            yield looked.error("no-source", None, annex.key, where=annex.caption, figures=annex.name)


def missing_numbers(looked: Looked) -> Iterator[Finding]:
    """Numbers that are not there in the headline, the key figures, a waffle, the requests or a table. What is withheld
    is not missing, and what has no place (a row without a code) has no denominator. The answer's own rate and
    denominator are told by `denominators`."""
    for section in looked.document.sections:
        lacking = [figure for figure in _must_be_there(section) if is_missing(figure) and figure.key not in ANSWER]
        if lacking:
            yield looked.error("missing", section, figures=looked.list(lacking), why=why(lacking))


def cover(looked: Looked) -> Iterator[Finding]:
    """A cover without title, addressee, letterhead or signatory."""
    document = looked.document
    if not document.meeting.title.strip():
        yield looked.error("no-title")
    if not document.meeting.addressee.strip():
        yield looked.error("no-addressee")
    if document.signatory is None or not document.signatory.name.strip():
        yield looked.error("no-signatory")
    if not document.letterhead.office.strip():
        yield looked.error("no-letterhead")


def once(section: Section) -> Iterator[Figure]:
    """The figures of a section, each key once."""
    told = set()
    for figure in figures_in(section):
        if figure.key not in told:
            told.add(figure.key)
            yield figure


def is_missing(figure: Figure) -> bool:
    """Whether there is no value although nobody withholds it."""
    return figure.value is None and not figure.withheld


def why(figures: list[Figure]) -> str:
    """Why figures are missing, each reason once."""
    return " ".join(dict.fromkeys(figure.missing for figure in figures if figure.missing))


def _must_be_there(section: Section) -> Iterator[Figure]:
    yield from section.title.inputs
    for lead in section.leads:
        yield from lead.inputs
    for block in section.blocks:
        match block:
            case KeyFigures():
                yield from block.figures
            case Waffle():
                yield from (block.covered, block.gap, block.whole)
            case Asks():
                yield from (figure for ask in block.asks for figure in ask.figures)
            case Table():
                rows = [row for row in block.breakdown.rows if row.code]
                total = [block.breakdown.total] if block.breakdown.total else []
                yield from (figure for row in (*rows, *total) for figure in row.figures)


def _divided(figure: Figure) -> bool:
    """Whether a share says what it divides by, or is taken as a share from its source."""
    given = any(source.quantity.basis.unit is Unit.SHARE for source in figure.working.inputs)
    return figure.value is None or DIVISION in figure.working.formula or given


def _rests_on_sample(figure: Figure) -> bool:
    """Whether sample data stand inside the working itself, not only beside it for comparison."""
    inputs = figure.working.inputs if figure.working.tokens else figure.working.inputs[:1]
    return figure.value is not None and any(source.provenance is ILLUSTRATIVE for source in inputs)


def _sourced(figure: Figure) -> bool:
    inputs = figure.working.inputs
    return bool(inputs) and all(source.publisher.strip() and source.document.strip() for source in inputs)
