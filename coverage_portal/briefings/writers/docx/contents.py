"""The blocks of a section as paragraphs and tables of the letter."""

from __future__ import annotations

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
    Table,
    TileMap,
    Waffle,
)
from coverage_portal.briefings.writers.docx.base import BULLETS
from coverage_portal.briefings.writers.docx.breakdowns import breakdown
from coverage_portal.briefings.writers.docx.drawings import charts, tile_map, waffle
from coverage_portal.briefings.writers.docx.manuscript import Manuscript
from coverage_portal.briefings.writers.docx.markup import BREADTH, SPACE, Cell, Row, cm, panel, paragraph, run, table
from coverage_portal.briefings.writers.grids import shares_of
from coverage_portal.briefings.writers.office.wording import verified
from coverage_portal.core import formatting
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure

ENDS = (".", "?", "!", ":")


def written(block: Block, letter: Manuscript) -> list[str]:
    """The markup of one block; raises TypeError for a kind of block that nobody taught this writer."""
    match block:
        case KeyFigures():
            return _key_figures(block, letter)
        case Paragraph():
            head = [paragraph("Heading2", run(block.heading))] if block.heading else []
            return [
                *head,
                paragraph("Normal", run(block.sentence.text), keep=_stands_over_the_signature(block, letter)),
            ]
        case Quote():
            return _quote(block)
        case Listing():
            return _listing(block, letter)
        case Table():
            return breakdown(block, letter.document)
        case Grid():
            return _grid(block, letter)
        case Chart():
            return charts(block, letter)
        case Waffle():
            return waffle(block, letter)
        case TileMap():
            return tile_map(block)
        case Asks():
            return _brief_asks(block, letter) if block.brief else _asks(block, letter)
        case LegalBases():
            return _legal_bases(block, letter)
        case Questions():
            return _questions(block, letter)
    raise TypeError(f"the letter cannot hold {type(block).__name__}")


def _stands_over_the_signature(block: Paragraph, letter: Manuscript) -> bool:
    """Whether these are the last words, which whoever signs does not stand without on a page."""
    *_others, last = letter.document.sections
    return last.blocks[-1:] == (block,) and letter.document.signatory is not None


def words(text: str, style: str = "TableText", *, bold: bool = False, colour: str = "", align: str = "") -> str:
    """One look in a paragraph of a table."""
    return paragraph(style, run(text, bold=bold, colour=colour), align=align)


def header(heads: tuple[str, ...], at_right: frozenset[int] = frozenset()) -> Row:
    """A header row."""
    cells = (Cell(words(head, "TableHead", align="right" if i in at_right else "")) for i, head in enumerate(heads))
    return Row(tuple(cells), header=True)


def _key_figures(block: KeyFigures, letter: Manuscript) -> list[str]:
    language = letter.document.language
    width = BREADTH // max(len(block.figures), 1)
    edge = (("top", "line", 6), ("bottom", "line", 6))
    cells = tuple(
        Cell(
            paragraph("TableText", run(figure.label, colour="ink-3"), keep=True, before=60)
            + paragraph("TableNumber", run(shown.short_value_of(figure, language))),
            edges=edge,
            anchor="bottom",
        )
        for figure in block.figures
    )
    names = ", ".join(figure.label for figure in block.figures)
    return [table("Bare", (width,) * len(cells), (Row(cells),), names), SPACE]


def _quote(block: Quote) -> list[str]:
    caption = paragraph("PanelText", run(block.caption, bold=True, colour="green-700"), keep=True)
    return panel("tint", block.caption, caption if block.caption else "", paragraph("Quote", run(block.sentence.text)))


def sentence(head: str, text: str) -> tuple[str, ...]:
    """A few words in bold, then the sentence."""
    if not head:
        return (run(text),)
    return run(head + (" " if head.endswith(ENDS) else ". "), bold=True), run(text)


def _listing(block: Listing, letter: Manuscript) -> list[str]:
    style, number = ("ListNumber", letter.numbered_list()) if block.numbered else ("ListBullet", BULLETS)
    head = [paragraph("Heading2", run(block.caption))] if block.caption else []
    return head + [paragraph(style, *sentence(item.head, item.sentence.text), number=number) for item in block.items]


def _brief_asks(block: Asks, letter: Manuscript) -> list[str]:
    number = letter.numbered_list()
    head = paragraph("PanelText", run(block.caption, bold=True, size=12.5), keep=True) if block.caption else ""
    asks = (paragraph("PanelText", *sentence(ask.title, ask.reason.text), number=number) for ask in block.asks)
    return panel("green-100", block.caption, head, *asks)


def _asks(block: Asks, letter: Manuscript) -> list[str]:
    document = letter.document
    language = document.language
    rows = []
    for place, ask in enumerate(block.asks, start=1):
        deadline = formatting.long_date(ask.deadline, language)
        told = words(f"{place}. {ask.title}", bold=True) + words(ask.reason.text, colour="ink-3")
        workers = shown.value_of(ask.workers, language) if ask.workers else formatting.MISSING
        cost = shown.value_of(ask.cost, language) if ask.cost else formatting.MISSING
        cells = (told, words(ask.owner or formatting.MISSING), words(ask.output or formatting.MISSING), words(deadline))
        numbers = (words(workers, align="right"), words(cost, align="right"))
        rows.append(Row(tuple(Cell(one) for one in (*cells, *numbers))))
    keys = ("ask", "owner", "output", "deadline", "workers", "cost")
    heads = header(tuple(document.word(key) for key in keys), frozenset({4, 5}))
    widths = _widths(4.6, 2.9, 2.9, 1.9, 1.6)
    caption = [paragraph("Caption", run(block.caption))] if block.caption else []
    return [
        *caption,
        table("Breakdown", widths, (heads, *rows), block.caption or document.word("ask")),
        SPACE,
    ]


def _widths(*centimetres: float) -> tuple[int, ...]:
    """Columns of these widths, and one that takes the rest of the line."""
    given = tuple(cm(one) for one in centimetres)
    return (*given, BREADTH - sum(given))


def _legal_bases(block: LegalBases, letter: Manuscript) -> list[str]:
    document = letter.document
    rows = tuple(
        Row(
            (
                Cell(words(basis.citation, bold=True)),
                Cell(words(basis.about)),
                Cell(words(verified(basis, document), colour="" if basis.verified_on else "amber-800")),
            )
        )
        for basis in block.bases
    )
    heads = header((document.word("legal"), document.word("about"), document.word("verified_on")))
    return [table("Breakdown", _widths(5.4, 8.0), (heads, *rows), document.word("legal")), SPACE]


def _questions(block: Questions, letter: Manuscript) -> list[str]:
    source = letter.document.word("source")
    made = []
    for one in block.questions:
        made.append(paragraph("Heading3", run(one.question)))
        made.append(paragraph("Normal", run(one.answer.text), keep=bool(one.source)))
        if one.source:
            made.append(paragraph("Note", run(f"{source}: {one.source}")))
    return made


def _grid(block: Grid, letter: Manuscript) -> list[str]:
    language = letter.document.language
    figures = frozenset(i for row in block.rows for i, cell in enumerate(row) if isinstance(cell, Figure))
    rows = tuple(
        Row(
            tuple(
                Cell(
                    words(
                        shown.value_of(cell, language) if isinstance(cell, Figure) else cell,
                        align="right" if place in figures else "",
                    )
                )
                for place, cell in enumerate(row)
            )
        )
        for row in block.rows
    )
    shares = shares_of(block)
    widths = tuple(BREADTH * share // sum(shares) for share in shares)
    caption = [paragraph("Caption", run(block.caption))] if block.caption else []
    return [
        *caption,
        table("Breakdown", widths, (header(block.heads, figures), *rows), block.caption or ", ".join(block.heads)),
        SPACE,
    ]
