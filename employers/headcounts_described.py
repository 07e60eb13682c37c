"""Declared headcounts as the columns of their file: how a review shows what a file says and what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from employers.described import matching
from employers.models import Employer

__all__ = ["facts", "matching", "stored"]
_NAMES = ("npp", "division", "name", "declared_headcount", "declared_on")


def stored(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What these employers have declared, each as the text of the file's columns."""
    return {row["id"]: _as_text(row) for row in Employer.objects.filter(pk__in=ids).values("id", *_NAMES)}


def facts(rows: pl.DataFrame) -> list[dict[str, str]]:
    """Rows of facts as the text of the file's columns; parts of a headcount are its sum."""
    return [_as_text(row) for row in rows.select(_NAMES).to_dicts()]


def _as_text(row: dict[str, Any]) -> dict[str, str]:
    count, day = row["declared_headcount"], row["declared_on"]
    return {
        "NPP": row["npp"],
        "DIVISI": row["division"],
        "NAMA": row["name"],
        "JML_TK_WLKP": "" if count is None else str(count),
        "TGL_WLKP": day.strftime("%d-%m-%Y") if day else "",
    }
