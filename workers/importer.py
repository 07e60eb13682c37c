"""Brings checked rows of the workers' extract into the registry: compares, then writes only what is new or changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice

import numpy as np
import polars as pl
from django.conf import settings

from coverage_portal.core.bulk import (
    Loader,
    drop_indexes,
    fetch_where,
    first_free_id,
    make_indexes,
    move_sequence,
    update_frame,
)
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.stored_rows import Comparison, Outcome, StoredRows, without_repeats
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
ENOUGH_TO_WRITE = 5_000
_TABLE = Membership._meta.db_table
_PERSONS = Person._meta.db_table
_OLD = {
    "kpj": pl.String,
    "id": pl.Int64, "old_person_id": pl.Int64, "old_employer_id": pl.Int64, "old_branch_id": pl.Int64,
    "old_segment": pl.Int16, "old_programmes": pl.Int16, "old_workplace_id": pl.Int64, "old_started_on": pl.Date,
    "old_ended_on": pl.Date, "old_row_hash": pl.Int64,
}  # fmt: skip


class WorkersImport:
    """One import of a workers' extract. `repeated` are KPJs known to stand in the file more than once."""

    table = _TABLE
    checker = "workers.extract:WorkersChecker"

    def __init__(
        self, batch: ImportBatch, stored: StoredRows, *, writing: bool, repeated: Collection[str] = ()
    ) -> None:
        self._batch = batch
        self.writing = writing
        self._repeated = repeated
        self.stored = stored
        self._found = Comparison(stored, first_free_id(_TABLE), watch_keys=not writing)
        self.outcome = self._found.outcome
        has_persons = Person.objects.exists()
        self._persons = PersonRegister(key_version=settings.NIK_KEY_VERSION, ask_database=has_persons)
        self._indexes: list[str] = []
        if writing and not len(self.stored):
            self._indexes += drop_indexes(_TABLE)
            if not has_persons:
                self._indexes += drop_indexes(_PERSONS)
        self._loaders = {"persons": Loader(_PERSONS), "new": Loader(_TABLE)}
        self._pending: dict[str, list[pl.DataFrame]] = {"persons": [], "new": [], "changed": []}

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the registry and write what is new or changed."""
        rows, issues = without_repeats(rows, keys(rows), self._repeated, "KPJ", "kpj_repeated")
        self.outcome.issues.append(issues)
        self.outcome.rejected += issues.height
        self.refuse(issues["value"])
        if rows.is_empty():
            return
        person_ids, persons = self._persons.resolve(rows, self.outcome)
        self._keep("persons", persons)
        rows = rows.with_columns(person_ids, batch_id=pl.lit(self._batch.pk, dtype=pl.Int64))
        if not len(self.stored):
            self._add(rows)
            return
        beside = rows.join(_stored(rows["kpj"]), on="kpj", how="left", maintain_order="left")
        self._add(beside.filter(pl.col("id").is_null()))
        known = beside.filter(pl.col("id").is_not_null())
        differs = known["row_hash"].ne_missing(known["old_row_hash"])
        self._found.keep(known.filter(~differs)["id"])
        self._change(known.filter(differs))

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these KPJs are in the file but were rejected: their memberships are not missing from it."""
        if len(self.stored):
            self.stored.refused(_stored(refused)["id"])

    def repeated(self) -> bool:
        """True when some KPJ seems to stand in the file more than once; new ones only when nothing is written."""
        return self.stored.repeated()

    def finish(self) -> Outcome:
        """Write what is still pending and put the indexes back; the outcome is then complete."""
        corrections = self._persons.corrections(self.stored, self.outcome)
        self.outcome.missing = self.stored.missing()
        self._write(everything=True)
        if self.writing:
            if not corrections.is_empty():
                update_frame(_PERSONS, corrections)
            make_indexes(self._indexes)
            move_sequence(_PERSONS)
            move_sequence(_TABLE)
        return self.outcome

    def _add(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self.outcome.touch(rows.select(pl.min("started_on")).item())
        self._keep("new", self._found.add(rows, keys(rows)))

    def _change(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self._found.change(rows, _touched_from(rows))
        self._keep("changed", rows)

    def _keep(self, what: str, rows: pl.DataFrame) -> None:
        if self.writing and not rows.is_empty():
            self._pending[what].append(rows if what == "persons" else rows.select("id", *FACTS, "batch_id"))
            self._write()

    def _write(self, *, everything: bool = False) -> None:
        """Write pending rows once there are enough of a kind; `everything` at the end."""
        if not self.writing:
            return
        for what, frames in self._pending.items():
            if frames and (everything or sum(frame.height for frame in frames) >= ENOUGH_TO_WRITE):
                rows = pl.concat(frames)
                frames.clear()
                if what == "changed":
                    update_frame(_TABLE, rows)
                else:
                    self._loaders[what].load(rows)


def _stored(kpjs: pl.Series) -> pl.DataFrame:
    """The stored memberships among `kpjs`, with what their figures counted by."""
    found = fetch_where(_TABLE, [name.removeprefix("old_") for name in _OLD], "kpj", kpjs.to_list())
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
    """Every employer by the text a worker's row names it with."""
    schema = {"npp": pl.String, "division": pl.String, "employer_id": pl.Int64, "closed_on": pl.Date}
    rows = Employer.objects.values_list("npp", "division", "id", "closed_on").iterator(chunk_size=5_000)
    frames = [pl.DataFrame(schema=schema)]
    while some := list(islice(rows, 5_000)):
        frames.append(pl.DataFrame(some, schema=schema, orient="row"))
    key = pl.concat_str("npp", "division", separator="\x1f").alias("key")
    return pl.concat(frames).select(key, "employer_id", "closed_on")


def reference(
    *, today: date, position: date, known: np.ndarray, suspects: Collection[str], illustrative: bool, accept_zeros: bool
) -> Reference:
    """What the checks need from the database, by the text it stands in the file as."""
    regions = dict(Region.objects.filter(level__gte=Region.Level.REGENCY).values_list("code", "id"))
    return Reference(
        today=today,
        position=position,
        nik_key=bytes.fromhex(settings.NIK_KEY),
        regions=regions,
        branches=dict(Branch.objects.values_list("code", "id")),
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
