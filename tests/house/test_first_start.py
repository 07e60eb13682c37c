"""`manage.py start` as a newcomer types it: from an empty folder to an open page, stopped, and started again."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import closing, suppress

import pytest

from tests.house import tree

pytestmark = pytest.mark.slow
SMALL = "0.002"
GIVEN_BY_NOBODY = {"SECRET_KEY", "NIK_KEY", "LOCAL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
PATIENCE = 300
"""Seconds, for a machine that others use too; nothing here is about speed."""


def free_port():
    """A free port that no outgoing connection is given meanwhile, as one of the system's own choice could be."""
    for port in range(20_000 + os.getpid() % 8_000, 32_000):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port")


class Start:
    """A running `manage.py start` on a folder and a port of its own."""

    def __init__(self, var, *options):
        self.port = free_port()
        environment = {name: value for name, value in os.environ.items() if name not in GIVEN_BY_NOBODY}
        self.log = (var.parent / f"start-{self.port}.txt").open("w+")
        self.process = subprocess.Popen(
            [tree.TOOL / "python", "manage.py", "start", "--scale", SMALL, "--port", str(self.port), *options],
            cwd=tree.ROOT,
            env={**environment, "VAR_DIR": str(var), "PYTHONUNBUFFERED": "1"},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def wait_until(self, holds):
        """Wait until `holds()` is true; fails with what was said when the process ends or patience does."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)

    def answers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/masuk/", timeout=5) as response:
                return response.status == 200 and bool(response.read())
        except OSError:  # not listening yet, or slow
            return False

    def stop(self, how):
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def start(tmp_path):
    """Starts on one folder; what still runs at the end is stopped."""
    begun = []

    def begin(*options):
        begun.append(Start(tmp_path / "var", *options))
        return begun[-1]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        one.log.close()


def contents(var):
    """Every row of the database but those that merely count visits, as text."""
    with closing(sqlite3.connect(var / "portal.sqlite3")) as connection:
        lines = list(connection.iterdump())
    return sorted(line for line in lines if 'INSERT INTO "portal_cache"' not in line)


def test_from_nothing_to_a_page_and_again_without_a_change(start, tmp_path):
    first = start()
    first.wait_until(first.answers)
    assert "Portal: http://127.0.0.1:" in first.said()
    assert "contoh-staf-2023" in first.said()
    assert first.stop(signal.SIGINT) == 0
    assert "Traceback" not in first.said()
    before = contents(tmp_path / "var")
    kept = [tmp_path / "var", *(tmp_path / "var").glob("portal*"), *(tmp_path / "var" / "demo").rglob("*")]
    assert len(kept) > 4
    assert [path for path in kept if path.stat().st_mode & 0o077] == []  # names and wages; what is collected is public

    second = start()
    second.wait_until(second.answers)
    assert "Registri contoh sudah dimuat; tidak ada yang diubah." in second.said()
    assert second.stop(signal.SIGTERM) == 0
    assert contents(tmp_path / "var") == before


def test_killed_while_it_prepares_it_ends_complete_the_next_time(start, tmp_path):
    for words in ("[3/5]", "[4/5]", "contoh_pekerja"):
        killed = start()
        killed.wait_until(lambda killed=killed, words=words: words in killed.said())
        killed.stop(signal.SIGKILL)
    last = start("--prepare-only")
    assert last.process.wait(timeout=PATIENCE) == 0, last.said()
    with closing(sqlite3.connect(tmp_path / "var" / "portal.sqlite3")) as connection:
        applied = connection.execute(
            "SELECT kind, count(*) FROM core_importbatch WHERE state = 'applied' GROUP BY kind ORDER BY kind"
        ).fetchall()
        memberships = connection.execute("SELECT count(*) FROM workers_membership").fetchone()[0]
        months = connection.execute("SELECT count(*) FROM coverage_builtmonth").fetchone()[0]
    assert applied == [("employers", 1), ("workers", 1)]
    assert memberships >= round(736_000 * float(SMALL))
    assert months > 12


def test_stopped_by_hand_it_says_how_to_go_on(start):
    one = start()
    one.wait_until(lambda: "[2/5]" in one.said())
    assert one.stop(signal.SIGINT) == 130
    assert "Jalankan perintah yang sama untuk melanjutkan" in one.said()
    assert "Traceback" not in one.said()
