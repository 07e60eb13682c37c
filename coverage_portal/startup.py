"""Before Django: the folder a machine keeps its own things in, its keys, its port, and refusing in one line.

settings.py asks this module where var/ is; manage.py and wsgi.py run inside `refusing_in_one_line`, so that a wrong
setting ends in one sentence and not in a traceback.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
ENV_FILE = "portal.env"
INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended."""
ONLY_THE_OWNER = 0o077
"""The umask of what `start` creates."""


class CannotStart(Exception):
    """The portal cannot start here; the message is one plain sentence for the person at the keyboard."""


def var_directory() -> Path:
    """Where this machine keeps its database, keys and collected files: VAR_DIR, else var/ beside manage.py."""
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").absolute()


def make_writable(var: Path) -> None:
    """Make `var` when it is missing and prove that a file can be written there; raises CannotStart.

    The portal's own folder (its var/, or one it makes) is closed to others on the machine: names and wages lie there.
    One that somebody else made, /tmp say, keeps its mode.
    """
    own = var == BASE_DIR / "var" or not var.exists()
    try:
        var.mkdir(parents=True, exist_ok=True)
        if own and var.stat().st_uid == os.geteuid():
            var.chmod(0o700)
        with tempfile.TemporaryFile(dir=var):
            pass
    except OSError as error:
        raise CannotStart(
            f"Folder {var} tidak dapat ditulisi: {error.strerror}. Periksa izinnya atau isi VAR_DIR."
        ) from error


def write_local_keys(var: Path) -> bool:
    """Write portal.env with fresh keys for one's own machine, readable by its owner only; False when it is there.

    A name that the environment already gives is left out, so that a key kept elsewhere never lands on this disk. Where
    it gives any of a server's, LOCAL is left out too: a server must not be opened to plain HTTP by a wrong command.
    The file appears whole or not at all: a second start at the same moment keeps the first one's keys.
    """
    make_writable(var)
    target = var / ENV_FILE
    fresh = {"SECRET_KEY": secrets.token_urlsafe(50), "NIK_KEY": secrets.token_hex(32)}
    if not any(name in os.environ for name in (*fresh, "ALLOWED_HOSTS")):
        fresh["LOCAL"] = "1"
    lines = [f"{name}={value}\n" for name, value in fresh.items() if name not in os.environ]
    if target.exists() or not lines:
        return False
    descriptor, draft = tempfile.mkstemp(dir=var, prefix=ENV_FILE)  # mkstemp makes it 0600
    with os.fdopen(descriptor, "w") as file:
        file.writelines(lines)
    try:
        os.link(draft, target)
    except FileExistsError:
        return False
    finally:
        os.unlink(draft)  # noqa: PTH108 - pairs with mkstemp and os.link, which speak in names
    return True


def keep_files_to_oneself() -> None:
    """Let this process, and the web server it becomes, create files that only their owner can read."""
    os.umask(ONLY_THE_OWNER)


def free_port(text: str) -> int:
    """The port somebody asked for; raises CannotStart, naming one that would do, when it cannot be listened on."""
    port = int(text) if text.isdecimal() and len(text) <= 5 else 0
    refusal = _refusal_to_listen(port)
    if refusal:
        free = next((other for other in range(8001, 8100) if other != port and not _refusal_to_listen(other)), 8001)
        raise CannotStart(f"Port {text:.20} {refusal}. Jalankan: make run PORT={free}")
    return port


def _refusal_to_listen(port: int) -> str:
    """Why `port` cannot be listened on, in words; empty when it can."""
    if not 1 <= port <= 65_535:
        return "bukan nomor port (1-65535)"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            return "hanya boleh dipakai oleh root"
        except OSError:
            return "sedang dipakai"
    return ""


@contextlib.contextmanager
def only_one_preparation(var: Path) -> Iterator[None]:
    """Hold this folder's lock while it is being prepared; a second start waits for the first and then finds all done.

    The lock goes with the process, however it ends.
    """
    with (var / "start.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stdout.write("Persiapan lain sedang berjalan di folder ini; menunggu sampai selesai.\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def leave_at_once_on_ctrl_c() -> None:
    """Let Ctrl-C end the preparation with one sentence, wherever it stands.

    Nothing is tidied up because nothing needs it: whatever is not committed is as if it had never begun. The usual
    KeyboardInterrupt would not do, for it is lost when it falls into a call-back of the database's.
    """

    def leave(_signal: int, _frame: FrameType | None) -> None:
        os.write(2, b"\nDihentikan. Jalankan perintah yang sama untuk melanjutkan.\n")
        os._exit(INTERRUPTED)

    signal.signal(signal.SIGINT, leave)


def become_web_server(port: int, workers: int) -> None:
    """Replace this process by gunicorn on the loopback address. Ctrl-C then reaches gunicorn, which stops cleanly."""
    sys.stdout.flush()
    gunicorn = [sys.executable, "-m", "gunicorn", "coverage_portal.wsgi:application", "--chdir", str(BASE_DIR)]
    options = f"--bind {LOOPBACK}:{port} --workers {workers} --preload --no-control-socket --log-level warning"
    options += f" --umask {ONLY_THE_OWNER} --config python:coverage_portal.server"
    os.execv(sys.executable, [*gunicorn, *options.split()])  # noqa: S606 - fixed program and arguments, no shell


def read_settings() -> None:
    """Read settings.py now. Left to itself, Django first hides what is wrong with it from some commands."""
    _ = settings.INSTALLED_APPS


def check_database() -> None:
    """Open the database once and close it again, so that a wrong DATABASE_URL shows at start and not on a page."""
    connection.ensure_connection()
    connection.close()


@contextlib.contextmanager
def refusing_in_one_line(exit_code: int) -> Iterator[None]:
    """Turn what a wrong environment raises into one line on stderr and `exit_code`; `--traceback` shows the whole."""
    try:
        yield
    except (CannotStart, ImproperlyConfigured, DatabaseError) as error:
        if "--traceback" in sys.argv or _mistake_in_a_statement(error):
            raise
        sys.stderr.write(f"Portal tidak dapat dijalankan. {_sentence(error)}\n")
        raise SystemExit(exit_code) from None


def _mistake_in_a_statement(error: Exception) -> bool:
    """Whether the database works and refused what it was asked: that is not the environment's fault.

    A file that is no database, or a damaged one, is SQLite's plain DatabaseError.
    """
    return isinstance(error, DatabaseError) and type(error) not in (DatabaseError, OperationalError)


def _sentence(error: Exception) -> str:
    if isinstance(error, DatabaseError):
        first_line = str(error).partition("\n")[0]
        return f"Basis data tidak dapat dipakai: {first_line}. Periksa DATABASE_URL, VAR_DIR dan `manage.py migrate`."
    return " ".join(str(error).split())
