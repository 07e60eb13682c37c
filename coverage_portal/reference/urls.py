"""Addresses of the sources: figures and targets."""

from __future__ import annotations

from django.urls import path

from coverage_portal.reference import entry_views, target_views, views

urlpatterns = [
    path("", views.source_list, name="source_list"),
    path("baru/", entry_views.source_new, name="source_new"),
    path("<int:pk>/", views.source_detail, name="source_detail"),
    path("<int:pk>/ganti/", entry_views.source_replace, name="source_replace"),
    path("target/", target_views.target_list, name="target_list"),
    path("target/baru/", entry_views.target_new, name="target_new"),
    path("target/<int:pk>/ganti/", entry_views.target_replace, name="target_replace"),
]
