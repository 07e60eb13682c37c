"""A db_worker that is killed while it checks or saves: nothing is half done, and the next one goes on by itself."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.imports.pausing_worker import THERE

ROOT = Path(settings.BASE_DIR)
FACTS = ("workers_person", "workers_membership", "coverage_coveragecell", "coverage_coveragetotal", "core_auditevent")
PREPARE = """
import django; django.setup()
from pathlib import Path
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports import flow
from tests.imports.batches import admin
from tests.imports.extracts import *
world()
load(write_employers(Path({folder!r}), [employer()]), "employers")
data = write_workers(Path({folder!r}), [worker(1), worker(2), worker(3, SEGMEN="?")]).read_bytes()
batch = flow.begin_upload(kind=ImportBatch.Kind.WORKERS, file_name="a.csv", size=len(data), position=POSITION,
                          by=admin(), illustrative=True)
flow.add_bytes(batch, 0, data)
flow.finish_upload(batch)
"""
SAVE = """
import django; django.setup()
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports import flow
batch = ImportBatch.objects.get(kind="workers")
flow.save(batch, by=User.objects.get(username="sari"), acknowledged=(), end_missing=False)
"""


class Portal:
    """The database and the folder that the workers of this test share with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "x.sqlite3"
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(self._file)) as copy:
                connection.connection.backup(copy)
            url = f"sqlite:///{self._file}"
        else:
            given = urlparse(os.environ["DATABASE_URL"])
            url = given._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        self._environment = {
            **os.environ,
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "IMPORT_WORK": "database",
            "DJANGO_SETTINGS_MODULE": "tests.imports.process_settings",
        }

    def do(self, code: str) -> None:
        """What a person does, in a process of its own."""
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=self._environment, check=True)

    def kill_worker_at(self, place: str) -> None:
        """Start a worker, and kill it where it is at this place."""
        command = [sys.executable, "-m", "tests.imports.pausing_worker", place]
        with subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True) as worker:
            try:
                assert worker.stdout.readline().strip() == THERE
            finally:
                worker.kill()

    def let_a_worker_work(self) -> None:
        """Start the portal's own worker, which ends when nothing is left to do."""
        command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=self._environment, check=True)

    def rows(self, query: str) -> list[tuple]:
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self._file)) as read:
                return read.execute(query).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def facts(self) -> dict[str, list[tuple]]:
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY id") for table in FACTS}

    def batch(self) -> tuple:
        """State, and how many rows were read, are new, were rejected."""
        (found,) = self.rows(
            "SELECT state, rows_read, rows_new, rows_rejected FROM core_importbatch WHERE kind = 'workers'"
        )
        return found


@pytest.mark.slow
def test_a_killed_worker_leaves_nothing_half_done_and_the_next_one_goes_on(transactional_db, tmp_path):
    portal = Portal(tmp_path)
    portal.do(PREPARE.format(folder=str(tmp_path)))
    before = portal.facts()
    portal.kill_worker_at("check")
    assert portal.batch() == ("checking", 0, 0, 0)
    assert portal.facts() == before
    portal.let_a_worker_work()
    assert portal.batch() == ("review", 3, 2, 1)
    assert portal.facts() == before
    portal.do(SAVE)
    portal.kill_worker_at("save")
    assert portal.batch() == ("saving", 3, 2, 1)
    assert portal.facts() == before
    portal.let_a_worker_work()
    assert portal.batch() == ("applied", 3, 2, 1)
    after = portal.facts()
    assert len(after["workers_membership"]) == 2
    assert after["coverage_coveragecell"]
    ((number,),) = portal.rows("SELECT id FROM core_importbatch WHERE kind = 'workers'")
    asked = portal.rows(f"SELECT args_kwargs FROM {DBTaskResult._meta.db_table}")
    given = [args if isinstance(args, dict) else json.loads(args) for (args,) in asked]
    assert given and all(each == {"args": [number], "kwargs": {}} for each in given)
