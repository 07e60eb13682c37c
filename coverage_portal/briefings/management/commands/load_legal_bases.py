"""Load the legal bases that briefings may cite. Safe to run again: what somebody verified stays as it was."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from coverage_portal.briefings.legal.actions import load_bases


class Command(BaseCommand):
    """`manage.py load_legal_bases`."""

    help = "Memuat daftar dasar hukum yang dapat dikutip bahan audiensi."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_bases(by=None)
        said = _("Dasar hukum: %(new)d baris baru, %(changed)d disesuaikan, %(same)d sudah ada.")
        self.stdout.write(said % {"new": loaded.new, "changed": loaded.changed, "same": loaded.same})
