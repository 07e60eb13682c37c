"""One pass over the registry: every membership that may be active is fetched once as packed bigints, and each month is
then counted in memory. Workplace cells count memberships, home cells count distinct persons.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from django.db import connection

from coverage_portal.core.bulk import day_number, fetch_integers
from coverage_portal.coverage.models import Place
from coverage_portal.coverage.register import Register
from coverage_portal.programmes.codes import PROGRAMMES
from workers.models import Membership, Person

AGE_BANDS = (15, 25, 35, 45, 55, 65)  # first age of each band; band 0 is below 15 or unknown
EPOCH = date(1900, 1, 1)
_MOST_KEYS = 50_000_000
_ACTIVE = 32  # one bit beside the five programmes
PROGRAMME_COLUMNS = tuple(programme.name.lower() for programme in PROGRAMMES if programme.name)


def last_day(month: date) -> date:
    """The last calendar day of the month that `month` lies in."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


SCHEMA = {
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
    **dict.fromkeys(PROGRAMME_COLUMNS, pl.Int64),
}


@dataclass(frozen=True)
class _Registry:
    """The memberships of a stretch of months as columns. Days are counted from 1 January 1900."""

    starts: np.ndarray
    ends: np.ndarray  # a day far ahead when open
    births: np.ndarray
    programmes: np.ndarray
    work_keys: np.ndarray  # dense number of the membership's crossing of dimensions, without age
    work_table: pl.DataFrame  # that crossing, one row a key
    persons: np.ndarray  # id of the membership's person
    person_births: np.ndarray  # by id of a person, as home_keys
    home_keys: np.ndarray  # dense number of the person's home and sex
    home_table: pl.DataFrame


@dataclass(frozen=True)
class Rows:
    """Memberships and the persons who hold them, as they are fetched: packed, see _MEMBERSHIPS. `days` are zeros where
    only one day is asked about."""

    persons: np.ndarray
    facts: np.ndarray
    days: np.ndarray
    people: np.ndarray


def count(months: list[date], register: Register, country: int) -> Iterable[tuple[date, pl.DataFrame]]:
    """The cells of each of `months`, in the columns of CoverageCell without its id; `country` is the country's id."""
    if not months:
        return
    registry = _spread(fetch(months, country), register)
    for month in months:
        day = (last_day(month) - EPOCH).days
        active = (registry.starts <= day) & (registry.ends > day)
        frames = [_workplace_cells(registry, active, last_day(month)), _home_cells(registry, active, last_day(month))]
        yield month, _as_cells(month, pl.concat(frames, how="diagonal_relaxed"))


def count_at_work(months: list[date], rows: Rows, register: Register) -> Iterable[tuple[date, pl.DataFrame]]:
    """The workplace cells alone, of memberships that are fetched already."""
    registry = _spread(rows, register)
    for month in months:
        day = (last_day(month) - EPOCH).days
        active = (registry.starts <= day) & (registry.ends > day)
        yield month, _as_cells(month, _workplace_cells(registry, active, last_day(month)))


def _as_cells(month: date, cells: pl.DataFrame) -> pl.DataFrame:
    named = cells.with_columns(month=pl.lit(month))
    return named.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def fetch(months: list[date], country: int, employers: Collection[int] | None = None) -> Rows:
    """What may be active in any of `months`; of the memberships at these `employers` alone, where they are given."""
    first, last = last_day(min(months)), last_day(max(months))
    names = _sql_names(country)
    at, theirs = "", ""
    if employers is not None:
        at = f" AND employer_id IN ({', '.join(map(str, sorted(employers))) or 'NULL'})"
        theirs = f" WHERE id IN (SELECT person_id FROM {names['membership']} WHERE true{at})"  # noqa: S608 - numbers
    columns = ("person", "facts", "days") if first != last else ("person", "facts")
    days_column = _DAYS.format(**names) if first != last else ""
    sql = _MEMBERSHIPS.format(days=days_column, **names) + at
    rows = fetch_integers(sql, columns, (last, first), small=("person",))
    people = fetch_integers(_PERSONS.format(**names) + theirs, ("facts",))["facts"]
    days = rows["days"] if first != last else np.zeros(len(rows["facts"]), dtype=np.int64)
    return Rows(rows["person"], rows["facts"], days, people)


def _spread(rows: Rows, register: Register) -> _Registry:
    """The fetched memberships as columns."""
    persons, facts, days, people = rows.persons, rows.facts, rows.days, rows.people
    about = np.zeros(int(max(people.max(initial=0) >> 37, persons.max(initial=0))) + 1, dtype=np.int64)
    about[people >> 37] = people
    theirs = about[persons]
    employers = facts >> 39
    workplaces, workplace_ids = _dense((facts >> 20) & 0x7FFFF)
    lines, line_codes = _dense(register.lines_by_id(int(employers.max(initial=0))))
    work_keys, work_table = _crossings(
        region_id=workplaces,
        branch_id=(facts >> 8) & 0xFFF,
        segment=(facts >> 5) & 7,
        line=lines[employers],
        sex=theirs & 3,
    )
    home_keys, home_table = _crossings(region_id=(about >> 19) & 0x3FFFF, sex=about & 3)
    ends = days >> 20
    return _Registry(
        starts=days & 0xFFFFF,
        ends=np.where(ends == 0, 0xFFFFF, ends),
        births=(theirs >> 2) & 0x1FFFF,
        programmes=facts & 31,
        work_keys=work_keys,
        work_table=_spelt_out(work_table, workplace_ids, line_codes),
        persons=persons,
        person_births=(about >> 2) & 0x1FFFF,
        home_keys=home_keys,
        home_table=home_table,
    )


# Two scans of bigints and no join: the join of 700,000 rows costs more than both. The bits, from the top, are
# a membership: 24 employer, 19 workplace, 12 branch, 3 segment, 5 programmes; its days: 20 end, 20 start;
# a person: 26 person, 18 home, 17 birth, 2 sex. They hold 16 million employers, 67 million persons, 262,000 homes, and
# births to 2258, long after the last date an import takes.
_MEMBERSHIPS = """
SELECT person_id,
  (((COALESCE(employer_id, 0) * 524288 + workplace_id) * 4096 + branch_id) * 8 + segment) * 32 + programmes{days}
FROM {membership} WHERE started_on <= %s AND (ended_on IS NULL OR ended_on > %s)
"""
_DAYS = ", {end} * 1048576 + {start}"
_PERSONS = "SELECT ((id * 262144 + COALESCE(home_id, {country})) * 131072 + {birth}) * 4 + sex FROM {person}"


def _sql_names(country: int) -> dict[str, str | int]:
    return {
        "country": country,  # a person whose home is not known is counted for the country alone
        "birth": day_number("birth_date"),
        "end": day_number("ended_on"),
        "start": day_number("started_on"),
        "membership": connection.ops.quote_name(Membership._meta.db_table),
        "person": connection.ops.quote_name(Person._meta.db_table),
    }


def _spelt_out(table: pl.DataFrame, workplace_ids: np.ndarray, line_codes: np.ndarray) -> pl.DataFrame:
    """The crossings with region ids, sectors and scales in place of their dense numbers."""
    lines = line_codes[table["line"].to_numpy()].tolist()
    sectors = [f"{line >> 10}{chr((line >> 3) & 127)}" if line >> 3 else "" for line in lines]
    return table.with_columns(
        region_id=workplace_ids[table["region_id"].to_numpy()],
        sector=pl.Series(sectors, dtype=pl.String),
        scale=pl.Series([line & 7 for line in lines], dtype=pl.Int64),
    ).drop("line")


def _dense(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the distinct values (small, not negative) from 0: each value's number, and the distinct values."""
    used = np.zeros(int(values.max(initial=0)) + 1, dtype=bool)
    used[values] = True
    return (np.cumsum(used) - 1)[values], np.flatnonzero(used)


def _crossings(**columns: np.ndarray) -> tuple[np.ndarray, pl.DataFrame]:
    """Number the distinct rows of equally long columns from 0: each row's number, and the distinct rows."""
    sizes = {name: int(values.max(initial=0)) + 1 for name, values in columns.items()}
    keys = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
    for name, values in columns.items():
        keys = keys * sizes[name] + values
    if math.prod(sizes.values()) > _MOST_KEYS:  # too many to flag one by one
        found, numbers = np.unique(keys, return_inverse=True)
    else:
        numbers, found = _dense(keys)
    table = {}
    for name in reversed(columns):
        found, table[name] = np.divmod(found, sizes[name])
    return numbers, pl.DataFrame({name: table[name] for name in columns})


def _age_bands(births: np.ndarray, day: date) -> np.ndarray:
    """The age band of each birth day on `day`: how many band beginnings the person has reached."""
    bands = np.zeros(len(births), dtype=np.int8)
    for age in AGE_BANDS:
        born_by = _years_before(day, age)
        bands += births <= (born_by - EPOCH).days
    return bands


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: who was born on 1 March has not had the birthday yet
        return day.replace(year=day.year - years, day=28)


def _workplace_cells(registry: _Registry, active: np.ndarray, day: date) -> pl.DataFrame:
    keys = registry.work_keys * (len(AGE_BANDS) + 1) + _age_bands(registry.births, day)
    cells = _cells(registry.work_table, keys[active], registry.programmes[active], "memberships")
    return cells.with_columns(place=pl.lit(Place.WORKPLACE.value), persons=pl.lit(0))


def _home_cells(registry: _Registry, active: np.ndarray, day: date) -> pl.DataFrame:
    """Distinct persons: a person counts once however many memberships are active, and once for each programme."""
    keys = registry.home_keys * (len(AGE_BANDS) + 1) + _age_bands(registry.person_births, day)
    held = np.zeros(len(keys), dtype=np.int64)
    np.bitwise_or.at(held, registry.persons[active], registry.programmes[active] | _ACTIVE)
    cells = _cells(registry.home_table, keys[held != 0], held[held != 0] & ~_ACTIVE, "persons")
    return cells.with_columns(
        place=pl.lit(Place.HOME.value), memberships=pl.lit(0), segment=pl.lit(0), scale=pl.lit(0), sector=pl.lit("")
    )


def _cells(table: pl.DataFrame, keys: np.ndarray, held: np.ndarray, whole: str) -> pl.DataFrame:
    """One row for every key that counts anything: the key's dimensions, its age band, and each count.

    Counted in one pass, by the set of programmes held; few sets ever occur. `whole` names the count of all.
    """
    numbers, sets = _dense(held)
    size = len(table) * (len(AGE_BANDS) + 1)
    by_set = np.bincount(keys * len(sets) + numbers, minlength=size * len(sets)).reshape(size, len(sets))
    used = np.flatnonzero(by_set.any(axis=1))
    by_set = by_set[used]
    counts = {whole: by_set.sum(axis=1)}
    for name, programme in zip(PROGRAMME_COLUMNS, PROGRAMMES, strict=True):
        counts[name] = by_set[:, sets & programme != 0].sum(axis=1)
    dimensions = table[used // (len(AGE_BANDS) + 1)]
    return dimensions.with_columns(
        pl.Series("age_band", used % (len(AGE_BANDS) + 1)),
        *(pl.Series(name, values) for name, values in counts.items()),
    )
