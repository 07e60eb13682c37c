"""How gunicorn serves: `--config python:coverage_portal.server`."""

from __future__ import annotations

import signal
import subprocess
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from coverage_portal.startup import BASE_DIR


def when_ready(_server: Arbiter) -> None:
    """Take up imports that were cut short when the server last went down, in a process that nobody waits for."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), "resume_imports"]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own program


def post_worker_init(worker: Worker) -> None:
    """Let Ctrl-C end a worker after the request it is answering, as SIGTERM does, and not in the middle of it."""
    for ending in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(ending, worker.handle_exit)
