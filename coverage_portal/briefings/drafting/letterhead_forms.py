"""The forms of a branch's letterhead and of who signs for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.briefings.drafting.lines import LineField
from coverage_portal.briefings.drafting.logo import MOST_BYTES, clean_logo
from coverage_portal.briefings.models import Letterhead, Signatory
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.fields import DayField
from coverage_portal.register.entering.typed import MISSING, OneOfField
from coverage_portal.register.nik_free import NikFreeForm


class LetterheadForm(NikFreeForm):
    """The head of a branch's papers."""

    institution = LineField(label=gettext_lazy("Lembaga"), longest=100)
    office = LineField(label=gettext_lazy("Kantor"), longest=120)
    address = LineField(label=gettext_lazy("Alamat"), longest=200, required=False)
    contact = LineField(label=gettext_lazy("Kontak"), longest=200, required=False)
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG atau JPEG, paling besar 1 MB. Gambarnya disimpan ulang tanpa keterangan lain."),
        required=False,
        widget=forms.FileInput(attrs={"class": "in", "accept": "image/png,image/jpeg"}),
        error_messages={"empty": gettext_lazy("Berkas logo kosong."), "invalid": gettext_lazy("Pilih berkas logo.")},
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Hapus logo yang tersimpan"), required=False)

    def clean_logo(self) -> bytes | None:
        """The logo as it will be kept; None where none was sent."""
        sent = self.cleaned_data["logo"]
        if sent is None:
            return None
        if sent.size > MOST_BYTES:
            raise ValidationError(_("Logo paling besar 1 MB. Perkecil gambarnya, lalu unggah lagi."))
        return clean_logo(sent.read())

    def facts(self) -> dict[str, Any]:
        """What actions.save_letterhead takes. Only after is_valid()."""
        said = dict(self.cleaned_data)
        if said.pop("without_logo") and said["logo"] is None:
            said["logo"] = b""
        return said


def as_fields(head: Letterhead | None, branch_name: str) -> dict[str, str]:
    """The stored letterhead, or what one usually says."""
    if head is None:
        usual = {"institution": "BPJS Ketenagakerjaan", "office": _("Kantor Cabang %(name)s") % {"name": branch_name}}
        return usual | {"address": "", "contact": ""}
    return {name: getattr(head, name) for name in ("institution", "office", "address", "contact")}


class SignatoryForm(NikFreeForm):
    """Somebody who signs from a day on."""

    name = LineField(label=gettext_lazy("Nama"), longest=120)
    title = LineField(label=gettext_lazy("Jabatan"), longest=120)
    acting = OneOfField(label=gettext_lazy("Awalan"), choices=Signatory.Prefix.choices, required=False)
    since = DayField(label=gettext_lazy("Bertugas sejak"), error_messages=dict(MISSING))


class EndForm(forms.Form):
    """The first day on which somebody does not sign any more."""

    on = DayField(label=gettext_lazy("Tidak lagi menandatangani sejak"), error_messages=dict(MISSING))

    def __init__(self, data: Any, signatory: Signatory) -> None:
        super().__init__(data, prefix=f"akhir-{signatory.pk}")
        self.signatory = signatory

    def clean_on(self) -> Any:
        """After the day they began."""
        day, began = self.cleaned_data["on"], self.signatory.started_on
        if day <= began:
            words = {"day": formatting.long_date(began, active_language())}
            raise ValidationError(_("Harus sesudah hari mulai bertugas, %(day)s.") % words)
        return day
