"""Compares a Data TK Baru with the registry. Its rows have no KPJ: each is known by a person and an employer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import polars as pl

from coverage_portal.core import tabular_checks
from coverage_portal.core.tabular import ROW
from workers.importer import WorkersImport
from workers.models import Membership
from workers.persons import at_stored_home
from workers.sipp import is_stand_in

A_QUERY = 900  # SQLite takes 999 parameters at least
_HELD = {
    "nik_hash": pl.Binary,
    "employer_id": pl.Int64,
    "member_id": pl.Int64,
    "kpj_held": pl.String,
    "held_from": pl.Date,
    "held_until": pl.Date,
}


class SippImport(WorkersImport):
    """One comparison of a Data TK Baru. Nobody is missing from such a file, and it does not say where people live."""

    checker = "workers.sipp:SippChecker"
    key_column = "NIK"
    repeated_code = "person_repeated"
    shows_key = False

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows. Somebody who holds a KPJ at the employer already is left as they are."""
        rows = self._once(rows)
        held = _memberships(rows)
        rows = self._without_members(_as_started(rows, held), held)
        super().take(at_stored_home(rows))

    def _without_members(self, rows: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
        """Rows of people without a KPJ there; the others are counted as the same, each with a warning."""
        issued = held.filter(~pl.col("kpj_held").map_elements(is_stand_in, return_dtype=pl.Boolean))
        beside = rows.join(issued, on=("nik_hash", "employer_id"), how="inner", maintain_order="left")
        runs = pl.col("held_until").is_null() | (pl.col("held_until") > pl.col("started_on"))
        members = beside.filter(runs).unique(ROW, maintain_order=True)
        self._keep(members.select(ROW, id="member_id"))
        self.outcome.issues.append(_already_members(members))
        return rows.filter(~pl.col(ROW).is_in(members[ROW].implode()))


def _memberships(rows: pl.DataFrame) -> pl.DataFrame:
    """What the people of these rows hold at their employers: the columns of _HELD."""
    found: list[tuple[Any, ...]] = []
    niks = [UUID(bytes=nik_hash) for nik_hash in rows["nik_hash"].unique().to_list()]
    employers = rows["employer_id"].drop_nulls().unique().to_list()
    for start in range(0, len(niks), A_QUERY):
        some = Membership.objects.filter(person__nik_hash__in=niks[start : start + A_QUERY])
        found += some.filter(employer_id__in=employers).values_list(
            "person__nik_hash", "employer_id", "id", "kpj", "started_on", "ended_on"
        )
    return pl.DataFrame([(nik.bytes, *rest) for nik, *rest in found], schema=_HELD, orient="row")


def _as_started(rows: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """A row that does not say when it starts keeps the start it was stored with."""
    stored = held.select("nik_hash", "employer_id", kpj="kpj_held", held_from="held_from")
    beside = rows.join(stored, on=("nik_hash", "employer_id", "kpj"), how="left", maintain_order="left")
    start = pl.when("start_given").then("started_on").otherwise(pl.coalesce("held_from", "started_on"))
    return beside.with_columns(started_on=start).drop("held_from")


def _already_members(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        ROW,
        column=pl.lit("NAMA"),
        code=pl.lit("already_member"),
        severity=pl.lit(tabular_checks.WARNING),
        value=pl.col("name").str.slice(0, tabular_checks.LONGEST_VALUE),
    )
