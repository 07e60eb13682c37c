from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "coverage_portal.register"
