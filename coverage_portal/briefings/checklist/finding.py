"""A finding of the checklist and the document it was found in. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coverage_portal.briefings.blocks import Asks, Table
from coverage_portal.briefings.checklist.wording import SAYINGS
from coverage_portal.briefings.document import Document, Section
from coverage_portal.coverage.workings import Figure, Row

SHOWN_NAMES = 6


class Level(StrEnum):
    """An error blocks the issue; a warning needs a name and a reason, and is printed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """What is amiss, where, and what to do, in the Document's language.

    `key` is unique among the findings of a Document and the same for the same finding of a later draft; `where` is the
    key of the section, "" for the cover or the whole.
    """

    key: str
    level: Level
    text: str
    where: str = ""


@dataclass(frozen=True)
class Looked:
    """A document while it is looked at: names its figures and words what is found."""

    document: Document
    names: dict[str, str]

    @classmethod
    def at(cls, document: Document) -> Looked:
        """The document, its figures named by their row or request where they stand in one."""
        blocks = [block for section in document.sections for block in section.blocks]
        rows = (row for table in blocks if isinstance(table, Table) for row in (*table.breakdown.rows, *_total(table)))
        names = {figure.key: f"{row.label}: {figure.label}" for row in rows for figure in row.figures}
        for ask in (ask for block in blocks if isinstance(block, Asks) for ask in block.asks):
            names |= {one.key: f"{ask.title}: {one.label}" for one in ask.figures}
        return cls(document, names)

    def name(self, figure: Figure) -> str:
        """What a figure is called in a finding: "Cipondoh: Cakupan", or its label."""
        return self.names.get(figure.key, figure.label)

    def list(self, figures: Iterable[Figure]) -> str:
        """The names of figures once each, the first few and how many more there are."""
        return self.some([self.name(figure) for figure in figures])

    def some(self, names: Iterable[str]) -> str:
        """The first few of the names and how many more there are."""
        told = list(dict.fromkeys(names))
        more = len(told) - SHOWN_NAMES
        listed = "; ".join(told[:SHOWN_NAMES])
        return f"{listed}; {self.said('more', count=str(more))}" if more > 0 else listed

    def said(self, code: str, **blanks: str) -> str:
        """A saying of the checklist in the document's language."""
        return SAYINGS[code][self.document.language] % blanks

    def error(self, code: str, section: Section | None = None, detail: str = "", **blanks: str) -> Finding:
        """An error, in a section when one is given."""
        return self._finding(Level.ERROR, code, section, detail, blanks)

    def warning(self, code: str, section: Section | None = None, detail: str = "", **blanks: str) -> Finding:
        """A warning, in a section when one is given."""
        return self._finding(Level.WARNING, code, section, detail, blanks)

    def _finding(
        self, level: Level, code: str, section: Section | None, detail: str, blanks: dict[str, str]
    ) -> Finding:
        where = section.key if section else ""
        words = {"where": section.kicker or section.title.text, **blanks} if section else blanks
        key = "-".join(part for part in (code, where, detail) if part)
        return Finding(key, level, self.said(code, **words), where)


def _total(table: Table) -> tuple[Row, ...]:
    return (table.breakdown.total,) if table.breakdown.total else ()
