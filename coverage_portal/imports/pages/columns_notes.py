"""What the columns page says of headers that the portal does not read, and of figures that may hide behind them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coverage_portal.core.sheet_look import Look
from coverage_portal.imports.field_names import NAMES
from coverage_portal.imports.looking import REASONS
from workers.sipp import is_withheld

CHANGE_FIGURES = ("UPAH", "TGL_AKHIR", "TGL_TUTUP")
"""Columns that need not be there, but without which the portal's figures are others."""


def unknown_headers(look: Look, *, sipp: bool) -> list[str]:
    """Headers that are no field's and might be one's."""
    withheld = withheld_headers(look, sipp=sipp)
    return [header for header in look.unknown if header not in (REASONS, *withheld)]


def withheld_headers(look: Look, *, sipp: bool) -> list[str]:
    """Headers of a Data TK Baru that are left unread on purpose."""
    return [header for header in look.unknown if sipp and is_withheld(header)]


def perhaps_overlooked(look: Look, fields: Iterable[str], *, sipp: bool) -> list[str]:
    """Those of `fields`, which have no column, that change figures and may stand under a header nobody knows."""
    if not unknown_headers(look, sipp=sipp):
        return []
    return [name for name in fields if name in CHANGE_FIGURES]


def overlooked_sentence(names: Iterable[str], headers: Iterable[str]) -> str:
    """That columns which change figures were not found, and where they may be."""
    said = _(
        "Tidak ditemukan kolom untuk: %(fields)s. Isinya memengaruhi angka portal. Bila salah satu kolom yang belum"
        " dikenal memuatnya (%(headers)s), pilih kolom itu di bawah. Bila memang tidak ada, lanjutkan saja."
    )
    return said % {"fields": ", ".join(str(NAMES[name]) for name in names), "headers": ", ".join(headers)}
