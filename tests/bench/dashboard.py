"""How long the dashboard takes: against its own template fed with constants, at two sizes of the registry, and a repeat
visit (304) against a bare answer.

    python -m tests.bench.dashboard [--rounds 40] [--small 0.1018]

Each engine holds a large and a small registry, each in a process of its own that asks itself through the whole stack of
middleware. The repeat visit goes through gunicorn (one worker) over the loopback address. Every round takes all of them
in turn; the ratios are medians of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.bench.dashboard_worker import Worker

REPEATS = 10


def main() -> int:
    """Print the table; 0 when both engines were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--large", default="1.0")
    parser.add_argument("--small", default="0.1018", help="0.1018 of 736,000 is 75,000")
    options = parser.parse_args()
    sizes = {"large": options.large, "small": options.small}
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        for engine in ("PostgreSQL", "SQLite"):
            measure(engine, Path(folder), sizes, options.rounds)
    return 0


def measure(engine: str, folder: Path, sizes: dict[str, str], rounds: int) -> None:
    """One engine: its workers, the rounds, the lines of the table."""
    with postgres.server(durable=True) as url:
        workers = {}
        for name, scale in sizes.items():
            place = folder / f"{engine}-{name}"
            place.mkdir()
            database = f"sqlite:///{place}/portal.sqlite3" if engine == "SQLite" else other_database(url, name)
            workers[name] = Worker(database, place, scale)
        try:
            found = [one_round(workers) for _ in range(rounds)]
        finally:
            for worker in workers.values():
                worker.stop()
    show(engine, found, sizes)


def other_database(url: str, name: str) -> str:
    """A database of its own on the same server."""
    import psycopg2  # noqa: PLC0415 - only for PostgreSQL

    connection = psycopg2.connect(url)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE bench_{name}")
    connection.close()
    address, mark, where = url.partition("?")
    return f"{address.rpartition('/')[0]}/bench_{name}{mark}{where}"


def one_round(workers: dict[str, Worker]) -> dict[str, float]:
    """Seconds of each, taken in turn; the short ones are repeated and their median taken."""
    taken = {}
    for name, worker in workers.items():
        taken[f"{name} page"] = worker.seconds("page")
        taken[f"{name} constants"] = worker.seconds("constants")
    large = workers["large"]
    pairs = [(large.seconds("hello"), large.seconds("again")) for _ in range(REPEATS)]
    taken["hello"] = statistics.median(pair[0] for pair in pairs)
    taken["again"] = statistics.median(pair[1] for pair in pairs)
    return taken


def show(engine: str, rounds: list[dict[str, float]], sizes: dict[str, str]) -> None:
    """The table: medians of the pairwise ratios."""
    print(f"\nRingkasan, {engine}, {len(rounds)} putaran selang-seling; median.")
    lines = (
        ("halaman / templat dari konstanta", "large page", "large constants", "paling besar 2"),
        (f"halaman skala {sizes['large']} / skala {sizes['small']}", "large page", "small page", "sekitar 1"),
        ("laju 304 / laju hello", "hello", "again", "paling kecil 0,4"),
    )
    for label, over, under, limit in lines:
        ratio = statistics.median(found[over] / found[under] for found in rounds)
        print(f"{label:<42} {ratio:6.2f} x   ({limit})")
    for name in ("large page", "large constants", "hello", "again"):
        print(f"  {name:<16} {statistics.median(found[name] for found in rounds) * 1000:7.2f} ms")


if __name__ == "__main__":
    sys.exit(main())
