"""The number of the data that pages of totals show: a page made under one number stands until the number rises."""

from __future__ import annotations

from django.db import connection

from coverage_portal.core.models import DataVersion


def bump() -> None:
    """Raise the number in the caller's transaction. It locks the one row until the commit: call it last in a verb."""
    table = connection.ops.quote_name(DataVersion._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, number) VALUES (1, 1)"  # noqa: S608 - our own table
            f" ON CONFLICT (id) DO UPDATE SET number = {table}.number + 1"
        )


def current() -> int:
    """The number now, in one query; 0 before anything was loaded."""
    return DataVersion.objects.values_list("number", flat=True).first() or 0
