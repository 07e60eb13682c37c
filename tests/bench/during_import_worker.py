"""The registry, its web server and the import that tests.bench.during_import runs beside each other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.dashboard_worker import PAGE, ask, free_port, start_server
from tests.bench.during_import import IDLE_SECONDS, asked_until

IMPORT = (
    "from pathlib import Path; from tests.bench import browser_imports_worker as worker;"
    "folder = Path({folder!r}); worker.review('month', folder); worker.save('month', folder)"
)


def main(folder: Path) -> int:
    """Load the first month, serve it, then answer "idle" and "busy" with the seconds of each request."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tests.bench import imports_worker as loading  # noqa: PLC0415 - sets Django up, in this process only
    from tests.bench.browser_imports_worker import admin  # noqa: PLC0415

    loading.prepare(folder)
    call_command("load_law", verbosity=0, stdout=sys.stderr)
    loading.load(loading.ImportBatch.Kind.WORKERS, folder / loading.FIRST)
    client = Client()
    client.force_login(admin())
    cookie, port = client.cookies["sessionid"].value, free_port()
    server = start_server(port)

    def answered() -> bool:
        return ask(port, PAGE, cookie).startswith(b"HTTP/1.1 200")

    try:
        assert answered(), "the dashboard does not answer"
        for line in sys.stdin:
            print(*(idle(answered) if line.strip() == "idle" else busy(answered, folder)), flush=True)
    finally:
        server.terminate()
        server.wait()
    return 0


def idle(answered) -> list[float]:
    """Nothing else happens."""
    end = time.monotonic() + IDLE_SECONDS
    return asked_until(lambda: time.monotonic() > end, answered)


def busy(answered, folder: Path) -> list[float]:
    """An import goes from its upload to its receipt."""
    run = [sys.executable, "-c", IMPORT.format(folder=str(folder))]
    with subprocess.Popen(run, env=os.environ, stdout=subprocess.DEVNULL) as importing:
        taken = asked_until(lambda: importing.poll() is not None, answered)
    assert importing.returncode == 0, "the import failed"
    return taken


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
