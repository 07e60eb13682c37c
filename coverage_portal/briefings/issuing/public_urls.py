"""Addresses below /periksa/, where anybody can check a printed briefing."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.issuing import verify_views

urlpatterns = [
    path("", verify_views.briefing_verify_form, name="briefing_verify_form"),
    path("<code:code>/", verify_views.briefing_verify, name="briefing_verify"),
]
