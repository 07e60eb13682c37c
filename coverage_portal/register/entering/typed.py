"""Fields of the registration form: each reads what people type and says its rule in words, with what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.nik_like import plain_digits
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.core.unseen import seen_text
from coverage_portal.programmes.fields import DayField, RupiahField, WholeNumberField

FIRST_DAY = date(1901, 1, 1)
MISSING = {"required": gettext_lazy("Isian ini belum diisi.")}


def digits_in(text: str) -> int:
    """How many digits a text holds."""
    return sum(character.isdigit() for character in plain_digits(text))


def count(number: int) -> str:
    """A number as sentences write it."""
    return formatting.number(number, active_language())


class WordsField(forms.CharField):
    """A line of text: nothing invisible in it, single spaces, no longer than its column."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(error_messages=dict(MISSING), **options)
        self.longest = longest
        self.widget.attrs |= {"class": "in", "maxlength": str(longest), "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        """The text as it looks; the refusal of a long one says how long it is."""
        text = " ".join(seen_text(str(value or "")).split())
        if len(text) > self.longest:
            words = {"most": count(self.longest), "n": count(len(text))}
            raise ValidationError(_("Paling banyak %(most)s karakter. Yang diisi %(n)s karakter.") % words)
        return text


class CountField(WholeNumberField):
    """A number of people; a stored one is shown in groups."""

    def prepare_value(self, value: Any) -> Any:
        """As the page writes numbers, unless somebody typed it."""
        return count(value) if isinstance(value, int) else value


class MoneyField(RupiahField):
    """An amount; a stored one is shown in groups."""

    def prepare_value(self, value: Any) -> Any:
        """As the page writes numbers, unless somebody typed it."""
        return count(value) if isinstance(value, int) else value


class MailField(WordsField):
    """An e-mail address."""

    def to_python(self, value: Any) -> str:
        """The address, which has to look like one."""
        text = super().to_python(value)
        if text:
            try:
                validate_email(text)
            except ValidationError:
                said = _("Tulis alamat surel lengkap, misalnya nama@perusahaan.co.id. Yang diisi: “%(value)s”.")
                raise ValidationError(said % {"value": text}) from None
        return text


class PastDayField(DayField):
    """A day that has come already."""

    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages=dict(MISSING), **options)

    def to_python(self, value: Any) -> date | None:
        """The day; refused ahead of today and before everything on record."""
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= today():
            words = {"day": formatting.long_date(day, active_language())}
            if day < FIRST_DAY:
                raise ValidationError(_("Tanggal harus sejak tahun 1901. Yang diisi: %(day)s.") % words)
            raise ValidationError(_("Tanggal tidak boleh sesudah hari ini. Yang diisi: %(day)s.") % words)
        return day


class OneOfField(forms.TypedChoiceField):
    """One of several; blank where nothing is said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages |= {
            **MISSING,
            "invalid_choice": gettext_lazy("Pilihan “%(value)s” tidak dikenal. Pilih salah satu dari daftar."),
        }
        if not isinstance(self.widget, forms.RadioSelect):
            self.widget.attrs["class"] = "in"
