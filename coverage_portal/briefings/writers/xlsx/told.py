"""What is said of a figure or an input beside its number: its kind and the day it speaks of. Pure."""

from __future__ import annotations

from coverage_portal.briefings.document import Document
from coverage_portal.core import formatting
from coverage_portal.coverage.files.sheets import Cell
from coverage_portal.coverage.workings import Figure, Provenance, Source


def mark_of(document: Document, one: Figure | Source) -> str:
    """The kind of a number in words: "Rilis resmi"; an estimate from sample data is both: "Ilustrasi, Perkiraan"."""
    marks = (one.provenance, *((Provenance.ESTIMATED,) if one.estimated else ()))
    return ", ".join(dict.fromkeys(document.word(mark.value) for mark in marks))


def day_of(document: Document, figure: Figure) -> Cell:
    """The day its inputs speak of: a date when they share it, else each of them in words."""
    days = sorted({source.as_at for source in figure.working.inputs})
    if len(days) == 1:
        return days[0]
    return "; ".join(formatting.long_date(day, document.language) for day in days)
