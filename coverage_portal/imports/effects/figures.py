"""What figures that come in as a file do to coverage: another labour force is another rate, with the same people.

Worked out at the latest counted month, by the one rule that chooses among figures (regions.figures).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from coverage_portal.core.landing import CHANGED, NEW
from coverage_portal.coverage.models import BuiltMonth, CoverageTotal, Dimension, Place
from coverage_portal.imports.effects.alarms import Employers
from regions.figures import speaking
from regions.models import ReferenceFigure, Region

Kind = ReferenceFigure.Kind
MEASURES = (Kind.LABOUR_FORCE, Kind.EMPLOYED)
"""The figures that coverage is divided by."""


class FiguresEffect:
    """Hears the compared rows of a file of figures."""

    def __init__(self, day: date, *, stored: bool) -> None:
        self._day = day
        self._rows: list[dict[str, Any]] = []
        self._replaced: set[int] = set()

    def put(self, what: str, rows: pl.DataFrame) -> None:
        """New figures, and those that replace another; only of kinds that coverage is divided by."""
        if what not in (NEW, CHANGED):
            return
        kept = rows.filter(pl.col("kind").is_in([str(kind) for kind in MEASURES]) & (pl.col("label") == ""))
        self._rows += kept.to_dicts()
        if what == CHANGED:
            self._replaced.update(kept["id"].to_list())

    def leave(self, ids: np.ndarray) -> pl.DataFrame:
        """Nobody is missing from such a file."""
        return pl.DataFrame(schema={"id": pl.Int64})

    def employers(self) -> Employers | None:
        """Nothing is known of the workers of each."""
        return None

    def result(self) -> dict[str, Any]:
        """The places whose denominator becomes another, with the share that coverage then is."""
        month = BuiltMonth.objects.order_by("-month").values_list("month", flat=True).first() or self._day
        said: dict[int, list[ReferenceFigure]] = defaultdict(list)
        for row in self._rows:
            said[row["region_id"]].append(_figure(row))
        regions = Region.objects.filter(pk__in=said).order_by("path")
        places = [place for region in regions if (place := self._place(region, month, said[region.pk]))]
        measures = [str(kind) for kind in MEASURES]
        return {"day": month.isoformat(), "measures": measures, "cities": places, "elsewhere": None}

    def _place(self, region: Region, month: date, said: list[ReferenceFigure]) -> dict[str, Any] | None:
        current = list(ReferenceFigure.objects.current().filter(region=region, kind__in=MEASURES, label=""))
        later = [figure for figure in current if figure.pk not in self._replaced] + said
        before = {str(kind): _value(speaking(current, kind, month)) for kind in MEASURES}
        after = {str(kind): _value(speaking(later, kind, month)) for kind in MEASURES}
        if before == after:
            return None
        whole = str(Kind.LABOUR_FORCE)
        share = {"kind": whole, "part": _memberships(region, month), "before": before[whole], "after": after[whole]}
        nobody = dict.fromkeys(before, 0)
        shown = {"code": region.code, "name": region.name, "before": before, "after": after, "leaving": nobody}
        return {**shown, "places": [], "whole": None, "share": share}


def _figure(row: dict[str, Any]) -> ReferenceFigure:
    names = ("kind", "region_id", "as_at", "basis", "label", "period")
    return ReferenceFigure(pk=row["new_id"], value=Decimal(row["value"]), **{name: row[name] for name in names})


def _value(figure: ReferenceFigure | None) -> int | None:
    return None if figure is None else int(figure.value)


def _memberships(region: Region, month: date) -> int | None:
    totals = CoverageTotal.objects.filter(region=region, month=month, place=Place.WORKPLACE, dimension=Dimension.ALL)
    return totals.values_list("memberships", flat=True).first()
