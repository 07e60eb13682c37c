"""Addresses of the registration form."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.entering import views

urlpatterns = [
    path("baru/", views.employer_new, name="employer_new"),
    path("baru/periksa/", views.employer_panel, name="employer_panel"),
    path("baru/buang/", views.employer_draft_discard, name="employer_draft_discard"),
]
