"""Which sheets a briefing has, in their order: summary, tables and charts, requests, words, inputs, workings. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coverage_portal.briefings.blocks import Chart, Grid, Table, TileMap
from coverage_portal.briefings.document import Document, Section, Stamp
from coverage_portal.briefings.writers.xlsx.asks import asks_sheet
from coverage_portal.briefings.writers.xlsx.chart_sheets import chart_sheet, drawn_over
from coverage_portal.briefings.writers.xlsx.ends import data_sheet, sources_sheet, workings_sheet
from coverage_portal.briefings.writers.xlsx.ledger import Ledger, inputs_of
from coverage_portal.briefings.writers.xlsx.sheets import Drawn, Sheet
from coverage_portal.briefings.writers.xlsx.summary import summary_sheet
from coverage_portal.briefings.writers.xlsx.tables import annex_sheet, grid_sheet, table_sheet
from coverage_portal.briefings.writers.xlsx.texts import about_sheet, legal_sheet, questions_sheet, sentences_sheet
from coverage_portal.briefings.writers.xlsx.tiles import tiles_sheet
from coverage_portal.coverage.files.sheets import LONGEST_SHEET_NAME, sheet_name

_FIXED = ("summary", "questions", "legal", "sentences", "data", "workings", "sources", "about")


def sheets_of(document: Document, stamp: Stamp | None) -> tuple[Sheet, ...]:
    """The sheets in reading order. What a figure is, is said once; wherever it stands again, the cell refers there."""
    taken: set[str] = set()
    names = {word: sheet_name(document.word(word), taken) for word in _FIXED}
    ledger = Ledger(names["data"], document.language, inputs_of(document))
    made = (
        summary_sheet(document, ledger, names["summary"]),
        *(sheet for section in document.sections for sheet in _of_section(document, ledger, section, taken)),
        *(annex_sheet(ledger, annex, _name(annex.name, taken)) for annex in document.annexes),
        asks_sheet(document, ledger, _name(document.word("ask"), taken)),
        questions_sheet(document, names["questions"]),
        legal_sheet(document, names["legal"]),
        sentences_sheet(document, names["sentences"]),
        data_sheet(document, ledger),
        workings_sheet(document, ledger, names["workings"]),
        sources_sheet(document, names["sources"]),
        about_sheet(document, stamp, names["about"]),
    )
    return tuple(sheet for sheet in made if sheet)


def _of_section(document: Document, ledger: Ledger, section: Section, taken: set[str]) -> Iterator[Sheet]:
    """A sheet for each table, chart, grid and tile map; a chart stands beside the table that holds its numbers."""
    tables = {
        _name(block.caption if block.head == document.word("position") else block.head, taken): block
        for block in section.blocks
        if isinstance(block, Table)
    }
    charts = {block.key: block for block in section.blocks if isinstance(block, Chart)}
    beside = {key: over for key, chart in charts.items() if (over := _beside(chart, tables))}
    for name, table in tables.items():
        drawn = tuple(one for sheet, one in beside.values() if sheet == name)
        yield replace(table_sheet(document, ledger, section, table, name), charts=drawn)
    for key, chart in charts.items():
        if key not in beside:
            yield chart_sheet(document, ledger, section, chart, _name(chart.caption, taken))
    for block in section.blocks:
        match block:
            case Grid():
                yield grid_sheet(document, ledger, section, block, _name(block.caption, taken))
            case TileMap():
                yield tiles_sheet(document, ledger, section, block, _name(document.word("tile_map"), taken))


def _beside(chart: Chart, tables: dict[str, Table]) -> tuple[str, Drawn] | None:
    """The sheet whose table holds the chart's numbers, and the chart over its cells."""
    found = ((name, drawn_over(chart, table, name)) for name, table in tables.items())
    return next(((name, over) for name, over in found if over), None)


def _name(text: str, taken: set[str]) -> str:
    """A sheet's name: as many whole words as fit, and a sign that there are more."""
    if len(text) <= LONGEST_SHEET_NAME:
        return sheet_name(text, taken)
    return sheet_name(text[:LONGEST_SHEET_NAME].rsplit(" ", 1)[0].rstrip(" ,.:") + "…", taken)
