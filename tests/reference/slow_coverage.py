"""A second, slow, obvious way to count coverage: Python loops over model instances. Cells and totals must equal it."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from datetime import date

from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.programmes.codes import PROGRAMMES, Segment
from employers.models import Employer
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


def employers_on(day: date) -> list[Employer]:
    registered = [e for e in Employer.objects.all() if e.registered_on and not e.merged_into_id]
    return [e for e in registered if e.registered_on <= day and (e.closed_on is None or e.closed_on > day)]


def lying_in(path: str) -> list[int]:
    """The places that a place of this path counts for: those whose path begins it, villages left out."""
    above = Region.objects.filter(level__lte=Region.Level.DISTRICT)
    return [region.pk for region in above if path.startswith(region.path)]


def totals(month: date) -> dict[tuple, Counter]:
    """(place, region, dimension, code) -> counts; every membership, person and employer counts in every place above."""
    day = month_end(month)
    counts: dict[tuple, Counter] = defaultdict(Counter)
    places = {region.pk: lying_in(region.path) for region in Region.objects.all()}
    for m in active_on(day):
        employer = m.employer
        codes = [(Dimension.ALL, ""), (Dimension.SEGMENT, str(m.segment))]
        if m.segment in (Segment.PU, Segment.JAKON):
            sector = f"{employer.kbli_version}{employer.kbli_section}" if employer and employer.kbli_section else ""
            codes += [(Dimension.SECTOR, sector), (Dimension.SCALE, str((employer.scale or 0) if employer else 0))]
        for region in places[m.workplace_id]:
            for dimension, code in codes:
                found = counts[Place.WORKPLACE, region, dimension, code]
                found["memberships"] += 1
                found.update(p.name.lower() for p in PROGRAMMES if m.programmes & p)
    for employer in employers_on(day):
        declared = employer.declared_headcount is not None and employer.declared_on and employer.declared_on <= day
        for region in places[employer.district_id]:
            for dimension, code in ((Dimension.ALL, ""), (Dimension.SCALE, str(employer.scale or 0))):
                found = counts[Place.WORKPLACE, region, dimension, code]
                found["employers"] += 1
                found["declared_employers"] += bool(declared)
                found["declared"] += employer.declared_headcount if declared else 0
    for (home, _sex, _band), cell in home_cells(month).items():
        for region in places.get(home, []):
            counts[Place.HOME, region, Dimension.ALL, ""] += cell
    return {key: +found for key, found in counts.items()}
