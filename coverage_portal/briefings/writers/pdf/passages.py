"""The blocks of a section as data for the template, in reading order. Pure."""

from __future__ import annotations

from typing import Any

from coverage_portal.briefings.blocks import (
    Asks,
    Block,
    Chart,
    ChartKind,
    Grid,
    KeyFigures,
    LegalBases,
    Listing,
    Paragraph,
    Questions,
    Quote,
    Table,
    TileMap,
    Waffle,
)
from coverage_portal.briefings.document import Document, Section
from coverage_portal.briefings.writers.pdf import bars, lines, squares, tables
from coverage_portal.briefings.writers.pdf.beside import chart_of, is_beside
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure

Data = dict[str, Any]
CHARTS = {ChartKind.STACKED: bars.stacked, ChartKind.COLUMNS: bars.columns, ChartKind.LINE: lines.lines}


def blocks_of(section: Section, document: Document) -> list[Data]:
    """What stands in a section. A chart whose numbers a table of the section holds is drawn beside its rows, and no
    caption says again what the title says."""
    found: list[Data] = []
    for block in section.captioned:
        if isinstance(block, Table):
            found.append(tables.table(block, document, chart_of(block, section)))
        elif not (isinstance(block, Chart) and is_beside(block, section)):
            found.append(block_of(block, document))
    return [{**one, "caption": ""} if one["caption"] == section.title.text else one for one in found]


def block_of(block: Block, document: Document) -> Data:
    """One block."""
    match block:
        case Table():
            return tables.table(block, document, None)
        case Grid():
            return tables.grid(block, document)
        case Asks():
            return _brief(block) if block.brief else tables.asks(block, document)
        case LegalBases():
            return tables.legal_bases(block, document)
        case Chart() | Waffle() | TileMap():
            return _drawn(block, document)
        case KeyFigures():
            return _key_figures(block, document)
    return _said(block, document)


def _brief(block: Asks) -> Data:
    asks = [{"head": ask.title, "text": ask.reason.text} for ask in block.asks]
    return {"kind": "requests", "caption": block.caption, "items": asks}


def _said(block: Paragraph | Quote | Listing | Questions, document: Document) -> Data:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "caption": block.heading, "text": block.sentence.text}
        case Quote():
            return {"kind": "quote", "caption": block.caption, "text": block.sentence.text}
        case Listing():
            items = [{"head": item.head, "text": item.sentence.text} for item in block.items]
            return {"kind": "list", "caption": block.caption, "items": items, "numbered": block.numbered}
        case Questions():
            source = document.word("source")
            asked = [
                {
                    "question": one.question,
                    "answer": one.answer.text,
                    "source": one.source and f"{source}: {one.source}",
                }
                for one in block.questions
            ]
            return {"kind": "questions", "caption": document.word("likely_questions"), "questions": asked}


def _key_figures(block: KeyFigures, document: Document) -> Data:
    figures = [
        {
            "label": figure.label,
            "value": shown.short_value_of(figure, document.language),
            "note": figure.missing if figure.value is None and not figure.withheld else document.kind_of(figure),
        }
        for figure in block.figures
    ]
    return {"kind": "key-figures", "caption": "", "figures": figures}


def _drawn(block: Chart | Waffle | TileMap, document: Document) -> Data:
    match block:
        case Chart():
            figures = [(category, figure) for category, figure in _of_chart(block) if figure]
            notes = [*([block.note] if block.note else []), *tables.missing(figures)]
            drawing: Data = CHARTS[block.kind](block, document.language)
            found = {
                "kind": "drawing",
                "caption": block.caption,
                "drawing": drawing,
                "notes": notes,
                "keys": _keys(block),
            }
            return {**found, "table": tables.numbers(block, document)} if block.kind is ChartKind.LINE else found
        case TileMap():
            keys = [{"paint": f"q{level}", "text": words} for level, words in enumerate(block.keys)]
            notes = [*([block.note] if block.note else []), *tables.missing((t.name, t.figure) for t in block.tiles)]
            tiles = squares.tile_map(block)
            return {"kind": "drawing", "caption": block.caption, "drawing": tiles, "notes": notes, "keys": keys}
        case Waffle():
            return _waffle(block, document)


def _of_chart(chart: Chart) -> list[tuple[str, Figure | None]]:
    return [
        (category if len(chart.series) == 1 else f"{category}, {series.name}", figure)
        for series in chart.series
        for category, figure in zip(chart.categories, series.figures, strict=True)
    ]


def _keys(chart: Chart) -> list[Data]:
    """What the paints mean, where the drawing does not say it itself."""
    if chart.kind is not ChartKind.COLUMNS or len(chart.series) < 2:
        return []
    return [{"paint": str(series.role), "text": series.name} for series in chart.series]


def _waffle(block: Waffle, document: Document) -> Data:
    covered, gap = (shown.short_value_of(figure, document.language) for figure in (block.covered, block.gap))
    return {
        "kind": "waffle",
        "caption": "",
        "drawing": squares.waffle(block),
        "covered": {"value": covered, "word": document.word("covered").lower()},
        "gap": {"value": gap, "word": document.word("gap").lower()},
        "notes": [block.caption, *tables.missing((f.label, f) for f in (block.covered, block.gap, block.whole))],
    }
