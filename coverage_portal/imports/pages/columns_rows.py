"""The lines of the columns page: a field, the column it is taken from, and how its cells are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.layouts import Content, Field
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Look, SeenColumn
from coverage_portal.core.xlsx_cells import column_letters

WHEN_ABSENT: dict[str, dict[str, Any]] = {
    ImportBatch.Kind.WORKERS: {
        "NPP": gettext_lazy(
            "Diperlukan untuk segmen PU dan JAKON. Bila semua baris milik satu pemberi kerja, isi NPP-nya di sini."
        ),
    },
    ImportBatch.Kind.HEADCOUNTS: {
        "JML_TK_WLKP": gettext_lazy(
            "Tidak perlu bila jumlahnya ada di sepasang kolom: L dan P, WNI dan WNA, atau PKWT dan PKWTT."
        ),
    },
    ImportBatch.Kind.FIGURES: {
        "SATUAN": gettext_lazy("Diperlukan untuk jenis yang tidak dihitung satu per satu, misalnya kasus atau rupiah."),
    },
}
"""When a column that need not be there has to be there after all, by kind and field."""
COLUMN, STYLE, CONSTANT = "kolom", "gaya", "tetap"
STYLES: dict[Content, dict[str, Any]] = {
    Content.DATE: {
        "dmy": gettext_lazy("hari-bulan-tahun, misalnya 31-12-2023"),
        "mdy": gettext_lazy("bulan-hari-tahun, misalnya 12-31-2023"),
        "ymd": gettext_lazy("tahun-bulan-hari, misalnya 2023-12-31"),
        "name": gettext_lazy("nama bulan, misalnya 31 Des 2023"),
        "compact": gettext_lazy("delapan angka, misalnya 20231231"),
        "serial1900": gettext_lazy("nomor hari Excel, misalnya 45291"),
        "serial1904": gettext_lazy("nomor hari Excel lama (Mac)"),
    },
    Content.NUMBER: {
        "plain": gettext_lazy("tanpa pemisah, misalnya 4500000"),
        "id": gettext_lazy("titik ribuan, misalnya 4.500.000,50"),
        "en": gettext_lazy("koma ribuan, misalnya 4,500,000.50"),
    },
}


@dataclass(frozen=True)
class FieldRow:
    """One line of the table: a field, what was chosen for it, and what was seen in its column.

    `needed`: why rows are rejected without it, though it need not be there; `hint`: when it has to be there; `open`:
    what is still to be decided about it.
    """

    field: Field
    label: str
    column: BoundField
    style: BoundField | None
    constant: BoundField | None
    seen: SeenColumn | None
    repeated: bool
    doubtful: bool
    proposed: str
    needed: str
    hint: str
    open: str
    overlooked: bool
    unfit: bool

    @property
    def stands_first(self) -> bool:
        """False for what may be there and was not found."""
        found = self.column.value() or self.column.errors or self.repeated
        return bool(self.field.required or found or self.needed or self.hint or self.overlooked)

    @property
    def target(self) -> str:
        """The id of what is to be filled in first."""
        asked = self.style if self.seen and self.style else self.constant if self.needed else None
        return str((asked or self.column).id_for_label)

    @property
    def samples(self) -> list[tuple[str, str]]:
        """The first cells that fit the way they are read, each with what is made of it."""
        if not self.seen or not self.style:
            return []
        unfit = self.seen.examples
        return [(written, made) for written, made in dict(self.seen.read_as).items() if written not in ("", *unfit)][:2]


def column_choices(look: Look) -> Iterator[tuple[str, str]]:
    """What a field may be taken from: nothing, or one column by its letter and header."""
    yield "", _("Tidak ada di berkas")
    for seen in look.columns:
        letter = column_letters(seen.position)
        yield str(seen.position), f"{letter}: {seen.header}" if seen.header else _("Kolom %(at)s") % {"at": letter}


def together_label(places: Sequence[int]) -> str:
    """Several columns that make up one field: B + C"""
    return " + ".join(column_letters(place) for place in places)
