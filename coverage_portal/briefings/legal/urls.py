"""Addresses of the legal bases, below /laporan/."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.legal import views

urlpatterns = [
    path("dasar-hukum/", views.bases, name="briefing_legal"),
    path("dasar-hukum/<slug:basis>/", views.verification, name="briefing_legal_verify"),
]
