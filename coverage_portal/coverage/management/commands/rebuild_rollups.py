"""manage.py rebuild_rollups [--check]: count the registry and judge its employers again, or prove it right."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from coverage_portal.coverage import rollups
from workers import compliance


class Command(BaseCommand):
    """Exit code 1 with the months that differ when --check finds cells or totals other than a recount."""

    help = "Hitung ulang sel dan jumlah cakupan; --check hanya membandingkan, tanpa mengubah apa pun."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --check."""
        parser.add_argument("--check", action="store_true", help="hanya bandingkan dengan hitungan ulang")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild every countable month, or compare."""
        if options["check"]:
            try:
                months = rollups.check()
            except rollups.CellsDiffer as differ:
                raise CommandError(f"Sel atau jumlah bulan berikut berbeda dari hitungan ulang: {differ}.") from None
            self.stdout.write(f"{months} bulan dihitung ulang; semua sel dan jumlah cocok.")
            return
        counted: list[str] = []
        with transaction.atomic():
            rollups.rebuild(progress=counted.append)
            compliance.rebuild()
        self.stdout.write(f"{len(counted)} bulan dihitung." if counted else "Belum ada data pekerja untuk dihitung.")
