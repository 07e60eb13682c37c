"""Addresses of the follow-up list."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.follow_up import views

urlpatterns = [
    path("", views.follow_up_list, name="follow_up_list"),
    path("lembar-kunjungan.xlsx", views.follow_up_sheet, name="follow_up_sheet"),
]
