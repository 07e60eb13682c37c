"""The process of one engine in the import benchmark: `main` with the folder as argument, told what to time."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection, transaction  # noqa: E402

from coverage_portal.core.models import ImportBatch  # noqa: E402
from coverage_portal.imports import steps  # noqa: E402
from coverage_portal.imports.receipt import Receipt, Request  # noqa: E402
from employers.models import Employer  # noqa: E402

FIRST, NEXT = "contoh_pekerja_2023-12-31.csv", "contoh_pekerja_2024-01-31.csv"
EMPLOYERS = "contoh_pemberi_kerja_2023-12-31.xlsx"
POSITIONS = {FIRST: date(2023, 12, 31), NEXT: date(2024, 1, 31), EMPLOYERS: date(2023, 12, 31)}
FILLED = ("workers_membership", "workers_person")
EMPTIED = (*FILLED, "coverage_coveragecell", "coverage_builtmonth", "imports_importissue", "core_beforeimage")


def prepare(folder: Path, *, afresh: bool = False) -> None:
    """Places and the employers of the demo, in an empty database; `afresh` when other employers may be there."""
    call_command("migrate", verbosity=0)
    with Path("/dev/null").open("w") as silent:
        call_command("load_reference", stdout=silent)
    empty()
    if afresh:
        Employer.objects.all().delete()
        ImportBatch.objects.all().delete()
    if not Employer.objects.exists():
        load(ImportBatch.Kind.EMPLOYERS, folder / EMPLOYERS)


def load(kind: ImportBatch.Kind, path: Path) -> tuple[Receipt, float]:
    """One import, with the seconds it took."""
    began = time.monotonic()
    receipt = steps.import_extract(Request(kind, path, POSITIONS[path.name], illustrative=True))
    took = time.monotonic() - began
    assert receipt.applied, "nothing was written"
    return receipt, took


def empty() -> None:
    """Take the workers away, as if nothing had been loaded but the employers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(EMPTIED)}")
        else:
            for table in EMPTIED:
                cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM core_importbatch WHERE kind = 'workers'")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")


def time_floor(folder: Path) -> str:
    """The bare writing of the same rows."""
    seconds = raw_copy(folder / FIRST) if connection.vendor == "postgresql" else bare_executemany(folder)
    return f"floor={seconds}"


def raw_copy(path: Path) -> float:
    """COPY the file into an unlogged table of texts."""
    with path.open("rb") as file:
        columns = file.readline().decode().strip().split(";")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS floor")
        cursor.execute(f"CREATE UNLOGGED TABLE floor ({', '.join(f'{name} text' for name in columns)})")
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor, path.open("rb") as file:
        cursor.cursor.copy_expert("COPY floor FROM STDIN (FORMAT csv, HEADER, DELIMITER ';')", file, 1 << 20)
    took = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE floor")
    return took


def bare_executemany(folder: Path) -> float:
    """executemany of the tuples an import writes, into tables without an index; the tuples are there beforehand."""
    if not connection.cursor().execute("SELECT COUNT(*) FROM workers_person").fetchone()[0]:
        load(ImportBatch.Kind.WORKERS, folder / FIRST)
    with connection.cursor() as cursor:
        rows = {table: cursor.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in FILLED}
    empty()
    with connection.cursor() as cursor:
        for table in FILLED:
            cursor.execute(f"CREATE TABLE floor_{table} AS SELECT * FROM {table}")
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, tuples in rows.items():
            marks = ", ".join("?" * len(tuples[0]))
            cursor.cursor.connection.executemany(f"INSERT INTO floor_{table} VALUES ({marks})", tuples)
    took = time.monotonic() - began
    with connection.cursor() as cursor:
        for table in FILLED:
            cursor.execute(f"DROP TABLE floor_{table}")
    return took


def time_first(folder: Path) -> str:
    """The first load of the file into a registry that only has its employers."""
    empty()
    receipt, took = load(ImportBatch.Kind.WORKERS, folder / FIRST)
    return f"first={took - receipt.counting_seconds} first-cells={receipt.counting_seconds}"


def time_month(folder: Path) -> str:
    """The next month's file, and how many rows it wrote for each that changed."""
    before = written()
    receipt, took = load(ImportBatch.Kind.WORKERS, folder / NEXT)
    answer = f"month={took - receipt.counting_seconds} month-cells={receipt.counting_seconds}"
    changed = receipt.new + receipt.changed
    if connection.vendor == "postgresql":
        answer += f" written-memberships={(written() - before) / changed}"
    return answer


def written() -> int:
    """Rows of memberships ever inserted or updated, as PostgreSQL counts them."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname = 'workers_membership'")
        return cursor.fetchone()[0]


def main() -> None:
    """Answer each line with what it timed."""
    folder = Path(sys.argv[1])
    prepare(folder)
    print("ready", flush=True)
    answers = {"floor": time_floor, "first": time_first, "month": time_month}
    for line in sys.stdin:
        print(answers[line.strip()](folder), flush=True)
