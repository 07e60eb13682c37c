"""Addresses of the list of employers."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.listing import views

urlpatterns = [path("", views.employer_list, name="employer_list")]
