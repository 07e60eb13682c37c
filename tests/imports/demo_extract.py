"""One demo extract, written by the command and read back with plain Python."""

from __future__ import annotations

import atexit
import csv
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import python_calamine
from django.core.management import call_command

POSITION = date(2023, 12, 31)
EMPLOYERS = "contoh_pemberi_kerja_2023-12-31.xlsx"
WORKERS = "contoh_pekerja_2023-12-31.csv"
NEXT_WORKERS = "contoh_pekerja_2024-01-31.csv"


@dataclass(frozen=True)
class Extract:
    folder: Path
    employers: list[dict[str, str]]
    workers: list[dict[str, str]]
    next_workers: list[dict[str, str]]

    def registered(self, day=POSITION):
        return [row for row in self.employers if holds(row, day, "TGL_DAFTAR", "TGL_TUTUP")]

    def active(self, day=POSITION, segment=None):
        rows = (row for row in self.workers if holds(row, day))
        return [row for row in rows if segment in (None, row["SEGMEN"])]

    def employer_of(self):
        return {(row["NPP"], row["DIVISI"]): row for row in self.employers}


@cache
def extract(scale=0.01, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="demo"))
    atexit.register(shutil.rmtree, folder)
    call_command("make_demo", out=folder, scale=scale, seed=seed, month="2024-01", verbosity=0)
    return Extract(folder, read_sheet(folder / EMPLOYERS), read_csv(folder / WORKERS), read_csv(folder / NEXT_WORKERS))


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def read_sheet(path):
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_name("Data contoh pemberi kerja").to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def day(text):
    return datetime.strptime(text, "%d-%m-%Y").date()


def holds(row, on, start="TGL_MULAI", end="TGL_AKHIR"):
    return day(row[start]) <= on and (not row[end] or day(row[end]) > on)
