"""The filter of the list of employers: its words in the address and what each of them leaves."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.register.listing import conditions as of
from coverage_portal.register.listing.choices import Offered, sectors
from coverage_portal.register.listing.ordering import COLUMNS, DEFAULT
from employers.models import Employer
from regions.access import Visitor


class EmployerFilter(django_filters.FilterSet):
    """`kecamatan=36.71.05&cabang=CMN&sektor=2020-I&skala=menengah&status=prospek&kepatuhan=pds-tk&ikut=JP&kurang=JKP`
    `&pembina=saya&urut=-belum`. What cannot be read leaves no row out; the form says so."""

    kecamatan = django_filters.ChoiceFilter(label=_("Kecamatan"), field_name="district__code", empty_label=_("Semua"))
    sektor = django_filters.ChoiceFilter(label=_("Sektor"), method="by_section", empty_label=_("Semua"))
    skala = django_filters.ChoiceFilter(
        label=_("Skala usaha"), method="by_scale", empty_label=_("Semua"), choices=of.SCALES
    )
    kepatuhan = django_filters.ChoiceFilter(
        label=_("Kepatuhan"), method="by_finding", empty_label=_("Semua"), choices=of.FINDINGS
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="by_status", empty_label=_("Tanpa yang tutup"), choices=of.STATUSES
    )
    cabang = django_filters.ChoiceFilter(label=_("Kantor cabang"), field_name="branch__code", empty_label=_("Semua"))
    ikut = django_filters.ChoiceFilter(
        label=_("Ikut program"), method="by_held", empty_label=_("Semua"), choices=of.PROGRAMME_CODES
    )
    kurang = django_filters.ChoiceFilter(
        label=_("Belum ikut program wajib"), method="by_lacking", empty_label=_("Semua"), choices=of.PROGRAMME_CODES
    )
    pembina = django_filters.ChoiceFilter(label=_("Pembina"), method="by_officer", empty_label=_("Semua"))
    urut = django_filters.ChoiceFilter(label=_("Urutkan"), method="left_to_the_list", empty_label=None)

    class Meta:
        model = Employer
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, queryset: QuerySet[Employer], offered: Offered, user: Visitor) -> None:
        given = data.copy()
        given.setdefault("urut", DEFAULT)
        super().__init__(given, queryset)
        self.user = user
        choices: dict[str, list[Any]] = {
            "kecamatan": [*offered.districts],
            "cabang": [*offered.branches],
            "sektor": sectors(active_language()),
            "pembina": [(of.MYSELF, _("Saya")), (of.NOBODY, _("Belum ada pembina")), *offered.officers],
            "urut": _orders(),
        }
        for name, some in choices.items():
            self.form.fields[name].choices = some
        for field in self.form.fields.values():
            field.widget.attrs["class"] = "in"
        self.form.is_valid()

    @property
    def taken(self) -> dict[str, str]:
        """The words of the address that are heeded, without the order."""
        given = self.form.cleaned_data
        return {name: str(given[name]) for name in self.base_filters if name != "urut" and given.get(name)}

    @property
    def unheard(self) -> list[str]:
        """The labels of the words that cannot be read, and so are not heeded."""
        return [str(self.form.fields[name].label) for name in self.form.errors if name in self.form.fields]

    def shown(self, name: str) -> str:
        """What is shown for the chosen word of a filter."""
        value = self.form.cleaned_data[name]
        for code, label in _flat(self.form.fields[name].choices):
            if code == value:
                return str(label)
        return str(value)

    def options(self, name: str) -> list[tuple[str, str]]:
        """Pairs of word and text, without the empty choice and whatever groups them."""
        field = self.form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return [(code, str(label)) for code, label in _flat(field.choices) if code]

    def by_section(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Of one KBLI section."""
        return rows.filter(of.in_section(value))

    def by_scale(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Of one scale, or of none."""
        return rows.filter(of.has_scale(value))

    def by_finding(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Of whom that was found."""
        return rows.filter(of.has_finding(value, today()))

    def by_status(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """With that status today."""
        return rows.filter(of.has_status(value, today()))

    def by_held(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """In that programme."""
        return rows.filter(of.holds_programme(value))

    def by_lacking(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Not in that programme, which they must join."""
        return rows.filter(of.lacks_programme(value))

    def by_officer(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Looked after by that user, by oneself, or by nobody."""
        if value == of.NOBODY:
            return rows.filter(officer__isnull=True)
        return rows.filter(Q(officer=self.user.pk) if value == of.MYSELF else Q(officer__username=value))

    def left_to_the_list(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """The order leaves no row out."""
        return rows


def _flat(choices: object) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for code, label in choices:  # type: ignore[attr-defined]
        if isinstance(label, list | tuple):
            found.extend(label)
        else:
            found.append((code, label))
    return found


def _orders() -> list[tuple[str, object]]:
    """Each column first the way its head asks for first, then the other way."""
    found: list[tuple[str, object]] = []
    for column in COLUMNS:
        up, down = _ways(column.key)
        both = ((column.key, up), (f"-{column.key}", down))
        found.extend((key, f"{column.label}, {way}") for key, way in (both[::-1] if column.falling else both))
    return found


def _ways(key: str) -> tuple[str, str]:
    """What going up and going down a column is called."""
    words = {
        "nama": (_("A ke Z"), _("Z ke A")),
        "sektor": (_("A ke Z"), _("Z ke A")),
        "kepatuhan": (_("terberat dahulu"), _("patuh dahulu")),
        "diperbarui": (_("terlama dahulu"), _("terbaru dahulu")),
    }
    up, down = words.get(key, (_("terkecil dahulu"), _("terbesar dahulu")))
    return str(up), str(down)
