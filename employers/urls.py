"""Addresses of the register of employers."""

from __future__ import annotations

from django.urls import path

from employers import views

urlpatterns = [
    path("", views.employer_list, name="employer_list"),
    path("<int:pk>/", views.employer_detail, name="employer_detail"),
]
