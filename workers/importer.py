"""Compares checked rows of the workers' extract with the registry: what is new, what changed, what is the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
import polars as pl
from django.conf import settings

from coverage_portal.core.bulk import fetch_where
from coverage_portal.core.file_import import FileImport
from coverage_portal.core.landing import KeepsBefore, Sink
from coverage_portal.core.silence import facts_of, unlike_stored, with_stored
from coverage_portal.core.stored_rows import Outcome, StoredRows
from coverage_portal.programmes.codes import Programme, Segment
from employers.merging import survivors
from employers.models import Employer
from regions.models import Branch, Region
from workers.extract import Reference
from workers.models import Person
from workers.persons import PersonRegister, at_stored_home
from workers.stand_ins import StandIns
from workers.writer import CORRECTIONS, PERSON_TABLE, PERSONS, TABLE, WorkersWriter

COUNTED = (
    "person_id",
    "employer_id",
    "branch_id",
    "segment",
    "programmes",
    "workplace_id",
    "started_on",
)
"""Facts that figures count by over the whole membership. The end counts from itself; the wage is not counted."""
COMPARED = (*COUNTED, "wage", "ended_on")
SAID_BY = {"UPAH": ("wage",), "TGL_AKHIR": ("ended_on",)}
"""The facts of a membership that an optional column gives."""
_OLD = {
    "kpj": pl.String,
    "id": pl.Int64, "old_person_id": pl.Int64, "old_employer_id": pl.Int64, "old_branch_id": pl.Int64,
    "old_segment": pl.Int16, "old_programmes": pl.Int16, "old_workplace_id": pl.Int64, "old_started_on": pl.Date,
    "old_ended_on": pl.Date, "old_row_hash": pl.Int64, "old_wage": pl.Int64,
}  # fmt: skip


class WorkersImport(FileImport):
    """One comparison of a workers' extract."""

    table = TABLE
    checker = "workers.extract:WorkersChecker"
    key_column = "KPJ"
    repeated_code = "kpj_repeated"

    def __init__(self, stored: StoredRows, sink: Sink, **given: Any) -> None:
        super().__init__(stored, sink, **given)
        self._stand_ins = StandIns(_OLD)
        self._persons = PersonRegister(key_version=settings.NIK_KEY_VERSION, ask_database=Person.objects.exists())
        self.first_ids[PERSON_TABLE] = self._persons.first_id

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the registry and hand on what became of them."""
        rows = self._once(rows)
        if rows.is_empty():
            return
        if not len(self.stored):
            self._add(self._with_persons(rows))
            return
        stored = _stored(rows["kpj"])
        beside = self._with_persons(self._own(rows.join(stored, on="kpj", how="left", maintain_order="left")))
        issued, fresh = self._stand_ins.give(beside.filter(pl.col("id").is_null()))
        self._change(with_stored(self._own(issued), facts_of(self._absent, SAID_BY)))
        self._add(fresh)
        known = with_stored(beside.filter(pl.col("id").is_not_null()), facts_of(self._absent, SAID_BY))
        differs = self._differ(known)
        self._keep(known.filter(~differs))
        self._change(known.filter(differs))

    def _differ(self, known: pl.DataFrame) -> pl.Series:
        """Which stored rows the file has otherwise. Of one that a person has edited, or of which the file lacks a
        column, the hash tells nothing: there the facts are compared."""
        differs = known["row_hash"].ne_missing(known["old_row_hash"])
        told = pl.repeat(not self._absent, known.height, eager=True) & known["old_row_hash"].is_not_null()
        return differs & (told | unlike_stored(known, COMPARED))

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these KPJs are in the file but were rejected: their memberships are not missing from it."""
        self.stored.refused(_stored(refused)["id"], refused)

    def finish(self) -> Outcome:
        """Hand on what only the whole file tells; the outcome is then complete."""
        self._sink.put(CORRECTIONS, self._persons.corrections(self.stored, self.outcome))
        self.stored.refused(self._stand_ins.ids, pl.Series([], dtype=pl.String))  # who waits for a KPJ is not missing
        return self.outcome

    def _with_persons(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the person of each; persons who are new go to the sink first."""
        if rows.is_empty():
            return rows.with_columns(person_id=pl.lit(None, dtype=pl.Int64))
        if "KODE_DOMISILI" in self._absent:
            rows = at_stored_home(rows)
        person_ids, persons = self._persons.resolve(rows, self.outcome)
        self._sink.put(PERSONS, persons)
        return rows.with_columns(person_ids)

    def _keys(self, rows: pl.DataFrame) -> pl.Series:
        return keys(rows)

    def _touched_from(self, rows: pl.DataFrame) -> date | None:
        return _touched_from(rows)

    def _add(self, rows: pl.DataFrame) -> None:
        if not rows.is_empty():
            self.outcome.touch(rows.select(pl.min("started_on")).item())
            super()._add(rows.drop("nik_hash"))  # the person has it


def writer(batch_id: int, before: KeepsBefore, *, empty: bool) -> WorkersWriter:
    """What writes a compared workers' extract; `empty`: into a registry without any membership."""
    return WorkersWriter(batch_id, before, first_load=empty, first_persons=empty and not Person.objects.exists())


def _stored(kpjs: pl.Series) -> pl.DataFrame:
    """The stored memberships among `kpjs`, with what their figures counted by."""
    found = fetch_where(TABLE, [name.removeprefix("old_") for name in _OLD], "kpj", kpjs.to_list())
    return pl.DataFrame(found, schema=_OLD, orient="row")


def _touched_from(rows: pl.DataFrame) -> date | None:
    """The earliest day from which the changed rows count differently than before."""
    counted = pl.any_horizontal(~pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in COUNTED)
    ends = ~pl.col("ended_on").eq_missing(pl.col("old_ended_on"))
    day = (
        pl.when(counted)
        .then(pl.min_horizontal("started_on", "old_started_on"))
        .when(ends)
        .then(pl.min_horizontal("ended_on", "old_ended_on"))
    )
    return rows.select(day.min()).item()


def keys(rows: pl.DataFrame) -> pl.Series:
    """What a membership's row is known by: its KPJ."""
    return rows["kpj"]


def _employers() -> pl.DataFrame:
    """Every employer by the text a worker's row names it with; a merged one's text names the one that stands for it."""
    schema = {"npp": pl.String, "division": pl.String, "employer_id": pl.Int64, "closed_on": pl.Date}
    merged = survivors()
    named = Employer.objects.exclude(npp="").values_list("npp", "division", "id", "closed_on")
    rows = named.iterator(chunk_size=5_000)
    frames = [pl.DataFrame(schema=schema)]
    while some := list(islice(rows, 5_000)):
        frames.append(pl.DataFrame(some, schema=schema, orient="row"))
    key = pl.concat_str("npp", "division", separator="\x1f").alias("key")
    every = pl.concat(frames)
    if not merged:
        return every.select(key, "employer_id", "closed_on")
    stands = every.with_columns(pl.col("employer_id").replace(merged)).drop("closed_on")
    closed = every.select("employer_id", "closed_on")
    return stands.join(closed, on="employer_id", how="left").select(key, "employer_id", "closed_on")


def reference(
    *,
    today: date,
    position: date,
    known: np.ndarray,
    suspects: Collection[str],
    illustrative: bool,
    accept_zeros: bool,
    own_branches: Collection[str] | None = None,
) -> Reference:
    """What the checks need from the database, by the text it stands in the file as."""
    regions = dict(Region.objects.filter(level__gte=Region.Level.REGENCY).values_list("code", "id"))
    return Reference(
        today=today,
        position=position,
        nik_key=bytes.fromhex(settings.NIK_KEY),
        regions=regions,
        branches=dict(Branch.objects.values_list("code", "id")),
        own_branches=None if own_branches is None else list(own_branches),
        employers=_employers(),
        nik_regions=[int(code.replace(".", "")) for code in regions if len(code) == len("36.71.07")],
        segments={segment.name: segment.value for segment in Segment},
        programmes={programme.name: programme.value for programme in Programme if programme.name},
        pension_programmes=int(Programme.JP | Programme.JKP),
        known=known,
        suspects=list(suspects),
        illustrative=illustrative,
        accept_zeros=accept_zeros,
    )
