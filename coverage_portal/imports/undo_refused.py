"""Why an import was not taken back, in words: the later edits that imports.undoing found in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.formatting import number
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.templatetags.portal import active_language

ROWS_OF: dict[str, Any] = {
    "employers_employer": gettext_lazy("%(n)s pemberi kerja"),
    "workers_person": gettext_lazy("%(n)s orang"),
    "workers_membership": gettext_lazy("%(n)s kepesertaan"),
    "regions_referencefigure": gettext_lazy("%(n)s angka acuan"),
}


@dataclass(frozen=True)
class Blocked:
    """Rows that were changed since; `batch` is the import that changed them, 0 where somebody did by hand."""

    words: str
    batch: int


def blocked_by(batch: ImportBatch) -> list[Blocked]:
    """What stood in the way when somebody wanted the import back; nothing when nobody did, or it went well."""
    refused = batch.summary.get("undo_refused") or {}
    return [Blocked(_words(block), block["batch"]) for block in refused.get("blocks", [])]


def _words(block: Mapping[str, Any]) -> str:
    rows = str(ROWS_OF.get(block["table"], gettext_lazy("%(n)s baris"))) % {
        "n": number(block["count"], active_language())
    }
    if block["batch"]:
        return _("%(rows)s sudah diubah, atau dipakai, oleh impor sesudahnya:") % {"rows": rows}
    return _("%(rows)s sudah diubah atau dihapus oleh seseorang di portal.") % {"rows": rows}
