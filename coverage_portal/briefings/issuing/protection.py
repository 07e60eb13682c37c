"""The database itself refuses to change or delete an issued briefing or any of its files, whoever asks.

Drafts are free. Files are written before their briefing is marked as issued, in the same transaction; afterwards none
can be added. A migration that rebuilds one of the tables on SQLite loses its triggers and must call `protect` again.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from coverage_portal.core.append_only import run

MESSAGE = "an issued briefing stays as it is"
BRIEFING, FILE = "briefings_briefing", "briefings_briefingfile"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
_SAME_AS_ISSUED = f"SELECT 1 FROM {BRIEFING} WHERE issued_at IS NOT NULL AND (id = NEW.id OR code = NEW.code)"  # noqa: S608
_SAME_AS_A_FILE = f"SELECT 1 FROM {FILE} WHERE id = NEW.id"  # noqa: S608
_OF_AN_ISSUED = f"SELECT 1 FROM {BRIEFING} WHERE id = NEW.briefing_id AND issued_at IS NOT NULL"  # noqa: S608
# SQLite's OR REPLACE takes the row in its way without firing its DELETE trigger, hence the third conditions there; a
# session of PostgreSQL that says it is a replica skips triggers unless they are ALWAYS on (core.append_only).
PROTECT = {
    "sqlite": (
        f"CREATE TRIGGER briefing_no_update BEFORE UPDATE ON {BRIEFING}"
        f" WHEN OLD.issued_at IS NOT NULL OR EXISTS ({_SAME_AS_ISSUED} AND id <> OLD.id) {_ABORT}",
        f"CREATE TRIGGER briefing_no_delete BEFORE DELETE ON {BRIEFING} WHEN OLD.issued_at IS NOT NULL {_ABORT}",
        f"CREATE TRIGGER briefing_no_replace BEFORE INSERT ON {BRIEFING} WHEN EXISTS ({_SAME_AS_ISSUED}) {_ABORT}",
        f"CREATE TRIGGER briefing_file_no_update BEFORE UPDATE ON {FILE} {_ABORT}",
        f"CREATE TRIGGER briefing_file_no_delete BEFORE DELETE ON {FILE} {_ABORT}",
        f"CREATE TRIGGER briefing_file_no_addition BEFORE INSERT ON {FILE} WHEN EXISTS ({_OF_AN_ISSUED})"
        f" OR EXISTS ({_SAME_AS_A_FILE}) {_ABORT}",
    ),
    "postgresql": (
        "CREATE FUNCTION issued_briefing_stays() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE FUNCTION briefing_file_comes_with_it() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF EXISTS ({_OF_AN_ISSUED}) THEN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER briefing_no_change BEFORE UPDATE OR DELETE ON {BRIEFING} FOR EACH ROW"
        " WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION issued_briefing_stays()",
        f"CREATE TRIGGER briefing_file_no_change BEFORE UPDATE OR DELETE ON {FILE} FOR EACH ROW"
        " EXECUTE FUNCTION issued_briefing_stays()",
        f"CREATE TRIGGER briefing_file_no_addition BEFORE INSERT ON {FILE} FOR EACH ROW"
        " EXECUTE FUNCTION briefing_file_comes_with_it()",
        *(
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
            " EXECUTE FUNCTION issued_briefing_stays()"
            for table, name in ((BRIEFING, "briefing_no_truncate"), (FILE, "briefing_file_no_truncate"))
        ),
        *(
            f"ALTER TABLE {BRIEFING} ENABLE ALWAYS TRIGGER {name}"
            for name in ("briefing_no_change", "briefing_no_truncate")
        ),
        *(
            f"ALTER TABLE {FILE} ENABLE ALWAYS TRIGGER briefing_file_no_{name}"
            for name in ("change", "addition", "truncate")
        ),
    ),
}
LIFT = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (
            *("briefing_no_update", "briefing_no_delete", "briefing_no_replace"),
            *("briefing_file_no_update", "briefing_file_no_delete", "briefing_file_no_addition"),
        )
    ),
    "postgresql": (
        *(f"DROP TRIGGER IF EXISTS briefing_no_{name} ON {BRIEFING}" for name in ("change", "truncate")),
        *(f"DROP TRIGGER IF EXISTS briefing_file_no_{name} ON {FILE}" for name in ("change", "addition", "truncate")),
        "DROP FUNCTION IF EXISTS issued_briefing_stays()",
        "DROP FUNCTION IF EXISTS briefing_file_comes_with_it()",
    ),
}


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on both tables."""
    run(connection, PROTECT)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty the database between them."""
    run(connection, LIFT)
