"""The form that turns a prospect into a registered employer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.models import User
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.entering import rules
from coverage_portal.register.entering.guarded import GuardedForm
from coverage_portal.register.entering.typed import PastDayField, WordsField
from employers.extract_checks import LONGEST_DIVISION, LONGEST_NPP
from employers.models import Employer


class EnrolForm(GuardedForm):
    """The NPP a prospect got, since when, and from which form or letter."""

    npp = WordsField(label="NPP", longest=LONGEST_NPP, help_text=gettext_lazy("8 karakter, misalnya TC100214"))
    division = WordsField(
        label=gettext_lazy("Divisi"),
        longest=LONGEST_DIVISION,
        required=False,
        help_text=gettext_lazy("Bila satu NPP dibagi"),
    )
    registered_on = PastDayField(label=gettext_lazy("Terdaftar sejak"))
    note = WordsField(
        label=gettext_lazy("Catatan"), longest=500, help_text=gettext_lazy("Dari formulir atau surat mana, misalnya F1")
    )
    versi = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, user: User, data: Mapping[str, Any] | None, employer: Employer) -> None:
        super().__init__(user, data, employer)

    def clean_npp(self) -> str:
        """In capitals, without the signs people put into it."""
        return rules.npp(self.cleaned_data["npp"])

    def check(self) -> None:
        """The NPP is free, and the day is not before the prospect was found."""
        said, employer = self.cleaned_data, self.employer
        if said.get("npp"):
            rules.npp_is_free(self)
            rules.look_at_npp(self)
        found = employer.found_on if employer else None
        if found and said.get("registered_on") and said["registered_on"] < found:
            words = {"day": formatting.long_date(found, active_language())}
            self.warn("registered_on", _("Tanggalnya sebelum ditemukan sebagai prospek (%(day)s).") % words)
