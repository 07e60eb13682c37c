"""The orders of the list: one for each column, either way, unknown values last and equal ones by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateField, F, FloatField, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEFAULT = "-belum"
NOTHING_FOUND = 64
"""After every finding: larger than their bits."""

_findings = F("compliance__findings")
WORST = Case(
    When(compliance__findings=0, then=Value(NOTHING_FOUND)),
    default=_findings.bitand(Value(0) - _findings),  # type: ignore[arg-type]
    output_field=IntegerField(),
)
"""The lowest bit of the findings: the most serious one."""
SHARE = Cast(F("compliance__active"), FloatField()) / NullIf(Cast(F("declared_headcount"), FloatField()), Value(0.0))
UPDATED = Coalesce(F("changed_on"), F("batch__position"), output_field=DateField())


@dataclass(frozen=True)
class Column:
    """A column one can order by: its word in the address, its head, what it is ordered by, and the way that is asked
    first (`falling`: largest first)."""

    key: str
    label: str | Promise
    by: tuple[Any, ...]
    falling: bool = False
    number: bool = False


COLUMNS = (
    Column("nama", _("Pemberi kerja"), (F("name"),)),
    Column("sektor", _("Sektor dan skala"), (F("kbli_version"), F("kbli_section"), F("scale"))),
    Column("wajib", _("Pekerja wajib"), (F("declared_headcount"),), falling=True, number=True),
    Column("terdaftar", _("Terdaftar"), (F("compliance__active"),), falling=True, number=True),
    Column("cakupan", _("Cakupan"), (SHARE,)),
    Column("belum", _("Belum"), (F("compliance__missing"),), falling=True, number=True),
    Column("kepatuhan", _("Kepatuhan"), (WORST,)),
    Column("diperbarui", _("Diperbarui"), (UPDATED,), falling=True),
)
BY_KEY = {column.key: column for column in COLUMNS}


def ordered(rows: QuerySet, order: str) -> QuerySet:
    """The rows by a column; those whose value is not known come last either way."""
    falling = order.startswith("-")
    by = [
        each.desc(nulls_last=True) if falling else each.asc(nulls_last=True)
        for each in BY_KEY[order.removeprefix("-")].by
    ]
    return rows.order_by(*by, "pk")


def other_way(order: str, column: Column) -> str:
    """The order that the head of a column leads to from `order`."""
    falling = not order.startswith("-") if order.removeprefix("-") == column.key else column.falling
    return f"-{column.key}" if falling else column.key
