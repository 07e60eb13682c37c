"""The briefing as a spreadsheet: one sheet a table, live formulas over one sheet of inputs, native charts."""

from __future__ import annotations

from coverage_portal.briefings.document import Document, Stamp
from coverage_portal.briefings.writers.xlsx.contents import sheets_of
from coverage_portal.briefings.writers.xlsx.painting import paint


def write(document: Document, stamp: Stamp | None) -> bytes:
    """The file's bytes; without a stamp every sheet says that it is a draft. Equal documents give equal bytes."""
    return paint(document, stamp, sheets_of(document, stamp))
