"""The heads of the list's columns, each a link that orders by it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from coverage_portal.register.listing.ordering import COLUMNS, DEFAULT, other_way
from coverage_portal.register.listing.question import Question

ON_SCREEN = frozenset({"cakupan", "diperbarui"})
"""Columns that are not printed: a bar says what the numbers beside it say."""


@dataclass(frozen=True)
class Head:
    """`sorted` is what aria-sort says, "" for a column that the list is not ordered by; `printed`: whether a sheet of
    paper has room for it."""

    label: str | Promise
    query: str
    sorted: str
    number: bool
    printed: bool


def heads_of(question: Question) -> list[Head]:
    """One a column, in their order."""
    found = []
    for column in COLUMNS:
        order = other_way(question.order, column)
        here = question.order.removeprefix("-") == column.key
        way = "descending" if question.order.startswith("-") else "ascending"
        query = question.query(urut="" if order == DEFAULT else order)
        found.append(Head(column.label, query, way if here else "", column.number, column.key not in ON_SCREEN))
    return found
