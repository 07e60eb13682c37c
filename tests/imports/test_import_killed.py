"""An import that is killed, and two that run at once: all or nothing on the database, and no leftover process."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.db import connection, transaction

from coverage_portal.core.locks import Busy, take_lock, wait_for_lock
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.steps import lock_name
from tests.imports.extracts import employer, load, worker, world, write_employers, write_workers
from workers.models import Membership

ROOT = Path(settings.BASE_DIR)
ROWS = 20_000
NOTHING, EVERYTHING = (0, 1), (ROWS, 2)
"""Memberships and receipts before an import and after it; the employer's receipt is there from the start."""


@contextmanager
def running(environment, path):
    """An import in a process of its own, ended at the end."""
    command = [sys.executable, "manage.py", "import_extract", "workers", str(path), "--illustrative"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def children(pid):
    """The processes that `pid` started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def environment(transactional_db, tmp_path):
    """The environment of a process that works on this test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        if "memory" in str(name):
            pytest.skip("an in-memory database has no second process; the file database is tried below")
        url = f"sqlite:///{name}"
    else:
        given = urlparse(os.environ["DATABASE_URL"])
        url = given._replace(path=f"/{name}").geturl()
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}


def rows():
    return [worker(n) | {"NIK": f"367107{1 + n % 28:02}05{60 + n // 28 % 40:02}{9000 + n % 1000}"} for n in range(ROWS)]


@pytest.mark.slow
def test_a_killed_import_leaves_nothing_and_can_be_done_again_on_a_file(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3", "VAR_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    prepare = (
        "import django; django.setup();"
        "from django.core.management import call_command as c; c('migrate', verbosity=0);"
        "from tests.imports.extracts import *; world();"
        f"load(write_employers(Path({str(tmp_path)!r}), [employer()]), 'employers')"
    )
    subprocess.run([sys.executable, "-c", prepare], cwd=ROOT, env=environment, check=True)
    path = write_workers(tmp_path, rows())
    kill_until_something_was_left_undone(environment, path, lambda: stored(environment))
    with running(environment, path) as process:
        output = process.communicate()[0].decode()
    assert process.returncode == 0, output
    assert stored(environment) == EVERYTHING


@pytest.mark.slow
def test_a_killed_import_leaves_nothing_on_this_database(environment, tmp_path):
    world()
    load(write_employers(tmp_path, [employer()]), "employers")
    path = write_workers(tmp_path, rows())
    kill_until_something_was_left_undone(environment, path, counted)
    with running(environment, path) as process:
        output = process.communicate()[0].decode()
    assert process.returncode == 0, output
    assert counted() == EVERYTHING


def counted():
    """Memberships and receipts in this test's database, once it has noticed that a killed import is gone: PostgreSQL
    first ends the statement it is at."""
    connection.close()
    with transaction.atomic():
        wait_for_lock(lock_name("workers"))
    found = Membership.objects.count(), ImportBatch.objects.count()
    connection.close()
    return found


def stored(environment):
    """Memberships and receipts in another database, asked by a process of its own."""
    ask = (
        "import django; django.setup(); from workers.models import *; from coverage_portal.core.models import *;"
        "print(Membership.objects.count(), ImportBatch.objects.count())"
    )
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=environment, check=True, capture_output=True)
    return tuple(map(int, done.stdout.split()))


def kill_until_something_was_left_undone(environment, path, look):
    """Kill imports at random moments: each leaves nothing or, when it was already through, everything."""
    assert look() == NOTHING
    for _attempt in range(3):
        kill_at_some_moment(environment, path)
        found = look()
        assert found in (NOTHING, EVERYTHING)
        if found == EVERYTHING:
            return


def kill_at_some_moment(environment, path):
    """Start an import, kill it while it reads and writes, and see the child that reads end by itself."""
    with running(environment, path) as process:
        while process.poll() is None and not children(process.pid):
            time.sleep(0.005)
        readers = children(process.pid)
        time.sleep(random.uniform(0.2, 1.2))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert readers
    for _wait in range(1200):
        if not any(alive(reader) for reader in readers):
            return
        time.sleep(0.05)
    raise AssertionError("the child outlived its parent")


@pytest.mark.django_db
def test_only_one_import_of_a_kind_runs_at_a_time():
    if connection.vendor != "postgresql":
        return  # SQLite has one writer by nature: BEGIN IMMEDIATE; the command's words for it are tested with it
    name = lock_name("workers")
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
        with pytest.raises(Busy):
            take_lock(name)
        take_lock(lock_name("employers"))
        cursor.execute("ROLLBACK")
    take_lock(name)
