"""What is typed before a briefing goes out: why a warning is accepted. It is printed, so no NIK may stand in it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage_portal.briefings.drafting.lines import OneLineField
from coverage_portal.register.nik_free import NikFreeForm


class AcceptForm(NikFreeForm):
    """A warning by its mark, and the reason to issue in spite of it."""

    mark = forms.SlugField(widget=forms.HiddenInput)
    reason = OneLineField(
        label=_("Mengapa bahan ini tetap disampaikan"),
        max_length=300,
        min_length=10,
        widget=forms.Textarea(attrs={"class": "in", "rows": 2}),
        error_messages={
            "required": _("Isi alasannya: ikut tercetak bersama nama Anda."),
            "min_length": _("Alasan paling sedikit %(limit_value)d huruf. Yang diisi %(show_value)d."),
            "max_length": _("Alasan paling banyak %(limit_value)d huruf. Yang diisi %(show_value)d."),
        },
    )

    def is_withheld(self, name: str, text: str) -> bool:
        """Only the reason is written by a person."""
        return name == "reason" and super().is_withheld(name, text)
