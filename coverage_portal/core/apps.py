from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "coverage_portal.core"
    label = "core"
