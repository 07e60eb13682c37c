"""How long the four files of a briefing take, and how much memory: the PDF beside the Typst compiler alone on the same
input and beside WeasyPrint on the portal's own page of it; the XLSX of every kecamatan by segment and programme.

    python -m tests.bench.briefing [--rounds 9] [--scale 0.05]

The briefing is Kota Tangerang's, from a small demo registry. The portal's writers share one warm process, the peer has
its own. Every round takes all in turn, each on a briefing with another name of the place; the ratios are medians of the
rounds' ratios.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.briefing_worker import WRITERS
from tests.bench.dashboard_worker import Worker

MODULE = "briefing_worker"
TOGETHER_SECONDS, ANNEX_SECONDS, PEAK_MEGABYTES, OVER_TYPST = 1.5, 1, 250, 2


def main() -> int:
    """Print the table; 0 when it was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--scale", default="0.05")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        database = f"sqlite:///{folder}/portal.sqlite3"
        make(database, folder, options.scale)
        portal, peer = (Worker(database, folder, role, MODULE) for role in ("portal", "peer"))
        try:
            measure(portal, peer, options.rounds)
        finally:
            portal.stop()
            peer.stop()
    return 0


def make(database: str, folder: Path, scale: str) -> None:
    """The briefing, in a process of its own that ends: its memory is not that of the writers."""
    settings = {
        "DATABASE_URL": database,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.bench.dashboard_settings",
    }
    command = [sys.executable, "-m", f"tests.bench.{MODULE}", str(folder), scale]
    subprocess.run(command, env={**os.environ, **settings}, check=True)


def measure(portal: Worker, peer: Worker, rounds: int) -> None:
    """The rounds and the table."""
    there = [name for name in WRITERS if Path(f"coverage_portal/briefings/writers/{name}/__init__.py").is_file()]
    asked = [*there, "annex", "typst", "together", "processor"]
    one_round(portal, peer, asked)
    found = [one_round(portal, peer, asked) for _ in range(rounds)]
    pages, peak = int(portal.seconds("pages")), portal.seconds("peak")
    print(f"\nBahan audiensi, {pages} halaman PDF dengan sumber; {rounds} putaran selang-seling; median.")
    for name in (*there, "typst", "weasyprint"):
        seconds = statistics.median(taken[name] for taken in found)
        print(f"  {name:<12} {seconds * 1000:7.0f} ms" if seconds >= 0 else f"  {name:<12} pustaka sistemnya tidak ada")
    together = statistics.median(taken["together"] for taken in found)
    print(f"{'berkas bersama-sama':<42} {together:6.2f} s   (paling lama {TOGETHER_SECONDS} s: {', '.join(there)})")
    used = statistics.median(taken["processor"] for taken in found)
    print(f"{'  waktu prosesornya':<42} {used:6.2f} s   (tanpa menunggu pekerjaan lain di mesin ini)")
    annex = statistics.median(taken["annex"] for taken in found)
    print(f"{'XLSX kecamatan x segmen x program':<42} {annex:6.2f} s   (paling lama {ANNEX_SECONDS} s)")
    print(f"{'puncak memori':<42} {peak:6.0f} MB  (paling besar {PEAK_MEGABYTES} MB)")
    print(f"{'PDF / Typst saja':<42} {ratio(found, 'pdf', 'typst'):6.2f} x   (paling besar {OVER_TYPST})")
    if found[0]["weasyprint"] >= 0:
        print(f"{'WeasyPrint / PDF':<42} {ratio(found, 'weasyprint', 'pdf'):6.2f} x   (pembanding)")


def one_round(portal: Worker, peer: Worker, asked: list[str]) -> dict[str, float]:
    """Seconds of each, taken in turn."""
    taken = {name: portal.seconds(name) for name in asked}
    return {**taken, "weasyprint": peer.seconds("weasyprint")}


def ratio(rounds: list[dict[str, float]], over: str, under: str) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(taken[over] / taken[under] for taken in rounds)


if __name__ == "__main__":
    sys.exit(main())
