"""The portal's addresses and the yardsticks: a bare answer, and two templates (dashboard, list) from constants."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from coverage_portal import urls
from coverage_portal.core.gate import PUBLIC, access
from coverage_portal.coverage.figures import answer
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.views import context_of
from coverage_portal.coverage.withholding import withhold
from coverage_portal.register.listing.question import question_of
from coverage_portal.register.listing.views import context_of as list_context

CONSTANTS: dict[str, Any] = {}
DASHBOARD = "dashboard"


@access(GET=PUBLIC)
def hello(request: HttpRequest) -> HttpResponse:
    """The least a view can answer; every middleware runs."""
    return HttpResponse("hello")


@access(GET="view_coverage")
def constants(request: HttpRequest) -> HttpResponse:
    """The same page for the same visitor, its content worked out once and kept."""
    if DASHBOARD not in CONSTANTS:
        CONSTANTS[DASHBOARD] = context_of(withhold(answer(Scope())))
    return render(request, "coverage/dashboard.html", CONSTANTS[DASHBOARD])


@access(GET="view_employers")
def list_constants(request: HttpRequest) -> HttpResponse:
    """The same list for the same visitor and question, its rows read once and kept."""
    asked = request.GET.urlencode()
    if asked not in CONSTANTS:
        CONSTANTS[asked] = list_context(request, question_of(request.GET, request.user))
        CONSTANTS[asked]["page"].object_list = list(CONSTANTS[asked]["page"].object_list)
    return render(request, "employers/list.html", CONSTANTS[asked])


urlpatterns = [
    path("bench/hello/", hello, name="bench_hello"),
    path("bench/list/", list_constants, name="bench_list"),
    path("bench/constants/", constants, name="bench_constants"),
    *urls.urlpatterns,
]
