"""Addresses of the registration form."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.entering import edit_views, views
from employers import addresses  # noqa: F401 - knows <employer:key>

urlpatterns = [
    path("baru/", views.employer_new, name="employer_new"),
    path("baru/periksa/", views.employer_panel, name="employer_panel"),
    path("baru/buang/", views.employer_draft_discard, name="employer_draft_discard"),
    path("<employer:key>/ubah/", edit_views.employer_edit, name="employer_edit"),
    path("<employer:key>/daftarkan/", edit_views.employer_enrol, name="employer_enrol"),
]
