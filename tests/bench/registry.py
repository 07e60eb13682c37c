"""The full-size demo registry for benchmarks, loaded through the real importer."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.management import call_command

EMPLOYERS = "contoh_pemberi_kerja_2023-12-31.xlsx"
WORKERS = "contoh_pekerja_2023-12-31.csv"


def load_demo(folder: Path, scale: str = "1.0") -> None:
    """Make the demo extracts in `folder` unless they are there, and import them into an empty database."""
    silent = io.StringIO()
    if not (folder / WORKERS).is_file():
        call_command("make_demo", "--out", str(folder), "--scale", scale, stdout=silent)
    call_command("load_reference", stdout=silent)
    call_command("import_extract", "employers", str(folder / EMPLOYERS), "--illustrative", stdout=silent)
    call_command("import_extract", "workers", str(folder / WORKERS), "--illustrative", stdout=silent)
