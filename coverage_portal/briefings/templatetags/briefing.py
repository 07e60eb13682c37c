"""A briefing on a page, in the briefing's own language whatever the page's."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

from django import template
from django.template.loader import render_to_string
from django.utils.translation import override

from coverage_portal.briefings import on_screen
from coverage_portal.briefings.blocks import Cell
from coverage_portal.briefings.document import Document, Reference, Stamp
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.workings import Figure

register = template.Library()


@register.filter
def word(document: Document, key: str) -> str:
    """A fixed word of the document."""
    return document.word(key)


@register.filter
def written_cell(cell: Cell) -> str:
    """A cell of a grid: a figure in full, words as they are."""
    return shown.value_of(cell, active_language()) if isinstance(cell, Figure) else cell


@register.filter
def under(row: tuple[Cell, ...], heads: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
    """The cells of a grid's row, each with the head of its column."""
    return zip(heads, row, strict=True)


@register.filter
def after_number(label: str) -> str:
    """A column's name behind a number of its own: "angkatan kerja", and "JKK" as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


@register.filter
def opened(document: Document, figures: Iterable[Figure]) -> tuple[Reference, ...]:
    """How figures of the document came about."""
    return on_screen.opened(document, figures)


@register.filter
def and_alike(document: Document, alike: int) -> str:
    """That other figures came about in the same way; empty when none did."""
    return document.word("alike") % {"n": alike} if alike else ""


@register.filter
def as_image(png: bytes) -> str:
    """A logo as an address of its own, which needs no further request."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


@register.simple_tag
def briefing_sheets(document: Document, stamp: Stamp | None = None) -> str:
    """Every sheet of a document, the sources last. Without a stamp it is a draft and says so on each."""
    with override(document.language):
        edited = [sentence for sentence in document.sentences() if sentence.edited]
        context = {"document": document, "stamp": stamp, "sheets": on_screen.sheets(document), "edited": edited}
        return render_to_string("briefings/_sheets.html", context)
