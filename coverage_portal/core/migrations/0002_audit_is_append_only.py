from django.db import migrations

from coverage_portal.core import append_only


def protect(apps, schema_editor):
    append_only.protect(schema_editor.connection)


def lift(apps, schema_editor):
    append_only.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(protect, lift)]
