"""The import command, run in this process."""

from __future__ import annotations

import io

from django.core.management import CommandError, call_command


def run(*words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one import."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_extract", *map(str, words), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()
