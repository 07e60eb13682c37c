"""After a first load the database knows how large its tables are."""

import pytest
from django.db import connection

from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without them")
def test_a_first_load_leaves_statistics(tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    load(write_workers(tmp_path, [worker(n) for n in range(1, 9)]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname IN ('workers_membership', 'workers_person')")
        assert [row[0] for row in cursor.fetchall()] == [8, 8]
