"""The gap by name: who is to be followed up, and how much of the dashboard's gap that explains."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from coverage_portal.core import charts
from coverage_portal.core.audit import record
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.gate import access
from coverage_portal.core.models import User
from coverage_portal.core.own_address import own_address
from coverage_portal.core.paging import page_asked_for
from coverage_portal.coverage.asking import sentence_for
from coverage_portal.coverage.files.download import CONTENT_TYPES, XLSX
from coverage_portal.coverage.ground import NoAnswer
from coverage_portal.coverage.scope import BadScope
from coverage_portal.coverage.views import refuse
from coverage_portal.register.follow_up.asking import MINE, NOBODYS, Asked, asked_by
from coverage_portal.register.follow_up.gap import Explained, explained
from coverage_portal.register.follow_up.lists import LISTS
from coverage_portal.register.follow_up.rows import lines_of
from coverage_portal.register.follow_up.visit_sheet import visit_sheet
from regions.access import branches_of
from workers.compliance import latest_position

PAGE_SIZE = 50


@access(GET="view_employers")
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """The parts of the gap and one list of employers, 50 a page; 400 and 404 as the dashboard answers them."""
    assert isinstance(request.user, User)
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    parts = explained(asked.found, asked.path, branches_of(request.user, "view_employers"))
    rows = asked.employers(request.user).select_related("compliance", "district", "officer")
    page = page_asked_for(request, rows, PAGE_SIZE)
    context: dict[str, Any] = {
        "asked": asked,
        "parts": parts,
        "bar": _bar(parts),
        "page": page,
        "lines": lines_of(page, request.user),
        "lists": [(listing, asked.employers(request.user, listing).count()) for listing in LISTS],
        "officers": [("", _("Semua")), (MINE, _("Saya")), (NOBODYS, _("Belum ada pembina"))],
        "places": [(place.code, place.name) for place in asked.found.places],
        "query": asked.found.scope.to_short_query(),
        "position": latest_position(),
    }
    return render(request, "register/follow_up.html", context)


@access(GET="view_employers")
def follow_up_sheet(request: HttpRequest) -> HttpResponse:
    """The whole list as a sheet to take along on visits; what is taken out is noted in the audit trail."""
    assert isinstance(request.user, User)
    asked = _asked(request)
    if isinstance(asked, HttpResponse):
        return asked
    rows = asked.employers(request.user).select_related("compliance", "district", "officer", "branch")
    lines = lines_of(rows, request.user)
    content, name = visit_sheet(asked, lines, by=request.user, address=request.build_absolute_uri(own_address(request)))
    record(by=request.user, verb="visit_sheet_exported", listing=asked.listing.code, place=asked.found.region.code,
           rows=len(lines))  # fmt: skip
    response = HttpResponse(content, content_type=CONTENT_TYPES[XLSX])
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _asked(request: HttpRequest) -> Asked | HttpResponse:
    """The question, or the page that says why there is none."""
    try:
        return asked_by(request)
    except BadScope as error:
        return refuse(request, sentence_for(error), 400)
    except NoAnswer as error:
        return refuse(request, error.sentence, 404)


def _bar(parts: Explained) -> str:
    """What has names beside what has none; nothing where the gap is not known or is none."""
    if parts.share is None or parts.gap.value is None:
        return ""
    series = (
        Series(Role.GAP, _("Bernama"), (Fraction(parts.named),)),
        Series(Role.TRACK, _("Belum bernama"), (max(parts.gap.value - parts.named, Fraction(0)),)),
    )
    return charts.bar_rows(ChartSpec(Kind.STACKED, _("Celah"), (_("Celah"),), series))[0]
