"""The worker of IMPORT_WORK=database, which also takes up imports whose worker died.

The queue of django-tasks-db hands a task out once: if its worker is killed nobody gets it again. So every worker looks
for left imports when it starts, and now and then while it runs; nobody has to open a page for that.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from coverage_portal.imports.work import UNTOUCHED_FOR, take_up


class Command(db_worker.Command):
    """Does tasks from the database, and looks after imports nobody is at."""

    help = "Mengerjakan impor dari antrean basis data, juga yang terputus karena prosesnya mati."

    def handle(self, **options: Any) -> None:
        """Work until told to stop; with --batch until nothing is left."""
        over = Event()
        look_after(asked_before_now=True)
        Thread(target=_look_after_until, args=(over,), daemon=True).start()
        try:
            super().handle(**options)
        finally:
            over.set()


def _look_after_until(over: Event) -> None:
    while not over.wait(UNTOUCHED_FOR.total_seconds()):
        look_after()
        connection.close()  # this thread's own


def look_after(*, asked_before_now: bool = False) -> None:
    """Take up what is left. At a worker's start that is all that nobody is at, however lately it was asked for: a task
    that comes twice does no harm. A database that is busy is asked again the next time."""
    try:
        take_up(asked_before=timezone.now() if asked_before_now else None)
    except OperationalError:
        return
