from django.db import migrations, models


def tell(apps, schema_editor):
    """What is not known of earlier files: the one branch that was, else all there are."""
    batches = apps.get_model("core", "ImportBatch").objects.using(schema_editor.connection.alias)
    if not batches.exists():
        return
    every = sorted(apps.get_model("regions", "Branch").objects.values_list("code", flat=True))
    for batch in batches.iterator():
        batches.filter(pk=batch.pk).update(branch_codes=[batch.branch_code] if batch.branch_code else every)


class Migration(migrations.Migration):
    dependencies = [("core", "0007_imports_in_the_browser"), ("regions", "0006_links_lead_to_web_pages")]
    operations = [
        migrations.AddField("importbatch", "branch_codes", models.JSONField(default=list)),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
