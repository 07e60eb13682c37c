"""Fixtures that more than one folder of tests uses. What the settings are in a test: tests/settings.py."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import settings

from coverage_portal.coverage.standing import standing_at
from tests import audit_trail, people

audit_trail.let_transactional_tests_flush()

# A machine that others use too makes a single example slow now and then; that is no failure of what is tested.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


@pytest.fixture(autouse=True)
def indonesian():
    """Every test begins in Indonesian, whatever page the one before it read."""
    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What is kept by data version is of one database; every test has its own, with the same few versions."""
    standing_at.cache_clear()


@pytest.fixture
def ratna(db):
    """Staff of all branches."""
    return people.ratna()


@pytest.fixture
def budi(db):
    """Staff of Tangerang Cimone."""
    return people.budi()


@pytest.fixture
def joko(db):
    """Signed in, and nothing more."""
    return people.joko()
