"""The form of the columns page: which column is which field, and how its dates and numbers are written.

Everything that was found in a file (`batch.looked`, `batch.layout`) is read here and nowhere else of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.layouts import Content, Field, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Look, SeenColumn
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.messages import PROBLEMS, problem
from coverage_portal.imports.pages.field_names import label_of

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


FROM_THE_EMPLOYER = frozenset({"KODE_KANTOR", "DIVISI", "SEGMEN", "PROGRAM"})
"""Fields of a Data TK Baru that nobody fills in: they follow from the employer (imports.new_workers)."""


@dataclass(frozen=True)
class FieldRow:
    """One line of the table: a field, what was chosen for it, and what was seen in its column."""

    field: Field
    label: str
    column: BoundField
    style: BoundField | None
    constant: BoundField | None
    seen: SeenColumn | None
    repeated: bool
    doubtful: bool
    proposed: str

    @property
    def samples(self) -> list[tuple[str, str]]:
        """The first cells, each with what is made of it; only those that are read otherwise than they are written."""
        read = self.seen.read_as if self.seen and self.style else ()
        return [(written, made) for written, made in dict(read).items() if written][:2]


class ColumnsForm(forms.Form):
    """A select of columns for each field, required ones first; a style for dates and numbers; one text for all rows
    where the file has no such column."""

    remember = forms.BooleanField(
        label=gettext_lazy("Ingat susunan ini untuk berkas berikutnya"), required=False, initial=True
    )

    def __init__(self, batch: ImportBatch, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.look = Look.from_json(batch.looked or {})
        self.before = Layout.from_json(batch.layout or {})
        self.sipp = bool(batch.options.get("sipp"))
        self.known = tuple(
            field for field in kind_of(batch).fields() if not (self.sipp and field.name in FROM_THE_EMPLOYER)
        )
        self.confirmed = bool(batch.options.get("remembered")) or batch.state == ImportBatch.State.REVIEW
        kept = {"NPP": batch.options.get("npp", ""), **batch.options.get("constants", {}), **self.before.constants}
        columns = list(column_choices(self.look))
        if self.sipp:
            del self.fields["remember"]
        for field in sorted(self.known, key=lambda each: not each.required):
            self._add(field, columns, str(kept.get(field.name, "")))

    def _add(self, field: Field, columns: Sequence[tuple[str, str]], constant: str) -> None:
        places = self.before.columns.get(field.name, ())
        together = [(_key(places), together_label(places))] if len(places) > 1 else []
        label = label_of(field)
        choice = forms.ChoiceField(
            label=label, choices=[*columns[:1], *together, *columns[1:]], initial=_key(places), required=False
        )
        self.fields[f"{COLUMN}-{field.name}"] = choice
        if field.content in STYLES:
            known = STYLES[field.content]
            chosen = self.before.dates.get(field.name) or self.before.numbers.get(field.name) or ""
            self.fields[f"{STYLE}-{field.name}"] = forms.ChoiceField(
                label=_("Cara membaca %(field)s") % {"field": label},
                choices=[("", _("Pilih cara membacanya")), *known.items()],
                initial="" if self._doubtful(field) else chosen,
                required=False,
            )
        elif field.content != Content.NIK:
            self.fields[f"{CONSTANT}-{field.name}"] = forms.CharField(
                label=_("%(field)s untuk semua baris") % {"field": label},
                initial=constant,
                required=False,
                max_length=100,
            )
        for name in (COLUMN, STYLE, CONSTANT):
            if (key := f"{name}-{field.name}") in self.fields:
                self.fields[key].widget.attrs["class"] = "in"

    @property
    def first_rows(self) -> list[FieldRow]:
        """The lines of what has to be there, and of what was found."""
        return [row for row in self._rows() if row.field.required or row.column.value() or row.column.errors]

    @property
    def other_rows(self) -> list[FieldRow]:
        """The lines of what may be there and was not found."""
        first = {row.field.name for row in self.first_rows}
        return [row for row in self._rows() if row.field.name not in first]

    def _rows(self) -> Iterator[FieldRow]:
        by_place = {seen.position: seen for seen in self.look.columns}
        for field in sorted(self.known, key=lambda each: not each.required):
            places = self.before.columns.get(field.name, ())
            seen = by_place.get(places[0]) if places else None
            yield FieldRow(
                field,
                label_of(field),
                self[f"{COLUMN}-{field.name}"],
                self._bound(STYLE, field),
                self._bound(CONSTANT, field),
                seen,
                field.name in self.look.repeated,
                self._doubtful(field),
                str(STYLES.get(field.content, {}).get(seen.style, "")) if seen else "",
            )

    def _doubtful(self, field: Field) -> bool:
        """Whether its cells can be read in two ways and nobody has said yet which is right."""
        return field.name in self.look.ambiguous and not self.confirmed

    def _bound(self, what: str, field: Field) -> BoundField | None:
        name = f"{what}-{field.name}"
        return self[name] if name in self.fields else None

    @property
    def preview(self) -> list[tuple[int, tuple[str, ...]]]:
        """The first rows: the number in the sheet, and the cells."""
        return list(zip(self.look.preview_rows, self.look.preview, strict=True))

    @property
    def notes(self) -> list[str]:
        """What a person should know of the file, in words."""
        return [problem(code) for code in self.look.notes if code in PROBLEMS]

    def clean(self) -> dict[str, Any]:
        """Required fields have a column or a text; what can be read in two ways was decided."""
        values = super().clean() or {}
        for field in self.known:
            places, constant = self._places(field), values.get(f"{CONSTANT}-{field.name}", "")
            if field.required and not places and not constant:
                self.add_error(f"{COLUMN}-{field.name}", _missing(field))
            styled = f"{STYLE}-{field.name}" in self.fields and places and not self._moved(field)
            if styled and not values.get(f"{STYLE}-{field.name}"):
                self.add_error(f"{STYLE}-{field.name}", _("Isinya dapat dibaca dengan dua cara. Pilih salah satu."))
        return values

    def needs_a_look(self) -> bool:
        """True when dates or numbers are to come from a column whose style nobody has looked at yet."""
        return any(self._moved(field) for field in self.known if field.content in STYLES)

    def columns(self) -> dict[str, tuple[int, ...]]:
        """Field -> its columns, as chosen. Only after is_valid()."""
        return {field.name: places for field in self.known if (places := self._places(field))}

    def constants(self) -> dict[str, str]:
        """Field -> the one text for all rows, where there is no column. Only after is_valid()."""
        typed = {field.name: self.cleaned_data.get(f"{CONSTANT}-{field.name}", "") for field in self.known}
        return {name: text for name, text in typed.items() if text and name not in self.columns()}

    def layout(self) -> Layout:
        """The layout as chosen. Only after is_valid()."""
        columns = self.columns()
        styles = {
            content: {
                field.name: self.cleaned_data[f"{STYLE}-{field.name}"]
                for field in self.known
                if field.content == content and field.name in columns
            }
            for content in STYLES
        }
        return replace(
            self.before,
            columns=columns,
            dates=styles[Content.DATE],
            numbers=styles[Content.NUMBER],
            constants=self.constants(),
        )

    def _places(self, field: Field) -> tuple[int, ...]:
        chosen = self.cleaned_data.get(f"{COLUMN}-{field.name}", "")
        return tuple(int(place) for place in chosen.split(",")) if chosen else ()

    def _moved(self, field: Field) -> bool:
        places = self._places(field)
        return bool(places) and places != tuple(self.before.columns.get(field.name, ()))


def column_choices(look: Look) -> Iterator[tuple[str, str]]:
    """What a field may be taken from: nothing, or one column by its letter and header."""
    yield "", _("Tidak ada di berkas")
    for seen in look.columns:
        letter = column_letter(seen.position)
        yield str(seen.position), f"{letter}: {seen.header}" if seen.header else _("Kolom %(at)s") % {"at": letter}


def together_label(places: Sequence[int]) -> str:
    """Several columns that make up one field: B + C"""
    return " + ".join(column_letter(place) for place in places)


def column_letter(position: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    before, here = divmod(position, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + here)


def _missing(field: Field) -> str:
    if field.content in STYLES or field.content == Content.NIK:
        return _("Wajib ada. Pilih kolomnya.")
    return _("Wajib ada. Pilih kolomnya, atau isi satu teks untuk semua baris.")


def _key(places: Sequence[int]) -> str:
    return ",".join(map(str, places))
