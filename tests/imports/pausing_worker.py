"""A db_worker that comes to a place in its work and waits there: `python -m tests.imports.pausing_worker save`.

It says when it is there, so that whoever started it can kill it at that very moment.
"""

from __future__ import annotations

import signal
import sys
from typing import Any

import django

THERE = "di sini"


def main(place: str) -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - only once Django is set up

    from coverage_portal.imports import checking, saving  # noqa: PLC0415

    if place == "check":
        checking.close = pause  # every row was read, and none is entered yet
    else:
        saving.apply = pause  # every row is written in a transaction that is still open
    call_command("db_worker", "--no-startup-delay", "--interval=0.1")


def pause(*_given: Any, **_named: Any) -> None:
    print(THERE, flush=True)
    signal.pause()


if __name__ == "__main__":
    main(sys.argv[1])
