"""Tables of which the database itself refuses to change or delete a line, whoever asks: the audit trail first of all.

Whoever may alter the table may also take the triggers away: this stops mistakes and injected SQL, not the owner.
A migration that rebuilds the table on SQLite loses its triggers and must call `protect` again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

Statements = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class AppendOnly:
    """One such table. `name` begins the names of its triggers; `message` is what the database says when it refuses."""

    table: str
    name: str
    message: str

    def protect(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers on the table."""
        run(connection, {"sqlite": self._on_sqlite(), "postgresql": self._on_postgresql()})

    def lift(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away: for undoing a migration, and for tests that empty the database between them."""
        ends = ("no_update", "no_delete", "no_replace")
        on_sqlite = tuple(f"DROP TRIGGER IF EXISTS {self.name}_{end}" for end in ends)
        on_postgresql = (
            f"DROP TRIGGER IF EXISTS {self.name}_no_change ON {self.table}",
            f"DROP TRIGGER IF EXISTS {self.name}_no_truncate ON {self.table}",
            f"DROP FUNCTION IF EXISTS {self.name}_is_append_only()",
        )
        run(connection, {"sqlite": on_sqlite, "postgresql": on_postgresql})

    def _on_sqlite(self) -> tuple[str, ...]:
        """INSERT OR REPLACE deletes the old row without firing its DELETE trigger, hence the third."""
        abort = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        there = f"SELECT 1 FROM {self.table} WHERE id = NEW.id"  # noqa: S608 - tables and names of our own
        return (
            f"CREATE TRIGGER {self.name}_no_update BEFORE UPDATE ON {self.table} {abort}",
            f"CREATE TRIGGER {self.name}_no_delete BEFORE DELETE ON {self.table} {abort}",
            f"CREATE TRIGGER {self.name}_no_replace BEFORE INSERT ON {self.table} WHEN EXISTS ({there}) {abort}",
        )

    def _on_postgresql(self) -> tuple[str, ...]:
        """A session that says it is a replica (session_replication_role) skips triggers unless they are ALWAYS on."""
        refuse = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'"
        refusing = f"EXECUTE FUNCTION {self.name}_is_append_only()"
        return (
            f"CREATE FUNCTION {self.name}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {refuse}; END $$",
            f"CREATE TRIGGER {self.name}_no_change BEFORE UPDATE OR DELETE ON {self.table} FOR EACH ROW {refusing}",
            f"CREATE TRIGGER {self.name}_no_truncate BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT {refusing}",
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_no_change",
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}_no_truncate",
        )


AUDIT_TRAIL = AppendOnly("core_auditevent", "audit", "audit trail is append-only")


def run(connection: BaseDatabaseWrapper, statements: Statements) -> None:
    """Execute the statements written for this connection's engine."""
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
