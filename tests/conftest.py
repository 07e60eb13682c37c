"""Fixtures that more than one folder of tests uses. What the settings are in a test: tests/settings.py."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings

from coverage_portal.coverage.standing import standing_at
from tests import audit_trail, people

audit_trail.let_transactional_tests_flush()

# A machine that others use too makes a single example slow now and then; that is no failure of what is tested.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks for the database: the rest was all the same on SQLite."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_for_the_database(item)])
        items[:] = filter(_asks_for_the_database, items)


def _asks_for_the_database(item) -> bool:
    case = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    return case or bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


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
