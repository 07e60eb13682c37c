"""The database itself keeps an issued briefing and its files; drafts can be changed and thrown away."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from coverage_portal.briefings.issuing import protection
from coverage_portal.briefings.models import Briefing, BriefingFile
from tests.briefings.issuing import desk


@pytest.fixture
def issued(on_desk, pejabat):
    return desk.issue(desk.draft(pejabat), pejabat)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("content", "{}"), ("sha256", "0" * 64), ("code", "AAAA2222"), ("number", "B/13/032024"), ("title", "Lain")),
        *(("issued_at", None), ("issued_as", "Orang lain"), ("data_version", 9), ("layout", 9), ("accepted", [])),
    ],
)
def test_no_column_of_an_issued_briefing_is_changed(issued, column, value):
    refused(lambda: Briefing.objects.filter(pk=issued.pk).update(**{column: value}))


def test_an_issued_briefing_is_not_deleted(issued):
    refused(lambda: raw("DELETE FROM briefings_briefing"))


def test_its_files_are_neither_changed_nor_deleted_nor_added_to(issued):
    refused(lambda: BriefingFile.objects.update(content=b"x"))
    refused(lambda: raw("DELETE FROM briefings_briefingfile"))
    refused(lambda: BriefingFile.objects.create(briefing=issued, format="odt", content=b"", size=0, sha256=""))


def test_nor_emptied_where_the_database_can(issued):
    if connection.vendor == "postgresql":
        connection.check_constraints()  # a deferred foreign key check would stop TRUNCATE before the trigger does
        refused(lambda: raw("TRUNCATE briefings_briefing CASCADE"))
        refused(lambda: raw("TRUNCATE briefings_briefingfile"))


def test_nor_replaced_where_the_database_can(issued, pejabat):
    other = desk.draft(pejabat)
    if connection.vendor == "sqlite":
        columns = ", ".join(field.column for field in Briefing._meta.concrete_fields if field.column != "id")
        copy = f"INSERT OR REPLACE INTO briefings_briefing (id, {columns}) SELECT {issued.pk}, {columns}"
        refused(lambda: raw(f"{copy} FROM briefings_briefing WHERE id = {other.pk}"))
        refused(lambda: raw(f"UPDATE OR REPLACE briefings_briefing SET code = '{issued.code}' WHERE id = {other.pk}"))
        refused(lambda: raw(f"UPDATE OR REPLACE briefings_briefing SET id = {issued.pk} WHERE id = {other.pk}"))
        file = issued.files.first().pk
        values = f"({file}, {other.pk}, 'pdf', x'00', 1, '')"
        refused(
            lambda: raw(
                f"INSERT OR REPLACE INTO briefings_briefingfile"
                f" (id, briefing_id, format, content, size, sha256) VALUES {values}"
            )
        )


def test_a_session_that_says_it_is_a_replica_is_refused_too(issued):
    if connection.vendor == "postgresql":
        connection.check_constraints()
        raw("SET LOCAL session_replication_role = replica")
        refused(lambda: raw("DELETE FROM briefings_briefingfile"))
        refused(lambda: raw("UPDATE briefings_briefing SET content = ''"))
        raw("SET LOCAL session_replication_role = origin")


def test_drafts_change_and_go_beside_it(issued, pejabat):
    draft = desk.draft(pejabat)
    assert Briefing.objects.filter(pk=draft.pk).update(number="B/14/032024") == 1
    assert draft.delete()[0] == 1
    assert Briefing.objects.get() == issued


def test_what_protects_can_be_taken_off_and_put_back(issued):
    connection.check_constraints()
    protection.lift(connection)
    assert Briefing.objects.filter(pk=issued.pk).update(number="") == 1
    connection.check_constraints()
    protection.protect(connection)
    refused(lambda: Briefing.objects.filter(pk=issued.pk).update(number="B/13/032024"))


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(act):
    with pytest.raises(IntegrityError, match=protection.MESSAGE), transaction.atomic():
        act()
