"""The workers of one employer, masked: no wage, no NIK, no day of birth is even read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from coverage_portal.core.paging import page_asked_for
from coverage_portal.core.spells import holds_on
from employers.models import Employer
from workers.masking import ProgrammeLetter, masked_kpj, masked_name, programme_letters
from workers.models import Membership

PAGE_SIZE = 50
ACTIVE, ENDED, ALL = "aktif", "berakhir", "semua"


@dataclass(frozen=True)
class WorkerLine:
    """A membership as the list shows it; `person` is the number of the person's page."""

    person: int
    name: str
    kpj: str
    segment: str
    letters: tuple[ProgrammeLetter, ...]
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class People:
    """One page of the list; `state` is which of them were asked for."""

    page: Page
    lines: list[WorkerLine]
    state: str


def people_of(request: HttpRequest, employer: Employer, position: date) -> People:
    """The workers that the visitor may see, by name, 50 a page: those active at the position, those ended by then, or
    all (`keadaan`)."""
    state = request.GET.get("keadaan", ACTIVE)
    state = state if state in (ENDED, ALL) else ACTIVE
    rows = memberships_of(request, employer).filter(_in_state(state, position))
    page = page_asked_for(request, rows, PAGE_SIZE)
    return People(page, [_line(row) for row in page], state)


def memberships_of(request: HttpRequest, employer: Employer) -> QuerySet[Membership]:
    """The employer's memberships, without what is never shown."""
    rows = Membership.objects.visible_to(request.user).filter(employer=employer).select_related("person")
    shown = rows.only("kpj", "segment", "programmes", "started_on", "ended_on", "person__name")
    return shown.order_by("person__name", "pk")


def _in_state(state: str, position: date) -> Q:
    if state == ENDED:
        return Q(ended_on__lte=position)
    return Q() if state == ALL else holds_on(position)


def _line(row: Membership) -> WorkerLine:
    return WorkerLine(
        person=row.person_id,
        name=masked_name(row.person.name),
        kpj=masked_kpj(row.kpj),
        segment=row.get_segment_display(),
        letters=programme_letters(row.programmes),
        started_on=row.started_on,
        ended_on=row.ended_on,
    )
