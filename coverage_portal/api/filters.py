"""What the lists of the API can be narrowed down to. Which values are well formed is said beside each parameter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, FilterSet, NumberFilter

from coverage_portal.api.errors import Refused
from coverage_portal.api.parameters import DAY, FALSE, REGION, TRUE, Parameter, wrong
from coverage_portal.programmes.codes import Programme
from regions.models import ReferenceFigure, Region
from regions.places import UnknownRegion, region_by_code

CURRENT, REPLACED, ALL = "current", "replaced", "all"
STATE = Parameter(
    "state",
    _("Baris yang masih berlaku, yang sudah digantikan, atau semua."),
    CURRENT,
    (CURRENT, REPLACED, ALL),
    default=CURRENT,
)
IN_REGION = Parameter("region", _("Kode wilayah Kemendagri; hanya wilayah itu sendiri."), "36.71", pattern=REGION)

REGION_FILTERS = (
    Parameter(
        "level",
        _("0 negara, 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 kelurahan/desa."),
        "3",
        tuple(str(level) for level in Region.Level.values),
    ),
    Parameter("parent", _("Kode wilayah yang langsung memuatnya."), "36.71", pattern=REGION),
    Parameter("search", _("Bagian dari nama."), "pinang"),
)
FIGURE_FILTERS = (
    IN_REGION,
    Parameter("kind", _("Jenis angka."), "labour_force", tuple(ReferenceFigure.Kind.values)),
    Parameter("basis", _("Menurut konsep siapa dihitung."), "bps_sakernas", tuple(ReferenceFigure.Basis.values)),
    Parameter("derived", _("Turunan dari angka terbit, atau angka terbit sendiri."), FALSE, (TRUE, FALSE)),
    Parameter("as_at_from", _("Tanggal posisi paling awal."), "2023-01-01", pattern=DAY),
    Parameter("as_at_to", _("Tanggal posisi paling akhir."), "2023-12-31", pattern=DAY),
    STATE,
)
TARGET_FILTERS = (
    IN_REGION,
    Parameter("year", _("Tahun target."), "2025", pattern="[0-9]{4}"),
    Parameter("programme", _("Satu program; tanpa ini semua baris."), "JHT", tuple(str(one.name) for one in Programme)),
    STATE,
)


class InPlace(CharFilter):
    """Rows of one place; a code that names no place is refused (404) rather than answered with nothing."""

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        """Those rows."""
        if not value:
            return rows
        try:
            place = region_by_code(value)
        except UnknownRegion as unknown:
            raise Refused(404, "unknown_region", str(unknown), self.field_name) from None
        return rows.filter(**{str(self.field_name): place})


class InState(CharFilter):
    """Rows that no later row replaces, unless others are asked for."""

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        """Those rows."""
        return rows if value == ALL else rows.filter(replaced_by__isnull=value != REPLACED)


class RegionFilter(FilterSet):
    """Regions by level, parent and part of the name."""

    level = NumberFilter()
    parent = InPlace(field_name="parent")
    search = CharFilter(field_name="name", lookup_expr="icontains")


class FigureFilter(FilterSet):
    """Reference figures by what they say, where, and on which day."""

    region = InPlace(field_name="region")
    kind = CharFilter()
    basis = CharFilter()
    derived = CharFilter(method="by_origin")
    as_at_from = DateFilter(field_name="as_at", lookup_expr="gte")
    as_at_to = DateFilter(field_name="as_at", lookup_expr="lte")
    state = InState()

    def by_origin(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Derived figures, or published ones."""
        return rows.filter(derived=value == TRUE)


class TargetFilter(FilterSet):
    """Targets by place, year and programme."""

    region = InPlace(field_name="region")
    year = NumberFilter()
    programme = CharFilter()
    state = InState()


def narrowed(
    rows: QuerySet, by: type[FilterSet], parameters: tuple[Parameter, ...], query: Mapping[str, Any]
) -> QuerySet:
    """The rows that the query asks for; raises Refused (400) for a day that no calendar has."""
    found = by(query, queryset=rows)
    for parameter in parameters:
        if parameter.name in found.errors:
            raise wrong(parameter, query[parameter.name])
    return found.qs
