"""manage.py load_reference: places, branches, published figures and targets that ship with the portal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from coverage_portal.core.audit import record
from coverage_portal.core.data_version import bump
from regions.seeds.figures import load_figures, load_targets
from regions.seeds.places import Loaded, load_branches, load_places
from regions.seeds.published import SeedFileError


class Command(BaseCommand):
    """Loads everything in one transaction. Running it again changes nothing."""

    help = "Memuat wilayah, kantor cabang, angka terbit, dan target yang disertakan. Aman dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, say what was done, and leave one audit event when anything changed."""
        try:
            with transaction.atomic():
                steps = {
                    "places": self._say(_("Wilayah"), load_places()),
                    "branches": self._say(_("Kantor cabang"), load_branches()),
                    "figures": self._say(_("Angka terbit"), load_figures()),
                    "targets": self._say(_("Target"), load_targets()),
                }
                changes = {name: done.added + done.changed for name, done in steps.items()}
                if any(changes.values()):
                    record(by=None, verb="load_reference", loaded=changes)
                    bump()
        except SeedFileError as error:
            raise CommandError(str(error)) from error

    def _say(self, what: str, done: Loaded) -> Loaded:
        text = _("%(what)s: %(read)s dibaca, %(added)s baru, %(changed)s berubah.") % {
            "what": what,
            "read": _grouped(done.read),
            "added": _grouped(done.added),
            "changed": _grouped(done.changed),
        }
        if done.kept:
            text += " " + _("%(kept)s dibiarkan karena sudah diganti pengelola.") % {"kept": _grouped(done.kept)}
        self.stdout.write(text)
        return done


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
