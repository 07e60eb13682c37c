"""The form field for one text for all rows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from coverage_portal.core.layouts import Field
from coverage_portal.core.models import User
from coverage_portal.core.tabular_checks import shown
from coverage_portal.imports.one_text import choices_of, read_one_text


class OneText(forms.CharField):
    """A text, or one of a few where the field knows no others; given back as the checks read it."""

    def __init__(self, field: Field, *, label: str, kept: str, by: User | None) -> None:
        widget = _widget(list(choices_of(field, by)), kept)
        super().__init__(label=label, initial=kept, required=False, max_length=100, widget=widget)
        self._field, self._by = field, by

    def clean(self, value: str | None) -> str:
        """What the checks read. A text that the field does not understand would reject every row; what could be a NIK
        is not kept."""
        text: str = super().clean(value)
        if shown(text) != text:
            raise forms.ValidationError(_("Isi ini menyerupai NIK, jadi tidak disimpan. Tulis tanpa angka itu."))
        read = read_one_text(self._field, text, self._by) if text else ""
        if text and not read:
            raise forms.ValidationError(_("Isi ini tidak dikenal untuk kolom itu. Periksa tulisannya."))
        return read


def _widget(choices: list[tuple[str, str]], kept: str) -> forms.Widget:
    if not choices:
        return forms.TextInput()
    own = [] if not kept or kept in dict(choices) else [(kept, kept)]
    return forms.Select(choices=[("", _("Pilih satu untuk semua baris")), *choices, *own])
