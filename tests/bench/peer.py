"""A row of our import against a row of django-import-export, the same file and the same rules, on PostgreSQL.

    python -m tests.bench.peer [--rows 20000] [--scale 1.0]

The peer gets the first rows only: it would need long for the whole file. Ours is the whole file, divided by its rows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile

from tests import postgres
from tests.bench.imports import environment, make_extracts

GOAL = 250


def main() -> int:
    """Print the ratio; 0 when both were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="20000")
    parser.add_argument("--scale", default="1.0")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
        make_extracts(folder, options.scale)
        run = [sys.executable, "-c", "from tests.bench import peer_worker; peer_worker.main()", folder, options.rows]
        found = subprocess.run(run, env=environment(url, folder), check=True, stdout=subprocess.PIPE, text=True)
        theirs, ours = map(float, found.stdout.split()[-2:])
    print(f"django-import-export {theirs * 1e6:8.1f} us/baris, portal {ours * 1e6:6.2f} us/baris:", end=" ")
    print(f"{theirs / ours:.0f} x lebih lambat (target >= {GOAL} x)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
