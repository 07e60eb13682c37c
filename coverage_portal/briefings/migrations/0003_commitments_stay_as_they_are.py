from django.db import migrations, models

from coverage_portal.briefings.meeting import protection


def protect(apps, schema_editor):
    protection.protect(schema_editor.connection)


def lift(apps, schema_editor):
    protection.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("briefings", "0002_issued_briefings_stay_as_they_are")]

    operations = [
        migrations.AlterField(
            model_name="progress",
            name="state",
            field=models.CharField(
                choices=[
                    ("going", "berjalan"),
                    ("kept", "terpenuhi"),
                    ("dropped", "tidak dilanjutkan"),
                    ("mistaken", "salah catat"),
                ],
                default="going",
                max_length=10,
                verbose_name="keadaan",
            ),
        ),
        migrations.RunPython(protect, lift),
    ]
