"""The audit trail is written once: the database refuses to change, delete or empty it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from coverage_portal.core.append_only import AUDIT_TRAIL
from coverage_portal.core.audit import record
from coverage_portal.core.models import AuditEvent


def refused(sql):
    with pytest.raises(IntegrityError, match=AUDIT_TRAIL.message), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def event(joko):
    return record(by=joko, verb="looked", subject=joko, why="test")


def test_an_event_says_who_did_what_to_which_row(event, joko):
    event.refresh_from_db()
    assert (event.actor, event.verb, event.object_type, event.object_id) == (joko, "looked", "core.user", str(joko.pk))
    assert event.detail == {"why": "test"}


def test_the_orm_cannot_change_or_delete_an_event(event):
    with pytest.raises(IntegrityError, match=AUDIT_TRAIL.message), transaction.atomic():
        AuditEvent.objects.update(verb="slept")
    with pytest.raises(IntegrityError, match=AUDIT_TRAIL.message), transaction.atomic():
        event.delete()
    event.verb = "slept"
    with pytest.raises(IntegrityError, match=AUDIT_TRAIL.message), transaction.atomic():
        event.save()
    assert AuditEvent.objects.get().verb == "looked"


def test_plain_sql_cannot_either(event):
    refused("UPDATE core_auditevent SET verb = 'slept'")
    refused("DELETE FROM core_auditevent")
    if connection.vendor == "postgresql":
        connection.check_constraints()  # a deferred foreign key check would stop TRUNCATE before the trigger does
        refused("TRUNCATE core_auditevent")
    else:
        refused(
            "INSERT OR REPLACE INTO core_auditevent (id, at, verb, object_type, object_id, detail)"
            f" VALUES ({event.pk}, '2024-01-01', 'slept', '', '', '{{}}')"
        )
    assert AuditEvent.objects.get().verb == "looked"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has replicas")
@pytest.mark.parametrize("put_back", [False, True])
def test_posing_as_a_replica_does_not_pass_the_triggers(event, put_back):
    connection.check_constraints()  # a deferred foreign key check would stop ALTER and TRUNCATE before the trigger does
    if put_back:
        AUDIT_TRAIL.lift(connection)
        AUDIT_TRAIL.protect(connection)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    refused("UPDATE core_auditevent SET verb = 'slept'")
    refused("DELETE FROM core_auditevent")
    refused("TRUNCATE core_auditevent")


def test_an_account_with_events_cannot_be_deleted(event, joko):
    with pytest.raises(ProtectedError):
        joko.delete()


def test_an_event_goes_with_the_transaction_it_tells_about(joko):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(by=joko, verb="looked")
        raise ZeroDivisionError
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_is_flushed_and_the_next_is_still_protected(turn):
    assert not AuditEvent.objects.exists()
    record(by=None, verb="looked")
    refused("DELETE FROM core_auditevent")
