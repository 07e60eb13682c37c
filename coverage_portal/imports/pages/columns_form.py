"""The form of the columns page: which column is which field, and how its dates and numbers are written.

Everything that was found in a file (`batch.looked`, `batch.layout`) is read here and nowhere else of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.layouts import Content, Field, Layout
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Look, SeenColumn
from coverage_portal.imports.field_names import NAMES, label_of
from coverage_portal.imports.kinds import kind_of
from coverage_portal.imports.looking import HAND
from coverage_portal.imports.messages import PROBLEMS, problem
from coverage_portal.imports.one_text import may_be_one_text
from coverage_portal.imports.pages.columns_notes import (
    overlooked_sentence,
    perhaps_overlooked,
    unknown_headers,
    withheld_headers,
)
from coverage_portal.imports.pages.columns_rows import (
    COLUMN,
    CONSTANT,
    STYLE,
    STYLES,
    WHEN_ABSENT,
    FieldRow,
    column_choices,
    together_label,
)
from coverage_portal.imports.pages.one_text import OneText

FROM_THE_EMPLOYER = frozenset({"KODE_KANTOR", "DIVISI", "SEGMEN", "PROGRAM"})
"""Fields of a Data TK Baru that nobody fills in: they follow from the employer (imports.new_workers)."""


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
        fields = [each for each in kind_of(batch).fields() if not (self.sipp and each.name in FROM_THE_EMPLOYER)]
        self.known = tuple(sorted(fields, key=lambda each: not each.required))
        self.once = {each.name for each in fields if may_be_one_text(each, kind_of(batch))}
        reviewed = batch.state == ImportBatch.State.REVIEW
        self.confirmed = bool(batch.options.get("remembered")) or reviewed
        by_hand = None if reviewed else batch.options.get(HAND)
        self.returned, self.decided = by_hand is not None, (by_hand or {}).get("styles", {})
        self.constants_kept = {
            "NPP": batch.options.get("npp", ""), **batch.options.get("constants", {}), **self.before.constants
        }  # fmt: skip
        self.needed = self._needed(batch.summary.get("lacking", {}) if reviewed else {})
        self.hints = {} if self.sipp else WHEN_ABSENT.get(batch.kind, {})
        self.unknown = unknown_headers(self.look, sipp=self.sipp)
        self.withheld = withheld_headers(self.look, sipp=self.sipp)
        absent = [each.name for each in self.known if not self.before.columns.get(each.name)]
        self.overlooked = perhaps_overlooked(self.look, absent, sipp=self.sipp)
        self.by = batch.received_by
        columns = list(column_choices(self.look))
        self.fields["remember"].initial = (by_hand or {}).get("remember", True)
        if self.sipp:
            del self.fields["remember"]
        for field in self.known:
            self._add(field, columns)

    def _needed(self, lacking: Mapping[str, Any]) -> dict[str, str]:
        """Fields that have no column though rows are, or were, rejected for it; each with the reason."""
        found = {}
        for field in self.known:
            if field.name in self.look.needed:
                found[field.name] = _why_needed(field)
            elif field.name == lacking.get("column"):
                found[field.name] = problem(lacking["code"])
        return {name: why for name, why in found.items() if not self.before.columns.get(name)}

    def _add(self, field: Field, columns: Sequence[tuple[str, str]]) -> None:
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
                initial="" if self._doubtful(field) and not self.returned else chosen,
                required=False,
            )
        if field.name in self.once:
            self.fields[f"{CONSTANT}-{field.name}"] = OneText(
                field,
                label=_("%(field)s untuk semua baris") % {"field": label},
                kept=str(self.constants_kept.get(field.name, "")),
                by=self.by,
            )
        for name in (COLUMN, STYLE, CONSTANT):
            if (key := f"{name}-{field.name}") in self.fields:
                self.fields[key].widget.attrs["class"] = "in"

    @property
    def first_rows(self) -> list[FieldRow]:
        """The lines of what has to be there, of what was found, and of what rows need."""
        return [row for row in self._rows() if row.stands_first]

    @property
    def other_rows(self) -> list[FieldRow]:
        """The lines of what may be there and was not found."""
        return [row for row in self._rows() if not row.stands_first]

    @property
    def open_rows(self) -> list[FieldRow]:
        """The lines about which a person still has to decide something; none once the form was sent: then its errors
        say so."""
        return [] if self.is_bound else [row for row in self._rows() if row.open]

    @property
    def unfit_rows(self) -> list[FieldRow]:
        """The lines of columns pointed out in which some cells do not fit: their rows can be mended later."""
        return [] if self.is_bound else [row for row in self._rows() if row.unfit]

    def _rows(self) -> Iterator[FieldRow]:
        by_place = {seen.position: seen for seen in self.look.columns}
        for field in self.known:
            places = self.before.columns.get(field.name, ())
            unmoved = not self.is_bound or self[f"{COLUMN}-{field.name}"].value() == _key(places)
            seen = by_place.get(places[0]) if places and unmoved else None
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
                self.needed.get(field.name, ""),
                "" if places else str(self.hints.get(field.name, "")),
                self._open(field, seen),
                field.name in self.overlooked,
                self._unfit(field, seen),
            )

    def _open(self, field: Field, seen: SeenColumn | None) -> str:
        """What a person still has to decide about a field; empty where there is nothing."""
        if not self.before.columns.get(field.name):
            if field.name in self.look.repeated:
                return _("Beberapa kolom bernama seperti ini. Pilih satu.")
            if self.constants_kept.get(field.name):
                return ""
            if field.name in self.needed:
                return f"{self.needed[field.name]} {self._cure(field)}"
            return f"{_('Kolomnya belum ditemukan.')} {self._cure(field)}" if field.required else ""
        if self._doubtful(field):
            chosen = _("Isinya dapat dibaca dengan dua cara. Usulan portal sudah dipilih: periksa, lalu lanjutkan.")
            return chosen if self.returned else _("Isinya dapat dibaca dengan dua cara: pilih yang benar.")
        return ""

    def _unfit(self, field: Field, seen: SeenColumn | None) -> bool:
        """Whether a column that somebody pointed out has cells that do not fit the way it is read."""
        return bool(seen and seen.misfits and self.returned and field.name not in self.decided)

    def _doubtful(self, field: Field) -> bool:
        """Whether its cells can be read in two ways and nobody has said yet which is right."""
        return field.name in self.look.ambiguous and not self.confirmed and field.name not in self.decided

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
        said = [problem(code) for code in self.look.notes if code in PROBLEMS]
        return [*said, overlooked_sentence(self.overlooked, self.unknown)] if self.overlooked else said

    def clean(self) -> dict[str, Any]:
        """Required fields have a column or a text; what can be read in two ways was decided."""
        values = super().clean() or {}
        for field in self.known:
            places, constant = self._places(field), values.get(f"{CONSTANT}-{field.name}", "")
            if field.required and not places and not constant and not self._said_wrongly(field):
                self.add_error(f"{COLUMN}-{field.name}", f"{_('Wajib ada.')} {self._cure(field)}")
            if self._lacked(field) and not places and not constant and not self._said_wrongly(field):
                self.add_error(f"{COLUMN}-{field.name}", f"{_why_needed(field)} {self._cure(field)}")
            styled = f"{STYLE}-{field.name}" in self.fields and places and not self._moved(field)
            if styled and not values.get(f"{STYLE}-{field.name}"):
                self.add_error(f"{STYLE}-{field.name}", _("Isinya dapat dibaca dengan dua cara. Pilih salah satu."))
        return values

    def _lacked(self, field: Field) -> bool:
        """Whether a column that the field is needed with was chosen; one that is known to be empty does not count."""
        other = self.cleaned_data.get(f"{COLUMN}-{field.needed_with}", "")
        empty = {str(seen.position) for seen in self.look.columns if seen.field and not seen.filled}
        return bool(other) and other not in empty

    def _cure(self, field: Field) -> str:
        """What to do about a field without a column."""
        once = field.name in self.once
        return _("Pilih kolomnya, atau isi satu teks untuk semua baris.") if once else _("Pilih kolomnya.")

    def _said_wrongly(self, field: Field) -> bool:
        return f"{CONSTANT}-{field.name}" in self.errors

    def needs_a_look(self) -> bool:
        """True when dates or numbers are to come from a column whose style nobody has looked at yet."""
        return any(self._moved(field) for field in self.known if field.content in STYLES)

    def by_hand(self) -> dict[str, Any]:
        """What was chosen beside columns that have to be looked at: the other columns' styles, and whether to remember
        it all. Only after is_valid()."""
        given = {field.name: self.cleaned_data.get(f"{STYLE}-{field.name}", "") for field in self.known}
        styles = {
            field.name: given[field.name]
            for field in self.known
            if given[field.name] and self._places(field) and not self._moved(field)
        }
        return {"styles": styles, "remember": bool(self.cleaned_data.get("remember"))}

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


def _why_needed(field: Field) -> str:
    said = _("Berkas memuat %(other)s, tetapi tidak %(field)s: tanpa itu setiap baris yang berisi %(other)s ditolak.")
    return said % {"field": label_of(field), "other": NAMES[field.needed_with]}


def _key(places: Sequence[int]) -> str:
    return ",".join(map(str, places))
