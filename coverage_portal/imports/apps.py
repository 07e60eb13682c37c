from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "coverage_portal.imports"
    label = "imports"
