"""How long an import in the browser takes: until the review is ready, until it is saved, until it is taken back.

    python -m tests.bench.browser_imports [--scale 1.0] [--rounds 5] [--engine pg|sqlite] [--no-memory]

Every round times, one after the other, the floor (PostgreSQL: a raw COPY of the same file; SQLite: a bare executemany),
then the first load and the next month's file, each reviewed, saved and taken back. Counting the cells is shown apart.
Memory is the peak of all processes of one review and save.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.bench.imports import environment, make_extracts
from tests.bench.memory import peak_of

STEPS = (
    "floor", "empty -", "review first", "save first", "review month", "save month", "undo month", "undo first",
)  # fmt: skip
GOALS = {"first-review": 4.0, "month-review": 4.0, "first-total": 6.0, "month-total": 6.0}
MOST_MEGABYTES = 400


def main() -> int:
    """Print the table; 0 when everything was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=("pg", "sqlite"))
    parser.add_argument("--no-memory", action="store_true")
    options = parser.parse_args()
    names = [options.engine] if options.engine else ["pg", "sqlite"]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
        urls = {"pg": url, "sqlite": f"sqlite:///{folder}/portal.sqlite3"}
        make_extracts(folder, options.scale)
        for name in names:
            show(name, measure(urls[name], folder, options.rounds))
            if not options.no_memory:
                peak = peak_of("browser_first_load", environment(urls[name], folder), Path(folder))
                print(f"{name}: memori puncak {peak:.0f} MB (target <= {MOST_MEGABYTES} MB)", flush=True)
    return 0


def measure(url: str, folder: str, rounds: int) -> list[dict[str, float]]:
    """The seconds of every step, a dictionary a round."""
    command = [sys.executable, "-c", "from tests.bench import browser_imports_worker as worker; worker.main()", folder]
    found: list[dict[str, float]] = []
    with subprocess.Popen(
        command, env=environment(url, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as worker:
        assert worker.stdout.readline() == "ready\n", "the worker did not start"
        for _round in range(rounds):
            seconds: dict[str, float] = {}
            for step in STEPS:
                print(step, file=worker.stdin)
                seconds |= {key: float(value) for key, value in map(_pair, worker.stdout.readline().split())}
            for which in ("first", "month"):
                seconds[f"{which}-total"] = seconds[f"{which}-review"] + seconds[f"{which}-save"]
            found.append(seconds)
        worker.stdin.close()
    return found


def _pair(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key, value


def show(name: str, rounds: list[dict[str, float]]) -> None:
    """One engine's table."""
    print(f"{name}: median dari {len(rounds)} putaran")
    for key in (key for key in rounds[0] if key != "empty"):
        seconds = statistics.median(each[key] for each in rounds)
        ratios = [each[key] / each["floor"] for each in rounds]
        goal = f"  target <= {GOALS[key]:g} x" if key in GOALS and name == "pg" else ""
        spread = f"({min(ratios):.2f}-{max(ratios):.2f})"
        print(f"  {key:24} {seconds:8.2f} s {statistics.median(ratios):7.2f} x {spread:14}{goal}", flush=True)
    for which in ("first", "month"):
        ratio = statistics.median(each[f"{which}-undo"] / each[f"{which}-save"] for each in rounds)
        print(f"  {which}: mengembalikan / menyimpan {ratio:.2f} x  target <= 1 x", flush=True)


if __name__ == "__main__":
    sys.exit(main())
