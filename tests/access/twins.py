"""Addresses a URL configuration should not have, to see that the walk finds them."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path

from coverage_portal.core.gate import PUBLIC, access


@access(GET=PUBLIC)
def one(request):
    return HttpResponse("satu")


@access(GET=PUBLIC)
def other(request, tidak_dikenal=""):
    return HttpResponse("dua")


urlpatterns = [
    path("satu/", one, name="twin"),
    path("dua/", other, name="twin"),
    path("tiga/<slug:tidak_dikenal>/", other, name="unknown"),
]
