"""The form of a line of the follow-up log, and what every form about one employer reads alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.fields import DayField
from coverage_portal.register.entering.typed import FIRST_DAY
from coverage_portal.register.nik_free import NikFreeForm
from employers.models import FollowUp

REQUIRED = gettext_lazy("Isian ini belum diisi.")


class WordsField(forms.CharField):
    """A text that people write. Line ends and odd blanks become single ones unless it has several
    lines."""

    def __init__(self, *, label: Any, most: int, hint: Any = "", lines: int = 1, **options: Any) -> None:
        attributes = {"class": "in", "autocomplete": "off"}
        widget = forms.Textarea(attributes | {"rows": str(lines)}) if lines > 1 else forms.TextInput(attributes)
        super().__init__(label=label, max_length=most, help_text=hint, widget=widget, **options)
        self.error_messages["required"] = REQUIRED
        self.error_messages["max_length"] = gettext_lazy(
            "Paling banyak %(limit_value)d huruf. Yang diisi: %(show_value)d."
        )


def past_day(day: date | None) -> date | None:
    """The day, refused where it has not come yet and where it lies before everything on record."""
    if day is not None and day < FIRST_DAY:
        words = {"day": formatting.long_date(day, active_language())}
        raise ValidationError(_("Tanggal harus sejak tahun 1901. Yang diisi: %(day)s.") % words, code="long_ago")
    if day is not None and day > today():
        words = {"day": formatting.long_date(today(), active_language())}
        raise ValidationError(_("Tanggal ini belum tiba. Paling lambat hari ini, %(day)s.") % words, code="ahead")
    return day


class FollowUpForm(NikFreeForm):
    """What was done, when, what came of it, and what comes next; which open action it settles, where there is one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=FollowUp.Kind.choices, widget=forms.Select({"class": "in"})
    )
    done_on = DayField(label=gettext_lazy("Tanggal"))
    letter = WordsField(label=gettext_lazy("Nomor surat"), most=60, required=False, hint=gettext_lazy("Boleh kosong."))
    note = WordsField(
        label=gettext_lazy("Catatan"), most=1000, lines=4, hint=gettext_lazy("Apa yang dibicarakan dan hasilnya.")
    )
    settles = forms.ModelChoiceField(
        label=gettext_lazy("Menyelesaikan"),
        queryset=FollowUp.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tidak ada"),
        widget=forms.Select({"class": "in"}),
    )
    next_action = WordsField(
        label=gettext_lazy("Tindakan berikutnya"), most=200, required=False, hint=gettext_lazy("Boleh kosong.")
    )
    next_on = DayField(
        label=gettext_lazy("Tanggal tindakan berikutnya"),
        required=False,
        help_text=gettext_lazy("Isi bila ada tindakan berikutnya."),
    )

    def __init__(self, data: Any = None, *, still_open: QuerySet[FollowUp]) -> None:
        super().__init__(data, initial={"done_on": today(), "kind": FollowUp.Kind.VISIT})
        for field in self.fields.values():
            field.error_messages["required"] = str(REQUIRED)
        settles = self.fields["settles"]
        assert isinstance(settles, forms.ModelChoiceField)
        settles.queryset = still_open
        settles.label_from_instance = what_is_open  # type: ignore[method-assign,assignment]
        if not still_open.exists():
            del self.fields["settles"]

    def clean_done_on(self) -> date | None:
        """What was done lies behind us."""
        return past_day(self.cleaned_data["done_on"])

    def clean(self) -> dict[str, Any]:
        """An action has its day and a day its action; neither lies before what was done."""
        said = self.cleaned_data
        action, on, done = said.get("next_action"), said.get("next_on"), said.get("done_on")
        if action and not on and "next_on" not in self.errors:
            self.add_error("next_on", _("Isi kapan tindakan itu akan dilakukan."))
        if on and not action and "next_action" not in self.errors:
            self.add_error("next_action", _("Isi apa yang akan dilakukan pada tanggal itu."))
        if on and done and on < done:
            self.add_error("next_on", _("Tanggal ini sebelum tanggal tindak lanjut di atas."))
        return said


def what_is_open(entry: FollowUp) -> str:
    """12 Mar 2024: Kirim surat kedua; for the choice of what is settled."""
    return f"{formatting.short_date(entry.next_on, active_language())}: {entry.next_action}"
