"""A Document as text that a person can read aloud: headings, sentences, tables as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from coverage_portal.briefings.blocks import (
    Asks,
    Block,
    Chart,
    Grid,
    KeyFigures,
    LegalBases,
    Listing,
    Paragraph,
    Questions,
    Quote,
    Sentence,
    Table,
    TileMap,
    Waffle,
)
from coverage_portal.briefings.document import Document, Section
from coverage_portal.core import formatting
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure


def read_aloud(document: Document) -> str:
    """The whole briefing."""
    return "\n".join(_Reader(document.language).document(document)).replace("\N{NO-BREAK SPACE}", " ") + "\n"


class _Reader:
    def __init__(self, language: str) -> None:
        self.language = language

    def document(self, document: Document) -> Iterator[str]:
        meeting, head, signatory = document.meeting, document.letterhead, document.signatory
        yield f"{head.institution} / {head.office}"
        day = formatting.long_date(meeting.day, self.language)
        yield f"{meeting.title} / {meeting.addressee} / {day} / {meeting.place} / {meeting.number}"
        for section in document.sections:
            yield ""
            yield from self.section(section)
        yield ""
        for one in document.references:
            named = f"({one.number}) {one.where}: {one.figure.label} = {self.value(one.figure)}"
            yield f"{named}: {one.working} [{', '.join(map(str, one.sources))}]"
        yield from (f"[{one.number}] {one.text}" for one in document.sources)
        yield from (f"! {caution}" for caution in document.cautions)
        if signatory:
            yield f"{signatory.prefix} {signatory.title}, {signatory.name}"

    def section(self, section: Section) -> Iterator[str]:
        mark = " (Ilustrasi)" if section.illustrative else ""
        yield f"# {section.kicker}{mark}"
        yield f"## {self.said(section.title)}"
        yield from map(self.said, section.leads)
        for block in section.blocks:
            yield from self.block(block)
        yield from (f"^ {self.said(point)}" for point in section.points)
        yield from (f"? {one.question} {self.said(one.answer)}" for one in section.questions)

    def said(self, sentence: Sentence) -> str:
        return f"{sentence.text} *{sentence.edited_by}*" if sentence.edited else sentence.text

    def value(self, figure: Figure) -> str:
        return shown.value_of(figure, self.language)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case KeyFigures():
                yield from (f"= {one.label}: {shown.short_value_of(one, self.language)}" for one in block.figures)
            case Paragraph():
                yield f"{block.heading}: {self.said(block.sentence)}" if block.heading else self.said(block.sentence)
            case Quote():
                yield f"“{block.caption}: {self.said(block.sentence)}”"
            case Listing():
                yield f"### {block.caption}"
                yield from (f"- {item.head} {self.said(item.sentence)}" for item in block.items)
            case Table():
                yield from self.table(block)
            case Grid():
                yield f"### {block.caption}"
                yield " | ".join(block.heads)
                for row in block.rows:
                    yield " | ".join(self.value(cell) if isinstance(cell, Figure) else cell for cell in row)
            case _:
                yield from self.drawn(block)

    def table(self, table: Table) -> Iterator[str]:
        block = table.breakdown
        yield f"### {table.caption}"
        yield " | ".join((table.head, *(column.label for column in block.columns)))
        for row in (*block.rows, *((block.total,) if block.total else ())):
            mark = "*" if row.code and row.code in block.marked else ""
            yield mark + " | ".join((row.label, *map(self.value, row.figures)))
        yield from (f"  {text}" for text in (*block.caveats, block.method) if text)

    def drawn(self, block: Block) -> Iterator[str]:
        match block:
            case Waffle():
                yield f"[{block.caption}. {block.alt}]"
            case TileMap():
                yield f"[{block.caption}: {block.alt} {block.note} {' / '.join(block.keys)}]"
                yield "  " + ", ".join(f"{tile.name} {tile.text}" for tile in block.tiles)
            case Chart():
                yield f"[{block.kind}: {block.caption}. {block.alt} {block.note}]"
                for series in block.series:
                    values = (self.value(figure) if figure else "." for figure in series.figures)
                    yield f"  {series.name}: " + ", ".join(map(" ".join, zip(block.categories, values, strict=True)))
            case Asks():
                yield f"### {block.caption}"
                for ask in block.asks:
                    yield f"- {ask.title}: {self.said(ask.reason)}"
            case LegalBases():
                yield from (f"§ {one.citation}; {one.about}; {one.verified_on}" for one in block.bases)
            case Questions():
                yield from (f"? {one.question} {self.said(one.answer)} ({one.source})" for one in block.questions)
