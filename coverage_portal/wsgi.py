"""The WSGI entry point for gunicorn: coverage_portal.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

from coverage_portal import startup

GUNICORN_STOPS_TRYING = 3
"""The exit code of a worker that tells gunicorn that starting another is of no use."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_portal.settings")
with startup.refusing_in_one_line(exit_code=GUNICORN_STOPS_TRYING):
    startup.check_database()
    application = get_wsgi_application()
