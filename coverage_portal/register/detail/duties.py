"""The five programmes at one employer: which it joined, which its workers hold, which the law of a day asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Programme, Scale
from coverage_portal.programmes.rules import Law, NoLawInForce, ObligationRule
from coverage_portal.programmes.terms import ObligationLevel
from employers.models import Employer, EmployerProgramme


@dataclass(frozen=True)
class Duty:
    """One programme: since when the employer is in it (None: not), how many of its workers hold it, what the law asks
    (None: the scale, or the law of that day, is not known), and whether it is missing."""

    programme: Programme
    joined_on: date | None
    workers: int
    rule: ObligationRule | None
    missing: bool

    @property
    def code(self) -> str:
        """JKK"""
        return str(self.programme.name)

    @property
    def name(self) -> str:
        """The programme in full."""
        return str(PROGRAMME_NAMES[self.programme])

    @property
    def level(self) -> str:
        """What the law asks, in a word; empty when it is not known."""
        return str(self.rule.level.label) if self.rule else ""

    @property
    def mandatory(self) -> bool:
        """Whether the law demands it."""
        return self.rule is not None and self.rule.level is ObligationLevel.MANDATORY


def duties_of(
    employer: Employer, joined: Iterable[EmployerProgramme], workers: dict[Programme, int], owed: int | None, law: Law
) -> list[Duty]:
    """A duty a programme. `owed`: bits of what is missing, as `Compliance` keeps them."""
    since: dict[int, date] = {}
    for row in joined:
        since.setdefault(row.programme, row.started_on)
    rules = rules_for(employer, law)
    return [
        Duty(one, since.get(one.value), workers.get(one, 0), rules.get(one), bool((owed or 0) & one))
        for one in PROGRAMMES
    ]


def rules_for(employer: Employer, law: Law) -> dict[Programme, ObligationRule]:
    """What the law asks of an employer of this scale, or of an agency; nothing where that is not known."""
    scale = Scale(employer.scale) if employer.scale else None
    try:
        return law.obligations(scale, government=employer.legal_form == Employer.LegalForm.AGENCY)
    except NoLawInForce:
        return {}
