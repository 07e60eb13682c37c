"""The filter of the list of figures: place, kind, words, year, published or derived, replaced ones too."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coverage_portal.reference.places import HOME
from regions.figure_kinds import FigureKind
from regions.models import ReferenceFigure, Region
from regions.places import CODE

SEARCHED = ("publisher", "document", "label", "note", "period", "region__name")
LONGEST_SEARCH = 100
KIND_ORDER = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(FigureKind)), default=Value(99))


class FigureFilter(django_filters.FilterSet):
    """`wilayah=36.71&jenis=population&q=dukcapil&tahun=2024&asal=rilis&diganti=on`; `wilayah=` means everywhere.

    Without `wilayah` the place is HOME: the portal's own city comes first. Before places are loaded it is everywhere.
    """

    wilayah = django_filters.ChoiceFilter(
        field_name="region__code", label=_("Wilayah"), empty_label=_("Semua wilayah"), choices=()
    )
    jenis = django_filters.ChoiceFilter(
        field_name="kind", label=_("Jenis"), empty_label=_("Semua jenis"), choices=FigureKind.choices
    )
    tahun = django_filters.ChoiceFilter(
        field_name="as_at__year", label=_("Tahun"), empty_label=_("Semua tahun"), choices=()
    )
    asal = django_filters.ChoiceFilter(
        field_name="derived",
        label=_("Asal"),
        empty_label=_("Rilis dan hitungan"),
        choices=(("rilis", _("Rilis resmi")), ("hitungan", _("Hitungan"))),
        method="by_origin",
    )
    q = django_filters.CharFilter(
        label=_("Cari penerbit, dokumen, atau catatan"), method="by_words", max_length=LONGEST_SEARCH
    )
    diganti = django_filters.BooleanFilter(
        label=_("Termasuk yang sudah diganti"), method="with_replaced", widget=forms.CheckboxInput
    )

    class Meta:
        model = ReferenceFigure
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, queryset: QuerySet[ReferenceFigure]) -> None:
        given = data.copy()
        places = _places(str(given.get("wilayah", HOME)))
        given.setdefault("wilayah", HOME if HOME in dict(places) else "")
        super().__init__(given, queryset)
        self.form.fields["wilayah"].choices = places
        self.form.fields["tahun"].choices = _years()

    @property
    def place(self) -> Region | None:
        """The one place that was asked for, None for everywhere or for what is no place."""
        code = self.form.cleaned_data.get("wilayah") if self.is_valid() else ""
        return Region.objects.filter(code=code).first() if code else None

    @property
    def narrowed(self) -> bool:
        """Whether more than a place was asked for."""
        return any(value for name, value in self.form.cleaned_data.items() if name != "wilayah")

    def filter_queryset(self, queryset: QuerySet[ReferenceFigure]) -> QuerySet[ReferenceFigure]:
        """Current rows unless asked otherwise, by place, then by kind in the order of FigureKind, newest first."""
        found: QuerySet[ReferenceFigure] = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("diganti"):
            found = found.filter(replaced_by__isnull=True)
        return found.order_by("region__path", KIND_ORDER, "label", "-as_at", "-pk")

    def by_origin(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Published, or derived from published figures."""
        return queryset.filter(derived=value == "hitungan")

    def by_words(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        """Every word in any of the texts of a figure."""
        for word in value.split():
            queryset = queryset.filter(_any_text_has(word))
        return queryset

    def with_replaced(self, queryset: QuerySet, _name: str, _value: bool) -> QuerySet:
        """Seen to in filter_queryset: left out is what is not asked for."""
        return queryset


def _any_text_has(word: str) -> Q:
    found = Q()
    for field in SEARCHED:
        found |= Q(**{f"{field}__icontains": word})
    return found


def _places(asked: str) -> list[tuple[str, str]]:
    """Places that have figures, with their codes, and the one that is asked for if there is such a place."""
    wanted = Q(pk__in=ReferenceFigure.objects.order_by().values("region_id"))
    if CODE.fullmatch(asked):
        wanted |= Q(code=asked)
    places = Region.objects.filter(wanted).order_by("path").values_list("code", "name")
    return [(code, f"{name} ({code})") for code, name in places]


def _years() -> list[tuple[str, str]]:
    days = ReferenceFigure.objects.order_by().dates("as_at", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in days]
