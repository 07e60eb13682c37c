"""The register of employers as a list to search, of the visitor's branches only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coverage_portal.core.gate import access
from coverage_portal.core.paging import page_asked_for
from coverage_portal.register.listing.of_import import import_asked_for, touched
from coverage_portal.register.shown import active_memberships, sector_of
from employers.models import Employer
from workers.compliance import latest_position

PAGE_SIZE = 50


@dataclass(frozen=True)
class Line:
    """An employer in the list, with the name of its sector and its active memberships at the position of the data."""

    employer: Employer
    sector: str
    active: int


@access(GET="view_employers")
def employer_list(request: HttpRequest) -> HttpResponse:
    """Employers registered at the position of the data by name, 50 a page; `hal` is the page.

    `q` searches name and NPP, and then finds closed ones too; so does `impor`, the number of an import whose employers
    are wanted; where that is none that one may see, the page says that it was not heeded.
    """
    query = request.GET.get("q", "").strip()[:100]
    wanted = request.GET.get("impor", "")
    batch = import_asked_for(request.user, wanted)
    position = latest_position()
    visible = Employer.objects.standing().visible_to(request.user)
    if batch:
        visible = visible.filter(touched(batch))
    found = search(visible, query) if query or batch else visible.filter(registered_on(position))
    page = page_asked_for(request, found.select_related("branch", "district"), PAGE_SIZE)
    active = active_memberships([employer.pk for employer in page], position)
    context = {
        "page": page,
        "lines": [Line(employer, sector_of(employer), active.get(employer.pk, 0)) for employer in page],
        "q": query,
        "batch": batch,
        "unheard": bool(wanted) and batch is None,
        "position": position,
    }
    return render(request, "employers/list.html", context)


def registered_on(day: date) -> Q:
    """Those registered and not closed on `day`: the ones the dashboard counts."""
    return Q(registered_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def search(employers: QuerySet[Employer], query: str) -> QuerySet[Employer]:
    """Those whose name or NPP holds every word of `query`."""
    for word in query.split():
        employers = employers.filter(Q(name__icontains=word) | Q(npp__icontains=word))
    return employers
