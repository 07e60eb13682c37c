"""Takes the demo registry away: `manage.py remove_demo [--yes]`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from coverage_portal.core.locks import Busy
from coverage_portal.imports import shell_messages
from coverage_portal.imports.removal import Removed, remove_demo

UNUSABLE = 2


class Command(BaseCommand):
    """Deletes what came from illustrative files, in one transaction, and says how much it was."""

    help = "Menghapus registri contoh; angka terbit, hukum, wilayah, dan pengguna tetap ada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--yes", action="store_true", help=_("jangan bertanya lebih dahulu"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask first; where nobody is there to answer, only `--yes` will do."""
        if not options["yes"] and not sys.stdin.isatty():
            raise CommandError(_("Tanpa terminal perintah ini memerlukan --yes."), returncode=UNUSABLE)
        if not options["yes"] and not _agreed():
            raise CommandError(_("Dibatalkan: tidak ada yang dihapus."), returncode=UNUSABLE)
        try:
            removed = remove_demo(by=None)
        except Busy:
            raise CommandError(shell_messages.busy(), returncode=UNUSABLE) from None
        except DatabaseError as error:
            raise CommandError(shell_messages.database_trouble(error), returncode=UNUSABLE) from None
        self.stdout.write(_said(removed))
        if removed.files:
            call_command("make_demo_letterhead", "--end", stdout=self.stdout, stderr=self.stderr)


def _agreed() -> bool:
    answer = input(_("Hapus seluruh registri contoh? Ketik ya untuk melanjutkan: "))
    return answer.strip().lower() in {"ya", "yes"}


def _said(removed: Removed) -> str:
    if not removed.files:
        return _("Tidak ada registri contoh untuk dihapus.")
    return _(
        "Registri contoh dihapus: %(files)s berkas, %(memberships)s kepesertaan, %(persons)s orang,"
        " %(employers)s pemberi kerja. Angka terbit tetap ada."
    ) % {name: getattr(removed, name) for name in Removed.__slots__}
