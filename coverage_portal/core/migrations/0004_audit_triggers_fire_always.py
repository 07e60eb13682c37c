from django.db import migrations

from coverage_portal.core.append_only import AUDIT_TRAIL


def protect_anew(apps, schema_editor):
    """Put the triggers of today in the place of those 0002 made when it ran."""
    AUDIT_TRAIL.lift(schema_editor.connection)
    AUDIT_TRAIL.protect(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_import_batch_branch_code")]

    operations = [migrations.RunPython(protect_anew, migrations.RunPython.noop)]
