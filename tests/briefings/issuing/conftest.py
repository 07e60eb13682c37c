"""The desk that stands in for composing, checking and building."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.briefings.issuing import desk


@pytest.fixture
def on_desk(monkeypatch):
    return desk.Desk().stands_in(monkeypatch)


@pytest.fixture
def pejabat(db):
    return desk.official()


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """How often a network asked is counted in the cache."""
    cache.clear()
