"""The letterhead and the signatory of the demo, marked as examples: `manage.py make_demo_letterhead [--end]`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from coverage_portal.briefings.drafting.example import NAME, end_example, give_example
from coverage_portal.core.spells import today


class Command(BaseCommand):
    """`start` gives what is missing, `remove_demo` ends it; a second time changes nothing."""

    help = "Memberi cabang contoh kop surat dan penanda tangan contoh; hanya bersama registri contoh."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the way back."""
        parser.add_argument("--end", action="store_true", help=_("akhiri masa tugas penanda tangan contoh"))

    def handle(self, *args: Any, end: bool, **options: Any) -> None:
        """Give or end, and say what was done; nothing when there was nothing to do."""
        if end and end_example(by=None, on=today()):
            self.stdout.write(_("%(name)s tidak lagi menandatangani.") % {"name": NAME})
        if not end and give_example():
            self.stdout.write(_("Kop surat dan penanda tangan contoh (%(name)s) siap.") % {"name": NAME})
