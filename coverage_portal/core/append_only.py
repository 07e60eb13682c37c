"""The database itself refuses to change or delete a line of the audit trail, whoever asks.

Whoever may alter the table may also take the triggers away: this stops mistakes and injected SQL, not the owner.
A migration that rebuilds the table on SQLite loses its triggers and must call `protect` again.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "audit trail is append-only"
TABLE = "core_auditevent"
# A session that says it is a replica (session_replication_role) skips PostgreSQL's triggers unless they are ALWAYS on.
# SQLite's INSERT OR REPLACE deletes the old row without firing its DELETE trigger, hence the third trigger there.
PROTECT = {
    "sqlite": (
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON {TABLE}"  # noqa: S608 - constants of this module
        " WHEN EXISTS (SELECT 1 FROM core_auditevent WHERE id = NEW.id)"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
        *(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}" for name in ("audit_no_change", "audit_no_truncate")),
    ),
}
LIFT = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS audit_no_update",
        "DROP TRIGGER IF EXISTS audit_no_delete",
        "DROP TRIGGER IF EXISTS audit_no_replace",
    ),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS audit_no_change ON {TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_truncate ON {TABLE}",
        "DROP FUNCTION IF EXISTS audit_is_append_only()",
    ),
}


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the audit table."""
    run(connection, PROTECT)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty the database between them."""
    run(connection, LIFT)


def run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    """Execute the statements written for this connection's engine."""
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
