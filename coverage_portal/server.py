"""How gunicorn serves on one's own machine: `--config python:coverage_portal.server`."""

from __future__ import annotations

import signal

from gunicorn.workers.base import Worker


def post_worker_init(worker: Worker) -> None:
    """Let Ctrl-C end a worker after the request it is answering, as SIGTERM does, and not in the middle of it."""
    for ending in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(ending, worker.handle_exit)
