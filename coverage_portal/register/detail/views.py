"""One employer's page, for those who may see its branch."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coverage_portal.core import charts
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.gate import access
from coverage_portal.core.spells import holds_on
from coverage_portal.programmes.codes import PROGRAMME_NAMES, Programme
from coverage_portal.register.shown import active_memberships, sector_of
from employers.addresses import employer_at
from employers.models import Employer
from workers.compliance import latest_position


@access(GET="view_employers")
def employer_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One employer; another branch's is not found."""
    employer = employer_at(key, request.user)
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
