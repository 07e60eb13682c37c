"""PostgreSQL compares KPJs byte by byte, as SQLite does, instead of by a language's alphabet.

A KPJ is a code: no language says how it sorts, and comparing bytes builds and searches its index in half the time.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations


def by_bytes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE workers_membership ALTER COLUMN kpj TYPE varchar(20) COLLATE "C"')


def by_alphabet(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE workers_membership ALTER COLUMN kpj TYPE varchar(20) COLLATE "default"')


class Migration(migrations.Migration):

    dependencies = [("workers", "0003_room_to_change_memberships_in_place")]

    operations = [migrations.RunPython(by_bytes, by_alphabet)]
