"""Figures for these tests: in memory for what reads no table, in a small world for what does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from coverage_portal.coverage import rollups
from regions.models import ReferenceFigure
from tests.coverage.worlds import World

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


def two_months(members=3):
    """A city with an employer and members in its first kecamatan at the ends of 2022 and 2023; nothing published."""
    world = World()
    employer = world.employer(district=1)
    for _ in range(members):
        world.membership(world.person(home=world.districts[1]), district=1, employer=employer)
    world.applied(date(2022, 12, 31))
    world.applied()
    rollups.rebuild([date(2022, 12, 1), date(2023, 12, 1)])
    return world


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
