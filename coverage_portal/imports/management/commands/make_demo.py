"""Writes the extract files of a made-up registry: `manage.py make_demo --out DIR`."""

from __future__ import annotations

import math
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from coverage_portal.core.formatting import number
from coverage_portal.imports.demo.files import write_employers, write_workers
from coverage_portal.imports.demo.next_month import next_month
from coverage_portal.imports.demo.registry import LARGEST_SCALE, SMALLEST_SCALE, Registry, build_registry

EMPLOYERS_FILE = "contoh_pemberi_kerja_2023-12-31.xlsx"
WORKERS_FILE = "contoh_pekerja_2023-12-31.csv"
NEXT_MONTH = "2024-01"
NEXT_WORKERS_FILE = "contoh_pekerja_2024-01-31.csv"


class Command(BaseCommand):
    """Writes files only; import_extract loads them. Same scale and seed: the same bytes."""

    help = _("Menulis berkas contoh (ilustrasi) pemberi kerja dan pekerja seperti yang dikirim kantor cabang.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help=_("folder tujuan"))
        parser.add_argument("--scale", type=float, default=1.0, help=_("1.0 = 15.702 pemberi kerja, 736.000 peserta"))
        parser.add_argument("--seed", type=int, default=1, help=_("angka awal pengacak; angka sama, berkas sama"))
        parser.add_argument("--month", metavar="YYYY-MM", help=_("tulis juga berkas pekerja bulan berikutnya: 2024-01"))

    def handle(self, *args: Any, out: Path, scale: float, seed: int, month: str | None, **options: Any) -> None:
        began = time.monotonic()
        _check(scale, seed, month)
        try:
            out.mkdir(parents=True, exist_ok=True)
            registry = build_registry(scale, seed)
            self._write(write_employers, registry, out / EMPLOYERS_FILE)
            self._write(write_workers, registry, out / WORKERS_FILE)
            if month:
                self._write(write_workers, next_month(registry), out / NEXT_WORKERS_FILE)
        except OSError as error:
            reason = error.strerror or str(error)
            message = _("Folder %(out)s tidak dapat ditulisi (%(reason)s).")
            raise CommandError(message % {"out": out, "reason": reason}) from error
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %(seconds)s detik. Semua isinya ilustrasi.") % {"seconds": seconds})

    def _write(self, write: Callable[[Registry, Path], int], registry: Registry, path: Path) -> None:
        rows = number(write(registry, path), "id")
        self.stdout.write(_("Menulis %(path)s: %(rows)s baris.") % {"path": path, "rows": rows})


def _check(scale: float, seed: int, month: str | None) -> None:
    """Refuses, in one line, what cannot be made."""
    if not (math.isfinite(scale) and scale > 0):
        raise CommandError(_("Skala harus lebih besar dari nol."))
    if scale < SMALLEST_SCALE:
        raise CommandError(_("Skala terlalu kecil: paling sedikit 0,0005."))
    if scale > LARGEST_SCALE:
        raise CommandError(_("Skala terlalu besar: paling banyak 100."))
    if seed < 0:
        raise CommandError(_("Angka awal pengacak (--seed) tidak boleh negatif."))
    if month not in (None, NEXT_MONTH):
        raise CommandError(
            _("Hanya bulan %(month)s yang dapat dibuat sesudah 31 Desember 2023.") % {"month": NEXT_MONTH}
        )
