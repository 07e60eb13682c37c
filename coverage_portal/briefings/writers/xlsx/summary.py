"""The first sheet: what the briefing says in a line, and its key figures. Pure."""

from __future__ import annotations

from coverage_portal.briefings.blocks import KeyFigures, Waffle
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.xlsx.chart_sheets import drawn_answer
from coverage_portal.briefings.writers.xlsx.ledger import Ledger
from coverage_portal.briefings.writers.xlsx.sheets import FIRST_ROW, Line, Sheet
from coverage_portal.briefings.writers.xlsx.tables import is_illustrative
from coverage_portal.briefings.writers.xlsx.told import day_of
from coverage_portal.core import formatting
from coverage_portal.coverage.files.sheets import Cell, Head, band_of
from coverage_portal.coverage.workings import Figure

VALUE_COLUMN = 1


def summary_sheet(document: Document, ledger: Ledger, name: str) -> Sheet:
    """The figures of the answer and the key figures: value, kind, day, band, and how each came about."""
    figures, waffles = _figures(document), _waffles(document)
    rows = {figure: row for row, figure in enumerate(figures, start=FIRST_ROW)}
    heads = (
        *(Head(document.word("figure"), 34), Head(document.word("value"), 20), Head(document.word("kind"), 20)),
        *(Head(document.word("position"), 18), Head(document.word("least"), 15), Head(document.word("most"), 15)),
        Head(document.word("formula"), 60),
    )
    lines = tuple(Line(_cells(document, ledger, figure, (name, row, VALUE_COLUMN))) for figure, row in rows.items())
    return Sheet(
        name,
        _headline(document),
        heads,
        lines,
        subtitle=meeting_line(document),
        illustrative=document.illustrative and is_illustrative(figures),
        charts=tuple(drawn_answer(document, waffle, name, rows, VALUE_COLUMN) for waffle in waffles),
        foot=document.cautions,
        large=True,
    )


def _headline(document: Document) -> str:
    return document.answer.title.text if document.answer else document.meeting.title


def meeting_line(document: Document) -> str:
    """The meeting in a line: what, with whom, when and where."""
    meeting = document.meeting
    said = f"{meeting.title} {document.word('with')} {meeting.addressee}" if meeting.addressee else meeting.title
    day = formatting.long_date(meeting.day, document.language) if meeting.day else ""
    return ", ".join(text for text in (said, day, meeting.place) if text)


def _waffles(document: Document) -> list[Waffle]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Waffle)]


def _figures(document: Document) -> list[Figure]:
    """Those of the headline, of the answer, and the key figures, in this order: each once, also where two are called
    and worth the same."""
    found: list[Figure] = [*document.answer.title.inputs] if document.answer else []
    for waffle in _waffles(document):
        found += (waffle.covered, waffle.whole, waffle.gap)
    for section in document.sections:
        for block in section.blocks:
            found += block.figures if isinstance(block, KeyFigures) else ()
    once = {(figure.label, figure.value): figure for figure in reversed(found)}
    return [figure for figure in dict.fromkeys(found) if once[figure.label, figure.value] == figure]


def _cells(document: Document, ledger: Ledger, figure: Figure, at: tuple[str, int, int]) -> tuple[Cell, ...]:
    missing = figure.value is None
    return (
        *(
            figure.label,
            ledger.cell(figure, at),
            "" if missing else document.kind_of(figure),
            day_of(document, figure),
        ),
        *(*band_of(figure), figure.missing or figure.working.formula),
    )
