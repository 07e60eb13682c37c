"""Emptying the database between transactional tests, though audit trail, issued briefings and commitments refuse it.

Such a test ends with a flush (DELETE on SQLite, TRUNCATE on PostgreSQL), which the triggers would stop. They are taken
off for the flush and put back: the product itself has no way round them.
"""

from __future__ import annotations

from django.db import connection
from django.test import TransactionTestCase

from coverage_portal.briefings.issuing import protection as issued
from coverage_portal.briefings.meeting import protection as promised
from coverage_portal.core.append_only import AUDIT_TRAIL

KEEPERS = (AUDIT_TRAIL, issued, promised)


def let_transactional_tests_flush() -> None:
    """Wrap Django's flush; called once, when the tests are collected."""
    flush = TransactionTestCase._fixture_teardown

    def flush_with_what_is_kept(test_case):
        for keeper in KEEPERS:
            keeper.lift(connection)
        try:
            flush(test_case)
        finally:
            for keeper in KEEPERS:
                keeper.protect(connection)

    TransactionTestCase._fixture_teardown = flush_with_what_is_kept
