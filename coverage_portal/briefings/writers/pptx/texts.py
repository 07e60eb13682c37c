"""Blocks of words on a slide: paragraphs, quotes, lists, requests, and the tables of words."""

from __future__ import annotations

from coverage_portal.briefings.blocks import Ask, Asks, Grid, KeyFigures, LegalBases, Listing, Questions, Quote
from coverage_portal.briefings.blocks import Paragraph as ParagraphBlock
from coverage_portal.briefings.document import Document
from coverage_portal.briefings.writers.grids import shares_of
from coverage_portal.briefings.writers.office.wording import signed, terms, verified
from coverage_portal.briefings.writers.pptx.drawing import Paragraph, Span, said
from coverage_portal.briefings.writers.pptx.frame import BREADTH
from coverage_portal.briefings.writers.pptx.pieces import Beside, Piece, Words
from coverage_portal.briefings.writers.pptx.tables import Row, Table
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure

MEASURE = 10.6
"""How wide running text stands: longer lines are hard to read."""
SMALL, BODY = 14, 18
COLUMN_GAP = 0.4
ASK_SIZES = ((40, 20, 16, 14), (32, 18, 14, 12), (28, 16, 12, 12))
"""Workers, title, reason and terms of a request, from large to small."""


def sentence(head: str, text: str, size: float = BODY, **more: object) -> Paragraph:
    """A few words in bold, then the sentence."""
    if not head:
        return said(text, size, **more)  # type: ignore[arg-type]
    stop = " " if head.endswith((".", "?", "!", ":")) else ". "
    spans = (Span(head + stop, bold=True), Span(text))
    return Paragraph(spans, size, **more)  # type: ignore[arg-type]


def heading(text: str, **more: object) -> Paragraph:
    """What stands above a block."""
    return said(text, BODY, bold=True, keep=True, **more)  # type: ignore[arg-type]


def paragraph(block: ParagraphBlock) -> Words:
    """Running text."""
    head = (heading(block.heading),) if block.heading else ()
    return Words("Teks", (*head, said(block.sentence.text, BODY)), MEASURE)


def quote(block: Quote) -> Words:
    """Words to be said aloud, on a tinted ground."""
    caption = (said(block.caption, SMALL, "green-700", bold=True, keep=True),) if block.caption else ()
    return Words("Kutipan", (*caption, said(block.sentence.text, 20, before=2)), BREADTH, ground="tint")


def listing(block: Listing) -> Words:
    """A list, numbered or not."""
    head = (heading(block.caption),) if block.caption else ()
    items = tuple(
        sentence(item.head, item.sentence.text, before=6, mark=f"{i}." if block.numbered else "•")
        for i, item in enumerate(block.items, start=1)
    )
    return Words("Daftar", (*head, *items), MEASURE)


def brief_asks(block: Asks) -> Words:
    """The requests in a sentence each, on a green ground."""
    head = (heading(block.caption),) if block.caption else ()
    asks = tuple(
        sentence(ask.title, ask.reason.text, 16, before=6, mark=f"{i}.") for i, ask in enumerate(block.asks, start=1)
    )
    return Words("Usulan", (*head, *asks), BREADTH, ground="green-100")


def asks(block: Asks, document: Document, room: float) -> list[Piece]:
    """The requests as columns, at most four in a row, in the largest type that fits; as a list when none does."""
    most = 4 if len(block.asks) == 4 else 3
    rows = [block.asks[i : i + most] for i in range(0, len(block.asks), most)]
    head = [Words("Usulan", (heading(block.caption),), MEASURE)] if block.caption else []
    left = room - (head[0].least + 0.3 if head else 0)
    made: list[Piece] = []
    for row in rows:
        fitting = (_columns(row, document, sizes) for sizes in ASK_SIZES)
        columns = next((found for found in fitting if found.least <= left), None)
        made += [columns] if columns else [_ask(ask, document, MEASURE, ASK_SIZES[-1]) for ask in row]
    return [*head, *made] if len(block.asks) > most or not made or made[0].least <= left else made


def _columns(row: tuple[Ask, ...], document: Document, sizes: tuple[int, int, int, int]) -> Beside:
    count = max(len(row), 2)
    width = (BREADTH - COLUMN_GAP * (count - 1)) / count
    pieces = [(i * (width + COLUMN_GAP), _ask(ask, document, width, sizes)) for i, ask in enumerate(row)]
    return Beside(tuple(pieces))


def _ask(ask: Ask, document: Document, width: float, sizes: tuple[int, int, int, int]) -> Words:
    large, title, reason, small = sizes
    first = (_large(ask.workers, document, large),) if ask.workers else ()
    told = tuple(
        Paragraph((Span(f"{word}: ", bold=True, colour="ink-3"), Span(text, colour="ink-3")), small, before=4)
        for word, text in terms(ask, document)
    )
    words = (*first, said(ask.title, title, bold=True), said(ask.reason.text, reason, before=4), *told)
    return Words("Usulan", words, width, rule="green-700")


def _large(workers: Figure, document: Document, size: float) -> Paragraph:
    number = Span(shown.short_value_of(workers, document.language), bold=True, colour="green-700")
    return Paragraph((number, Span(f" {document.word('workers').lower()}", colour="green-700", size=size / 2)), size)


def key_figures(block: KeyFigures, document: Document, width: float = BREADTH) -> Beside:
    """Figures side by side under their labels."""
    step = width / max(len(block.figures), 3)
    pieces = [
        (i * step, Words("Angka kunci", _figure(figure, document, 28), step - 0.2, rule="line"))
        for i, figure in enumerate(block.figures)
    ]
    return Beside(tuple(pieces))


def figure_column(figures: tuple[Figure, ...], document: Document, width: float) -> Words:
    """Figures one below the other, at the right of a chart."""
    paragraphs: tuple[Paragraph, ...] = ()
    for place, figure in enumerate(figures):
        value = said(
            shown.short_value_of(figure, document.language), 28, "green-700", bold=True, before=20 if place else 0
        )
        paragraphs += (value, said(figure.label, 15, "ink-3"))
    return Words("Angka kunci", paragraphs, width)


def _figure(figure: Figure, document: Document, size: float) -> tuple[Paragraph, ...]:
    value = said(shown.short_value_of(figure, document.language), size, bold=True)
    return said(figure.label, SMALL, "ink-3"), value


def questions(block: Questions, document: Document) -> Table:
    """Questions beside their answers and where these come from."""
    rows = tuple(
        Row(
            (
                (said(one.question, SMALL, bold=True),),
                (
                    said(one.answer.text, SMALL),
                    *((said(f"{document.word('source')}: {one.source}", 12, "ink-3"),) if one.source else ()),
                ),
            )
        )
        for one in block.questions
    )
    heads = words_row((document.word("question"), document.word("answer")))
    return Table("", document.word("likely_questions"), heads, rows, (4.0, BREADTH - 4.0))


def legal_bases(block: LegalBases, document: Document) -> Table:
    """Legal bases, what they are about, and when somebody checked them."""
    rows = tuple(
        Row(
            (
                (said(basis.citation, SMALL, bold=True),),
                (said(basis.about, SMALL),),
                (said(verified(basis, document), SMALL, "ink-3" if basis.verified_on else "amber-800"),),
            )
        )
        for basis in block.bases
    )
    heads = words_row((document.word("legal"), document.word("about"), document.word("verified_on")))
    return Table("", document.word("legal"), heads, rows, (4.2, BREADTH - 6.7, 2.5))


def grid(block: Grid, document: Document) -> Table:
    """Words and figures in rows; columns of figures stand at the right."""
    figures = {place for row in block.rows for place, cell in enumerate(row) if isinstance(cell, Figure)}
    rows = tuple(
        Row(
            tuple(
                (said(shown.value_of(cell, document.language), SMALL, align="r"),)
                if isinstance(cell, Figure)
                else (said(cell, SMALL, align="r" if place in figures else "l"),)
                for place, cell in enumerate(row)
            )
        )
        for row in block.rows
    )
    heads = words_row(block.heads, at_right=figures)
    shares = shares_of(block)
    widths = tuple(share * BREADTH / sum(shares) for share in shares)
    return Table(block.caption, block.caption or ", ".join(block.heads), heads, rows, widths)


def words_row(heads: tuple[str, ...], at_right: set[int] | frozenset[int] = frozenset()) -> Row:
    """A header row."""
    return Row(
        tuple(
            (said(head, 12, "ink-3", bold=True, align="r" if place in at_right else "l"),)
            for place, head in enumerate(heads)
        )
    )


def signature(document: Document) -> Words | None:
    """Who signs, and who gets a copy."""
    lines: tuple[Paragraph, ...] = ()
    if document.signatory:
        lines += (
            said(signed(document.signatory), 16, "ink-3"),
            said(document.signatory.name, 20, bold=True),
            said(document.letterhead.office, 14, "ink-3"),
        )
    if document.copies_to:
        lines += (said(f"{document.word('copies_to')}: {'; '.join(document.copies_to)}", 14, "ink-3", before=8),)
    return Words("Penanda tangan", lines, MEASURE) if lines else None
