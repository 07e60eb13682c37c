"""A Document as PDF: A4, tagged for screen readers (PDF/UA-1), set by Typst from a fixed template. Pure.

What is shown is put into plain data here, every number already written; the template says where it stands. Nothing of
the Document is ever read as markup.
"""

from __future__ import annotations

from datetime import UTC, datetime

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.pdf.content import content, logo
from coverage_portal.briefings.writers.pdf.typesetting import typeset


def write(document: Document, stamp: Stamp | None) -> bytes:
    """The PDF; equal documents and stamps give equal bytes. Without a stamp every page says that it is a draft."""
    return typeset(content(document, stamp), logo(document.letterhead.logo), made_at(document, stamp))


def made_at(document: Document, stamp: Stamp | None) -> int:
    """The second the file says it was made: when it was issued; a draft has only the day of its data."""
    moment = stamp.issued_at if stamp else datetime(*document.as_at.timetuple()[:3], tzinfo=UTC)
    return int(moment.timestamp())
