"""One text for all rows, where a file has no column for a field: what may be chosen, and how what is typed is read."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from django import forms
from django.utils.translation import gettext as _

from coverage_portal.core.cell_words import Words
from coverage_portal.core.layouts import Field
from coverage_portal.core.models import User
from coverage_portal.imports.pages.place_names import PLACES
from employers.models import Employer
from regions.access import branches_of
from regions.figure_kinds import FigureBasis, FigureKind
from regions.models import Branch, Region
from regions.places import CODE

MOST_CHOICES = 40
LABELS = {"JENIS": dict(FigureKind.choices), "BASIS": dict(FigureBasis.choices)}
"""Codes that people know by other names."""


class OneText(forms.CharField):
    """A text, or one of a few where the field knows no others; given back as the checks read it."""

    def __init__(self, field: Field, *, label: str, kept: str, by: User | None) -> None:
        choices = list(choices_of(field, by))
        super().__init__(label=label, initial=kept, required=False, max_length=100, widget=_widget(choices, kept))
        self._field = field
        self._understood = {code for code, _name in choices} | set(field.words.values())

    def clean(self, value: str | None) -> str:
        """What the checks read. A text that the field does not understand would reject every row."""
        text: str = super().clean(value)
        read = str(Words(self._field.words).codes(pl.Series([text])).item())
        of_places = self._field.name in PLACES and CODE.fullmatch(read)
        if not text or not self._understood or of_places or read in self._understood:
            return read
        raise forms.ValidationError(_("Isi ini tidak dikenal untuk kolom itu. Periksa tulisannya."))


def choices_of(field: Field, by: User | None) -> Iterator[tuple[str, str]]:
    """Text -> what it is called, of a field that understands only so many; nothing where it understands more."""
    if field.name == "KODE_KANTOR":
        found = [(code, f"{name} ({code})") for code, name in _branches(by)]
    elif field.name == "KODE_KECAMATAN":
        found = [(code, f"{name} ({code})") for code, name in _districts(by)]
    elif field.name == "BENTUK":
        found = [(form, form) for form in Employer.LegalForm.values]
    else:
        known = dict.fromkeys(field.words.values())
        found = [(code, str(LABELS.get(field.name, {}).get(code, code))) for code in known]
    yield from found if len(found) <= MOST_CHOICES and field.name not in ("PROGRAM", *PLACES[1:]) else ()


def _branches(by: User | None) -> list[tuple[str, str]]:
    """The branches whose rows `by` may bring in."""
    own = branches_of(by, "import_extracts") if by else None
    found = Branch.objects.order_by("name")
    if own is not None and not own.everywhere:
        found = found.filter(code__in=own.codes)
    return list(found.values_list("code", "name"))


def _districts(by: User | None) -> list[tuple[str, str]]:
    """The kecamatan of those branches' cities."""
    cities = Branch.objects.filter(code__in=[code for code, _name in _branches(by)]).values("city")
    found = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=cities).order_by("name")
    return list(found.values_list("code", "name"))


def _widget(choices: list[tuple[str, str]], kept: str) -> forms.Widget:
    if not choices:
        return forms.TextInput()
    own = [] if not kept or kept in dict(choices) else [(kept, kept)]
    return forms.Select(choices=[("", _("Pilih satu untuk semua baris")), *choices, *own])
