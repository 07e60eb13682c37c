"""Addresses of the workers."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.people import detail_views, views

urlpatterns = [
    path("", views.worker_list, name="worker_list"),
    path("<int:pk>/", detail_views.worker_detail, name="worker_detail"),
]
