"""What is said of a figure beside its number: the day it speaks of. Pure."""

from __future__ import annotations

from coverage_portal.briefings.document import Document
from coverage_portal.core import formatting
from coverage_portal.coverage.files.sheets import Cell
from coverage_portal.coverage.workings import Figure


def day_of(document: Document, figure: Figure) -> Cell:
    """The day its inputs speak of: a date when they share it, else each of them in words."""
    days = sorted({source.as_at for source in figure.working.inputs})
    if len(days) == 1:
        return days[0]
    return "; ".join(formatting.long_date(day, document.language) for day in days)
