"""Runs one task: what imports.in_process starts for each."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django_tasks.base import Task


class Command(BaseCommand):
    """Runs one task of the portal by its path, in this process."""

    help = "Menjalankan satu pekerjaan latar; dipanggil oleh portal sendiri."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("task")
        parser.add_argument("arguments")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it; raises CommandError for what is no task of ours."""
        found = import_string(options["task"]) if options["task"].startswith("coverage_portal.") else None
        if not isinstance(found, Task):
            raise CommandError(f"{options['task']} bukan pekerjaan portal.")
        given = json.loads(options["arguments"])
        found.call(*given["args"], **given["kwargs"])
