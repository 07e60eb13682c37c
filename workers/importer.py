"""Brings checked rows of the workers' extract into the registry: compares, then writes only what is new or changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl
from django.conf import settings

from coverage_portal.core.bulk import (
    drop_indexes,
    fetch_frame,
    first_free_id,
    insert_frame,
    make_indexes,
    move_sequence,
    update_frame,
)
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.stored_rows import STORED, Outcome, StoredRows, without_repeats
from coverage_portal.programmes.codes import Programme, Segment
from employers.models import Employer
from regions.models import Branch, Region
from workers.extract import Reference
from workers.models import Membership, Person
from workers.persons import PersonRegister

FACTS = (
    "kpj",
    "person_id",
    "employer_id",
    "branch_id",
    "segment",
    "programmes",
    "wage",
    "workplace_id",
    "started_on",
    "ended_on",
    "row_hash",
)
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
ENOUGH_TO_WRITE = 30_000
_TABLE = Membership._meta.db_table
_PERSONS = Person._meta.db_table
_OLD = {
    "id": pl.Int64, "old_person_id": pl.Int64, "old_employer_id": pl.Int64, "old_branch_id": pl.Int64,
    "old_segment": pl.Int16, "old_programmes": pl.Int16, "old_workplace_id": pl.Int64, "old_started_on": pl.Date,
    "old_ended_on": pl.Date,
}  # fmt: skip


class WorkersImport:
    """One import of a workers' extract. `repeated` are KPJs known to stand in the file more than once."""

    checker = "workers.extract:WorkersChecker"

    def __init__(self, batch: ImportBatch, *, writing: bool, repeated: Collection[str] = ()) -> None:
        self.outcome = Outcome()
        self._batch = batch
        self._writing = writing
        self._repeated = repeated
        self._stored = StoredRows(
            fetch_frame(f"SELECT kpj, id, row_hash, branch_id FROM {_TABLE}", STORED)  # noqa: S608 - our own table
        )
        self._next_id = first_free_id(_TABLE)
        has_persons = Person.objects.exists()
        self._persons = PersonRegister(key_version=settings.NIK_KEY_VERSION, ask_database=has_persons)
        self._indexes: list[str] = []
        if writing and not len(self._stored):
            self._indexes += drop_indexes(_TABLE)
            if not has_persons:
                self._indexes += drop_indexes(_PERSONS)
        self._pending: dict[str, list[pl.DataFrame]] = {"persons": [], "new": [], "changed": []}

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the registry and write what is new or changed."""
        rows, issues = without_repeats(rows, keys(rows), self._repeated, "KPJ", "kpj_repeated")
        self.outcome.issues.append(issues)
        self.outcome.rejected += issues.height
        ids, same = self._stored.match(rows, keys(rows))
        self.outcome.same += int(same.sum())
        fresh = rows.with_columns(id=pl.Series(ids)).filter(pl.Series(~same))
        if fresh.is_empty():
            return
        person_ids, persons = self._persons.resolve(fresh, self.outcome)
        self._keep("persons", persons)
        fresh = fresh.with_columns(person_ids, batch_id=pl.lit(self._batch.pk, dtype=pl.Int64))
        self._add(fresh.filter(pl.col("id") == 0))
        self._change(fresh.filter(pl.col("id") != 0))

    def stop_writing(self) -> None:
        """Go on comparing without writing: this import will be rolled back."""
        self._writing = False

    def repeated(self) -> set[int]:
        """Hashes of KPJs that seem to stand in the file more than once."""
        return set(self._stored.repeated().tolist())

    def branches(self) -> set[int]:
        """The branches the file's rows belong to."""
        return self._stored.branches_in_file

    def finish(self) -> Outcome:
        """Write what is still pending and put the indexes back; the outcome is then complete."""
        corrections = self._persons.corrections(self._stored, self.outcome)
        self.outcome.missing = self._stored.missing()
        self._write(everything=True)
        if self._writing:
            if not corrections.is_empty():
                update_frame(_PERSONS, corrections)
            make_indexes(self._indexes)
            move_sequence(_PERSONS)
            move_sequence(_TABLE)
        return self.outcome

    def _add(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        ids = pl.int_range(self._next_id, self._next_id + rows.height, dtype=pl.Int64, eager=True)
        self._next_id += rows.height
        self.outcome.new += rows.height
        self.outcome.touch(rows.select(pl.min("started_on")).item())
        self._keep("new", rows.with_columns(id=ids))

    def _change(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self.outcome.changed += rows.height
        self.outcome.touch(_touched_from(rows))
        self._keep("changed", rows)

    def _keep(self, what: str, rows: pl.DataFrame) -> None:
        if self._writing and not rows.is_empty():
            self._pending[what].append(rows if what == "persons" else rows.select("id", *FACTS, "batch_id"))
            self._write()

    def _write(self, *, everything: bool = False) -> None:
        """Write pending rows once there are enough of a kind; `everything` at the end."""
        if not self._writing:
            return
        for what, frames in self._pending.items():
            if frames and (everything or sum(frame.height for frame in frames) >= ENOUGH_TO_WRITE):
                rows = pl.concat(frames)
                frames.clear()
                if what == "changed":
                    update_frame(_TABLE, rows)
                else:
                    insert_frame(_PERSONS if what == "persons" else _TABLE, rows)


def _touched_from(rows: pl.DataFrame) -> date | None:
    """The earliest day from which the changed rows count differently than before."""
    old: list[tuple[Any, ...]] = []
    for start in range(0, rows.height, 900):
        ids = rows["id"][start : start + 900].to_list()
        stored = Membership.objects.filter(id__in=ids)
        old += stored.values_list("id", *(name.removeprefix("old_") for name in list(_OLD)[1:]))
    both = rows.join(pl.DataFrame(old, schema=_OLD, orient="row"), on="id")
    counted = pl.any_horizontal(~pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in COUNTED)
    ends = ~pl.col("ended_on").eq_missing(pl.col("old_ended_on"))
    day = (
        pl.when(counted)
        .then(pl.min_horizontal("started_on", "old_started_on"))
        .when(ends)
        .then(pl.min_horizontal("ended_on", "old_ended_on"))
    )
    return both.select(day.min()).item()


def keys(rows: pl.DataFrame) -> pl.Series:
    """What a membership's row is known by: its KPJ."""
    return rows["kpj"]


def reference(*, today: date, position: date, illustrative: bool, accept_zeros: bool) -> Reference:
    """What the checks need from the database, by the text it stands in the file as."""
    regions = dict(Region.objects.filter(level__gte=Region.Level.REGENCY).values_list("code", "id"))
    employers = Employer.objects.values_list("npp", "division", "id", "closed_on")
    return Reference(
        today=today,
        position=position,
        nik_key=bytes.fromhex(settings.NIK_KEY),
        regions=regions,
        branches=dict(Branch.objects.values_list("code", "id")),
        employers=pl.DataFrame(
            [(f"{npp}\x1f{division}", key, closed) for npp, division, key, closed in employers],
            schema={"key": pl.String, "employer_id": pl.Int64, "closed_on": pl.Date},
            orient="row",
        ),
        nik_regions=[int(code.replace(".", "")) for code in regions if len(code) == len("36.71.07")],
        segments={segment.name: segment.value for segment in Segment},
        programmes={programme.name: programme.value for programme in Programme if programme.name},
        pension_programmes=int(Programme.JP | Programme.JKP),
        illustrative=illustrative,
        accept_zeros=accept_zeros,
    )
