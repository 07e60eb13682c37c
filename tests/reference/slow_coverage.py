"""A second, slow, obvious way to count coverage: one Python loop over model instances. Cells must equal it."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from datetime import date

from coverage_portal.programmes.codes import PROGRAMMES
from regions.models import Region
from workers.models import Membership

BANDS = [(0, 14), (15, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 200)]


def month_end(month: date) -> date:
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def band_on(birth: date, day: date) -> int:
    age = age_on(birth, day)
    return next(i for i, (low, high) in enumerate(BANDS) if low <= age <= high)


def active_on(day: date) -> list[Membership]:
    return [
        m
        for m in Membership.objects.select_related("person", "employer")
        if m.started_on <= day and (m.ended_on is None or m.ended_on > day)
    ]


def workplace_cells(month: date) -> dict[tuple, Counter]:
    """(region, branch, segment, sector, scale, sex, band) -> counts of memberships and of each programme."""
    day = month_end(month)
    cells: dict[tuple, Counter] = defaultdict(Counter)
    for m in active_on(day):
        employer = m.employer
        sector = f"{employer.kbli_version}{employer.kbli_section}" if employer and employer.kbli_section else ""
        scale = (employer.scale or 0) if employer else 0
        key = (m.workplace_id, m.branch_id, m.segment, sector, scale, m.person.sex, band_on(m.person.birth_date, day))
        cells[key]["memberships"] += 1
        for programme in PROGRAMMES:
            if m.programmes & programme:
                cells[key][programme.name.lower()] += 1
    return dict(cells)


def home_cells(month: date) -> dict[tuple, Counter]:
    """(region, sex, band) -> counts of distinct persons, in all and holding each programme."""
    day = month_end(month)
    held: dict[int, int] = defaultdict(int)
    people = {}
    for m in active_on(day):
        people[m.person_id] = m.person
        held[m.person_id] |= m.programmes
    country = Region.objects.filter(level=0).first()
    cells: dict[tuple, Counter] = defaultdict(Counter)
    for pk, person in people.items():
        home = person.home_id or (country.pk if country else 0)
        key = (home, person.sex, band_on(person.birth_date, day))
        cells[key]["persons"] += 1
        for programme in PROGRAMMES:
            if held[pk] & programme:
                cells[key][programme.name.lower()] += 1
    return dict(cells)
