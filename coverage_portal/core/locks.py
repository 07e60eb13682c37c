"""Locks by name: within a transaction, or as long as a process is at something. The engines differ here only."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection


class Busy(Exception):
    """Somebody else holds the lock."""


def take_lock(name: str) -> None:
    """Hold the lock `name` until the transaction ends; raises Busy at once when it is taken.

    On SQLite the transaction itself, begun IMMEDIATE, is the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [name])
            if not cursor.fetchone()[0]:
                raise Busy(name)


def wait_for_lock(name: str) -> None:
    """Hold the lock `name` until the transaction ends; waits for whoever holds it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


@contextlib.contextmanager
def only_one(name: str) -> Iterator[bool]:
    """True for one holder of `name` at a time, whoever else asks meanwhile gets False. It goes with the process.

    Unlike `take_lock` it spans transactions: on PostgreSQL a lock of the session, elsewhere of a file.
    """
    if connection.vendor != "postgresql":
        with _file_locked(name) as got:
            yield got
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


@contextlib.contextmanager
def _file_locked(name: str) -> Iterator[bool]:
    folder = Path(settings.IMPORT_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / name.replace(" ", "-")).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
