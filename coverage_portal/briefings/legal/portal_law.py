"""What the portal's own law says of a legal basis: how many of its rules cite it, and whether they were checked.

The two are not the same: a rule's source was read, the whole text of a basis is compared with JDIH by somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coverage_portal.programmes.law import LawRows, every_row

ACT = re.compile(r"\b(?:UU|PP|Perpres|Inpres|Permenaker|Permendagri) \d+/\d{4}")


@dataclass(frozen=True)
class Known:
    """The rules of the portal that cite a basis: how many, how many of them nobody has checked, and when the sources
    of the others were last read."""

    rules: int
    unverified: int
    read_on: date | None

    @property
    def verified(self) -> int:
        """How many were checked."""
        return self.rules - self.unverified


class PortalLaw:
    """All rows of law by the acts they cite."""

    def __init__(self, rows: LawRows | None = None) -> None:
        rows = rows or every_row()
        cited = (*rows.rates, *rows.parameters, *rows.jakon_brackets, *rows.obligations, *rows.reliefs)
        self.rows = [(acts_in(row.citation), row.verified_on) for row in cited]

    def knows(self, citation: str) -> Known:
        """What it knows of a basis that may name several acts ("PP 44/2015 jo. PP 82/2019")."""
        acts = acts_in(citation)
        days = [verified_on for others, verified_on in self.rows if acts & others]
        checked = [day for day in days if day is not None]
        return Known(len(days), len(days) - len(checked), max(checked, default=None))


def acts_in(citation: str) -> frozenset[str]:
    """The acts that a citation names: {"PP 44/2015", "PP 46/2015"} of "PP 44/2015 Lampiran II; PP 46/2015"."""
    return frozenset(ACT.findall(citation))
