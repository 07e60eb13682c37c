"""A figure laid out for a list, for its own page, for a comparison: every word a reader needs beside the number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from coverage_portal.reference import precision, wording
from regions.models import ReferenceFigure

RELATIONS = ("region", "entered_by", "replaces", "replaced_by")


@dataclass(frozen=True)
class Line:
    """`mark` is the provenance mark; `newer` the row that replaces this one, if any."""

    figure: ReferenceFigure
    what: str
    value: str
    precision: str
    mark: str
    who: str
    newer: ReferenceFigure | None


def line_of(figure: ReferenceFigure) -> Line:
    """The line of one figure."""
    return Line(
        figure=figure,
        what=wording.what_of(figure),
        value=wording.value_of(figure),
        precision=precision.in_words(figure.half_step),
        mark=wording.mark_of(figure),
        who=wording.entered_by(figure),
        newer=getattr(figure, "replaced_by", None),
    )


def with_relations(figures: QuerySet[ReferenceFigure]) -> QuerySet[ReferenceFigure]:
    """The figures with all that a line names, in one query."""
    return figures.select_related(*RELATIONS)
