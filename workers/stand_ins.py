"""Memberships whose KPJ was not issued when they were reported, and the rows of an extract that bring it."""

from __future__ import annotations

import polars as pl

from coverage_portal.core.tabular import ROW
from workers.models import Membership
from workers.sipp import STAND_IN

_PAIR = ("person_id", "employer_id")


class StandIns:
    """The memberships without a KPJ there are, each given once.

    A row of a person at an employer is the KPJ that was waited for: it changes that membership, it is no second one.
    """

    def __init__(self, columns: dict[str, pl.DataType | type[pl.DataType]]) -> None:
        """`columns`: what a stored membership is compared by: "id", and its other facts with "old_" before them."""
        self._columns = {name: kind for name, kind in columns.items() if name != "kpj"}
        names = [name.removeprefix("old_") for name in self._columns]
        rows = list(Membership.objects.filter(kpj__startswith=STAND_IN).order_by("id").values_list(*names))
        self._left = pl.DataFrame(rows, schema=self._columns, orient="row")

    @property
    def ids(self) -> pl.Series:
        """The memberships no row has been given to yet."""
        return self._left["id"]

    def give(self, fresh: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows whose KPJ is not stored, parted: those that bring a KPJ waited for, with the membership's id and old
        facts in `columns`, and those that are new. Of two rows for one membership the first is given to it."""
        if self._left.is_empty() or fresh.is_empty():
            return fresh.clear(), fresh
        ours = self._left.with_columns(person_id="old_person_id", employer_id="old_employer_id")
        first = fresh.select(pl.struct(_PAIR).is_first_distinct()).to_series()
        bare = fresh.drop([name for name in self._columns if name in fresh.columns])
        bringing = bare.filter(first).join(ours, on=_PAIR, how="inner", maintain_order="left")
        self._left = self._left.filter(~pl.col("id").is_in(bringing["id"].implode()))
        given = bringing.select(fresh.columns)
        return given, fresh.filter(~pl.col(ROW).is_in(given[ROW].implode()))
