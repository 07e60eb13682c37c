"""Addresses of the list of employers."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.listing import file_views, saved_views, views

urlpatterns = [
    path("", views.employer_list, name="employer_list"),
    path("unduh/<str:format>/", file_views.employer_download, name="employer_download"),
    path("tampilan/", saved_views.employer_view_save, name="employer_view_save"),
    path("tampilan/<int:pk>/", saved_views.employer_view_change, name="employer_view_change"),
]
