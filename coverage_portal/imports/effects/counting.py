"""What saving a file would do to coverage, worked out from its rows before anything is written.

Counted at the file's own day: memberships active then, by place of work and programme, as the registry says today and
as it would say with the file. Memberships that the file no longer names are counted apart: whether they end is for a
person to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from coverage_portal.core.bulk import day_number, fetch_integers, fetch_where
from coverage_portal.core.landing import CHANGED, NEW
from coverage_portal.imports.effects.alarms import DECLARED, Employers
from coverage_portal.imports.effects.places import effect_by_city
from coverage_portal.programmes.codes import Programme
from employers.models import Employer
from workers.models import Membership

ALL = "memberships"
PROGRAMMES = {programme.name: programme.value for programme in Programme if programme.name}
MEASURES = (ALL, *PROGRAMMES)
TABLE = Membership._meta.db_table
_KEY = ("workplace_id", "programmes", "employer_id")
_ACTIVE = """
SELECT workplace_id, programmes, COALESCE(employer_id, 0), COUNT(*) FROM {table}
WHERE {started} <= %s AND ({ended} = 0 OR {ended} > %s) GROUP BY 1, 2, 3
"""
LEAVING_AT_ONCE = 20_000


@dataclass(slots=True)
class Groups:
    """Counts of memberships by place of work, set of programmes and employer (0: none)."""

    frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, rows: pl.DataFrame, sign: int, prefix: str = "") -> None:
        """Count these rows, whose columns are named with `prefix`, with `sign`."""
        keys = [pl.col(f"{prefix}{name}").fill_null(0).cast(pl.Int64).alias(name) for name in _KEY]
        self.frames.append(rows.select(keys).group_by(_KEY).agg(n=pl.len().cast(pl.Int64) * sign))

    def by(self, name: str) -> pl.DataFrame:
        """The counts of each measure by the values of one key: its column, then MEASURES."""
        held = [
            pl.col("n").filter(pl.col("programmes") & bit != 0).sum().alias(word) for word, bit in PROGRAMMES.items()
        ]
        return self.all().group_by(name).agg(pl.col("n").sum().alias(ALL), *held)

    def all(self) -> pl.DataFrame:
        """Everything counted so far."""
        empty = pl.DataFrame(schema={**dict.fromkeys(_KEY, pl.Int64), "n": pl.Int64})
        return pl.concat([empty, *self.frames])


class WorkersEffect:
    """Hears the compared rows of a workers' file as a sink, and says at the end what they come to."""

    def __init__(self, day: date, *, stored: bool) -> None:
        """`day` is the one the file stands at; `stored` whether there is any membership yet."""
        self._day = day
        self._before, self._changes, self._leaving = Groups(), Groups(), Groups()
        if stored:
            self._before.frames.append(_active_on(day))

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """New and changed rows; other sorts change no count."""
        if what == CHANGED:
            self._changes.add(rows.filter(self._active("old_")), -1, "old_")
        if what in (NEW, CHANGED):
            self._changes.add(rows.filter(self._active("")), +1)

    def leave(self, ids: np.ndarray) -> pl.DataFrame:
        """Memberships that the file no longer names; gives those of them active on the day (id, started_on)."""
        names = ("id", *_KEY, "started_on", "ended_on")
        schema = {"id": pl.Int64, **dict.fromkeys(_KEY, pl.Int64), "started_on": pl.Date, "ended_on": pl.Date}
        found: list[pl.DataFrame] = []
        for start in range(0, len(ids), LEAVING_AT_ONCE):
            some = fetch_where(TABLE, names, "id", ids[start : start + LEAVING_AT_ONCE].tolist(), "bigint")
            rows = pl.DataFrame(some, schema=schema, orient="row")
            active = rows.filter(self._active("") & (pl.col("started_on") < self._day))  # else it could not end then
            self._leaving.add(active, +1)
            found.append(active.select("id", "started_on"))
        return pl.concat(found) if found else pl.DataFrame(schema={"id": pl.Int64, "started_on": pl.Date})

    def result(self) -> dict[str, Any]:
        """The effect by city and kecamatan: before, after, and how many of them are leaving."""
        before, changes, leaving = (groups.by("workplace_id") for groups in self._parts())
        return effect_by_city(self._day, MEASURES, before, changes, leaving, key="workplace_id")

    def employers(self) -> Employers | None:
        """Active memberships of each employer: before, what the file changes, and who is leaving."""
        parts = (groups.by("employer_id").select("employer_id", workers=ALL) for groups in self._parts())
        before, changes, leaving = parts
        return Employers(before, changes, leaving, lost="employers_lose_workers")

    def _parts(self) -> tuple[Groups, Groups, Groups]:
        return self._before, self._changes, self._leaving

    def _active(self, prefix: str) -> pl.Expr:
        ended = pl.col(f"{prefix}ended_on")
        return (pl.col(f"{prefix}started_on") <= self._day) & (ended.is_null() | (ended > self._day))


def _active_on(day: date) -> pl.DataFrame:
    number = (day - date(1900, 1, 1)).days
    sql = _ACTIVE.format(table=TABLE, started=day_number("started_on"), ended=day_number("ended_on"))
    found = fetch_integers(sql, (*_KEY, "n"), [number, number])
    return pl.DataFrame({name: found[name] for name in (*_KEY, "n")})


class EmployersEffect:
    """Hears the compared rows of an employers' file (or of headcounts) and says what they come to by kecamatan.

    Measures: employers registered on the day, and the workers they declared.
    """

    measures = ("employers", DECLARED)

    def __init__(self, day: date, *, stored: bool) -> None:
        self._day = day
        self._before = _registered_on(day) if stored else pl.DataFrame(schema=_REGISTERED)
        self._changed: list[pl.DataFrame] = []
        self._new: list[pl.DataFrame] = []
        self._leaving = self._before.clear()

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """New and changed rows; other sorts change no count."""
        if what == NEW:
            self._new.append(rows.select([pl.col(name).cast(kind) for name, kind in _REGISTERED.items()]))
        if what == CHANGED:
            known = rows.select([pl.col(n).cast(k) for n, k in _REGISTERED.items() if n in rows.columns])
            self._changed.append(known)

    def result(self) -> dict[str, Any]:
        """The effect by city and kecamatan, before and after."""
        before, later = self._counted(self._before), self._counted(pl.concat([self._after(), *self._new]))
        changes = later.join(before, on="district_id", how="full", coalesce=True, suffix="_before").select(
            "district_id",
            *((pl.col(n).fill_null(0) - pl.col(f"{n}_before").fill_null(0)).alias(n) for n in self.measures),
        )
        leaving = self._counted(self._leaving)
        return effect_by_city(self._day, self.measures, before, changes, leaving, key="district_id")

    def leave(self, ids: np.ndarray) -> pl.DataFrame:
        """Employers that the file no longer names; gives those of them that are registered on the day (id)."""
        named = {**_REGISTERED, "merged_into_id": pl.Int64}
        rows = fetch_where(Employer._meta.db_table, list(named), "id", ids.tolist(), "bigint")
        standing = pl.DataFrame(rows, schema=named, orient="row").filter(pl.col("merged_into_id").is_null())
        self._leaving = self._there(standing.select(list(_REGISTERED)))
        return self._leaving.select("id")

    def employers(self) -> Employers | None:
        """The workers that each employer registered on the day declared: before, and how many more the file says."""
        before = self._there(self._before).select(employer_id="id", workers="declared_headcount").drop_nulls()
        said = self._after().select(employer_id="id", said=pl.col("declared_headcount").fill_null(0))
        changes = before.join(said, on="employer_id").select("employer_id", workers=pl.col("said") - pl.col("workers"))
        return Employers(
            before, changes, before.clear(), lost="employers_declare_fewer", leapt="employers_declare_leaps"
        )

    def _after(self) -> pl.DataFrame:
        """The employers that were there, with what the file says of them."""
        after = self._before
        for changed in self._changed:
            after = after.update(changed, on="id", how="left", include_nulls=True)
        return after

    def _there(self, rows: pl.DataFrame) -> pl.DataFrame:
        closed = pl.col("closed_on")
        return rows.filter((pl.col("registered_on") <= self._day) & (closed.is_null() | (closed > self._day)))

    def _counted(self, rows: pl.DataFrame) -> pl.DataFrame:
        return (
            self._there(rows)
            .group_by("district_id")
            .agg(employers=pl.len().cast(pl.Int64), declared=pl.col("declared_headcount").sum().cast(pl.Int64))
        )


_REGISTERED = {
    "id": pl.Int64,
    "district_id": pl.Int64,
    "registered_on": pl.Date,
    "closed_on": pl.Date,
    "declared_headcount": pl.Int64,
}


def _registered_on(_day: date) -> pl.DataFrame:
    rows = Employer.objects.standing().values_list(*_REGISTERED)
    return pl.DataFrame(list(rows.iterator(chunk_size=10_000)), schema=_REGISTERED, orient="row")
