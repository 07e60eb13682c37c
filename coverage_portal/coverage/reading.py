"""Reads the ground of a Scope: regions, published figures, totals. Everything a page of totals asks of the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind, NoSuchMonth, NoSuchRegion, Reach
from coverage_portal.coverage.keeping_back import undecided_months
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.standing import Standing
from coverage_portal.coverage.totals import totals_of
from regions.models import Branch, ReferenceFigure, Region
from regions.places import COUNTRY, UnknownRegion, region_by_code

NO_DATA_MONTH = date(2023, 12, 1)  # what an empty portal calls its page
READ_KINDS = (Kind.POPULATION, *DENOMINATOR.values(), Kind.MEMBERS, Kind.EMPLOYERS, Kind.UCJ)


def read(scope: Scope, standing: Standing) -> Ground:
    """The ground of `scope`, its month settled. Raises NoSuchRegion or NoSuchMonth."""
    region, above, family = _places(scope.region)
    figures = _figures((region, *above, *family))
    published = {one.as_at.replace(day=1) for one in figures.get(region.pk, ()) if _is_members(one)}
    months = tuple(sorted({*standing.months, *published}, reverse=True))
    whole = tuple(one for one in standing.months if not standing.behind(one, region.path))
    month = _settle(scope.month, months, whole or standing.months)
    since = _settle(scope.since, months, standing.months) if scope.since else None
    if since is not None and since >= month:
        raise NoSuchMonth(_("Bulan pembanding harus sebelum %(month)s.") % {"month": _words(month)})
    asked = {month, since or month}
    series = {one for one in standing.months if one.month == month.month and one <= month}
    undecided = undecided_months(region, standing, asked | series)
    parent = above[-1] if above and region.level >= Region.Level.DISTRICT else None
    return Ground(
        scope=scope.at(month),
        region=region,
        above=above,
        family=family,
        month=month,
        months=months,
        reach=_reach(region, above),
        totals=totals_of(region, family, asked, series, undecided, parent),
        figures=figures,
        standing=standing,
    )


def _places(code: str) -> tuple[Region, tuple[Region, ...], tuple[Region, ...]]:
    """The region of a code, what it lies in from the country down, and its family; one query."""
    parts = [] if code == COUNTRY else code.split(".")
    chain = ["ID." + "".join(f"{part}." for part in parts[:length]) for length in range(len(parts) + 1)]
    around = chain[-2] if len(parts) == Region.Level.DISTRICT else chain[-1]
    branches = Branch.objects.filter(city=OuterRef("pk"))
    villages = Region.objects.filter(parent=OuterRef("pk")).order_by().values("parent").annotate(n=Count("pk"))
    found = Region.objects.filter(Q(path__in=chain) | Q(parent__path=around)).order_by("path")
    found = found.annotate(has_branch=Exists(branches), parts=Coalesce(Subquery(villages.values("n")), 0))
    regions = list(found)
    region: Region | None = next((one for one in regions if one.code == code), None)
    region = region or _region(code)
    if region.level > Region.Level.DISTRICT:
        said = _("%(place)s adalah kelurahan atau desa. Data tersedia sampai tingkat kecamatan.")
        raise NoSuchRegion(said % {"place": region.name})
    own = region.pk
    above = tuple(one for one in regions if one.path in chain and one.pk != own)
    family = tuple(one for one in regions if one.path.startswith(around) and one.path != around)
    return region, above, family


def _region(code: str) -> Region:
    try:
        return region_by_code(code)
    except UnknownRegion as unknown:
        if not Region.objects.exists():
            said = _("Wilayah dan angka acuan belum dimuat. Di server, jalankan `manage.py load_reference`.")
            raise NoSuchRegion(said) from None
        raise NoSuchRegion(str(unknown)) from None


def _reach(region: Region, above: tuple[Region, ...]) -> Reach:
    """How much of the region is served; below a kabupaten/kota it is that of the kabupaten/kota."""
    if region.level >= Region.Level.REGENCY:
        served = any(getattr(one, "has_branch", False) for one in (region, *above))
        return Reach(int(served), 1)
    regencies = Region.objects.filter(level=Region.Level.REGENCY, path__startswith=region.path).order_by()
    counted = regencies.aggregate(every=Count("pk", distinct=True), served=Count("branches__city", distinct=True))
    return Reach(counted["served"], counted["every"])


def _figures(regions: tuple[Region, ...]) -> dict[int, tuple[ReferenceFigure, ...]]:
    """Every current plain figure of the regions that a page may need, by region id; one query."""
    found: dict[int, list[ReferenceFigure]] = defaultdict(list)
    ids = [region.pk for region in regions]
    wanted = ReferenceFigure.objects.current().filter(region_id__in=ids, kind__in=READ_KINDS, label="")
    for figure in wanted.order_by("as_at", "pk"):
        found[figure.region_id].append(figure)
    return {pk: tuple(figures) for pk, figures in found.items()}


def _is_members(figure: ReferenceFigure) -> bool:
    return figure.kind == Kind.MEMBERS and not figure.derived


def _settle(asked: date | None, months: tuple[date, ...], counted: tuple[date, ...]) -> date:
    """The month asked for, else the newest counted, else the newest published; raises NoSuchMonth."""
    if asked is None:
        return next(iter(counted or months), NO_DATA_MONTH)
    if asked in months:
        return asked
    said = _("Belum ada data untuk %(asked)s.") % {"asked": _words(asked)}
    if months:
        reach = _("Data tersedia dari %(first)s sampai %(last)s.")
        said += " " + reach % {"first": _words(min(months)), "last": _words(max(months))}
    raise NoSuchMonth(said)


def _words(month: date) -> str:
    return formatting.month(month, active_language())
