"""Addresses of the imports."""

from __future__ import annotations

from django.urls import path

from coverage_portal.imports import views

urlpatterns = [
    path("", views.import_list, name="import_list"),
    path("<int:pk>/", views.import_detail, name="import_detail"),
]
