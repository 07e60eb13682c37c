"""A membership as a line of a list shows it: masked, with the employer where its page may be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from employers.models import Employer
from regions.access import Visitor, branches_of
from workers.masking import ProgrammeLetter, masked_kpj, masked_name, programme_letters
from workers.models import Membership


@dataclass(frozen=True)
class Line:
    """`kpj` is empty where none is issued yet; `opens`: the employer has a page that one may see."""

    person_id: int
    name: str
    kpj: str
    letters: tuple[ProgrammeLetter, ...]
    segment: str
    started_on: date
    ended_on: date | None
    active: bool
    employer: Employer | None
    opens: bool
    workplace: str
    branch: str


def lines_of(rows: Iterable[Membership], user: Visitor, position: date) -> list[Line]:
    """The lines of memberships whose person, employer, workplace and branch are read already."""
    return [
        Line(
            person_id=row.person_id,
            name=masked_name(row.person.name),
            kpj=masked_kpj(row.kpj),
            letters=programme_letters(row.programmes),
            segment=str(row.get_segment_display()),
            started_on=row.started_on,
            ended_on=row.ended_on,
            active=active_on(row, position),
            employer=row.employer,
            opens=opens(row.employer, user),
            workplace=row.workplace.name,
            branch=row.branch.name,
        )
        for row in rows
    ]


def active_on(row: Membership, day: date) -> bool:
    """Whether the membership counts on that day."""
    return row.started_on <= day and (row.ended_on is None or row.ended_on > day)


def opens(employer: Employer | None, user: Visitor) -> bool:
    """Whether `user` may open the page of the employer."""
    return employer is not None and employer.branch_id in branches_of(user, "view_employers")
