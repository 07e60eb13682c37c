"""Form fields that read what people write: rupiah with or without dots, whole numbers, a calendar day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coverage_portal.core import formatting
from coverage_portal.core.own_address import repeated
from coverage_portal.core.templatetags.portal import active_language

GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*|(?<=[0-9])\s*,-$", re.IGNORECASE)
# Sen behind an amount, where they can be nothing else: after thousands set apart by another mark, or four digits.
WITH_SEN = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,2})"
    r"|([0-9]{1,3}(?: [0-9]{3})+)[.,]([0-9]{1,2})|([0-9]{4,})[.,]([0-9]{2})"
)
LONGEST = 40
LAST_YEAR = 2100
WAGE_MOST = 1_000_000_000_000
PEOPLE_MOST = 300_000_000


class WholeNumberField(forms.Field):
    """A whole number written 5000000, 5.000.000, 5,000,000 or 5 000 000; an int between `least` and `most`."""

    widget = forms.TextInput
    default_error_messages = {
        "required": _("Isian ini belum diisi."),
        "unreadable": _("Tulis bilangan bulat, misalnya %(example)s. Yang diisi: “%(value)s”."),
        "least": _("Paling sedikit %(limit)s. Yang diisi: %(value)s."),
        "most": _("Paling banyak %(limit)s. Yang diisi: %(value)s."),
    }

    def __init__(self, *, least: int = 0, most: int, example: int, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most, self.example = least, most, example
        self.widget.attrs |= {
            "class": "in in-n",
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": str(LONGEST),
        }

    def to_python(self, value: Any) -> int | None:
        """The number, or None where nothing was written."""
        written = " ".join(str(value or "").split())
        if not written:
            return None
        digits = self.bare(written)
        if len(digits) > LONGEST or not GROUPED.fullmatch(digits):
            raise self._refusal("unreadable", example=self.write(self.example), value=written[:LONGEST])
        number = int(re.sub(r"[^0-9]", "", digits))
        if number < self.least:
            raise self._refusal("least", limit=self.write(self.least), value=self.write(number))
        if number > self.most:
            raise self._refusal("most", limit=self.write(self.most), value=self.write(number))
        return number

    def bare(self, written: str) -> str:
        """What stands for digits: everything that was written."""
        return written

    def write(self, number: int) -> str:
        """A number as the messages write it."""
        return formatting.number(number, active_language())

    def _refusal(self, code: str, **values: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=values)


class RupiahField(WholeNumberField):
    """Whole rupiah; "Rp" before it and ",-" behind it are understood. Sen are rounded up, so that no floor sinks."""

    default_error_messages: ClassVar = {
        "unreadable": _("Tulis jumlah rupiah, misalnya %(example)s. Yang diisi: “%(value)s”.")
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["inputmode"] = "decimal"

    def bare(self, written: str) -> str:
        """Without what marks it as money, and without sen."""
        exact = self.with_sen(written)
        return CURRENCY.sub("", written) if exact is None else str(ceil(exact))

    def with_sen(self, value: Any) -> Decimal | None:
        """What was written to the sen: 5399405.69 of "Rp5.399.405,69"; None where it has no sen or is no amount."""
        written = CURRENCY.sub("", " ".join(str(value or "").split()))
        found = WITH_SEN.fullmatch(written) if len(written) <= LONGEST else None
        if found is None:
            return None
        whole, sen = (part for part in found.groups() if part)
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{sen}")

    def write(self, number: int) -> str:
        """Rp5.000.000"""
        return formatting.rupiah(number, active_language())


class DayField(forms.DateField):
    """A calendar day to 2100; browsers that have no calendar show a plain line, so 7/2/2025 is understood too."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **options)

    def to_python(self, value: Any) -> date | None:
        """The day; the refusal repeats what was written."""
        try:
            day = super().to_python(value)
        except ValidationError:
            message = _("“%(value)s” tidak ada di kalender. Tulis tahun-bulan-tanggal, misalnya 2025-02-07.")
            raise ValidationError(message, code="invalid", params={"value": repeated(str(value)[:LONGEST])}) from None
        if day is not None and day.year > LAST_YEAR:
            raise ValidationError(_("Tanggal sesudah tahun 2100."), code="late")
        return day


def choice(label: str, options: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    """One of several; the first where none is said."""
    field = forms.ChoiceField(label=label, help_text=hint, choices=options, required=False)
    field.widget.attrs["class"] = "in"
    field.error_messages["invalid_choice"] = _("Pilihan “%(value)s” tidak dikenal pada hari ini.")
    return field


def kept(options: list[tuple[str, str]]) -> forms.ChoiceField:
    """One of several that the page's links choose; the form carries it along."""
    field = choice("", options)
    field.widget = forms.HiddenInput()
    return field


def programmes(options: list[tuple[str, str]], hint: str = "") -> forms.MultipleChoiceField:
    """Any programmes, one at least."""
    field = forms.MultipleChoiceField(
        label=_("Program"), help_text=hint, choices=options, widget=forms.CheckboxSelectMultiple
    )
    field.error_messages["required"] = _("Pilih paling sedikit satu program.")
    field.error_messages["invalid_choice"] = _("Program “%(value)s” tidak ada bagi segmen ini pada hari ini.")
    return field


def wage(label: str, hint: str, *, required: bool = True, most: int = WAGE_MOST) -> RupiahField:
    """An amount a month."""
    return RupiahField(label=label, help_text=hint, required=required, most=most, example=5_000_000)


def minimum_wage() -> RupiahField:
    """What lifts the base of a lower wage; left empty, nothing does."""
    hint = _(
        "Boleh kosong. Upah yang lebih rendah dihitung dari angka ini (UMK atau UMP). Sen dibulatkan ke atas, supaya "
        "batasnya tidak berkurang."
    )
    return RupiahField(label=_("Upah minimum"), help_text=hint, required=False, most=WAGE_MOST, example=5_000_000)


def people(label: str, hint: str = "", *, required: bool = True) -> WholeNumberField:
    """How many people."""
    return WholeNumberField(label=label, help_text=hint, required=required, least=1, most=PEOPLE_MOST, example=40_000)


def words_for(field: forms.Field, value: Any) -> str:
    """A cleaned value as the page writes it."""
    if isinstance(field, WholeNumberField):
        return field.write(value)
    if isinstance(field, DayField):
        return formatting.long_date(value, active_language())
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(value)
    if isinstance(field, forms.ChoiceField):
        return next((str(text) for key, text in field.widget.choices if key == value), str(value))
    return str(value)
