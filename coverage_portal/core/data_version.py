"""The number of the data that pages of totals show: a page made under one number stands until the number rises."""

from __future__ import annotations

import time

from django.db import connection

from coverage_portal.core.models import DataVersion


def bump() -> None:
    """Raise the number in the caller's transaction. It locks the one row until the commit: call it last in a verb.

    The number is at least the microseconds since 1970, so that a restored backup never repeats one that was seen.
    """
    table = connection.ops.quote_name(DataVersion._meta.db_table)
    larger = "MAX" if connection.vendor == "sqlite" else "GREATEST"
    now = time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, number) VALUES (1, %s)"  # noqa: S608 - our own table
            f" ON CONFLICT (id) DO UPDATE SET number = {larger}({table}.number + 1, %s)",
            [now, now],
        )


def current() -> int:
    """The number now, in one query; 0 before anything was loaded."""
    return DataVersion.objects.values_list("number", flat=True).first() or 0
