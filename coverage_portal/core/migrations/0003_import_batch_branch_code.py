from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_is_append_only")]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="branch_code",
            field=models.CharField(blank=True, max_length=10),
        ),
    ]
