"""Writes what every employer looks like at the position of the data. The only writer of `employers.Compliance`.

It is part of the transaction that changes what it follows from: memberships, the register, positions. Everything is
counted in the database by employer and judged in columns, whether for one employer or for all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Max

from coverage_portal.core.bulk import fetch_integers, insert_frame
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.spells import holds_on, today
from coverage_portal.programmes.codes import PROGRAMMES, Programme, Scale, Segment
from coverage_portal.programmes.law import NoLawInForce, law_on
from employers.compliance import ALIKE_FROM, Finding
from employers.models import Compliance, Employer, EmployerProgramme
from regions.models import ReferenceFigure, Region
from workers.models import Membership

# ruff: noqa: S608 - only names of our own tables and columns are put into SQL; values are numbers and parameters
TABLE = Compliance._meta.db_table
A_STATEMENT = 900
_HELD = ", ".join(f"MAX(programmes & {programme.value})" for programme in PROGRAMMES)
_COUNTED = ("employer_id", "active", "waged", "wages", "least", "most", *(f"held_{p.value}" for p in PROGRAMMES))
_EMPLOYER = {
    "employer_id": pl.Int64,
    "district_id": pl.Int64,
    "scale": pl.Int64,
    "agency": pl.Boolean,
    "registered_on": pl.Date,
    "closed_on": pl.Date,
    "declared_headcount": pl.Int64,
}


def latest_position() -> date:
    """The day the newest applied workers' file stands at; today when none was applied."""
    applied = ImportBatch.objects.filter(kind=ImportBatch.Kind.WORKERS, state=ImportBatch.State.APPLIED, partial=False)
    position: date | None = applied.aggregate(latest=Max("position"))["latest"]
    return position or today()


def rebuild(ids: Collection[int] | None = None) -> None:
    """Count and judge the employers with these ids again (None: all), in the caller's transaction."""
    position = latest_position()
    if ids is None:
        Compliance.objects.all().delete()
        _write(position, "", None)
        return
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), A_STATEMENT):
        some = wanted[start : start + A_STATEMENT]
        Compliance.objects.filter(pk__in=some).delete()
        _write(position, f" AND employer_id IN ({', '.join(map(str, some))})", some)


def missing() -> bool:
    """Whether employers are stored and none was ever judged: by a version of the portal that did not."""
    return Employer.objects.standing().exists() and not Compliance.objects.exists()


def judge_again(figure: object) -> None:
    """What a newly entered figure asks for: a minimum wage has all wages looked at anew."""
    if isinstance(figure, ReferenceFigure) and figure.kind == ReferenceFigure.Kind.MINIMUM_WAGE:
        rebuild()


def _write(position: date, only: str, ids: Collection[int] | None) -> None:
    employers = _employers(ids)
    if employers.is_empty():
        return
    minimum = minimum_wages(employers["district_id"].unique().to_list(), position)
    frame = (
        employers.join(_joined(position, ids), on="employer_id", how="left")
        .join(_counted(position, only, sorted(set(minimum.values()))), on="employer_id", how="left")
        .with_columns(pl.col("joined", "active", "waged", "wages", "least", "most", "earners", "held").fill_null(0))
        .with_columns(_below(minimum), held=pl.col("held") | pl.col("joined"), mandatory=_mandatory(position))
    )
    insert_frame(TABLE, judged(frame, position))


def judged(frame: pl.DataFrame, position: date) -> pl.DataFrame:
    """The rows of Compliance for counted employers.

    `frame`: the columns of _EMPLOYER, `active`, `earners` (PU), `waged`, `wages`, `least` and `most` (wage), `held`
    (bits of programmes of the employer or its workers), `below` (null: no minimum wage is known) and `mandatory`
    (null: not known). Who registered after the position, and has nobody in the data yet, is not judged by them.
    """
    prospect = pl.col("registered_on").is_null()
    closed = (pl.col("closed_on") <= max(position, today())).fill_null(value=False)
    later = ((pl.col("registered_on") > position) & (pl.col("active") == 0)).fill_null(value=False)
    running = ~prospect & ~closed & ~later
    missing = (pl.col("declared_headcount") - pl.col("active")).clip(lower_bound=0)
    owed = pl.when(running & (pl.col("held") != 0)).then(pl.col("mandatory") - (pl.col("mandatory") & pl.col("held")))
    one_wage = (pl.col("waged") == pl.col("earners")) & (pl.col("least") == pl.col("most"))
    rows = frame.with_columns(missing=pl.when(closed).then(0).when(later).then(None).otherwise(missing), owed=owed)
    bits = {
        Finding.UNREGISTERED: prospect & ~closed,
        Finding.WORKERS: running & (pl.col("missing") > 0).fill_null(value=False),
        Finding.PROGRAMMES: running & (pl.col("owed") > 0).fill_null(value=False),
        Finding.LOW_WAGES: running & (pl.col("below") > 0).fill_null(value=False),
        Finding.ALIKE_WAGES: running & one_wage & (pl.col("waged") >= ALIKE_FROM),
    }
    found = pl.sum_horizontal(pl.when(said).then(bit.value).otherwise(0) for bit, said in bits.items())
    unknown = (running & (pl.col("declared_headcount").is_null() | pl.col("owed").is_null())) | (later & ~closed)
    rows = rows.with_columns(findings=found).with_columns(
        findings=pl.when((pl.col("findings") == 0) & unknown).then(Finding.UNKNOWN.value).otherwise(pl.col("findings"))
    )
    return rows.select(
        "employer_id",
        position=pl.lit(position),
        active="active",
        missing="missing",
        waged="waged",
        wages="wages",
        below_minimum="below",
        programmes="held",
        owed="owed",
        findings="findings",
    )


def minimum_wages(districts: Collection[int], day: date) -> dict[int, int]:
    """The minimum wage (UMK) of the year of `day` in whole rupiah a month, for the city of each district where one is
    published; a place that is itself a city stands for itself."""
    cities = {
        pk: pk if level == Region.Level.REGENCY else parent
        for pk, level, parent in Region.objects.filter(pk__in=districts).values_list("pk", "level", "parent_id")
    }
    figures = ReferenceFigure.objects.current().filter(
        region__in=set(cities.values()), kind=ReferenceFigure.Kind.MINIMUM_WAGE, label="", as_at__year=day.year
    )
    published = {region: int(value) for region, value in figures.order_by("as_at", "pk").values_list("region", "value")}
    return {district: published[city] for district, city in cities.items() if city in published}


def _employers(ids: Collection[int] | None) -> pl.DataFrame:
    rows = Employer.objects.standing()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    names = ["pk", "district_id", "scale", "legal_form", "registered_on", "closed_on", "declared_headcount"]
    found = [
        (pk, district, scale, form == Employer.LegalForm.AGENCY, *rest)
        for pk, district, scale, form, *rest in rows.order_by().values_list(*names)
    ]
    return pl.DataFrame(found, schema=_EMPLOYER, orient="row")


def _joined(position: date, ids: Collection[int] | None) -> pl.DataFrame:
    """The programmes each employer joined, as bits: employer_id, joined."""
    rows = EmployerProgramme.objects.filter(holds_on(position))
    if ids is not None:
        rows = rows.filter(employer_id__in=ids)
    found = pl.DataFrame(
        list(rows.values_list("employer_id", "programme")),
        schema={"employer_id": pl.Int64, "joined": pl.Int64},
        orient="row",
    )
    return found.unique().group_by("employer_id").agg(pl.col("joined").sum())


def _counted(position: date, only: str, minimums: list[int]) -> pl.DataFrame:
    """The memberships active on the day by employer; `below_N` counts wage earners below the Nth of `minimums`."""
    earner = f"segment = {Segment.PU.value}"
    below = "".join(f", COALESCE(SUM(CASE WHEN {earner} AND wage < {wage} THEN 1 ELSE 0 END), 0)" for wage in minimums)
    wage = f"CASE WHEN {earner} THEN wage END"
    sql = (
        f"SELECT employer_id, COUNT(*), COUNT({wage}), COALESCE(SUM({wage}), 0), COALESCE(MIN({wage}), 0),"
        f" COALESCE(MAX({wage}), 0), {_HELD}, SUM(CASE WHEN {earner} THEN 1 ELSE 0 END){below}"
        f" FROM {connection.ops.quote_name(Membership._meta.db_table)}"
        f" WHERE employer_id IS NOT NULL AND started_on <= %s AND (ended_on IS NULL OR ended_on > %s){only}"
        " GROUP BY employer_id"
    )
    names = (*_COUNTED, "earners", *(f"below_{wage}" for wage in minimums))
    found = pl.DataFrame(fetch_integers(sql, names, (position, position)))
    held = pl.sum_horizontal(f"held_{programme.value}" for programme in PROGRAMMES)
    return found.with_columns(held=held)


def _below(minimum: Mapping[int, int]) -> pl.Expr:
    """How many earn less than the minimum wage of their employer's city; null where none is known."""
    chosen: Any = pl.lit(None, dtype=pl.Int64)
    for wage in sorted(set(minimum.values())):
        there = [district for district, known in minimum.items() if known == wage]
        chosen = (
            pl.when(pl.col("district_id").is_in(there)).then(pl.col(f"below_{wage}").fill_null(0)).otherwise(chosen)
        )
    return chosen.alias("below")


def _mandatory(position: date) -> pl.Expr:
    """The bits of the programmes that the law of the day wants of each scale; null where it is not known."""
    law = law_on(position)
    chosen: Any = pl.lit(None, dtype=pl.Int64)
    for scale in Scale:
        if (wanted := _wanted(lambda scale=scale: law.mandatory(scale))) is not None:
            chosen = pl.when(pl.col("scale") == scale.value).then(wanted).otherwise(chosen)
    if (wanted := _wanted(lambda: law.mandatory(None, government=True))) is not None:
        chosen = pl.when(pl.col("agency")).then(wanted).otherwise(chosen)
    return chosen


def _wanted(ask: Any) -> int | None:
    """The bits, or None where the law of the day says nothing."""
    try:
        return int(Programme(ask()))
    except NoLawInForce:
        return None
