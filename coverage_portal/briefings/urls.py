"""Addresses of the briefings, below /laporan/."""

from __future__ import annotations

from django.urls import include, path, register_converter

from coverage_portal.briefings.codes import CodeInAddress

register_converter(CodeInAddress, "code")

urlpatterns = [
    path("", include("coverage_portal.briefings.drafting.urls")),
    path("", include("coverage_portal.briefings.legal.urls")),
    path("", include("coverage_portal.briefings.issuing.urls")),
    path("", include("coverage_portal.briefings.meeting.urls")),
]
