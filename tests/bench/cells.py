"""How long one month's cells take to rebuild, against a full scan that counts the same memberships.

    python -m tests.bench.cells [--scale 1.0] [--rounds 7]

Both engines hold the same full-size registry, each in a process of its own; every round times, one after the other,
the scan and the rebuild on PostgreSQL and on SQLite. Quote the medians of the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests import postgres

MONTH = date(2023, 12, 1)
LAST_DAY = date(2023, 12, 31)


def main() -> int:
    """Print the table; 0 when both engines were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--serve", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(Path(options.serve), options.scale)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
        sqlite = f"sqlite:///{folder}/portal.sqlite3"
        engines = {name: start(target, folder, options.scale) for name, target in (("pg", url), ("sqlite", sqlite))}
        rounds = [one_round(engines) for _ in range(options.rounds)]
        for engine in engines.values():
            engine.stdin.close()
            engine.wait()
    show(rounds, options.scale)
    return 0


def start(url: str, folder: str, scale: str) -> subprocess.Popen:
    """A process that holds a registry in the database at `url` and times what it is told to."""
    command = [sys.executable, "-m", "tests.bench.cells", "--serve", folder, "--scale", scale]
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    engine = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    ask(engine, "ready")
    return engine


def ask(engine: subprocess.Popen, what: str) -> float:
    """The seconds an engine needed for `what`."""
    engine.stdin.write(f"{what}\n")
    answer = engine.stdout.readline()
    if not answer:
        raise SystemExit("Pengukuran berhenti: proses basis data tidak menjawab.")
    return float(answer)


def one_round(engines: dict[str, subprocess.Popen]) -> dict[str, float]:
    """Seconds of every engine's scan and rebuild, taken in turn."""
    return {f"{name} {what}": ask(engine, what) for what in ("scan", "rebuild") for name, engine in engines.items()}


def serve(folder: Path, scale: str) -> int:
    """Load the demo registry, then answer "scan" and "rebuild" with seconds."""
    import django  # noqa: PLC0415 - only this process has a database

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from coverage_portal.coverage import rollups  # noqa: PLC0415
    from tests.bench.registry import load_demo  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_demo(folder, scale)

    def scan() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM workers_membership"
                " WHERE started_on <= %s AND (ended_on IS NULL OR ended_on > %s)",
                [LAST_DAY, LAST_DAY],
            )
            cursor.fetchone()

    timed = {"ready": lambda: None, "scan": scan, "rebuild": lambda: rollups.rebuild([MONTH])}
    for line in sys.stdin:
        begun = time.perf_counter()
        timed[line.strip()]()
        print(time.perf_counter() - begun, flush=True)
    return 0


def show(rounds: list[dict[str, float]], scale: str) -> None:
    """The table: medians of the pairwise ratios."""
    print(f"\nSel satu bulan, skala {scale}, {len(rounds)} putaran selang-seling; median.")
    pairs = (
        ("PostgreSQL: hitung ulang / pindai", "pg rebuild", "pg scan", 10),
        ("SQLite: hitung ulang / PostgreSQL", "sqlite rebuild", "pg rebuild", 3),
    )
    for label, over, under, limit in pairs:
        ratio = statistics.median(found[over] / found[under] for found in rounds)
        seconds = statistics.median(found[over] for found in rounds)
        print(f"{label:<40} {ratio:6.2f} x   (batas {limit} x; {seconds:.3f} detik)")


if __name__ == "__main__":
    sys.exit(main())
