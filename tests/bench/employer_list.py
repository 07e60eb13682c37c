"""How long the list of employers takes: with a filter and a search against its own template fed with constants, a deep
page against the first, and the whole list as CSV against the same rows from a bare cursor.

    python -m tests.bench.employer_list [--rounds 20]

Each engine holds the full registry in a process of its own, which asks itself through the whole stack of middleware.
Every round takes all of them in turn; the ratios are medians of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.bench.dashboard_worker import Worker

LINES = (
    ("daftar bersaringan dan bercari / templat dari konstanta", "narrowed", "narrowed constants", "paling besar 3"),
    ("daftar tanpa saringan / templat dari konstanta", "first", "first constants", "-"),
    ("halaman terakhir / halaman pertama, menurut kekurangan", "last", "first", "sekitar 1"),
    ("halaman terakhir / halaman pertama, menurut nama", "last by name", "first by name", "sekitar 1"),
    ("CSV seluruh daftar / baris yang sama tanpa portal", "csv", "bare csv", "-"),
)


def main() -> int:
    """Print the table; 0 when both engines were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--scale", default="1.0")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        for engine in ("PostgreSQL", "SQLite"):
            place = Path(folder) / engine
            place.mkdir()
            with postgres.server(durable=True) as url:
                database = f"sqlite:///{place}/portal.sqlite3" if engine == "SQLite" else url
                measure(engine, Worker(database, place, options.scale, "employer_list_worker"), options.rounds)
    return 0


def measure(engine: str, worker: Worker, rounds: int) -> None:
    """The rounds and the lines of the table."""
    names = list(dict.fromkeys(name for _label, *pair, _limit in LINES for name in pair))
    try:
        for name in names:
            worker.seconds(name)
        found = [{name: worker.seconds(name) for name in names} for _ in range(rounds)]
    finally:
        worker.stop()
    print(f"\nDaftar pemberi kerja, {engine}, {rounds} putaran selang-seling; median.")
    for label, over, under, limit in LINES:
        ratio = statistics.median(each[over] / each[under] for each in found)
        print(f"{label:<58} {ratio:6.2f} x   ({limit})")
    for name in names:
        print(f"  {name:<20} {statistics.median(each[name] for each in found) * 1000:8.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
