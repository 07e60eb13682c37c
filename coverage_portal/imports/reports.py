"""What became of a file, for the shell: as sentences and as JSON."""

from __future__ import annotations

from typing import Any, Protocol

from django.utils.translation import gettext as _

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.tabular import Unreadable
from coverage_portal.imports import messages, shell_messages
from coverage_portal.imports.pointed_out import ColumnsMissing, Doubtful, WrongHeaders, WrongTexts
from coverage_portal.imports.receipt import Receipt, Request
from workers.sipp_fields import NotForThisFile

WARNINGS_SHOWN = 20
COUNTS = ("read", "new", "changed", "same", "rejected", "blank", "missing")


class Writes(Protocol):
    """Something with lines, such as a command's stdout."""

    def write(self, msg: str) -> Any:
        """One line."""


def tell(receipt: Receipt, request: Request, seconds: float, *, out: Writes, err: Writes) -> None:
    """The result for a person: problems on `err`, what happened on `out`."""
    if receipt.unknown_columns:
        names = ", ".join(receipt.unknown_columns)
        err.write(_("Kolom yang tidak dikenal dan tidak dibaca: %(names)s.") % {"names": names})
    errors = receipt.issues.filter(receipt.issues["severity"] == "error")
    warnings = receipt.issues.filter(receipt.issues["severity"] == "warning")
    for issue in errors.iter_rows(named=True):
        err.write(messages.problem_line(issue))
    for issue in warnings.head(WARNINGS_SHOWN).iter_rows(named=True):
        err.write(_("Peringatan. %(line)s") % {"line": messages.problem_line(issue)})
    if warnings.height > WARNINGS_SHOWN:
        more = warnings.height - WARNINGS_SHOWN
        err.write(_("… dan %(more)s peringatan lain; --json menampilkan semuanya.") % {"more": more})
    out.write(_counts(receipt, request, seconds))
    out.write(_verdict(receipt, request))


def as_json(receipt: Receipt, request: Request) -> dict[str, Any]:
    """The whole result, every problem included, and how the columns were read where that was found out."""
    return {
        "applied": receipt.applied,
        "batch": receipt.batch_id,
        "rows": {name: getattr(receipt, name) for name in COUNTS},
        "unknown_columns": receipt.unknown_columns,
        "layout": request.layout.as_json() if request.layout else None,
        "issues": [issue | {"message": messages.problem(issue["code"])} for issue in receipt.issues.to_dicts()],
    }


Refusal = Unreadable | WrongHeaders | WrongTexts | Doubtful | NotForThisFile
"""Why a file was not read: each kind of reason has a key of its own in the JSON."""


def refusal_as_json(refusal: Refusal) -> dict[str, Any]:
    """Why a file was not read: nothing was applied."""
    said = {"message": why_not_read(refusal)}
    if isinstance(refusal, Unreadable):
        about = {"code": refusal.code, "row": refusal.row, "names": refusal.names}
        found = {"known_headers": refusal.headers} if isinstance(refusal, ColumnsMissing) else {}
        return {"applied": False, "unreadable": {**about, **found, **said}}
    if isinstance(refusal, WrongHeaders):
        return {"applied": False, "wrong_map": {**refusal.about, **said}}
    if isinstance(refusal, WrongTexts):
        return {"applied": False, "wrong_set": {**refusal.about, **said}}
    if isinstance(refusal, Doubtful):
        return {"applied": False, "doubtful": {"fields": refusal.names, **said}}
    return {"applied": False, "unfit": {"code": refusal.code, **said}}


def not_begun_as_json(why: str) -> dict[str, Any]:
    """Why nothing was even tried: the command was called wrongly, or somebody else is at it."""
    return {"applied": False, "not_begun": {"message": why}}


def why_not_read(refusal: Refusal) -> str:
    """The same as sentences."""
    if isinstance(refusal, ColumnsMissing):
        more = shell_messages.columns_missing(refusal.names, refusal.headers, refusal.once)
        return f"{messages.unreadable(refusal)} {more}"
    if isinstance(refusal, Unreadable):
        return messages.unreadable(refusal)
    if isinstance(refusal, WrongHeaders):
        return shell_messages.wrong_headers(refusal.about)
    if isinstance(refusal, WrongTexts):
        return shell_messages.wrong_texts(refusal.about)
    if isinstance(refusal, Doubtful):
        return shell_messages.doubtful(refusal.names)
    return messages.problem(refusal.code)


def undo_as_json(batch: ImportBatch) -> dict[str, Any]:
    """Whether an import was undone, and what stood in its way."""
    undone = batch.state == ImportBatch.State.UNDONE
    refused = batch.summary.get("undo_refused", {"blocks": []})
    return {"undone": undone, "batch": batch.pk, "blocks": [] if undone else refused["blocks"]}


def _counts(receipt: Receipt, request: Request, seconds: float) -> str:
    counts = _(
        "%(read)s baris dibaca: %(new)s baru, %(changed)s berubah, %(same)s sama, %(rejected)s ditolak,"
        " %(blank)s kosong atau bukan data; %(missing)s tidak ada lagi di berkas."
    ) % {name: getattr(receipt, name) for name in COUNTS}
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
