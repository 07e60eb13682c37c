"""The demo registry on one's own machine: made as extract files, brought in through the import, taken up again.

The import commands are the only door: this module decides which of them still have to run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db.models import QuerySet

from coverage_portal.core.models import ImportBatch

Kind = ImportBatch.Kind
State = ImportBatch.State
EXTRACTS = (
    (Kind.EMPLOYERS, "contoh_pemberi_kerja_2023-12-31.xlsx"),
    (Kind.WORKERS, "contoh_pekerja_2023-12-31.csv"),
)
"""Employers first: a worker's row names its employer."""


def load(folder: Path, *, say: Callable[[str], None]) -> None:
    """Bring in what is missing of the demo registry; nothing where it is complete, removed or never wanted.

    Each file is applied in one transaction, so a start that was interrupted finds a kind either whole or absent.
    """
    if reason := reason_to_leave_out():
        say(reason)
        return
    missing = [(kind, name) for kind, name in EXTRACTS if not _applied().filter(kind=kind).exists()]
    if not missing:
        say("Registri contoh sudah dimuat; tidak ada yang diubah.")
        return
    call_command("make_demo", out=str(folder))
    for kind, name in missing:
        call_command("import_extract", kind, str(folder / name), illustrative=True)


def reason_to_leave_out() -> str:
    """Why the demo registry must not be loaded, as a sentence; empty when it may be."""
    if ImportBatch.objects.filter(illustrative=True, state=State.REMOVED).exists():
        return "Registri contoh sudah pernah dihapus (remove_demo) dan tidak dimuat lagi."
    if ImportBatch.objects.filter(illustrative=False, state=State.APPLIED).exists():
        return "Sudah ada data dari berkas cabang; registri contoh tidak dimuat."
    return ""


def _applied() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(illustrative=True, state=State.APPLIED)
