"""PostgreSQL leaves a tenth of each page free, so that a changed membership stays on its page and no index is touched.

A month changes some one and a half rows in a hundred. SQLite has no such setting and needs none.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations


def leave_room(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE workers_membership SET (fillfactor = 90)")


def leave_none(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE workers_membership RESET (fillfactor)")


class Migration(migrations.Migration):

    dependencies = [("workers", "0002_unique_keys_are_plain_indexes")]

    operations = [migrations.RunPython(leave_room, leave_none)]
