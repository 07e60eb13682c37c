"""Brings an extract file into the registry: `manage.py import_extract employers|workers FILE`.

Exit codes: 0 applied, or nothing to change; 1 rows rejected, so nothing was written (or, with --skip-bad, some rows
were left out); 2 the file cannot be read, or the command was called wrongly.
"""

from __future__ import annotations

import json
import re
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from coverage_portal.core.locks import Busy
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.tabular import Unreadable
from coverage_portal.imports import messages
from coverage_portal.imports.receipt import Receipt, Request
from coverage_portal.imports.steps import import_extract
from regions.access import permissions_of

REJECTED, UNUSABLE = 1, 2
WARNINGS_SHOWN = 20
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


class Command(BaseCommand):
    """Reads, checks, compares and applies one file in one transaction, then says what became of it."""

    help = "Memuat berkas pemberi kerja atau pekerja dari kantor cabang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("kind", choices=ImportBatch.Kind.values, help=_("employers atau workers"))
        parser.add_argument("file", type=Path, help=_("berkas CSV atau XLSX"))
        parser.add_argument("--position", type=_day, help=_("posisi data, TTTT-BB-HH; bawaan: tanggal di nama berkas"))
        parser.add_argument("--dry-run", action="store_true", help=_("periksa saja, tidak menulis apa pun"))
        parser.add_argument("--skip-bad", action="store_true", help=_("lewati baris yang ditolak, muat sisanya"))
        parser.add_argument("--illustrative", action="store_true", help=_("berkas berisi data contoh"))
        parser.add_argument(
            "--accept-zeros", action="store_true", help=_("kolom yang banyak berakhir 0 sudah diperiksa")
        )
        parser.add_argument(
            "--allow-older", action="store_true", help=_("muat juga bila posisinya lebih lama daripada yang diterapkan")
        )
        parser.add_argument("--json", action="store_true", help=_("hasil lengkap sebagai JSON"))
        parser.add_argument("--by", metavar="USERNAME", help=_("nama pengguna yang memuat"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file; ends the process with the exit codes of this module."""
        began = time.monotonic()
        request = _request(options)
        say = None if options["json"] or options["verbosity"] < 2 else self.stdout.write
        try:
            receipt = import_extract(request, say=say)
        except Unreadable as refusal:
            if options["json"]:
                self.stdout.write(json.dumps(refusal_as_json(refusal), ensure_ascii=False))
            raise CommandError(messages.unreadable(refusal), returncode=UNUSABLE) from None
        except Busy:
            raise CommandError(messages.busy(), returncode=UNUSABLE) from None
        except DatabaseError as error:
            raise CommandError(messages.database_trouble(error), returncode=UNUSABLE) from None
        if options["json"]:
            self.stdout.write(json.dumps(as_json(receipt), ensure_ascii=False))
        else:
            self._tell(receipt, request, time.monotonic() - began)
        if receipt.rejected or receipt.refused:
            sys.exit(REJECTED)

    def _tell(self, receipt: Receipt, request: Request, seconds: float) -> None:
        """The result for a person: problems on stderr, what happened on stdout."""
        if receipt.unknown_columns:
            names = ", ".join(receipt.unknown_columns)
            self.stderr.write(_("Kolom yang tidak dikenal dan tidak dibaca: %(names)s.") % {"names": names})
        errors = receipt.issues.filter(receipt.issues["severity"] == "error")
        warnings = receipt.issues.filter(receipt.issues["severity"] == "warning")
        for issue in errors.iter_rows(named=True):
            self.stderr.write(messages.problem_line(issue))
        for issue in warnings.head(WARNINGS_SHOWN).iter_rows(named=True):
            self.stderr.write(_("Peringatan. %(line)s") % {"line": messages.problem_line(issue)})
        if warnings.height > WARNINGS_SHOWN:
            more = warnings.height - WARNINGS_SHOWN
            self.stderr.write(_("… dan %(more)s peringatan lain; --json menampilkan semuanya.") % {"more": more})
        self.stdout.write(_counts(receipt, request, seconds))
        self.stdout.write(_verdict(receipt, request))


def as_json(receipt: Receipt) -> dict[str, Any]:
    """The whole result, every problem included."""
    return {
        "applied": receipt.applied,
        "batch": receipt.batch_id,
        "rows": {
            name: getattr(receipt, name) for name in ("read", "new", "changed", "same", "rejected", "blank", "missing")
        },
        "unknown_columns": receipt.unknown_columns,
        "issues": [issue | {"message": messages.problem(issue["code"])} for issue in receipt.issues.to_dicts()],
    }


def refusal_as_json(refusal: Unreadable) -> dict[str, Any]:
    """A file that could not be read: nothing was applied, and why."""
    about = {"code": refusal.code, "row": refusal.row, "names": refusal.names, "message": messages.unreadable(refusal)}
    return {"applied": False, "unreadable": about}


def _counts(receipt: Receipt, request: Request, seconds: float) -> str:
    counts = _(
        "%(read)s baris dibaca: %(new)s baru, %(changed)s berubah, %(same)s sama, %(rejected)s ditolak,"
        " %(blank)s kosong; %(missing)s tidak ada lagi di berkas."
    ) % {name: getattr(receipt, name) for name in ("read", "new", "changed", "same", "rejected", "blank", "missing")}
    took = _("%(seconds)s detik") % {"seconds": f"{seconds:.1f}".replace(".", ",")}
    return f"{request.file_name}: {counts} ({took})"


def _verdict(receipt: Receipt, request: Request) -> str:
    if receipt.applied:
        return _("Diterapkan sebagai impor nomor %(batch)s.") % {"batch": receipt.batch_id}
    if receipt.refused:
        return _("Tidak ada yang ditulis.")
    if receipt.rejected and not request.skip_bad:
        return _("Tidak ada yang ditulis. Perbaiki baris di atas, atau muat sisanya dengan --skip-bad.")
    if request.dry_run:
        return _("Percobaan: tidak ada yang ditulis.")
    if receipt.rejected:
        return _("Selain baris yang ditolak, semua sudah ada dan sama: tidak ada yang diubah.")
    return _("Semua baris sudah ada dan sama: tidak ada yang perlu diubah.")


def _request(options: dict[str, Any]) -> Request:
    path: Path = options["file"]
    if not path.is_file():
        raise CommandError(_("Berkas %(path)s tidak ditemukan.") % {"path": path}, returncode=UNUSABLE)
    position = options["position"] or _day_in_name(path.name)
    if position is None:
        raise CommandError(
            _("Posisi data tidak diketahui: nama berkas tidak memuat tanggal. Tambahkan --position TTTT-BB-HH."),
            returncode=UNUSABLE,
        )
    return Request(
        kind=ImportBatch.Kind(options["kind"]),
        path=path,
        position=position,
        by=_user(options["by"]),
        **{name: options[name] for name in ("illustrative", "dry_run", "skip_bad", "accept_zeros", "allow_older")},
    )


def _user(name: str | None) -> User | None:
    if not name:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(_("Pengguna %(name)s tidak ada atau tidak aktif.") % {"name": name}, returncode=UNUSABLE)
    if "import_extracts" not in permissions_of(user):
        raise CommandError(_("Pengguna %(name)s tidak berhak memuat berkas.") % {"name": name}, returncode=UNUSABLE)
    return user


def _day_in_name(name: str) -> date | None:
    found = _DAY_IN_NAME.search(name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("tulis tanggal yang ada di kalender sebagai TTTT-BB-HH")) from None
