"""`make run`: bring this machine to a portal with the demo registry, then serve it.

Every step is an ordinary command and may be run again: what is there already is left as it is, and a first start that
was interrupted is taken up where it stopped.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from coverage_portal import startup
from coverage_portal.imports import demo_registry

WORKERS = 2
Step = tuple[str, Callable[[], None]]


class Command(BaseCommand):
    """Prepare and serve; `--prepare-only` stops before serving."""

    help = "Siapkan portal di mesin sendiri (basis data, wilayah, aturan, registri contoh), lalu layani."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the options."""
        parser.add_argument("--port", type=int, default=8000, help="port di 127.0.0.1 (bawaan: 8000)")
        parser.add_argument("--prepare-only", action="store_true", help="siapkan saja, tanpa melayani")

    def handle(self, *, port: int, prepare_only: bool, **options: Any) -> None:
        """Prepare, name the address and the demo accounts, and become the web server."""
        if not settings.LOCAL:
            raise CommandError(
                "Perintah ini untuk mesin sendiri (LOCAL=1). Untuk server, lihat bagian Deployment di README."
            )
        startup.make_writable(settings.VAR_DIR)
        if not prepare_only:
            startup.check_port(port)
        try:
            with startup.only_one_preparation(settings.VAR_DIR):
                self._prepare()
        except KeyboardInterrupt:
            self.stderr.write("\nDihentikan. Jalankan perintah yang sama untuk melanjutkan.")
            sys.exit(130)
        if not prepare_only:
            self._say_where(port)
            startup.become_web_server(port, WORKERS)

    def _prepare(self) -> None:
        begun = monotonic()
        steps = self._steps()
        for number, (title, step) in enumerate(steps, start=1):
            self.stdout.write(f"[{number}/{len(steps)}] {title}")
            step_begun = monotonic()
            step()
            self.stdout.write(f"      selesai dalam {monotonic() - step_begun:.1f} detik".replace(".", ","))
        self.stdout.write(f"Siap dalam {monotonic() - begun:.0f} detik.")

    def _steps(self) -> list[Step]:
        return [
            ("Basis data", self._migrate),
            ("Wilayah, kantor cabang dan angka acuan", self._run("load_reference")),
            ("Aturan program menurut tanggal berlaku", self._run("load_law")),
            ("Registri dan akun contoh", self._load_demo),
            ("Berkas tampilan", self._run("collectstatic", interactive=False, verbosity=0)),
        ]

    def _run(self, command: str, *arguments: str, **options: Any) -> Callable[[], None]:
        return lambda: call_command(command, *arguments, stdout=self.stdout, stderr=self.stderr, **options)

    def _migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)

    def _load_demo(self) -> None:
        demo_registry.load(settings.VAR_DIR / "demo", say=lambda sentence: self.stdout.write(f"      {sentence}"))

    def _say_where(self, port: int) -> None:
        self.stdout.write(f"\nPortal: http://{startup.LOOPBACK}:{port}/   (Ctrl-C untuk berhenti)")
        for account in demo_registry.accounts():
            self.stdout.write(f"  {account}")
        self.stdout.flush()
