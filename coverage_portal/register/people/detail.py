"""One worker as the detail shows them: every membership of the visitor's branches over time, and what touched it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.models import BeforeImage
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Segment
from coverage_portal.register.people.lines import active_on, opens
from employers.models import Employer
from regions.access import Visitor, imports_visible_to
from workers.compliance import minimum_wages
from workers.models import Membership, Person
from workers.sipp_fields import shown_kpj


class WageClass(models.TextChoices):
    """A wage, said only by where it stands to the minimum wage of its place and year."""

    BELOW = "below", _("Di bawah upah minimum")
    FROM = "from", _("Sama dengan atau di atas upah minimum")
    UNKNOWN = "unknown", _("Belum diketahui")
    NONE = "none", _("Tidak berlaku")


@dataclass(frozen=True)
class Stretch:
    """One membership over time. `imports`: number of each import that touched it, and whether one may see it."""

    row: Membership
    kpj: str | Promise
    segment: str
    active: bool
    programmes: list[tuple[str, Promise | str]]
    wage: WageClass
    wage_year: int
    employer: Employer | None
    opens: bool
    imports: list[tuple[int, bool]]


def stretches_of(person: Person, user: Visitor, position: date) -> list[Stretch]:
    """The memberships of `person` at the branches of `user`, the newest first."""
    rows = Membership.objects.visible_to(user).filter(person=person).order_by("-started_on", "-pk")
    found = list(rows.select_related("employer", "workplace", "branch"))
    touched = imports_that_touched(found)
    seen = set(imports_visible_to(user).filter(pk__in=set().union(*touched.values())).values_list("pk", flat=True))
    return [
        Stretch(
            row=row,
            kpj=shown_kpj(row.kpj),
            segment=str(row.get_segment_display()),
            active=active_on(row, position),
            programmes=[(str(one.name), PROGRAMME_NAMES[one]) for one in PROGRAMMES if row.programmes & one],
            wage=wage_class(row, _wage_day(row, position)),
            wage_year=_wage_day(row, position).year,
            employer=row.employer,
            opens=opens(row.employer, user),
            imports=[(number, number in seen) for number in sorted(touched[row.pk], reverse=True)],
        )
        for row in found
    ]


def hidden_memberships(person: Person, shown: int) -> int:
    """How many memberships of theirs belong to branches whose rows are not shown."""
    return person.memberships.count() - shown


def wage_class(row: Membership, day: date) -> WageClass:
    """Where the wage stands to the minimum wage of the city it is earned in, in the year of `day`."""
    if row.segment != Segment.PU:
        return WageClass.NONE
    minimum = minimum_wages([row.workplace_id], day).get(row.workplace_id)
    if row.wage is None or minimum is None:
        return WageClass.UNKNOWN
    return WageClass.BELOW if row.wage < minimum else WageClass.FROM


def imports_that_touched(rows: Sequence[Membership]) -> dict[int, set[int]]:
    """Membership -> the imports that made it or wrote over it. What a row was before names the one that wrote that."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.pk] = {row.batch_id} if row.batch_id else set()
    images = BeforeImage.objects.filter(table=Membership._meta.db_table, row_id__in=list(found))
    for number, batch, facts in images.values_list("row_id", "batch_id", "facts"):
        found[number] |= {batch, *([facts["batch_id"]] if facts.get("batch_id") else [])}
    return found


def _wage_day(row: Membership, position: date) -> date:
    """The day whose minimum wage its wage is held against: the position, or the last day it was active."""
    return position if row.ended_on is None else min(position, row.ended_on - timedelta(days=1))
