"""Every published figure, read: a list to filter with what contradicts itself, and a page a figure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.core.own_address import kept_query
from coverage_portal.core.paging import page_asked_for
from coverage_portal.reference.comparison import comparisons
from coverage_portal.reference.download import figures_file
from coverage_portal.reference.filters import FigureFilter
from coverage_portal.reference.history import versions
from coverage_portal.reference.lines import line_of, with_relations
from coverage_portal.reference.usage import usage_of
from coverage_portal.reference.wording import entered_by
from regions.models import ReferenceFigure

PAGE_SIZE = 50


@access(GET="view_sources")
def source_list(request: HttpRequest) -> HttpResponse:
    """The figures the query string asks for (see FigureFilter), 50 a page; `format=csv` gives all of them as a file."""
    given = kept_query(request)
    if given != request.GET:
        messages.error(request, _("NIK tidak dapat dicari di sini: alamat halaman tidak boleh memuatnya."))
    asked = FigureFilter(given, with_relations(ReferenceFigure.objects.all()))
    if not asked.is_valid():
        return render(request, "reference/list.html", {"filter": asked, "place": None}, status=400)
    if request.GET.get("format") == "csv":
        return figures_file(asked.qs, asked.place)
    page = page_asked_for(request, asked.qs, PAGE_SIZE)
    place = asked.place
    context = {
        "filter": asked,
        "place": place,
        "page": page,
        "lines": [line_of(figure) for figure in page],
        "comparisons": comparisons(place) if place else (),
    }
    return render(request, "reference/list.html", context)


@access(GET="view_sources")
def source_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure: its definition, what the portal does with it, and its history."""
    figure = get_object_or_404(with_relations(ReferenceFigure.objects.all()), pk=pk)
    kin = with_relations(ReferenceFigure.objects.filter(region=figure.region))
    context = {
        "line": line_of(figure),
        "usage": usage_of(figure.region, [figure])[figure.pk],
        "versions": [(version, entered_by(version.row)) for version in versions(figure, kin)],
    }
    return render(request, "reference/detail.html", context)
