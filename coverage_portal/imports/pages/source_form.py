"""The form that says where in a file the table is, and how a CSV is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core.models import ImportBatch
from coverage_portal.core.sheet_look import Look
from coverage_portal.core.tabular_csv import SEPARATORS
from coverage_portal.core.tabular_text import CP1252, UTF8, UTF16

ENCODINGS = (
    ("", gettext_lazy("Kenali sendiri")),
    (UTF8, "UTF-8"),
    (CP1252, "Windows-1252"),
    (UTF16, "UTF-16"),
)
SEPARATOR_NAMES = {
    ";": gettext_lazy("titik koma ( ; )"),
    ",": gettext_lazy("koma ( , )"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("garis tegak ( | )"),
}
TAB = "tab"
"""Stands for a tab in a form, which some browsers would take away."""


class SourceForm(forms.Form):
    """Where in the file the table is: its sheet and header row, or how a CSV is written."""

    header_row = forms.IntegerField(
        label=gettext_lazy("Baris judul kolom"),
        min_value=1,
        max_value=200,
        error_messages={"invalid": gettext_lazy("Tulis nomor baris, misalnya 3.")},
    )

    def __init__(self, batch: ImportBatch, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        look = Look.from_json(batch.looked or {})
        self.fields["header_row"].initial = look.layout.header_row
        chosen = batch.options.get("look", {})
        if look.sheets:
            sheets = [(name, name) for name in look.sheets]
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Lembar"), choices=sheets, initial=look.layout.sheet, required=False
            )
        else:
            marks = [("", _("Kenali sendiri")), *((_sent(mark), SEPARATOR_NAMES[mark]) for mark in SEPARATORS)]
            self.fields["separator"] = forms.ChoiceField(
                label=_("Pemisah kolom"), choices=marks, initial=_sent(chosen.get("separator", "")), required=False
            )
            self.fields["encoding"] = forms.ChoiceField(
                label=_("Pengodean huruf"), choices=ENCODINGS, initial=chosen.get("encoding", ""), required=False
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"

    def how(self) -> dict[str, Any]:
        """What `flow.look_again` is told. Only after is_valid()."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if given.get("separator") == TAB:
            given["separator"] = "\t"
        return given


def _sent(mark: str) -> str:
    return TAB if mark == "\t" else mark
