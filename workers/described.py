"""Memberships as the columns of their extract: how a review shows what a file says and what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Q

from coverage_portal.programmes.codes import PROGRAMMES, Segment
from employers.models import Employer
from regions.models import Branch, Region
from workers.models import Membership
from workers.sipp_fields import shown_kpj

SEXES = {1: "L", 2: "P"}
MOST_FOUND = 10_000
_STORED = (
    "id",
    "branch_id",
    "kpj",
    "person__name",
    "person__sex",
    "person__birth_date",
    "person__home_id",
    "employer_id",
    "segment",
    "programmes",
    "wage",
    "workplace_id",
    "started_on",
    "ended_on",
)
_NAMES = {
    "person__name": "name",
    "person__sex": "sex",
    "person__birth_date": "birth_date",
    "person__home_id": "home_id",
}


def stored(ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The stored memberships with these ids, each as the text of its columns; the NIK is not known to anybody."""
    rows = list(Membership.objects.filter(pk__in=ids).values(*_STORED))
    plain = [{_NAMES.get(name, name): value for name, value in row.items()} for row in rows]
    return {row["id"]: text for row, text in zip(plain, _as_text(plain), strict=True)}


def facts(rows: pl.DataFrame) -> list[dict[str, str]]:
    """Rows of facts as the text of their columns."""
    names = [_NAMES.get(name, name) for name in _STORED]
    return _as_text(rows.select(names).to_dicts())


def matching(text: str) -> list[int]:
    """Ids of memberships with `text` in KPJ, name, or the employer's name; MOST_FOUND at most."""
    found = Q(kpj__icontains=text) | Q(person__name__icontains=text) | Q(employer__name__icontains=text)
    return list(Membership.objects.filter(found).values_list("pk", flat=True)[:MOST_FOUND])


def _as_text(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    regions = _codes(Region.objects, {row[name] for row in rows for name in ("home_id", "workplace_id")})
    branches = _codes(Branch.objects, {row["branch_id"] for row in rows})
    wanted = {row["employer_id"] for row in rows}
    employers = {
        pk: (npp, division)
        for pk, npp, division in Employer.objects.filter(pk__in=wanted - {None}).values_list("pk", "npp", "division")
    }
    return [
        {
            "KODE_KANTOR": branches.get(row["branch_id"], ""),
            "KPJ": str(shown_kpj(row["kpj"])),
            "NAMA": str(row["name"]),
            "JENIS_KELAMIN": SEXES.get(row["sex"], ""),
            "TGL_LAHIR": _day(row["birth_date"]),
            "KODE_DOMISILI": regions.get(row["home_id"], ""),
            "NPP": employers.get(row["employer_id"], ("", ""))[0],
            "DIVISI": employers.get(row["employer_id"], ("", ""))[1],
            "SEGMEN": Segment(row["segment"]).name,
            "PROGRAM": "+".join(str(each.name) for each in PROGRAMMES if row["programmes"] & each.value),
            "UPAH": "" if row["wage"] is None else str(row["wage"]),
            "KODE_TEMPAT_KERJA": regions.get(row["workplace_id"], ""),
            "TGL_MULAI": _day(row["started_on"]),
            "TGL_AKHIR": _day(row["ended_on"]),
        }
        for row in rows
    ]


def _codes(objects: Any, ids: set[Any]) -> dict[int, str]:
    return dict(objects.filter(pk__in=ids - {None}).values_list("pk", "code"))


def _day(value: object) -> str:
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else ""
