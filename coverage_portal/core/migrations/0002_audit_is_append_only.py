from django.db import migrations

from coverage_portal.core.append_only import AUDIT_TRAIL


def protect(apps, schema_editor):
    AUDIT_TRAIL.protect(schema_editor.connection)


def lift(apps, schema_editor):
    AUDIT_TRAIL.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(protect, lift)]
