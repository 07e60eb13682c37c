"""The database itself keeps what was promised at a meeting and how far it had come: lines are added, never changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from coverage_portal.briefings.meeting import protection
from coverage_portal.briefings.models import Commitment, Progress
from tests.briefings import made

pytestmark = pytest.mark.django_db
TABLES = {Commitment: "briefings_commitment", Progress: "briefings_progress"}


@pytest.fixture(autouse=True)
def kept():
    """A commitment with one line of progress."""
    sari = made.official()
    commitment = Commitment.objects.create(
        briefing=made.issued(sari), who="Dinas Sosial", what="Pekerja rentan", due=date(2024, 6, 30), made_by=sari
    )
    Progress.objects.create(commitment=commitment, on=date(2024, 5, 1), workers=4_000, made_by=sari)
    return commitment


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        *((Commitment, "who", "Dinas Lain"), (Commitment, "workers", 1), (Commitment, "due", date(2025, 1, 1))),
        *((Progress, "state", "kept"), (Progress, "workers", 9_000), (Progress, "note", "Lain")),
    ],
)
def test_the_orm_changes_no_line(model, column, value):
    refused(lambda: model.objects.update(**{column: value}))
    line = model.objects.get()
    setattr(line, column, value)
    refused(line.save)


def test_nor_does_it_delete_one(kept):
    refused(Progress.objects.get().delete)
    refused(lambda: raw("DELETE FROM briefings_progress"))
    refused(lambda: raw("DELETE FROM briefings_commitment"))


@pytest.mark.parametrize("model", TABLES)
def test_nor_is_a_table_emptied_or_a_line_replaced(model):
    table, kept = TABLES[model], model.objects.get()
    if connection.vendor == "postgresql":
        connection.check_constraints()  # a deferred foreign key check would stop TRUNCATE before the trigger does
        refused(lambda: raw(f"TRUNCATE {table} CASCADE"))
    else:
        columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
        refused(lambda: raw(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"))
    assert model.objects.get() == kept


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has replicas")
@pytest.mark.parametrize("table", TABLES.values())
def test_posing_as_a_replica_does_not_pass(table):
    connection.check_constraints()
    raw("SET LOCAL session_replication_role = replica")
    refused(lambda: raw(f"DELETE FROM {table}"))
    raw("SET LOCAL session_replication_role = origin")


def test_what_protects_can_be_taken_off_and_put_back(kept):
    connection.check_constraints()
    protection.lift(connection)
    assert Progress.objects.update(workers=5_000) == 1
    connection.check_constraints()
    protection.protect(connection)
    refused(lambda: Progress.objects.update(workers=6_000))
    assert kept.progress.get().workers == 5_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_is_flushed_and_the_next_is_still_protected(turn):
    assert Commitment.objects.count() == 1
    refused(lambda: Commitment.objects.update(what="Lain"))


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(act):
    with pytest.raises(IntegrityError, match=protection.MESSAGE), transaction.atomic():
        act()
