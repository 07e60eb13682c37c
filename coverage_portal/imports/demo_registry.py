"""The demo on one's own machine: its accounts, and its registry, made as extract files and brought in by the import.

The ordinary commands are the only door; this module decides which of them still have to run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db.models import QuerySet

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports.management.commands.make_demo import EMPLOYERS_FILE, WORKERS_FILE
from regions.demo_accounts import DEMO_ACCOUNTS, create_demo_accounts
from regions.models import Assignment

Kind = ImportBatch.Kind
State = ImportBatch.State
EXTRACTS = (
    (Kind.EMPLOYERS, EMPLOYERS_FILE),
    (Kind.WORKERS, WORKERS_FILE),
)
"""Employers first: a worker's row names its employer."""


def load(folder: Path, *, scale: float, say: Callable[[str], None]) -> None:
    """Bring in what is missing of the demo; nothing where it is complete, was removed or was never wanted.

    Each file is applied in one transaction, so a start that was interrupted finds a kind either whole or absent.
    """
    if reason := reason_to_leave_out():
        say(reason)
        return
    make_accounts()
    missing = [(kind, name) for kind, name in EXTRACTS if not _applied().filter(kind=kind).exists()]
    if not missing:
        say("Registri contoh sudah dimuat; tidak ada yang diubah.")
        return
    call_command("make_demo", "--out", str(folder), "--scale", str(scale))
    for kind, name in missing:
        say(f"Memuat {name} dan menghitung bulan yang tersentuh ...")
        call_command("import_extract", kind, str(folder / name), "--illustrative", *approval())


def approval() -> list[str]:
    """The demo's data admin approves its files, so that a working shows a name; nobody does where it is closed."""
    admin = next(account.username for account in DEMO_ACCOUNTS if account.role == Assignment.Role.ADMIN)
    return ["--by", admin] if User.objects.filter(username=admin, is_active=True).exists() else []


def make_accounts() -> None:
    """Make the demo accounts once; those that a steward has closed since stay closed."""
    names = [account.username for account in DEMO_ACCOUNTS]
    if not User.objects.filter(username__in=names).exists():
        create_demo_accounts()


def reason_to_leave_out() -> str:
    """Why the demo registry must not be loaded, as a sentence; empty when it may be."""
    if ImportBatch.objects.filter(illustrative=True, state=State.REMOVED).exists():
        return "Registri contoh sudah pernah dihapus (remove_demo) dan tidak dimuat lagi."
    if ImportBatch.objects.filter(illustrative=False, state=State.APPLIED).exists():
        return "Sudah ada data dari berkas cabang; registri contoh tidak dimuat."
    return ""


def _applied() -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(illustrative=True, state=State.APPLIED)
