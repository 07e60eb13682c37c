"""Addresses below /laporan/: drafts and what they are made with."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.drafting import views

urlpatterns = [
    path("", views.briefing_list, name="briefing_list"),
    path("baru/", views.briefing_new, name="briefing_new"),
    path("pratinjau/", views.briefing_preview, name="briefing_preview"),
    path("konsep/<int:pk>/", views.briefing_draft, name="briefing_draft"),
]
