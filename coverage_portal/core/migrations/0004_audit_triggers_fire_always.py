from django.db import migrations

from coverage_portal.core import append_only


def protect_anew(apps, schema_editor):
    """Put the triggers of today in the place of those 0002 made when it ran."""
    append_only.lift(schema_editor.connection)
    append_only.protect(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_import_batch_branch_code")]

    operations = [migrations.RunPython(protect_anew, migrations.RunPython.noop)]
