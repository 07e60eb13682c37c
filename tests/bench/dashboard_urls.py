"""The portal's addresses and the yardsticks: a bare answer, and the dashboard's template from constants."""

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

CONSTANTS: dict[str, Any] = {}


@access(GET=PUBLIC)
def hello(request: HttpRequest) -> HttpResponse:
    """The least a view can answer; every middleware runs."""
    return HttpResponse("hello")


@access(GET="view_coverage")
def constants(request: HttpRequest) -> HttpResponse:
    """The same page for the same visitor, its content worked out once and kept."""
    if not CONSTANTS:
        CONSTANTS.update(context_of(answer(Scope())))
    return render(request, "coverage/dashboard.html", CONSTANTS)


urlpatterns = [
    path("bench/hello/", hello, name="bench_hello"),
    path("bench/constants/", constants, name="bench_constants"),
    *urls.urlpatterns,
]
