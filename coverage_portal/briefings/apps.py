"""The briefings app."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """Papers for a meeting with the mayor: made from figures, frozen when issued."""

    name = "coverage_portal.briefings"
    label = "briefings"
