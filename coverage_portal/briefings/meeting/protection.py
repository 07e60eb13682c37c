"""The database itself refuses to change or delete a commitment or a line of its progress, whoever asks.

What the next briefing opens with is what was written down when it was said. A commitment written down wrongly gets one
more line that says so (Progress.State.MISTAKEN).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from coverage_portal.core.append_only import AppendOnly

MESSAGE = "what was promised stays as it was written down"
TABLES = (
    AppendOnly("briefings_commitment", "commitment", MESSAGE),
    AppendOnly("briefings_progress", "progress", MESSAGE),
)


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on both tables."""
    for table in TABLES:
        table.protect(connection)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty the database between them."""
    for table in TABLES:
        table.lift(connection)
