"""The form of a target: how many percent of what, where, by when, and by which decree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.reference.forms import REQUIRED, CitedForm
from coverage_portal.reference.typed_numbers import as_typed, share_from
from coverage_portal.reference.wording import MEASURES, PROGRAMME_WORDS
from regions.models import Target

OTHER = "lain"
FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS = gettext_lazy("Tulis tahun antara 2000 dan 2100.")


class TargetForm(CitedForm[Target]):
    """A target with the decree that sets it; one that replaces another names a decree, link and note of its own."""

    SECTIONS = (
        (gettext_lazy("Target apa"), ("region", "year", "measure", "other_measure", "programme")),
        (gettext_lazy("Berapa"), ("percent",)),
        (gettext_lazy("Dari mana"), ("decree", "link", "note")),
    )
    FIXED = ("region", "year", "measure", "other_measure", "programme")

    year = forms.IntegerField(
        label=gettext_lazy("Tahun"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={**REQUIRED, "invalid": YEARS, "min_value": YEARS, "max_value": YEARS},
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("Ukuran"),
        help_text=gettext_lazy("Target hanya dibandingkan dengan ukuran yang sama."),
        choices=[
            ("", gettext_lazy("Pilih ukuran")),
            *MEASURES.items(),
            (OTHER, gettext_lazy("Ukuran lain, tulis di bawah")),
        ],
        error_messages=REQUIRED,
    )
    other_measure = forms.CharField(
        label=gettext_lazy("Ukuran lain"),
        help_text=gettext_lazy("Hanya bila ukurannya tidak ada dalam pilihan, seperti disebut keputusannya."),
        required=False,
        max_length=60,
    )
    programme = forms.ChoiceField(
        label=gettext_lazy("Program"),
        choices=[("", gettext_lazy("semua program")), *PROGRAMME_WORDS.items()],
        required=False,
    )
    percent = forms.CharField(
        label=gettext_lazy("Persen"),
        help_text=gettext_lazy("Antara 0 dan 100, misalnya 61,85."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=REQUIRED,
    )
    decree = forms.CharField(
        label=gettext_lazy("Dasar hukum"),
        help_text=gettext_lazy("Keputusan atau peraturan yang menetapkannya, dengan nomor dan tanggal."),
        max_length=300,
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, old: Target | None = None, **kwargs: Any) -> None:
        if old is not None:
            kwargs["initial"] = {"percent": as_typed(old.percent)}
        super().__init__(*args, old=old, **kwargs)

    def clean_percent(self) -> Decimal:
        """Between nothing and everything, to two decimals."""
        percent = share_from(self.cleaned_data["percent"])
        if percent > 100:
            raise ValidationError(_("Target harus antara 0 dan 100 persen."))
        if percent != round(percent, 2):
            raise ValidationError(_("Tulis paling banyak dua angka di belakang koma."))
        return percent

    def clean(self) -> dict[str, Any]:
        """A measure of one's own is written out, and only then."""
        values = super().clean() or {}
        if values.get("measure") == OTHER and not values.get("other_measure"):
            self.add_error("other_measure", _("Tulis nama ukurannya, atau pilih salah satu di atas."))
        elif values.get("other_measure") and values.get("measure") not in (OTHER, None):
            self.add_error("other_measure", _("Kosongkan, atau pilih “Ukuran lain” di atas."))
        return values

    def row(self) -> Target:
        """The target as it would be entered; not saved. Only after is_valid()."""
        facts = dict(self.cleaned_data)
        if self.old is not None:
            fixed = {name: getattr(self.old, name) for name in ("region", "year", "measure", "programme")}
            return Target(**facts, **fixed, replaces=self.old)
        other = facts.pop("other_measure")
        if facts["measure"] == OTHER:
            facts["measure"] = next((known for known in MEASURES if known.lower() == other.lower()), other)
        return Target(**facts)
