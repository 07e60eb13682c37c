from django.db import migrations, models

from coverage_portal.briefings.issuing import protection


def protect(apps, schema_editor):
    protection.protect(schema_editor.connection)


def lift(apps, schema_editor):
    protection.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_letterheads_briefings_and_commitments")]

    operations = [
        migrations.AddField(
            model_name="briefing",
            name="issued_as",
            field=models.CharField(blank=True, default="", max_length=320),
            preserve_default=False,
        ),
        migrations.RunPython(protect, lift),
    ]
