"""Load the law as shipped. Safe to run again: stored rows stay as they are."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from coverage_portal.programmes.actions import LawConflict, load_law
from coverage_portal.programmes.seed import LawFileError


class Command(BaseCommand):
    """`manage.py load_law`."""

    help = "Memuat hukum (tarif, plafon, kewajiban, keringanan) dan daftar kelompok risiko JKK."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_law(by=None)
        except (LawConflict, LawFileError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            _("Hukum: %(new)d baris baru, %(same)d sudah ada.") % {"new": loaded.new, "same": loaded.same}
        )
