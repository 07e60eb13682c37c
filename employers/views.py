"""The register of employers, read: a list to search and a page an employer, of the visitor's branches only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from coverage_portal.core import charts
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.paging import page_asked_for
from coverage_portal.core.spells import holds_on, today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMME_NAMES, Programme
from employers.models import Employer
from employers.of_import import import_asked_for, touched
from employers.sectors import section_name

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
    visible = Employer.objects.visible_to(request.user)
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


@access(GET="view_employers")
def employer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One employer; another branch's is not found."""
    visible = Employer.objects.visible_to(request.user).select_related("branch", "district", "batch")
    employer = get_object_or_404(visible, pk=pk)
    position = latest_position()
    active = active_memberships([employer.pk], position).get(employer.pk, 0)
    joined = employer.programmes.filter(holds_on(position)).order_by("programme", "started_on")
    closed = employer.closed_on is not None and employer.closed_on <= position
    context = {
        "employer": employer,
        "sector": sector_of(employer),
        "active": active,
        "position": position,
        "closed": closed,
        "missing": 0 if closed else max((employer.declared_headcount or 0) - active, 0),
        "bar": "" if closed else headcount_bar(employer, active),
        "programmes": [
            (Programme(row.programme).name, PROGRAMME_NAMES[Programme(row.programme)], row) for row in joined
        ],
    }
    return render(request, "employers/detail.html", context)


def registered_on(day: date) -> Q:
    """Those registered and not closed on `day`: the ones the dashboard counts."""
    return Q(registered_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def search(employers: QuerySet[Employer], query: str) -> QuerySet[Employer]:
    """Those whose name or NPP holds every word of `query`."""
    for word in query.split():
        employers = employers.filter(Q(name__icontains=word) | Q(npp__icontains=word))
    return employers


def sector_of(employer: Employer) -> str:
    """The name of the employer's KBLI section, or its bare letter when the version is not known."""
    return section_name(employer.kbli_version, employer.kbli_section, active_language()) or employer.kbli_section


def latest_position() -> date:
    """The day the newest applied workers' file stands at; today when none was applied."""
    applied = ImportBatch.objects.filter(kind=ImportBatch.Kind.WORKERS, state=ImportBatch.State.APPLIED, partial=False)
    position: date | None = applied.aggregate(latest=Max("position"))["latest"]
    return position or today()


def active_memberships(employer_ids: list[int], on: date) -> dict[int, int]:
    """How many memberships of each employer are active on the day."""
    counted = Count("memberships", filter=holds_on(on, "memberships__"))
    rows = Employer.objects.filter(pk__in=employer_ids).order_by().annotate(active=counted)
    return dict(rows.values_list("pk", "active"))


def headcount_bar(employer: Employer, active: int) -> str:
    """Active memberships against the declared headcount; nothing when no headcount was declared."""
    if not employer.declared_headcount:
        return ""
    rest = Fraction(max(employer.declared_headcount - active, 0))
    parts = (
        Series(Role.COVERED, _("Kepesertaan aktif"), (Fraction(active),)),
        Series(Role.GAP, _("Belum"), (rest,)),
    )
    return charts.bar_rows(ChartSpec(Kind.STACKED, employer.name, (employer.name,), parts))[0]
