"""How fast workers are found and taken along: a search by how a name begins, by NIK and by KPJ against one look-up by
primary key; a deep page against the first; the CSV file of all against PostgreSQL's own COPY TO of the same columns.

    python -m tests.bench.people [--scale 1.0] [--rounds 15] [--copies 3]

Each engine holds the registry in a process of its own, which measures in turn; ratios are medians of the rounds'.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres

LIMITS = (
    ("awal nama satu kata / satu baris menurut kunci", "name", "key", "paling besar 20"),
    ("nama lengkap / satu baris menurut kunci", "full name", "key", "paling besar 20"),
    ("NIK / satu baris menurut kunci", "nik", "key", "paling besar 20"),
    ("KPJ / satu baris menurut kunci", "kpj", "key", "paling besar 20"),
    ("halaman dalam / halaman pertama", "deep", "first", "sekitar 1"),
    ("berkas CSV / COPY TO kolom yang sama", "csv", "copy", "paling besar 3"),
)


def main() -> int:
    """Print the tables; 0 when both engines were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", default="1.0")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--copies", type=int, default=3)
    options = parser.parse_args()
    numbers = [options.scale, str(options.rounds), str(options.copies)]
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgres.server(durable=True) as url:
        for engine, target in (("PostgreSQL", url), ("SQLite", f"sqlite:///{folder}/portal.sqlite3")):
            place = Path(folder) / engine
            place.mkdir()
            environment = {**os.environ, "DATABASE_URL": target, "VAR_DIR": str(place)}
            command = [sys.executable, "-m", "tests.bench.people_worker", str(place), *numbers]
            found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
            show(engine, json.loads(found.splitlines()[-1]), options.rounds)
    return 0


def show(engine: str, found: dict[str, float], rounds: int) -> None:
    """One engine's table."""
    print(f"\nPekerja, {engine}, {found['rows']:,.0f} kepesertaan, {rounds} putaran; median.")
    for label, over, under, limit in LIMITS:
        if over in found and under in found:
            print(f"{label:<48} {found[over] / found[under]:6.2f} x   ({limit}; {found[over] * 1000:.1f} ms)")
    print(f"{'berkas CSV: puncak memori di atas keadaan diam':<48} {found['megabytes']:6.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
