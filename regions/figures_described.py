"""Published figures as the columns of their file: how a review shows what a file says and what stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db.models import Q

from regions.figure_kinds import FigureBasis, FigureKind
from regions.figures_file import FACTS, TEXTS, decimal_of
from regions.models import ReferenceFigure, Region

MOST_FOUND = 10_000
_STORED = tuple(name for name in FACTS if name != "branch_id")


def stored(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The figures with these ids, each as the text of the file's columns."""
    rows = list(ReferenceFigure.objects.filter(pk__in=ids).values("id", *_STORED))
    return {row["id"]: text for row, text in zip(rows, _as_text(rows), strict=True)}


def facts(rows: pl.DataFrame) -> list[dict[str, str]]:
    """Rows of facts as the text of the file's columns."""
    plain = rows.select(_STORED).to_dicts()
    numbers = ("value", "half_step")
    return _as_text([{**row, **{name: decimal_of(row[name]) for name in numbers}} for row in plain])


def matching(text: str) -> list[int]:
    """Ids of figures with `text` in label, publisher, document, or their place's name; MOST_FOUND at most."""
    found = Q(label__icontains=text) | Q(publisher__icontains=text) | Q(document__icontains=text)
    named = ReferenceFigure.objects.filter(found | Q(region__name__icontains=text))
    return list(named.values_list("pk", flat=True)[:MOST_FOUND])


def _as_text(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    codes = dict(Region.objects.filter(pk__in={row["region_id"] for row in rows}).values_list("pk", "code"))
    return [
        {
            "JENIS": str(FigureKind(row["kind"]).label),
            "KODE_WILAYAH": codes.get(row["region_id"], ""),
            "POSISI": row["as_at"].strftime("%d-%m-%Y"),
            "NILAI": f"{row['value'].normalize():f}",
            "SETENGAH_LANGKAH": "" if row["half_step"] is None else f"{row['half_step'].normalize():f}",
            "BASIS": str(FigureBasis(row["basis"]).label),
            **{column: row[name] for column, (name, _longest) in TEXTS.items()},
        }
        for row in rows
    ]
