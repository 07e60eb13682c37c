"""An index of names in capitals, for how a name begins.

PostgreSQL compares names byte by byte, as SQLite does: only so does the index find a beginning, and both take the same
letters (A to Z) for capitals.
"""

from __future__ import annotations

from typing import Any

import django.db.models.functions.text
from django.db import migrations, models


def by_bytes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE workers_person ALTER COLUMN name TYPE varchar(150) COLLATE "C"')


def by_alphabet(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE workers_person ALTER COLUMN name TYPE varchar(150) COLLATE "default"')


def look_at_names(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL learns how names are spread only when a table changes much or is told to look."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ANALYZE workers_person")


def nothing(apps: Any, schema_editor: Any) -> None:
    """What was learnt does no harm."""


class Migration(migrations.Migration):

    dependencies = [("workers", "0005_the_ended_are_found_by_their_end")]

    operations = [
        migrations.RunPython(by_bytes, by_alphabet),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(django.db.models.functions.text.Upper("name"), models.F("id"), name="person_by_name"),
        ),
        migrations.RunPython(look_at_names, nothing),
    ]
