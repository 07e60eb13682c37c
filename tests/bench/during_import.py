"""How the dashboard answers while a file is reviewed and saved, against how it answers when nothing else happens.

    python -m tests.bench.during_import [--scale 1.0] [--engine pg|sqlite]

One web server with one worker; a visitor asks for the dashboard over the loopback address, one request after the other,
first alone, then while an import of the month's workers goes from its upload to its receipt in a process of its own.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time

from tests import postgres
from tests.bench.imports import environment, make_extracts

GOAL, IDLE_SECONDS = 2.5, 8


def main() -> int:
    """Print the ratios; 1 when a request failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--engine", choices=("pg", "sqlite"))
    options = parser.parse_args()
    failed = 0
    for name in [options.engine] if options.engine else ["pg", "sqlite"]:
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
            make_extracts(folder, options.scale)
            target = url if name == "pg" else f"sqlite:///{folder}/portal.sqlite3"
            run = [sys.executable, "-m", "tests.bench.during_import_worker", folder]
            serving = environment(target, folder) | {"DJANGO_SETTINGS_MODULE": "tests.bench.dashboard_settings"}
            with subprocess.Popen(run, env=serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
                failed += show(name, worker)
    return 1 if failed else 0


def show(name: str, worker: subprocess.Popen) -> int:
    """Ask for the idle and the busy answers and print them; gives how many requests failed."""
    found = {}
    for phase in ("idle", "busy"):
        print(phase, file=worker.stdin, flush=True)
        found[phase] = [float(text) for text in worker.stdout.readline().split()]
    worker.stdin.close()
    failures = sum(second < 0 for phase in found.values() for second in phase)
    idle, busy = (statistics.median(second for second in found[phase] if second >= 0) for phase in ("idle", "busy"))
    print(f"{name}: dasbor p50 sendiri {idle * 1000:.1f} ms, selama impor {busy * 1000:.1f} ms:", end=" ")
    print(f"{busy / idle:.2f} x (target <= {GOAL} x), {len(found['busy'])} permintaan, {failures} gagal", flush=True)
    return failures


def asked_until(done, ask) -> list[float]:
    """Seconds of one request after the other until `done()`; -1 for one that failed."""
    taken = []
    while not done():
        begun = time.perf_counter()
        ok = ask()
        taken.append(time.perf_counter() - begun if ok else -1.0)
        time.sleep(0.02)
    return taken


if __name__ == "__main__":
    sys.exit(main())
