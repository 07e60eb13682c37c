"""Brings a file into the registry, or takes an import back: `manage.py import_extract KIND FILE`, `--undo NUMBER`.

Exit codes: 0 applied, undone, or nothing to change; 1 rows rejected, so nothing was written (or, with --skip-bad, some
rows were left out), or an undo that later edits block; 2 the file cannot be read, or the command was called wrongly.
"""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from coverage_portal.core.locks import Busy
from coverage_portal.core.models import ImportBatch, User
from coverage_portal.core.sheet_look import Choices
from coverage_portal.core.spells import today
from coverage_portal.core.tabular import Unreadable
from coverage_portal.imports import flow, messages, shell_messages
from coverage_portal.imports.day_in_name import day_in_name
from coverage_portal.imports.kinds import KINDS
from coverage_portal.imports.pointed_out import Doubtful, PointedOut, WrongHeaders, WrongTexts, read_by_shell
from coverage_portal.imports.receipt import Receipt, Request
from coverage_portal.imports.reports import (
    as_json,
    not_begun_as_json,
    refusal_as_json,
    tell,
    undo_as_json,
    why_not_read,
)
from coverage_portal.imports.steps import import_extract
from coverage_portal.imports.work import work_on
from regions.access import branches_of, permissions_of
from workers.sipp_fields import NotForThisFile

REJECTED, UNUSABLE = 1, 2
_OF_REQUEST = ("illustrative", "dry_run", "skip_bad", "accept_zeros", "allow_older", "partial")


class Command(BaseCommand):
    """Reads, checks, compares and applies one file in one transaction, then says what became of it."""

    help = "Memuat berkas pemberi kerja atau pekerja dari kantor cabang, atau mengembalikan sebuah impor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        kinds = [kind.value for kind in KINDS]
        parser.add_argument("kind", nargs="?", choices=kinds, help=", ".join(kinds))
        parser.add_argument("file", nargs="?", type=Path, help=_("berkas CSV atau XLSX"))
        parser.add_argument("--position", type=_day, help=_("posisi data, TTTT-BB-HH; bawaan: tanggal di nama berkas"))
        _add_ways_to_read(parser)
        parser.add_argument("--partial", action="store_true", help=_("berkas hanya sebagian dari daftar"))
        parser.add_argument("--dry-run", action="store_true", help=_("periksa saja, tidak menulis apa pun"))
        parser.add_argument("--skip-bad", action="store_true", help=_("lewati baris yang ditolak, muat sisanya"))
        parser.add_argument("--illustrative", action="store_true", help=_("berkas berisi data contoh"))
        parser.add_argument(
            "--accept-zeros", action="store_true", help=_("kolom yang banyak berakhir 0 sudah diperiksa")
        )
        parser.add_argument(
            "--allow-older", action="store_true", help=_("muat juga bila posisinya lebih lama daripada yang diterapkan")
        )
        parser.add_argument("--undo", type=int, metavar="NOMOR", help=_("kembalikan keadaan sebelum impor ini"))
        parser.add_argument("--json", action="store_true", help=_("hasil lengkap sebagai JSON"))
        parser.add_argument("--by", metavar="USERNAME", help=_("nama pengguna yang memuat"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file or undo an import; ends the process with the exit codes of this module."""
        if options["undo"] is not None:
            self._undo(options)
            return
        began = time.monotonic()
        receipt, request = self._import(options)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(receipt, request), ensure_ascii=False))
        else:
            tell(receipt, request, time.monotonic() - began, out=self.stdout, err=self.stderr)
        if receipt.rejected or receipt.refused:
            sys.exit(REJECTED)

    def _import(self, options: dict[str, Any]) -> tuple[Receipt, Request]:
        say = None if options["json"] or options["verbosity"] < 2 else self.stdout.write
        try:
            request = _request(options)
            choices = Choices(sheet=options["sheet"], header_row=options["header_row"])
            told = PointedOut(dict(options["map"] or ()), dict(options["set"] or ()), options["npp"])
            request = read_by_shell(request, choices, told)
            return import_extract(request, say=say), request
        except (Unreadable, WrongHeaders, WrongTexts, Doubtful, NotForThisFile) as refusal:
            self._refuse(options, why_not_read(refusal), refusal_as_json(refusal))
        except CommandError as wrong_call:
            self._refuse(options, str(wrong_call))
        except Busy:
            self._refuse(options, shell_messages.busy())
        except DatabaseError as error:
            self._refuse(options, shell_messages.database_trouble(error))

    def _refuse(self, options: dict[str, Any], why: str, told: dict[str, Any] | None = None) -> NoReturn:
        """End with `why`; as JSON too where that is asked for, in more detail where there is some."""
        if options["json"]:
            self.stdout.write(json.dumps(told or not_begun_as_json(why), ensure_ascii=False))
        raise CommandError(why, returncode=UNUSABLE) from None

    def _undo(self, options: dict[str, Any]) -> None:
        batch = ImportBatch.objects.filter(pk=options["undo"]).first()
        if batch is None or batch.state != ImportBatch.State.APPLIED:
            number = {"n": options["undo"]}
            raise CommandError(
                _("Impor nomor %(n)s tidak ada atau tidak sedang tersimpan.") % number, returncode=UNUSABLE
            )
        flow.begin_undo(batch, by=_user(options["by"]))
        work_on.call(batch.pk)
        batch.refresh_from_db()
        undone = batch.state == ImportBatch.State.UNDONE
        blocks = messages.blocks(batch)
        if options["json"]:
            self.stdout.write(json.dumps(undo_as_json(batch), ensure_ascii=False))
        elif undone:
            self.stdout.write(_("Impor nomor %(n)s dikembalikan seluruhnya.") % {"n": batch.pk})
        else:
            self.stderr.write("\n".join([_("Impor tidak dapat dikembalikan; tidak ada yang diubah."), *blocks]))
        if not undone:
            sys.exit(REJECTED)


def _add_ways_to_read(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--map",
        action="append",
        type=_mapping,
        metavar="KOLOM=JUDUL",
        help=_("kolom portal dan judulnya di berkas"),
    )
    parser.add_argument(
        "--set",
        action="append",
        type=_text_for_all,
        metavar="KOLOM=ISI",
        help=_("satu isi untuk semua baris, bila berkas tidak punya kolomnya"),
    )
    parser.add_argument("--sheet", default="", help=_("lembar yang dibaca; bawaan: yang terlihat pertama"))
    parser.add_argument("--header-row", type=int, default=0, help=_("nomor baris judul, bila bukan yang ditemukan"))
    parser.add_argument("--npp", default="", help=_("pemberi kerja dari berkas Data TK Baru (SIPP)"))


def _request(options: dict[str, Any]) -> Request:
    path: Path | None = options["file"]
    if options["kind"] is None or path is None:
        raise CommandError(_("Sebutkan jenis dan berkasnya, atau --undo dengan nomor impor."), returncode=UNUSABLE)
    if not path.is_file():
        raise CommandError(_("Berkas %(path)s tidak ditemukan.") % {"path": path}, returncode=UNUSABLE)
    position = options["position"] or day_in_name(path.name)
    if position is None and KINDS[ImportBatch.Kind(options["kind"])].dated_rows:
        position = today()
    if position is None:
        raise CommandError(
            _(
                "Posisi data tidak diketahui: nama berkas tidak menyebut satu tanggal saja. Tambahkan --position"
                " TTTT-BB-HH."
            )
        )
    by = _user(options["by"])
    own = branches_of(by, "import_extracts") if by else None
    return Request(
        kind=ImportBatch.Kind(options["kind"]),
        path=path,
        position=position,
        by=by,
        branches=None if own is None or own.everywhere else own.codes,
        **{name: options[name] for name in _OF_REQUEST},
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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("tulis tanggal yang ada di kalender sebagai TTTT-BB-HH")) from None


def _mapping(text: str) -> tuple[str, str]:
    return _pair(text, _("tulis KOLOM=JUDUL, misalnya NAMA=Nama Perusahaan"))


def _text_for_all(text: str) -> tuple[str, str]:
    return _pair(text, _("tulis KOLOM=ISI, misalnya KBLI_VERSI=2020"))


def _pair(text: str, otherwise: str) -> tuple[str, str]:
    field, sign, said = text.partition("=")
    if not (sign and field.strip() and said.strip()):
        raise ArgumentTypeError(otherwise)
    return field.strip().upper(), said.strip()
