"""Compares declared headcounts with the register, and writes those that are newer or new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice

import polars as pl
from django.conf import settings

from coverage_portal.core import tabular_checks
from coverage_portal.core.bulk import fetch_where, update_frame
from coverage_portal.core.file_import import FileImport
from coverage_portal.core.landing import CHANGED, Ids, KeepsBefore
from coverage_portal.core.row_hash import row_key
from coverage_portal.core.spells import today
from coverage_portal.core.tabular import ROW
from employers.headcounts import Reference
from employers.importer import keys
from employers.models import Employer
from employers.names import clearly_differ
from employers.typed_facts import forget_outdated
from employers.writer import TABLE

HASH_OF_NO_FILE = 0
"""The employer is then as no extract has it, and yet nobody has edited it by hand, which would leave no hash at all."""
MOST_OF_A_NAME = (tabular_checks.LONGEST_VALUE - len(" / ")) // 2
_OLD = {
    "employer_id": pl.Int64,
    "old_name": pl.String,
    "old_branch_id": pl.Int64,
    "old_declared_headcount": pl.Int64,
    "old_declared_on": pl.Date,
}


class HeadcountsImport(FileImport):
    """One comparison of a file of declared headcounts. Nobody is missing from it and nothing in it is new."""

    table = TABLE
    checker = "employers.headcounts:HeadcountsChecker"
    key_column = "NPP"
    repeated_code = "employer_repeated"

    def take(self, rows: pl.DataFrame) -> None:
        """Compare one block of good rows with the register and hand on what became of them."""
        rows = self._once(rows)
        beside = rows.join(_stored(rows["employer_id"]), on="employer_id", how="left", maintain_order="left")
        beside = self._own(beside).rename({"employer_id": "id"})
        older = pl.col("declared_on") < pl.col("old_declared_on")
        equal = pl.all_horizontal(
            pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in ("declared_headcount", "declared_on")
        )
        self._keep(beside.filter((older | equal).fill_null(value=False)))
        self.outcome.issues.append(_older(beside.filter(older)))
        changed = beside.filter(~(older | equal).fill_null(value=False))
        self.outcome.issues.append(_named_otherwise(changed))
        self._change(changed)

    def refuse(self, refused: pl.Series) -> None:
        """Rows with these keys were rejected. Nobody is missing here, but they may stand in another row too."""
        self.stored.refused(pl.Series([], dtype=pl.Int64), refused)

    def _keys(self, rows: pl.DataFrame) -> pl.Series:
        return keys(rows)

    def _touched_from(self, rows: pl.DataFrame) -> date | None:
        """Figures change from the new declaration on, and where there was an older one from that on."""
        first: date | None = rows.select(pl.min_horizontal("declared_on", "old_declared_on").min()).item()
        return first


class HeadcountsWriter:
    """One writing of declared headcounts; the next extract of employers is compared anew with what it writes."""

    def __init__(self, batch_id: int, before: KeepsBefore) -> None:
        self._batch_id = batch_id
        self._before = before

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """Write what changed; other sorts are passed over."""
        if what != CHANGED or rows.is_empty():
            return
        self._before.keep(TABLE, rows["id"].to_list())
        facts = rows.select("id", "declared_headcount", "declared_on")
        batch, row_hash = pl.lit(self._batch_id, dtype=pl.Int64), pl.lit(HASH_OF_NO_FILE, dtype=pl.Int64)
        forget_outdated(facts)
        update_frame(TABLE, facts.with_columns(row_hash=row_hash, batch_id=batch, changed_on=pl.lit(today())))

    def finish(self) -> Mapping[str, Ids]:
        """No row was made."""
        return {}


def writer(batch_id: int, before: KeepsBefore, *, empty: bool) -> HeadcountsWriter:
    """What writes compared headcounts; into an `empty` register there is nothing to write."""
    return HeadcountsWriter(batch_id, before)


def reference(*, position: date) -> Reference:
    """What the checks need from the database."""
    schema = {"npp": pl.String, "division": pl.String, "employer_id": pl.Int64}
    rows = Employer.objects.exclude(npp="").values_list("npp", "division", "id").iterator(chunk_size=5_000)
    frames = [pl.DataFrame(schema=schema)]
    while some := list(islice(rows, 5_000)):
        frames.append(pl.DataFrame(some, schema=schema, orient="row"))
    employers = pl.concat(frames)
    return Reference(
        row_key=row_key(bytes.fromhex(settings.NIK_KEY)),
        position=position,
        employers=employers.select(keys(employers).alias("key"), "employer_id"),
    )


def _stored(ids: pl.Series) -> pl.DataFrame:
    """What these employers have declared, and their branches."""
    names = ["id", *(name.removeprefix("old_") for name in _OLD if name.startswith("old_"))]
    found = fetch_where(TABLE, names, "id", ids.unique().to_list(), "bigint")
    return pl.DataFrame(found, schema=_OLD, orient="row")


def _older(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        ROW,
        column=pl.lit("TGL_WLKP"),
        code=pl.lit("declared_older"),
        severity=pl.lit(tabular_checks.WARNING),
        value=pl.col("declared_on").dt.strftime("%d-%m-%Y"),
    )


def _named_otherwise(rows: pl.DataFrame) -> pl.DataFrame:
    """A warning for every row whose name is clearly not the registered one: its NPP may be another employer's."""
    names = rows.select("name", "old_name").iter_rows()
    differ = pl.Series([clearly_differ(*pair) for pair in names], dtype=pl.Boolean)
    both = pl.concat_str(pl.col("name", "old_name").str.slice(0, MOST_OF_A_NAME), separator=" / ")
    return rows.filter(differ).select(
        ROW,
        column=pl.lit("NAMA"),
        code=pl.lit("name_differs"),
        severity=pl.lit(tabular_checks.WARNING),
        value=both,
    )
