"""Addresses of the law and of the calculators that use it."""

from __future__ import annotations

from django.urls import path

from coverage_portal.programmes import pages

urlpatterns = [
    path("", pages.law_page, name="programme_law"),
    path("hitung/", pages.worker_page, name="contribution_worker"),
    path("hitung/pemberi-kerja/", pages.employer_page, name="contribution_employer"),
    path("hitung/celah/", pages.gap_page, name="contribution_gap"),
]
