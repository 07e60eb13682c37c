"""Emptying the database between transactional tests, though the audit table refuses it.

Such a test ends with a flush (DELETE on SQLite, TRUNCATE on PostgreSQL), which the triggers would stop. They are taken
off for the flush and put back: the product itself has no way round them.
"""

from __future__ import annotations

from django.db import connection
from django.test import TransactionTestCase

from coverage_portal.core.append_only import lift, protect


def let_transactional_tests_flush() -> None:
    """Wrap Django's flush; called once, when the tests are collected."""
    flush = TransactionTestCase._fixture_teardown

    def flush_with_the_audit_trail(test_case):
        lift(connection)
        try:
            flush(test_case)
        finally:
            protect(connection)

    TransactionTestCase._fixture_teardown = flush_with_the_audit_trail
