"""Running portals for the browser: each a folder with its own database, prepared and served as on a real machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

EMPTY, REFERENCE, DEMO = "kosong", "acuan", "contoh"
"""As installed; with the published figures and the law; with the demo registry as well."""
CITY = "36.71"
PATIENCE = 300
"""Seconds, for a machine that others use too."""
ROOT = Path(__file__).resolve().parents[2]
PREPARE = """import django, json, sys
django.setup()
from tests.browser import prepare
print(json.dumps(prepare.prepare(sys.argv[1])))"""


class Portal:
    """A portal whose database is in `state`, served at `url` until it is stopped."""

    def __init__(self, state: str, var: Path) -> None:
        var.mkdir()
        self.var = var
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "coverage_portal.settings",
            "VAR_DIR": str(var),
            "DATABASE_URL": f"sqlite:///{var / 'portal.sqlite3'}",
            "CACHE_URL": "locmemcache://",
            "LOCAL": "1",
        }
        self.numbers = json.loads(self._run("-c", PREPARE, state))
        self.signed_in: dict[str, dict] = {}
        """What a browser keeps of each actor's sign-in."""
        with socket.create_server(("127.0.0.1", 0)) as door:  # handed on open, so that nobody else takes its port
            self.url = f"http://127.0.0.1:{door.getsockname()[1]}"
            self.server = self._serve(door.fileno())

    def address(self, path: str) -> str:
        """The whole address of a path; {employer} and the like stand for what prepare.py has made."""
        return self.url + path.format_map(self.numbers)

    def stop(self) -> None:
        """End the server."""
        self.server.terminate()
        self.server.wait(timeout=PATIENCE)

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]

    def _serve(self, door: int) -> subprocess.Popen:
        options = (
            "--bind",
            f"fd://{door}",
            "--threads",
            "4",
            "--log-level",
            "warning",
            "--no-control-socket",
        )
        command = [sys.executable, "-m", "gunicorn", "coverage_portal.wsgi:application", *options]
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment, pass_fds=[door])
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if server.poll() is not None or time.monotonic() > until:
                server.kill()
                raise AssertionError("the portal for the browser did not start")
            time.sleep(0.05)
        return server

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/masuk/", timeout=5) as response:
                return response.status == 200
        except OSError:  # not listening yet, or slow
            return False
