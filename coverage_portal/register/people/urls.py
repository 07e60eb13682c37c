"""Addresses of the workers."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.people import detail_views, export_views, views

urlpatterns = [
    path("", views.worker_list, name="worker_list"),
    path("unduh.csv", export_views.worker_export, name="worker_export"),
    path("<int:pk>/", detail_views.worker_detail, name="worker_detail"),
]
