"""Memberships whose KPJ was not issued when they were reported, and the rows of an extract that bring it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from coverage_portal.core.tabular import ROW
from workers.models import Membership
from workers.sipp import STAND_IN

_PAIR = ("person_id", "employer_id")


class StandIns:
    """The memberships without a KPJ there are, each given to one KPJ.

    A row of a person at an employer is the KPJ that was waited for: it changes that membership, it is no second one.
    """

    def __init__(self, columns: Mapping[str, pl.DataType | type[pl.DataType]]) -> None:
        """`columns`: what a stored membership is compared by: "id", and its other facts with "old_" before them."""
        kinds = {name: kind for name, kind in columns.items() if name != "kpj"}
        names = [name.removeprefix("old_") for name in kinds]
        rows = list(Membership.objects.filter(kpj__startswith=STAND_IN).order_by("id").values_list(*names))
        self._names = list(kinds)
        self._left = pl.DataFrame(rows, schema=kinds, orient="row")
        self._given = self._left.clear().with_columns(kpj=pl.lit("", dtype=pl.String))

    @property
    def ids(self) -> pl.Series:
        """The memberships no row has been given to yet."""
        return self._left["id"]

    def give(self, fresh: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows whose KPJ is not stored, parted: those that bring a KPJ waited for, with the membership's id and old
        facts in `columns`, and those that are new.

        Of two KPJs for one membership the first is given to it. A KPJ that stands in the file twice names its
        membership twice, by which the comparison notices that it does.
        """
        if fresh.is_empty() or (self._left.is_empty() and self._given.is_empty()):
            return fresh.clear(), fresh
        bare = fresh.drop([name for name in self._names if name in fresh.columns])
        self._give_to_first(bare)
        issued = bare.join(self._given, on="kpj", how="inner", maintain_order="left").select(fresh.columns)
        return issued, fresh.filter(~pl.col(ROW).is_in(issued[ROW].implode()))

    def _give_to_first(self, bare: pl.DataFrame) -> None:
        """Enter the KPJ of the first row for each membership that still waits."""
        waiting = self._left.with_columns(person_id="old_person_id", employer_id="old_employer_id")
        first = bare.filter(~pl.col("kpj").is_in(self._given["kpj"].implode())).unique(
            _PAIR, keep="first", maintain_order=True
        )
        given = first.select("kpj", *_PAIR).join(waiting, on=_PAIR, how="inner", maintain_order="left")
        self._given = pl.concat([self._given, given.select(self._given.columns)])
        self._left = self._left.filter(~pl.col("id").is_in(given["id"].implode()))
