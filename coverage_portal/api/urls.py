"""Addresses of the API. They have no /en/: the language is asked for with `lang`."""

from __future__ import annotations

from django.urls import path

from coverage_portal.api import employer_writes, employers, views, workers
from coverage_portal.api.endpoint import address

urlpatterns = [
    path("", views.docs, name="api_docs"),
    path("v1/coverage/", views.coverage, name="api_coverage"),
    path("v1/coverage/<str:key>/", views.coverage_figure, name="api_coverage_figure"),
    path("v1/regions/", views.regions, name="api_regions"),
    path("v1/regions/<str:code>/", views.region, name="api_region"),
    path("v1/reference-figures/", views.reference_figures, name="api_reference_figures"),
    path("v1/reference-figures/<int:pk>/", views.reference_figure, name="api_reference_figure"),
    path("v1/targets/", views.targets, name="api_targets"),
    path("v1/employers/", address(GET=employers.LISTED, POST=employer_writes.REGISTERS), name="api_employers"),
    path("v1/employers/<str:key>/", address(GET=employers.SHOWN, PATCH=employer_writes.CORRECTS), name="api_employer"),
    path("v1/workers/", address(GET=workers.LISTED), name="api_workers"),
    path("v1/workers/search/", address(POST=workers.SEARCHED), name="api_worker_search"),
    path("v1/programmes/", views.programmes, name="api_programmes"),
    path("schema/", views.schema, name="api_schema"),
]
