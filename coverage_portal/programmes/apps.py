from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "coverage_portal.programmes"
    label = "programmes"
