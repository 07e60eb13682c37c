"""Counts the registry into cells. The only writer of CoverageCell; readers go through figures.

One pass fetches every membership that may be active in the months asked for; each month is then counted in memory
from packed keys: workplace cells count memberships, home cells count distinct persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from coverage_portal.core.bulk import day_number, fetch_integers, insert_frame
from coverage_portal.core.models import ImportBatch
from coverage_portal.coverage.models import BuiltMonth, CoverageCell, Place
from coverage_portal.programmes.codes import PROGRAMMES
from employers.models import Employer
from regions.models import Region
from workers.models import Membership, Person

HISTORY_MONTHS = 84
AGE_BANDS = (15, 25, 35, 45, 55, 65)  # first age of each band; band 0 is below 15 or unknown
_EPOCH = date(1900, 1, 1)
_PROGRAMME_COLUMNS = tuple(programme.name.lower() for programme in PROGRAMMES if programme.name)


class CellsDiffer(Exception):
    """A recount found cells other than the stored ones; `months` names them."""

    def __init__(self, months: list[date]) -> None:
        super().__init__(", ".join(f"{month:%Y-%m}" for month in months))
        self.months = months


def last_day(month: date) -> date:
    """The last calendar day of the month that `month` lies in."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def countable_months() -> list[date]:
    """Months the registry can be counted for, oldest first.

    The last is that of the newest applied workers file. The first is that of the earliest recorded end: before it
    nobody is recorded as having left, so a count would only find those who stayed. At most HISTORY_MONTHS.
    """
    applied = ImportBatch.objects.filter(kind=ImportBatch.Kind.WORKERS, state=ImportBatch.State.APPLIED)
    position = applied.order_by("-position").values_list("position", flat=True).first()
    if position is None:
        return []
    months = [position.replace(day=1)]
    earliest = Membership.objects.aggregate(first=Min("ended_on"))["first"] or position
    while months[-1] > earliest.replace(day=1) and len(months) < HISTORY_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def rebuild(months: Iterable[date] | None = None, progress: Callable[[str], None] | None = None) -> None:
    """Delete and count again the cells of `months` (firsts of months; None: all), in the caller's transaction.

    Months that can no longer be counted lose their cells. `progress` is called with each month as YYYY-MM.
    """
    countable = countable_months()
    asked = set(countable if months is None else months)
    with transaction.atomic():
        gone = CoverageCell.objects.exclude(month__in=countable) if months is None else None
        if gone is not None:
            gone.delete()
            BuiltMonth.objects.exclude(month__in=countable).delete()
        CoverageCell.objects.filter(month__in=asked).delete()
        BuiltMonth.objects.filter(month__in=asked).delete()
        wanted = [month for month in countable if month in asked]
        for month, cells in count(wanted):
            insert_frame(CoverageCell._meta.db_table, cells)
            BuiltMonth.objects.create(month=month, built_at=timezone.now())
            if progress:
                progress(f"{month:%Y-%m}")


def check() -> int:
    """Recount every month and compare with the stored cells: how many months agree.

    Raises CellsDiffer naming the months that differ, are missing, or should not be there.
    """
    countable = countable_months()
    built = set(BuiltMonth.objects.values_list("month", flat=True))
    wrong = built.symmetric_difference(countable)
    for month, cells in count([month for month in countable if month not in wrong]):
        if not _stored(month, cells.columns).equals(cells.sort(cells.columns)):
            wrong.add(month)
    if wrong:
        raise CellsDiffer(sorted(wrong))
    return len(countable)


def _stored(month: date, columns: list[str]) -> pl.DataFrame:
    rows = CoverageCell.objects.filter(month=month).values_list(*columns)
    return pl.DataFrame(list(rows.iterator()), schema=_SCHEMA, orient="row").select(columns).sort(columns)


_SCHEMA = {
    "month": pl.Date,
    "place": pl.Int64,
    "region_id": pl.Int64,
    "branch_id": pl.Int64,
    "segment": pl.Int64,
    "sector": pl.String,
    "scale": pl.Int64,
    "sex": pl.Int64,
    "age_band": pl.Int64,
    "memberships": pl.Int64,
    "persons": pl.Int64,
    **dict.fromkeys(_PROGRAMME_COLUMNS, pl.Int64),
}


@dataclass(frozen=True)
class _Registry:
    """The memberships of a stretch of months as columns, sorted by person. Days are counted from 1 January 1900."""

    starts: np.ndarray
    ends: np.ndarray  # a day far ahead when open
    births: np.ndarray
    programmes: np.ndarray
    work_keys: np.ndarray  # dense number of the membership's crossing of dimensions, without age
    work_table: pl.DataFrame  # that crossing, one row a key
    person_first: np.ndarray  # where each person's memberships begin
    home_keys: np.ndarray  # dense number of each person's home and sex
    home_table: pl.DataFrame


def count(months: list[date]) -> Iterable[tuple[date, pl.DataFrame]]:
    """The cells of each of `months`, in the columns of CoverageCell without its id."""
    if not months:
        return
    registry = _load(last_day(min(months)), last_day(max(months)))
    for month in months:
        day = (last_day(month) - _EPOCH).days
        active = (registry.starts <= day) & (registry.ends > day)
        bands = _age_bands(registry.births, last_day(month))
        frames = [_workplace_cells(registry, active, bands), _home_cells(registry, active, bands)]
        cells = pl.concat(frames, how="diagonal_relaxed").with_columns(month=pl.lit(month))
        yield month, cells.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())


def _load(first: date, last: date) -> _Registry:
    packed = fetch_integers(_SELECT.format(**_sql_names()), ("person", "facts", "places", "days"), (last, first))
    packed = packed[np.argsort(packed["person"], kind="stable")]
    facts, places, days = packed["facts"], packed["places"], packed["days"]
    sex = facts & 3
    employers = facts >> 22
    lines = _employer_lines(employers)
    work = pl.DataFrame(
        {
            "region_id": places >> 24,
            "branch_id": (facts >> 10) & 4095,
            "segment": (facts >> 7) & 7,
            "line": lines[employers],
            "sex": sex,
        }
    )
    person_first = _firsts(packed["person"])
    home = pl.DataFrame({"region_id": (places & 0xFFFFFF)[person_first], "sex": sex[person_first]})
    work_keys, work_table = _dense(work)
    home_keys, home_table = _dense(home)
    ends = (days >> 17) & 0x1FFFF
    return _Registry(
        starts=days & 0x1FFFF,
        ends=np.where(ends == 0, 0x1FFFF, ends),
        births=days >> 34,
        programmes=(facts >> 2) & 31,
        work_keys=work_keys,
        work_table=_with_employer_columns(work_table),
        person_first=person_first,
        home_keys=home_keys,
        home_table=home_table,
    )


def _firsts(persons: np.ndarray) -> np.ndarray:
    """Where each person's memberships begin in an array sorted by person."""
    if not len(persons):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.r_[True, persons[1:] != persons[:-1]])


# Four bigints a membership: person | employer, branch, segment, programmes, sex | workplace, home | birth, end, start.
_SELECT = """
SELECT m.person_id,
  (((COALESCE(m.employer_id, 0) * 4096 + m.branch_id) * 8 + m.segment) * 32 + m.programmes) * 4 + p.sex,
  m.workplace_id * 16777216 + COALESCE(p.home_id, {country}),
  ({birth} * 131072 + {end}) * 131072 + {start}
FROM {membership} m JOIN {person} p ON p.id = m.person_id
WHERE m.started_on <= %s AND (m.ended_on IS NULL OR m.ended_on > %s)
"""


def _sql_names() -> dict[str, str | int]:
    country = Region.objects.filter(level=Region.Level.COUNTRY).values_list("pk", flat=True).first()
    return {
        "country": int(country or 0),  # a person whose home is not known is counted for the country alone
        "birth": day_number("p.birth_date"),
        "end": day_number("m.ended_on"),
        "start": day_number("m.started_on"),
        "membership": connection.ops.quote_name(Membership._meta.db_table),
        "person": connection.ops.quote_name(Person._meta.db_table),
    }


def _employer_lines(employers: np.ndarray) -> np.ndarray:
    """For every employer id, its line of business and size in one number: version, section letter, scale."""
    lines = np.zeros(int(employers.max(initial=0)) + 1, dtype=np.int64)
    rows = Employer.objects.filter(pk__lt=len(lines)).values_list("pk", "kbli_version", "kbli_section", "scale")
    for pk, version, section, scale in rows.iterator():
        letter = ord(section) if version and section else 0
        lines[pk] = ((version or 0 if letter else 0) * 128 + letter) * 8 + (scale or 0)
    return lines


def _with_employer_columns(table: pl.DataFrame) -> pl.DataFrame:
    lines = table["line"].to_list()
    sectors = [f"{line >> 10}{chr((line >> 3) & 127)}" if line >> 3 else "" for line in lines]
    return table.with_columns(
        sector=pl.Series(sectors, dtype=pl.String), scale=pl.Series([line & 7 for line in lines], dtype=pl.Int64)
    ).drop("line")


def _dense(frame: pl.DataFrame) -> tuple[np.ndarray, pl.DataFrame]:
    """Number the distinct rows of `frame` from 0 in sorted order: each row's number, and the distinct rows."""
    sizes = [int(frame[name].max() or 0) + 1 for name in frame.columns]  # type: ignore[arg-type]
    keys = np.zeros(len(frame), dtype=np.int64)
    for name, size in zip(frame.columns, sizes, strict=True):
        keys = keys * size + frame[name].to_numpy()
    distinct, numbers = np.unique(keys, return_inverse=True)
    columns = {}
    for name, size in zip(reversed(frame.columns), reversed(sizes), strict=True):
        distinct, columns[name] = np.divmod(distinct, size)
    return numbers, pl.DataFrame({name: columns[name] for name in frame.columns})


def _age_bands(births: np.ndarray, day: date) -> np.ndarray:
    """The age band of each birth day on `day`: how many band beginnings the person has reached."""
    bands = np.zeros(len(births), dtype=np.int64)
    for age in AGE_BANDS:
        born_by = _years_before(day, age)
        bands += births <= (born_by - _EPOCH).days
    return bands


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: who was born on 1 March has not had the birthday yet
        return day.replace(year=day.year - years, day=28)


def _workplace_cells(registry: _Registry, active: np.ndarray, bands: np.ndarray) -> pl.DataFrame:
    keys = registry.work_keys * (len(AGE_BANDS) + 1) + bands
    held = registry.programmes
    sums = {"memberships": keys[active]}
    for name, programme in zip(_PROGRAMME_COLUMNS, PROGRAMMES, strict=True):
        sums[name] = keys[active & (held & programme != 0)]
    return _cells(registry.work_table, sums).with_columns(place=pl.lit(Place.WORKPLACE.value), persons=pl.lit(0))


def _home_cells(registry: _Registry, active: np.ndarray, bands: np.ndarray) -> pl.DataFrame:
    """Distinct persons: a person counts once however many memberships are active, and once for each programme."""
    firsts = registry.person_first
    keys = registry.home_keys * (len(AGE_BANDS) + 1) + bands[firsts] if len(firsts) else registry.home_keys
    held = np.where(active, registry.programmes, 0)
    persons = np.logical_or.reduceat(active, firsts) if len(firsts) else active
    union = np.bitwise_or.reduceat(held, firsts) if len(firsts) else held
    sums = {"persons": keys[persons]}
    for name, programme in zip(_PROGRAMME_COLUMNS, PROGRAMMES, strict=True):
        sums[name] = keys[union & programme != 0]
    return _cells(registry.home_table, sums).with_columns(
        place=pl.lit(Place.HOME.value), memberships=pl.lit(0), segment=pl.lit(0), scale=pl.lit(0), sector=pl.lit("")
    )


def _cells(table: pl.DataFrame, sums: dict[str, np.ndarray]) -> pl.DataFrame:
    """One row for every key that counts anything: the key's dimensions, its age band, and each count."""
    size = len(table) * (len(AGE_BANDS) + 1)
    counts = {name: np.bincount(keys, minlength=size) for name, keys in sums.items()}
    used = np.flatnonzero(next(iter(counts.values())))
    dimensions = table[used // (len(AGE_BANDS) + 1)]
    return dimensions.with_columns(
        pl.Series("age_band", used % (len(AGE_BANDS) + 1)),
        *(pl.Series(name, values[used]) for name, values in counts.items()),
    )
