#!/usr/bin/env python
"""Run a management command: python manage.py COMMAND. `start` also makes this machine's keys on first use."""

import os
import sys

try:
    from django.core.management import execute_from_command_line

    from coverage_portal import startup
except ImportError as error:
    sys.exit(f"Paket belum terpasang ({error.name}). Jalankan `make run`, atau pip install -r requirements.txt.")


def main(arguments: list[str]) -> None:
    """Run the command named in `arguments`; a wrong environment ends in one line and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_portal.settings")
    with startup.refusing_in_one_line(exit_code=2):
        if arguments[1:2] == ["start"]:
            startup.leave_at_once_on_ctrl_c()
            startup.keep_files_to_oneself()
            startup.write_local_keys(startup.var_directory())
        startup.read_settings()
        execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
