"""Addresses of one employer's pages."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.detail import merge_views, verb_views, views
from employers import addresses  # noqa: F401 - knows <employer:key>

urlpatterns = [
    path("<employer:key>/", views.employer_detail, name="employer_detail"),
    path("<employer:key>/tutup/", verb_views.employer_close, name="employer_close"),
    path("<employer:key>/buka/", verb_views.employer_reopen, name="employer_reopen"),
    path("<employer:key>/pindah/", verb_views.employer_move, name="employer_move"),
    path("<employer:key>/gabungkan/", merge_views.employer_merge, name="employer_merge"),
    path("<employer:key>/gabungkan/<int:pk>/batalkan/", merge_views.employer_merge_undo, name="employer_merge_undo"),
]
