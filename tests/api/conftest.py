"""Every test of the API begins with nobody having asked anything yet."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def unthrottled():
    cache.clear()
