"""Targets, read: the ones that stand, with the decree behind each and what each one replaced."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coverage_portal.core.gate import access
from coverage_portal.core.paging import page_asked_for
from coverage_portal.reference import wording
from coverage_portal.reference.history import Version, versions
from regions.models import Target

PAGE_SIZE = 50


@access(GET="view_sources")
def target_list(request: HttpRequest) -> HttpResponse:
    """Current targets by place and year, 50 a page, each with the rows it replaced."""
    current = Target.objects.current().select_related("region", "entered_by")
    page = page_asked_for(request, current.order_by("region__path", "year", "measure", "programme", "pk"), PAGE_SIZE)
    places = {target.region_id for target in page}
    kin = list(Target.objects.filter(region_id__in=places).select_related("entered_by"))
    lines = [_line(target, versions(target, [*kin, target])) for target in page]
    return render(request, "reference/target_list.html", {"page": page, "lines": lines})


def _line(target: Target, chain: list[Version[Target]]) -> dict[str, object]:
    """A target as the list shows it; `earlier` are its changes, newest first, with who made them."""
    return {
        **wording.words_of(target),
        "target": target,
        "who": wording.entered_by(target),
        "earlier": [(version, wording.entered_by(version.row)) for version in chain if version.changes],
    }
