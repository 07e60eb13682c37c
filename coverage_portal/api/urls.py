"""Addresses of the API. They have no /en/: the language is asked for with `lang`."""

from __future__ import annotations

from django.urls import path

from coverage_portal.api import views

urlpatterns = [
    path("", views.docs, name="api_docs"),
    path("v1/coverage/", views.coverage, name="api_coverage"),
    path("v1/coverage/<str:key>/", views.coverage_figure, name="api_coverage_figure"),
    path("v1/regions/", views.regions, name="api_regions"),
    path("v1/regions/<str:code>/", views.region, name="api_region"),
    path("v1/reference-figures/", views.reference_figures, name="api_reference_figures"),
    path("v1/reference-figures/<int:pk>/", views.reference_figure, name="api_reference_figure"),
    path("v1/targets/", views.targets, name="api_targets"),
    path("v1/programmes/", views.programmes, name="api_programmes"),
    path("schema/", views.schema, name="api_schema"),
]
