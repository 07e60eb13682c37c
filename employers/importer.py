"""Compares checked rows of the employers' extract with the register: what is new, what changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
import polars as pl
from django.conf import settings
from django.db.models import Min
from django.db.models.functions import Length

from coverage_portal.core.bulk import fetch_where
from coverage_portal.core.file_import import FileImport
from coverage_portal.core.landing import KeepsBefore
from coverage_portal.core.row_hash import row_key
from coverage_portal.core.silence import unlike_stored
from coverage_portal.programmes.codes import Scale, ScaleBasis
from employers.declarations import with_newest
from employers.extract import USUAL_NPP, Reference
from employers.look_alikes import look_alikes
from employers.models import Employer
from employers.partial import COMPARED, beside_all_facts, without_divided
from employers.writer import TABLE, EmployersWriter
from regions.models import Branch, Region

COUNTED = ("kbli_version", "kbli_code", "kbli_section", "scale")
"""Facts of an employer that its memberships are counted by."""
A_QUERY = 900  # SQLite takes 999 parameters at least
_OLD = {
    "npp": pl.String,
    "division": pl.String,
    "id": pl.Int64, "old_kbli_version": pl.Int16, "old_kbli_code": pl.String, "old_kbli_section": pl.String,
    "old_scale": pl.Int16, "old_branch_id": pl.Int64, "old_declared_headcount": pl.Int64, "old_declared_on": pl.Date,
}  # fmt: skip


class EmployersImport(FileImport):
    """One comparison of an employers' extract."""

    table = TABLE
    checker = "employers.extract:EmployersChecker"
    key_column = "NPP"
    repeated_code = "employer_repeated"

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the register and hand on what became of them."""
        rows = self._once(rows)
        stored = _stored(rows["npp"])
        beside = self._own(rows.join(stored, on=("npp", "division"), how="left", maintain_order="left"))
        if "DIVISI" in self._absent:
            beside = self._accepted(beside, *without_divided(beside, stored))
        new = beside.filter(pl.col("id").is_null())
        if len(self.stored) and not new.is_empty():
            self.outcome.issues.append(look_alikes(new, self._branches))
        self._add(new)
        self._change(self._said(with_newest(beside.filter(pl.col("id").is_not_null()))))

    def _said(self, known: pl.DataFrame) -> pl.DataFrame:
        """Of rows that are stored those that say anything new; the others are the same, however they say it."""
        if known.is_empty():
            return known
        full = beside_all_facts(known, self._absent)
        differs = unlike_stored(full, COMPARED)
        self._keep(full.filter(~differs))
        return full.filter(differs).select(known.columns)

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys are in the file but were rejected: their employers are not missing from it."""
        wanted = pl.DataFrame({"key": refused}).with_columns(npp=pl.col("key").str.split("\x1f").list.first())
        stored = _stored(wanted["npp"])
        self.stored.refused(stored.filter(keys(stored).is_in(refused.to_list()))["id"], refused)

    def _keys(self, rows: pl.DataFrame) -> pl.Series:
        return keys(rows)

    def _touched_from(self, rows: pl.DataFrame) -> date | None:
        return _touched_from(rows)


def writer(batch_id: int, before: KeepsBefore, *, empty: bool) -> EmployersWriter:
    """What writes a compared employers' extract; whether the register is `empty` makes no difference to it."""
    return EmployersWriter(batch_id, before)


def _stored(npps: pl.Series) -> pl.DataFrame:
    """The stored employers among `npps`, every division, with what their figures counted by."""
    found = fetch_where(TABLE, [name.removeprefix("old_") for name in _OLD], "npp", npps.unique().to_list())
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


def reference(known: np.ndarray, suspects: Collection[str], own_branches: Collection[str] | None = None) -> Reference:
    """What the checks need from the database, by the text it stands in the file as."""
    districts = Region.objects.filter(level=Region.Level.DISTRICT).values_list("code", "id")
    forms = {form.value.upper(): form.value for form in Employer.LegalForm}
    lengths = Employer.objects.exclude(npp="").annotate(length=Length("npp")).order_by()
    return Reference(
        row_key=row_key(bytes.fromhex(settings.NIK_KEY)),
        districts=dict(districts),
        branches=dict(Branch.objects.values_list("code", "id")),
        own_branches=None if own_branches is None else list(own_branches),
        legal_forms=forms | {"UD/PD": Employer.LegalForm.TRADING.value, "PD": Employer.LegalForm.TRADING.value},
        scales={"MIKRO": Scale.MICRO.value, "KECIL": Scale.SMALL.value, "MENENGAH": Scale.MEDIUM.value}
        | {"BESAR": Scale.LARGE.value},
        scale_bases={basis.value: basis.value for basis in ScaleBasis},
        known=known,
        suspects=list(suspects),
        zero_led=list(lengths.filter(npp__startswith="0", length=USUAL_NPP).values_list("npp", flat=True).distinct()),
        short=list(lengths.filter(length__lt=USUAL_NPP).values_list("npp", flat=True).distinct()),
    )
