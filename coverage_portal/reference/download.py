"""The list of figures as a file: every column, one row a figure, numbers and days as a program reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coverage_portal.core.safe_cells import safe_cell
from coverage_portal.core.spells import today
from coverage_portal.reference import wording
from regions.models import ReferenceFigure, Region

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page."""


def figures_file(figures: Iterable[ReferenceFigure], place: Region | None) -> HttpResponse:
    """The figures as a CSV file to save: UTF-8 with a byte order mark, commas, every cell safe in a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(columns())
    writer.writerows([safe_cell(cell) for cell in cells(figure)] for figure in figures)
    name = f"sumber-{slugify(place.name) if place else 'semua-wilayah'}-{today()}.csv"
    return HttpResponse(
        BYTE_ORDER_MARK + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def columns() -> list[str]:
    """The headings, in the page's language."""
    return [
        _("Nomor"),
        _("Kode wilayah"),
        _("Wilayah"),
        _("Jenis"),
        _("Keterangan jenis"),
        _("Nilai"),
        _("Satuan"),
        _("Setengah langkah pembulatan"),
        _("Posisi"),
        _("Periode"),
        _("Basis"),
        _("Asal"),
        _("Penerbit"),
        _("Dokumen"),
        _("Tautan"),
        _("Catatan"),
        _("Dimasukkan oleh"),
        _("Dimasukkan pada"),
        _("Menggantikan nomor"),
        _("Diganti nomor"),
    ]


def cells(figure: ReferenceFigure) -> list[str]:
    """One figure in the order of the columns; what is not known is empty."""
    newer = getattr(figure, "replaced_by", None)
    return [
        str(figure.pk),
        figure.region.code,
        figure.region.name,
        str(figure.get_kind_display()),
        figure.label,
        f"{figure.value.normalize():f}",
        figure.unit,
        "" if figure.half_step is None else f"{figure.half_step.normalize():f}",
        figure.as_at.isoformat(),
        figure.period,
        str(figure.get_basis_display()),
        _("Hitungan") if figure.derived else _("Rilis resmi"),
        figure.publisher,
        figure.document,
        figure.link,
        figure.note,
        wording.entered_by(figure),
        figure.entered_at.isoformat(timespec="seconds"),
        str(figure.replaces_id or ""),
        str(newer.pk) if newer else "",
    ]
