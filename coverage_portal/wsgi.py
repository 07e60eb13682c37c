"""The WSGI entry point for gunicorn: coverage_portal.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_portal.settings")
application = get_wsgi_application()
