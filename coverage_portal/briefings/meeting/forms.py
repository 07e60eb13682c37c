"""What was promised at the meeting, and how far it has come."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.briefings.drafting.lines import OneLineField
from coverage_portal.briefings.models import Progress
from coverage_portal.core import formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.fields import DayField, people
from coverage_portal.register.detail.forms import REQUIRED, WordsField
from coverage_portal.register.nik_free import NikFreeForm


class PaperField(OneLineField, WordsField):
    """Words that the next briefing prints."""


def not_before(day: date, first: date) -> date:
    """The day, refused in words where it lies before the first that makes sense of this briefing."""
    if day < first:
        words = {"day": formatting.long_date(first, active_language())}
        raise forms.ValidationError(_("Paling awal %(day)s, saat bahan ini disampaikan.") % words)
    return day


class CommitmentForm(NikFreeForm):
    """Who will do what, for how many workers, by when: not before the day `since`."""

    who = PaperField(label=gettext_lazy("Siapa"), most=120, hint=gettext_lazy("Misalnya Dinas Sosial."))
    what = PaperField(
        label=gettext_lazy("Apa yang disanggupi"), most=300, lines=2, hint=gettext_lazy("Satu komitmen satu kalimat.")
    )
    workers = people("", required=False)
    due = DayField(label=gettext_lazy("Tenggat"), error_messages={"required": REQUIRED})

    def __init__(self, data: Any = None, *, since: date) -> None:
        self.since = since
        super().__init__(data)

    def clean_due(self) -> date:
        """The day by which it shall be done."""
        return not_before(self.cleaned_data["due"], self.since)

    def prepare(self) -> None:
        """Words in the page's language."""
        self.fields["workers"].label = _("Jumlah pekerja")
        self.fields["workers"].help_text = _("Boleh kosong bila tidak disebut.")
        self.fields["workers"].widget.attrs |= {"class": "in", "inputmode": "numeric"}


class ProgressForm(NikFreeForm):
    """How far a commitment has come, not before the day `since`."""

    on = DayField(label=gettext_lazy("Tanggal"), error_messages={"required": REQUIRED})
    state = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=Progress.State.choices, widget=forms.Select({"class": "in"})
    )
    workers = people("", required=False)
    note = PaperField(label=gettext_lazy("Catatan"), most=300, required=False, hint=gettext_lazy("Boleh kosong."))

    def __init__(self, data: Any = None, *, since: date, prefix: str = "") -> None:
        self.since = since
        super().__init__(data, initial={"on": today(), "state": Progress.State.GOING}, prefix=prefix)

    def prepare(self) -> None:
        """Words in the page's language."""
        self.fields["workers"].label = _("Pekerja terdaftar sejauh ini")
        self.fields["workers"].help_text = _("Boleh kosong.")
        self.fields["workers"].widget.attrs |= {"class": "in", "inputmode": "numeric"}

    def clean_on(self) -> date:
        """The day: from the meeting on and not in the future."""
        day: date = self.cleaned_data["on"]
        if day > today():
            words = {"day": formatting.long_date(today(), active_language())}
            raise forms.ValidationError(_("Tanggal ini belum tiba. Paling lambat hari ini, %(day)s.") % words)
        return not_before(day, self.since)

    def clean(self) -> dict[str, Any]:
        """Who says that a commitment was written down wrongly says what was wrong."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("state") == Progress.State.MISTAKEN and found.get("note") == "":
            self.add_error("note", _("Tulis apa yang keliru, supaya pembaca berikutnya mengerti."))
        return found
