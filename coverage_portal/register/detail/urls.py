"""Addresses of one employer's pages."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.detail import views
from employers import addresses  # noqa: F401 - knows <employer:key>

urlpatterns = [path("<employer:key>/", views.employer_detail, name="employer_detail")]
