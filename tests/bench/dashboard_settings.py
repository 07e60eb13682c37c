"""The settings of a portal in use, on the throw-away database of a benchmark, with the yardsticks routed."""

from __future__ import annotations

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.dashboard_urls"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
