"""Takes up imports whose worker died, and forgets uploads nobody went on with: at the server's start, and from cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError

from coverage_portal.imports.work import forget_old, take_up


class Command(BaseCommand):
    """Does what nobody else is there to ask for; repeating it does no harm."""

    help = "Melanjutkan impor yang terputus dan menghapus unggahan yang ditinggalkan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take up and forget; says nothing unless files went away. A database not prepared yet has no imports."""
        try:
            take_up()
            cleared = forget_old()
        except (OperationalError, ProgrammingError):
            return
        if cleared:
            self.stdout.write(f"{cleared} folder impor dihapus.")
