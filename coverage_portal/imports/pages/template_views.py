"""The portal's own forms to fill in, empty or with what it holds today."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core.audit import record
from coverage_portal.core.gate import access
from coverage_portal.core.models import ImportBatch
from coverage_portal.imports.kinds import KINDS
from coverage_portal.imports.pages.reach import signed_in
from coverage_portal.imports.pages.upload_form import SAID_OF_KINDS
from coverage_portal.imports.templates_out.rows import can_be_filled
from coverage_portal.imports.templates_out.workbook import write_template

Kind = ImportBatch.Kind
SLUGS = {"pemberi-kerja": Kind.EMPLOYERS, "pekerja": Kind.WORKERS, "wlkp": Kind.HEADCOUNTS, "angka-acuan": Kind.FIGURES}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YES = "ya"


@dataclass(frozen=True)
class Form:
    """One kind's form: what it is for, and where it is; where it never comes filled `filled` is empty, and `why_empty`
    says why."""

    name: str
    said: str
    empty: str
    filled: str
    why_empty: str


def forms_offered() -> Iterator[Form]:
    """The forms of every kind that can be uploaded."""
    for slug, kind in SLUGS.items():
        if kind in KINDS:
            address = reverse("import_template", args=[slug])
            filled = f"{address}?isi={YES}" if can_be_filled(kind) else ""
            why_empty = (
                "" if filled else _("Hanya kosong: portal tidak menyimpan NIK, jadi barisnya tidak dapat diisikan.")
            )
            yield Form(str(kind.label), str(SAID_OF_KINDS[kind]), address, filled, why_empty)


@access(GET="import_extracts")
def import_template(request: HttpRequest, slug: str) -> HttpResponse:
    """A kind's form; `isi=ya` gives it with the rows that one may see, and that is noted down."""
    kind, filled = SLUGS.get(slug), request.GET.get("isi") == YES
    if kind not in KINDS or (filled and not can_be_filled(kind)):
        raise Http404
    by = signed_in(request)
    workbook = io.BytesIO()
    write_template(kind, by, filled=filled, to=workbook)
    if filled:
        record(by=by, verb="download_import_template", kind=kind.value)
    name = f"{slug}-isi.xlsx" if filled else f"{slug}.xlsx"
    return HttpResponse(
        workbook.getvalue(), XLSX, headers={"Content-Disposition": f'attachment; filename="templat-{name}"'}
    )
