"""Brings checked rows of the employers' extract into the register: compares, writes only what is new or changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
import polars as pl
from django.conf import settings
from django.db.models import Min

from coverage_portal.core.bulk import fetch_where, first_free_id, insert_frame, move_sequence, update_frame
from coverage_portal.core.models import ImportBatch
from coverage_portal.core.row_hash import row_key
from coverage_portal.core.stored_rows import Comparison, Outcome, StoredRows, without_repeats
from coverage_portal.programmes.codes import Programme, Scale, ScaleBasis
from employers.extract import FACTS, PROGRAMME_FACTS, Reference
from employers.models import Employer, EmployerProgramme
from regions.models import Branch, Region

COUNTED = ("kbli_version", "kbli_code", "kbli_section", "scale")
"""Facts of an employer that its memberships are counted by."""
_TABLE = Employer._meta.db_table
_PROGRAMMES = EmployerProgramme._meta.db_table
A_QUERY = 900  # SQLite takes 999 parameters at least
_OLD = {
    "npp": pl.String,
    "division": pl.String,
    "id": pl.Int64, "old_kbli_version": pl.Int16, "old_kbli_code": pl.String, "old_kbli_section": pl.String,
    "old_scale": pl.Int16,
}  # fmt: skip
_BITS = {f"{programme.name.lower()}_sejak": programme.value for programme in Programme if programme.name}


class EmployersImport:
    """One import of an employers' extract. `repeated` are keys known to stand in the file more than once."""

    table = _TABLE
    checker = "employers.extract:EmployersChecker"

    def __init__(
        self, batch: ImportBatch, stored: StoredRows, *, writing: bool, repeated: Collection[str] = ()
    ) -> None:
        self._batch = batch
        self.writing = writing
        self._repeated = repeated
        self.stored = stored
        self._found = Comparison(stored, first_free_id(_TABLE), watch_keys=not writing)
        self.outcome = self._found.outcome
        self._next_programme_id = first_free_id(_PROGRAMMES)

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the register and write what is new or changed."""
        self.refuse(keys(rows).filter(keys(rows).is_in(list(self._repeated))))
        rows, issues = without_repeats(rows, keys(rows), self._repeated, "NPP", "employer_repeated")
        self.outcome.issues.append(issues)
        self.outcome.rejected += issues.height
        rows = rows.with_columns(batch_id=pl.lit(self._batch.pk, dtype=pl.Int64))
        beside = rows.join(_stored(rows["npp"]), on=("npp", "division"), how="left", maintain_order="left")
        self._add(beside.filter(pl.col("id").is_null()))
        self._change(beside.filter(pl.col("id").is_not_null()))

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys are in the file but were rejected: their employers are not missing from it."""
        wanted = pl.DataFrame({"key": refused}).with_columns(npp=pl.col("key").str.split("\x1f").list.first())
        stored = _stored(wanted["npp"])
        self.stored.refused(stored.filter(keys(stored).is_in(refused.to_list()))["id"])

    def repeated(self) -> bool:
        """True when some key seems to stand in the file more than once; new ones only when nothing is written."""
        return self.stored.repeated()

    def finish(self) -> Outcome:
        """The outcome, complete."""
        self.outcome.missing = self.stored.missing()
        if self.writing:
            move_sequence(_TABLE)
            move_sequence(_PROGRAMMES)
        return self.outcome

    def _add(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        rows = self._found.add(rows, keys(rows))
        if self.writing:
            insert_frame(_TABLE, rows.select("id", *FACTS, "batch_id"))
            self._insert_programmes(rows)

    def _change(self, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self._found.change(rows, _touched_from(rows))
        if self.writing:
            update_frame(_TABLE, rows.select("id", *FACTS, "batch_id"))
            for start in range(0, rows.height, A_QUERY):
                EmployerProgramme.objects.filter(employer_id__in=rows["id"][start : start + A_QUERY].to_list()).delete()
            self._insert_programmes(rows)

    def _insert_programmes(self, rows: pl.DataFrame) -> None:
        """A programme joined is a row, from its first day."""
        joined = (
            rows.select(employer_id="id", **{name: pl.col(name) for name in PROGRAMME_FACTS})
            .unpivot(index="employer_id", variable_name="name", value_name="started_on")
            .drop_nulls("started_on")
            .with_columns(programme=pl.col("name").replace_strict(_BITS, return_dtype=pl.Int16))
        )
        ids = pl.int_range(self._next_programme_id, self._next_programme_id + joined.height, dtype=pl.Int64, eager=True)
        self._next_programme_id += joined.height
        insert_frame(
            _PROGRAMMES, joined.select("employer_id", "programme", "started_on").insert_column(0, ids.alias("id"))
        )


def _stored(npps: pl.Series) -> pl.DataFrame:
    """The stored employers among `npps`, every division, with what their figures counted by."""
    found = fetch_where(_TABLE, [name.removeprefix("old_") for name in _OLD], "npp", npps.unique().to_list())
    return pl.DataFrame(found, schema=_OLD, orient="row")


def _touched_from(rows: pl.DataFrame) -> date | None:
    """The first day of any membership at an employer whose sector or scale is another than before."""
    counted = pl.any_horizontal(~pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in COUNTED)
    ids = rows.filter(counted)["id"].to_list()
    starts = [
        Employer.objects.filter(pk__in=ids[at : at + A_QUERY]).aggregate(first=Min("memberships__started_on"))["first"]
        for at in range(0, len(ids), A_QUERY)
    ]
    return min(filter(None, starts), default=None)


def keys(rows: pl.DataFrame) -> pl.Series:
    """What an employer's row is known by: NPP and division."""
    return rows.select(pl.concat_str("npp", "division", separator="\x1f")).to_series()


def reference(known: np.ndarray, suspects: Collection[str]) -> Reference:
    """What the checks need from the database, by the text it stands in the file as."""
    districts = Region.objects.filter(level=Region.Level.DISTRICT).values_list("code", "id")
    forms = {form.value.upper(): form.value for form in Employer.LegalForm}
    return Reference(
        row_key=row_key(bytes.fromhex(settings.NIK_KEY)),
        districts=dict(districts),
        branches=dict(Branch.objects.values_list("code", "id")),
        legal_forms=forms | {"UD/PD": Employer.LegalForm.TRADING.value, "PD": Employer.LegalForm.TRADING.value},
        scales={"MIKRO": Scale.MICRO.value, "KECIL": Scale.SMALL.value, "MENENGAH": Scale.MEDIUM.value}
        | {"BESAR": Scale.LARGE.value},
        scale_bases={basis.value: basis.value for basis in ScaleBasis},
        known=known,
        suspects=list(suspects),
    )
