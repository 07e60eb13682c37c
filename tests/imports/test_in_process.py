"""Background work in a process of its own: what is started, what is refused, and that it does the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from coverage_portal.core.models import ImportBatch
from coverage_portal.imports import in_process
from coverage_portal.imports.in_process import OwnProcessBackend
from coverage_portal.imports.work import work_on


def test_a_task_is_started_with_its_path_and_ids_only(monkeypatch):
    started = []
    monkeypatch.setattr(in_process.subprocess, "Popen", lambda command, **options: started.append((command, options)))
    result = OwnProcessBackend("default", {}).enqueue(work_on, (17,), {})
    ((command, options),) = started
    assert command[0] == sys.executable
    assert command[2:] == ["run_task", "coverage_portal.imports.work.work_on", json.dumps({"args": [17], "kwargs": {}})]
    assert options["start_new_session"]  # it outlives the web server's worker
    assert result.args == [17]


@pytest.mark.parametrize("name", ["os.system", "coverage_portal.imports.flow.cancel"])
def test_only_tasks_of_ours_are_run(name):
    with pytest.raises(CommandError):
        call_command("run_task", name, "{}")


@pytest.mark.django_db
def test_a_task_for_a_batch_that_is_not_there_does_nothing():
    call_command("run_task", "coverage_portal.imports.work.work_on", json.dumps({"args": [999], "kwargs": {}}))
    assert not ImportBatch.objects.exists()


@pytest.mark.slow
def test_a_file_goes_to_its_review_while_the_request_is_long_over(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        "VAR_DIR": str(tmp_path),
        "IMPORT_WORK": "process",
        "DJANGO_SETTINGS_MODULE": "tests.imports.process_settings",
    }
    code = (
        "import time, django; django.setup();"
        "from pathlib import Path; from django.core.management import call_command as c; c('migrate', verbosity=0);"
        "from tests.imports.extracts import *; from tests.imports.batches import admin;"
        "from coverage_portal.imports import flow; from coverage_portal.core.models import ImportBatch; world();"
        f"folder = Path({str(tmp_path)!r}); load(write_employers(folder, [employer()]), 'employers');"
        "data = write_workers(folder, [worker(1)]).read_bytes(); by = admin();"
        "b = flow.begin_upload(kind=ImportBatch.Kind.WORKERS, file_name='a.csv', size=len(data), position=POSITION,"
        " by=by, illustrative=True); flow.add_bytes(b, 0, data); flow.finish_upload(b);"
        "end = time.monotonic() + 300\n"
        "while time.monotonic() < end and ImportBatch.objects.get(pk=b.pk).state != 'review': time.sleep(.2)\n"
        "print(ImportBatch.objects.get(pk=b.pk).state)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1:] == ["review"], done.stderr[-500:]
