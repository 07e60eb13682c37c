"""Facts that people type beside those of a file, which lose their meaning when a file says otherwise.

The kind of business belongs to the risk group picked with it, what a closed employer became to the day it closed, and
the wages and workers stated on a form to the declaration they came with.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db.models import Q

from employers.models import Employer

A_QUERY = 900  # SQLite takes 999 parameters at least
_TYPED = ~Q(risk_code="") | ~Q(closed_as="") | Q(declared_wages__isnull=False) | Q(registered_headcount__isnull=False)
_READ = ("pk", "risk_code", "closed_on", "declared_headcount", "declared_on")


def forget_outdated(rows: pl.DataFrame) -> None:
    """Before `rows` (id, and facts of a file) are written over stored employers: take away what people typed that no
    longer goes with them. Call it once the before-images are kept."""
    said = {row["id"]: row for row in rows.iter_rows(named=True)}
    ids = list(said)
    for start in range(0, len(ids), A_QUERY):
        some = Employer.objects.filter(_TYPED, pk__in=ids[start : start + A_QUERY]).order_by()
        for stored in some.values(*_READ):
            if outdated := _outdated(stored, said[stored["pk"]]):
                Employer.objects.filter(pk=stored["pk"]).update(**outdated)


def _outdated(stored: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The columns to empty."""

    def differs(*names: str) -> bool:
        return any(name in said and said[name] != stored[name] for name in names)

    found: dict[str, Any] = {}
    group = stored["risk_code"].partition("-")[0]
    if group and "risk_group" in said and str(said["risk_group"]) != group:
        found |= {"risk_code": "", "risk_as_of": None}
    if differs("closed_on"):
        found |= {"closed_as": ""}
    if differs("declared_headcount", "declared_on"):
        found |= {"declared_wages": None, "registered_headcount": None}
    return found
