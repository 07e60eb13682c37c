"""`make test`: the whole suite on SQLite in memory, then on PostgreSQL, then one sentence for each.

    python -m tests [PYTEST ARGUMENTS]

Both databases are always tried, so that one run tells everything; the exit code is 0 only when both pass. What asks for
no database, or has one of its own as the browser's portals do, is the same in either run, so once is enough.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from time import monotonic

from tests import postgres

PROCESSES = ["-n", "2"]


def main(arguments: list[str]) -> int:
    """Run the suite on both databases; 0 when both pass."""
    with tempfile.TemporaryDirectory(prefix="portal-test-") as var:
        verdicts = {"SQLite": _run("SQLite", "sqlite://:memory:", var, arguments)}
        try:
            with postgres.server() as url:
                verdicts["PostgreSQL"] = _run("PostgreSQL", url, var, arguments)
        except postgres.NoPostgres as error:
            verdicts["PostgreSQL"] = f"gagal, {error}"
    print()
    for database, verdict in verdicts.items():
        print(f"{database}: {verdict}")
    print("Uji yang tidak memakai basis data, juga di peramban, hanya dijalankan pada putaran SQLite.")
    return 0 if all(verdict.startswith("lulus") for verdict in verdicts.values()) else 1


def _run(database: str, url: str, var: str, arguments: list[str]) -> str:
    """The verdict of one whole run, in words."""
    print(f"\n== {database} ==", flush=True)
    begun = monotonic()
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": var}
    finished = subprocess.run([sys.executable, "-m", "pytest", *PROCESSES, *arguments], env=environment, check=False)
    took = f"{monotonic() - begun:.0f} detik"
    return f"lulus ({took})" if finished.returncode == 0 else f"gagal ({took}), lihat catatan di atas"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
