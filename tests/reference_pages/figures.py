"""Figures for these tests: in memory for what reads no table, in a small world for what does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from regions.models import ReferenceFigure

Kind, Basis = ReferenceFigure.Kind, ReferenceFigure.Basis
NUMBERS = count(1)


def figure(kind=Kind.MEMBERS, value=736_000, **more):
    """A figure that is not saved, with an id of its own."""
    fields = {
        "pk": next(NUMBERS),
        "label": "",
        "as_at": date(2023, 12, 31),
        "period": "2023",
        "unit": "orang",
        "half_step": Decimal("0.5"),
        "basis": Basis.STATEMENT,
        "publisher": "Kantor cabang",
        "document": "Surat kabar",
    }
    return ReferenceFigure(kind=kind, value=Decimal(value), **{**fields, **more})


FORM = {
    "region": "36.71",
    "kind": "labour_force",
    "label": "",
    "value": "1.190.000",
    "unit": "",
    "precision": "5000",
    "as_at": "2023-12-31",
    "period": "2023",
    "derived": "rilis",
    "basis": "statement",
    "publisher": "Kantor cabang",
    "document": "Surat kabar, 22 Maret 2024",
    "link": "",
    "note": "",
}
"""A figure as a steward types it."""
TARGET = {
    "region": "Kota Tangerang",
    "year": "2026",
    "measure": "M1",
    "other_measure": "",
    "programme": "",
    "percent": "65,5",
    "decree": "Perwal 1/2026",
    "link": "",
    "note": "",
}
