"""`make run`: bring this machine to a portal with the demo registry, then serve it.

Every step is an ordinary command and may be run again: what is there already is left as it is, and a first start that
was interrupted is taken up where it stopped.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from coverage_portal import startup
from coverage_portal.coverage import rollups
from coverage_portal.imports import demo_registry
from regions.demo_accounts import usable_demo_accounts
from regions.models import Assignment
from workers import compliance

WORKERS = 2
Step = tuple[str, Callable[[], object]]


class Command(BaseCommand):
    """Prepare and serve; `--prepare-only` stops before serving."""

    help = "Siapkan portal di mesin sendiri (basis data, wilayah, aturan, registri contoh), lalu layani."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the options."""
        parser.add_argument("--port", default="8000", help="port di 127.0.0.1 (bawaan: 8000)")
        parser.add_argument("--scale", type=float, default=1.0, help="ukuran registri contoh (bawaan: 1.0)")
        parser.add_argument("--prepare-only", action="store_true", help="siapkan saja, tanpa melayani")

    def handle(self, *, port: str, scale: float, prepare_only: bool, **options: Any) -> None:
        """Prepare, name the address and the demo accounts, and become the web server."""
        if not settings.LOCAL:
            raise CommandError(
                "Perintah ini untuk mesin sendiri (LOCAL=1). Untuk server, lihat bagian Deployment di README."
            )
        startup.make_writable(settings.VAR_DIR)
        if not prepare_only:
            number = startup.free_port(port)
        with startup.only_one_preparation(settings.VAR_DIR):
            self._prepare(scale)
        if not prepare_only:
            self._say_where(number)
            startup.become_web_server(number, WORKERS)

    def _prepare(self, scale: float) -> None:
        begun = monotonic()
        steps = self._steps(scale)
        for number, (title, step) in enumerate(steps, start=1):
            self.stdout.write(f"[{number}/{len(steps)}] {title}")
            step_begun = monotonic()
            step()
            self.stdout.write(f"      selesai dalam {monotonic() - step_begun:.1f} detik".replace(".", ","))
        self.stdout.write(f"Siap dalam {monotonic() - begun:.0f} detik.")

    def _steps(self, scale: float) -> list[Step]:
        return [
            ("Basis data", self._migrate),
            ("Wilayah, kantor cabang dan angka acuan", self._run("load_reference")),
            ("Aturan program menurut tanggal berlaku, dasar hukum", self._load_law),
            ("Registri dan akun contoh", lambda: self._load_demo(scale)),
            ("Berkas tampilan", self._run("collectstatic", interactive=False, verbosity=0)),
        ]

    def _run(self, command: str, **options: Any) -> Callable[[], object]:
        return lambda: call_command(command, stdout=self.stdout, stderr=self.stderr, **options)

    def _migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)

    def _load_law(self) -> None:
        for command in ("load_law", "load_legal_bases"):
            call_command(command, stdout=self.stdout, stderr=self.stderr)

    def _load_demo(self, scale: float) -> None:
        demo_registry.load(settings.VAR_DIR / "demo", scale=scale, say=self.stdout.write)
        call_command("make_demo_letterhead", stdout=self.stdout, stderr=self.stderr)
        if months := rollups.outdated_months():
            self.stdout.write(f"Menghitung ulang {len(months)} bulan yang belum sesuai dengan registri ...")
            rollups.rebuild_from(None)
        if compliance.missing():
            self.stdout.write("Menilai semua pemberi kerja ...")
            with transaction.atomic():
                compliance.rebuild()

    def _say_where(self, port: int) -> None:
        self.stdout.write(f"\nPortal: http://{startup.LOOPBACK}:{port}/   (Ctrl-C untuk berhenti)")
        accounts = usable_demo_accounts()
        if accounts:
            self.stdout.write("Akun contoh (nama / kata sandi):")
        for account in accounts:
            role = Assignment.Role(account.role).label
            self.stdout.write(f"  {account.username:<10} {account.password:<22} {role}")
        self.stdout.flush()
