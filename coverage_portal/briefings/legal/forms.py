"""When somebody compared a legal basis with its official text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.fields import DayField
from coverage_portal.register.detail.forms import REQUIRED


class VerificationForm(forms.Form):
    """The day of the check; today unless another is chosen."""

    on = DayField(
        label=gettext_lazy("Diverifikasi pada"),
        help_text=gettext_lazy("Hari Anda mencocokkan teksnya dengan JDIH."),
        error_messages={"required": REQUIRED},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": today()})
        self.fields["on"].widget.attrs["max"] = today().isoformat()

    def clean_on(self) -> date:
        """Not a day that has not come."""
        day: date = self.cleaned_data["on"]
        if day > today():
            told = {"day": formatting.long_date(day, active_language())}
            raise ValidationError(_("%(day)s belum tiba. Tulis hari ini atau hari sebelumnya.") % told)
        return day
