"""Gives the employers that are stored what a search looks through. Their compliance comes with `rebuild_rollups`."""

from django.db import migrations

from employers.names import search_text

A_BLOCK = 2_000


def fill(apps, schema_editor):
    Employer = apps.get_model("employers", "Employer")
    waiting = []
    for employer in Employer.objects.order_by("pk").iterator(chunk_size=A_BLOCK):
        employer.search_text = search_text(employer.name, employer.npp, employer.nib, employer.npwp)
        waiting.append(employer)
        if len(waiting) == A_BLOCK:
            Employer.objects.bulk_update(waiting, ["search_text"], batch_size=200)
            waiting = []
    Employer.objects.bulk_update(waiting, ["search_text"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("employers", "0002_a_register_people_write")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
