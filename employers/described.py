"""Employers as the columns of their extract: how a review shows what a file says and what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Q

from coverage_portal.programmes.codes import PROGRAMMES, Scale
from employers.extract import DATES, PROGRAMME_FACTS
from employers.models import Employer, EmployerProgramme
from regions.models import Branch, Region

MOST_FOUND = 10_000
SCALES = {Scale.MICRO: "Mikro", Scale.SMALL: "Kecil", Scale.MEDIUM: "Menengah", Scale.LARGE: "Besar"}
_TEXTS = {
    "NPP": "npp", "DIVISI": "division", "NAMA": "name", "BENTUK": "legal_form", "NIB": "nib", "NPWP": "npwp",
    "KBLI": "kbli_code", "DASAR_SKALA": "scale_basis", "ALAMAT": "address",
}  # fmt: skip
_NUMBERS = {"KBLI_VERSI": "kbli_version", "KELOMPOK_RISIKO": "risk_group", "JML_TK_WLKP": "declared_headcount"}
_OTHERS = ("id", "branch_id", "district_id", "scale", "scale_as_of", "registered_on", "closed_on", "declared_on")


def stored(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The stored employers with these ids, each as the text of its columns."""
    rows = list(Employer.objects.filter(pk__in=ids).values(*_OTHERS, *_TEXTS.values(), *_NUMBERS.values()))
    joined: dict[int, dict[str, date]] = {}
    held = EmployerProgramme.objects.filter(employer_id__in=ids, ended_on__isnull=True)
    for employer, programme, day in held.values_list("employer_id", "programme", "started_on"):
        joined.setdefault(employer, {})[f"{_programme(programme)}_sejak"] = day
    full = [{**dict.fromkeys(PROGRAMME_FACTS), **row, **joined.get(row["id"], {})} for row in rows]
    return {row["id"]: text for row, text in zip(full, _as_text(full), strict=True)}


def facts(rows: pl.DataFrame) -> list[dict[str, str]]:
    """Rows of facts as the text of their columns."""
    return _as_text(rows.select(*_OTHERS, *_TEXTS.values(), *_NUMBERS.values(), *PROGRAMME_FACTS).to_dicts())


def matching(text: str) -> list[int]:
    """Ids of employers with `text` in NPP or name; MOST_FOUND at most."""
    found = Q(npp__icontains=text) | Q(name__icontains=text)
    return list(Employer.objects.filter(found).values_list("pk", flat=True)[:MOST_FOUND])


def _as_text(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    districts = {row["district_id"] for row in rows}
    codes = dict(Region.objects.filter(pk__in=districts).values_list("pk", "code"))
    branches = dict(Branch.objects.filter(pk__in={row["branch_id"] for row in rows}).values_list("pk", "code"))
    return [
        {
            "KODE_KANTOR": branches.get(row["branch_id"], ""),
            "KODE_KECAMATAN": codes.get(row["district_id"], ""),
            "SKALA": SCALES[Scale(row["scale"])] if row["scale"] else "",
            **{column: row[name] or "" for column, name in _TEXTS.items()},
            **{column: "" if row[name] is None else str(row[name]) for column, name in _NUMBERS.items()},
            **{column: row[name].strftime("%d-%m-%Y") if row[name] else "" for column, name in DATES.items()},
        }
        for row in rows
    ]


def _programme(bit: int) -> str:
    return next(str(each.name).lower() for each in PROGRAMMES if each.value == bit)
