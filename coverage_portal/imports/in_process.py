"""Runs each task at once in a process of its own, so that one web server is all there is to start.

The request that asked goes on; a page that looks at the batch sees how far the work is. The process outlives the web
server's workers and their time-outs. A task is handed over as its path and JSON arguments, which hold ids only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id


class OwnProcessBackend(BaseTaskBackend):
    """A backend of Django's Tasks whose queue is the operating system's list of processes."""

    supports_priority = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Start the task; gives a result that says so and is never updated: whoever wants to know asks the batch."""
        self.validate_task(task)
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_task", task.module_path]
        subprocess.Popen(  # noqa: S603 - our own program, a path of ours and ids
            [*command, json.dumps({"args": list(args), "kwargs": dict(kwargs)})],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.RUNNING,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
