"""How long the import of a month's 736,000 memberships takes, against the bare writing of the same rows.

    python -m tests.bench.imports [--scale 1.0] [--rounds 5] [--engine pg|sqlite] [--no-memory] [--no-speed]

PostgreSQL is held against a raw COPY of the same file into an unlogged table of texts; SQLite against a bare
executemany of the very tuples the import wrote, into tables without an index. Every round times, one after the other,
the floor, the first load into an empty registry, and the next month's file with 97 % unchanged rows. Counting the
cells is left out of these times and shown apart. Quote the medians of the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.bench.memory import peak_megabytes

STEPS = ("floor", "first", "month")
GOALS = {("pg", "first"): 6.0, ("pg", "month"): 3.0, ("sqlite", "first"): 2.0}
MOST_MEGABYTES, MOST_GROWTH = 400, 1.15


def main() -> int:
    """Print the table; 0 when everything was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=("pg", "sqlite"))
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    names = [options.engine] if options.engine else ["pg", "sqlite"]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
        urls = {"pg": url, "sqlite": f"sqlite:///{folder}/portal.sqlite3"}
        make_extracts(folder, options.scale)
        for name in names if not options.no_speed else ():
            measure_speed(name, urls[name], folder, options)
        if not options.no_memory:
            measure_memory(names, urls, folder, float(options.scale))
    return 0


def environment(url: str, folder: str) -> dict[str, str]:
    """The environment of a process that works on the database at `url`."""
    return {**os.environ, "DATABASE_URL": url, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}


def make_extracts(folder: str, scale: str) -> None:
    """The demo files of two months in `folder`."""
    run = [sys.executable, "manage.py", "make_demo", "--out", folder, "--scale", scale, "--month", "2024-01"]
    subprocess.run(run, env=environment("sqlite://:memory:", folder), check=True, stdout=subprocess.DEVNULL)


def measure_speed(name: str, url: str, folder: str, options: argparse.Namespace) -> None:
    """Run the rounds on one engine and print their medians."""
    command = [sys.executable, "-c", "from tests.bench import imports_worker as worker; worker.main()", folder]
    rounds: list[dict[str, float]] = []
    with subprocess.Popen(
        command, env=environment(url, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as worker:
        assert worker.stdout.readline() == "ready\n", "the worker did not start"
        for _round in range(options.rounds):
            seconds: dict[str, float] = {}
            for step in STEPS:
                print(step, file=worker.stdin)
                seconds |= dict(pair.split("=") for pair in worker.stdout.readline().split())
            rounds.append({key: float(value) for key, value in seconds.items()})
        worker.stdin.close()
    show(name, rounds)


def show(name: str, rounds: list[dict[str, float]]) -> None:
    """One engine's table."""
    print(f"{name}: median dari {len(rounds)} putaran")
    for key in rounds[0]:
        if key.startswith("written"):
            print(f"  {key:24} {statistics.median(r[key] for r in rounds):8.3f} x baris yang berubah (<= 1.05)")
            continue
        seconds = statistics.median(r[key] for r in rounds)
        ratios = [r[key] / r["floor"] for r in rounds]
        goal = GOALS.get((name, key))
        wanted = f"  target <= {goal:g} x" if goal else ""
        spread = f"({min(ratios):.2f}-{max(ratios):.2f})"
        print(f"  {key:24} {seconds:8.2f} s {statistics.median(ratios):7.2f} x {spread:14}{wanted}", flush=True)


def measure_memory(names: list[str], urls: dict[str, str], folder: str, scale: float) -> None:
    """Peak memory of a first load, all processes of the import added up, and of one four times as long."""
    for name in names:
        megabytes = []
        for factor in (1, 4):
            extracts = Path(folder) / f"x{factor}"
            extracts.mkdir(exist_ok=True)
            if not any(extracts.iterdir()):
                make_extracts(str(extracts), str(scale * factor))
            megabytes.append(peak_megabytes(environment(urls[name], folder), extracts))
        growth = megabytes[1] / megabytes[0]
        print(f"{name}: memori puncak {megabytes[0]:.0f} MB (target <= {MOST_MEGABYTES} MB)", end="")
        print(f", berkas empat kali {megabytes[1]:.0f} MB = {growth:.2f} x (target <= {MOST_GROWTH} x)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
