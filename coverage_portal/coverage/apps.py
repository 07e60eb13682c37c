from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "coverage_portal.coverage"
    label = "coverage"
