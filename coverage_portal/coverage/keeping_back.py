"""What is kept back of a place and its parts in a month: decided once for each data version, for all pages alike.

A kecamatan is decided on with its city and all its siblings, so its own page and the city's table agree. The counts for
it are read with the page's own, in the months not decided on yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from django.conf import settings
from django.utils.translation import gettext as _

from coverage_portal.coverage.dashboard import KeptBack
from coverage_portal.coverage.exchanges import Exchanges, Law
from coverage_portal.coverage.ground import Ground, last_day
from coverage_portal.coverage.kept_back import REST, Cell, Counts, Family, Limits, kept_back
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.standing import Standing
from coverage_portal.coverage.totals import NOTHING, Count, Key, totals_within
from coverage_portal.programmes.codes import PROGRAMMES, Segment
from regions.models import Region

AT_EMPLOYERS = (Segment.PU, Segment.JAKON)
Crossing = tuple[Place, Dimension, str]
NAMES = {Dimension.SEGMENT: "segment", Dimension.SECTOR: "sector", Dimension.SCALE: "scale"}


def limits() -> Limits:
    """The limits as set for this portal."""
    return Limits(settings.SMALL_CELL_PERSONS, settings.SMALL_CELL_EMPLOYERS)


def undecided_months(region: Region, standing: Standing, months: Collection[date]) -> set[date]:
    """Those of the months for which nothing is decided yet about the family of the region, so that its counts are to be
    read; above kabupaten/kota they are read apart."""
    if region.level < Region.Level.REGENCY:
        return set()
    path, set_now = _family_path(region), limits()
    return {one for one in months if one in standing.months and (path, one, set_now) not in standing.kept_back}


def kept_back_from(ground: Ground) -> KeptBack:
    """What is kept back from who asks for this ground and may not see every row of it."""
    if not ground.reach.whole:
        return KeptBack()
    scope = ground.scope
    asked = {ground.month, scope.since or ground.month}
    asked |= {one for one in ground.standing.months if one.month == ground.month.month and one <= ground.month}
    cells = frozenset(
        (month, code, measure)
        for month in asked & set(ground.standing.months)
        for code, measure in _decided(ground, month)
    )
    return KeptBack(cells, why_kept_back(), _sentence()) if cells else KeptBack()


def why_kept_back() -> str:
    """What stands beside every number that is kept back."""
    return _("Dirahasiakan: jumlahnya di bawah batas, atau dapat membuka jumlah seperti itu.")


def _sentence() -> str:
    said = _(
        "Angka di bawah %(persons)s orang atau %(employers)s pemberi kerja dirahasiakan, begitu juga angka yang dapat "
        "membukanya."
    )
    return said % {"persons": limits().persons, "employers": limits().employers}


def _family_path(region: Region) -> str:
    """The path of the place that the region is decided on with: its city's for a kecamatan, else its own."""
    return region.path.rpartition(".")[0].rpartition(".")[0] + "." if _is_part(region) else region.path


def _is_part(region: Region) -> bool:
    return region.level >= Region.Level.DISTRICT


def _decided(ground: Ground, month: date) -> frozenset[Cell]:
    key = (_family_path(ground.region), month, limits())
    kept = ground.standing.kept_back
    if key not in kept:
        kept[key] = _decide(ground, month)
    return kept[key]


def _decide(ground: Ground, month: date) -> frozenset[Cell]:
    law = _law(ground, month)
    if ground.region.level < Region.Level.REGENCY:
        return _decide_above(ground.region, month, law)
    whole = ground.above[-1] if _is_part(ground.region) and ground.above else ground.region
    rows = _by_path(ground.totals.counts, month)
    parts = [one for one in ground.family if one.path != whole.path]
    return _of_family(_family(whole, parts, rows, law), law)


def _decide_above(region: Region, month: date, law: Law) -> frozenset[Cell]:
    """What is kept back of a province or the country and their parts: whatever is kept back of any kabupaten/kota in
    them, for in the exchange that protects it the places above move along; and what they themselves would tell."""
    inside = Region.objects.filter(path__startswith=region.path, level__lte=Region.Level.DISTRICT)
    places = list(inside.order_by("path"))
    rows = _by_path(totals_within(region, month).counts, month)
    cells: set[Cell] = set()
    for city in (one for one in places if one.level == Region.Level.REGENCY):
        parts = [one for one in places if one.parent_id == city.pk]
        own = [cell for cell in _of_family(_family(city, parts, rows, law), law) if cell[0] == city.code]
        above = [one for one in places if city.path.startswith(one.path)]
        cells.update((one.code, measure) for one in above for _city, measure in own)
    cities = [one for one in places if one.level == Region.Level.REGENCY]
    family = _family(region, cities, rows, law)
    rest = replace(family, parts={REST: family.parts[REST]} if cities else {})
    return frozenset(cells) | _of_family(rest, law, places=(REST,))


def _law(ground: Ground, month: date) -> Law:
    day = last_day(month)
    entitled = {
        str(programme.name): tuple(str(one.value) for one in ground.standing.entitled(programme, day))
        for programme in PROGRAMMES
    }
    return Law(
        tuple(str(segment.value) for segment in Segment), tuple(str(one.value) for one in AT_EMPLOYERS), entitled
    )


def _by_path(counts: Mapping[Key, Count], month: date) -> dict[str, dict[Crossing, Count]]:
    """The counts of a month by path of the place."""
    rows: dict[str, dict[Crossing, Count]] = defaultdict(dict)
    for (place, path, at, dimension, code), count in counts.items():
        if at == month:
            rows[path][place, dimension, code] = count
    return rows


def _family(whole: Region, parts: list[Region], rows: dict[str, dict[Crossing, Count]], law: Law) -> Family:
    base = {one.code: _counted(rows[one.path], law) for one in parts}
    all_ = _counted(rows[whole.path], law)
    if parts:
        base[REST] = _less(all_, base.values())
    return Family(whole.code, with_implied(all_, law), {code: with_implied(one, law) for code, one in base.items()})


def _of_family(family: Family, law: Law, places: tuple[str, ...] | None = None) -> frozenset[Cell]:
    codes = {
        name: [one.partition(":")[2] for one in family.whole if one.startswith(f"{name}:")] for name in NAMES.values()
    }
    return kept_back(family, limits(), Exchanges(law, codes["sector"], codes["scale"]), places)


def _counted(rows: dict[Crossing, Count], law: Law) -> dict[str, int]:
    """The counts of one place by measure."""
    work = rows.get((Place.WORKPLACE, Dimension.ALL, ""), NOTHING)
    home = rows.get((Place.HOME, Dimension.ALL, ""), NOTHING)
    found = {"work": work.total, "home": home.total}
    found |= {"employers": work.employers, "declaring": work.declared_employers, "declared": work.declared}
    for (place, dimension, code), count in rows.items():
        if place == Place.WORKPLACE and dimension in NAMES:
            found[f"{NAMES[dimension]}:{code}"] = count.total
        if place == Place.WORKPLACE and dimension == Dimension.SCALE:
            found |= {
                f"employers:{code}": count.employers,
                f"declaring:{code}": count.declared_employers,
                f"declared:{code}": count.declared,
            }
    segments = {code: rows.get((Place.WORKPLACE, Dimension.SEGMENT, code), NOTHING) for code in law.segments}
    found["employed"] = sum(segments[code].total for code in law.at_employers)
    for programme in PROGRAMMES:
        name = str(programme.name)
        may = [segments[code] for code in law.entitled[name]]
        found[f"entitled:{name}"] = sum(count.total for count in may)
        found[f"lacking:{name}"] = sum(count.total - count.holders[programme] for count in may)
        found[f"holders:{name}"] = work.holders[programme]
        found[f"home-holders:{name}"] = home.holders[programme]
    return found


def _less(whole: Counts, parts: Iterable[Counts]) -> dict[str, int]:
    """What is counted of the whole and of none of its parts."""
    every = list(parts)
    return {measure: value - sum(part.get(measure, 0) for part in every) for measure, value in whole.items()}


def with_implied(counts: Counts, law: Law) -> dict[str, int]:
    """The counts with those that follow from them by subtraction."""
    found = dict(counts)
    names = tuple(law.entitled)
    for name in names:
        holders = counts.get(f"holders:{name}", 0)
        found[f"without:{name}"] = counts["work"] - holders
        found[f"beyond:{name}"] = holders - counts.get(f"entitled:{name}", 0) + counts.get(f"lacking:{name}", 0)
        found[f"home-without:{name}"] = counts["home"] - counts.get(f"home-holders:{name}", 0)
    for prefix, apart in (("holders", "apart"), ("home-holders", "home-apart")):
        for one, other in combinations(names, 2):
            first, second = counts.get(f"{prefix}:{one}", 0), counts.get(f"{prefix}:{other}", 0)
            found[f"{apart}:{one}:{other}"] = first - second if first and second else 0
    for measure in counts:
        if measure.startswith("employers:"):
            scale = measure.partition(":")[2]
            found[f"silent:{scale}"] = counts[measure] - counts.get(f"declaring:{scale}", 0)
    return found
