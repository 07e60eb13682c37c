"""Entering a figure or target once: also when the button was pressed twice, or two people correct the same row."""

from __future__ import annotations

from typing import Generic, TypeVar

from django.db import transaction

from coverage_portal.core.models import User
from regions.actions import enter_figure
from regions.models import ReferenceFigure, Region, Target
from workers.compliance import judge_again

Cited = TypeVar("Cited", ReferenceFigure, Target)

SAME: dict[type, tuple[str, ...]] = {
    ReferenceFigure: (
        *("region_id", "kind", "label", "as_at", "period", "value", "unit", "half_step"),
        *("basis", "derived", "publisher", "document", "link", "note"),
    ),
    Target: ("region_id", "year", "programme", "measure", "percent", "decree", "link", "note"),
}
"""The fields that make two rows say the same."""


class NotEntered(Exception, Generic[Cited]):
    """Nothing was written; `row` is the one that stands in the way."""

    def __init__(self, row: Cited) -> None:
        super().__init__(str(row))
        self.row: Cited = row


class ReplacedMeanwhile(NotEntered[Cited]):
    """The row to be corrected has been replaced: `row` is the newest of its chain."""


class AlreadyThere(NotEntered[Cited]):
    """A current row says exactly this."""


class TargetStands(NotEntered[Target]):
    """Another target stands for the same place, year, programme and measure: only what replaces it may follow."""


@transaction.atomic
def enter_once(*, row: Cited, by: User | None) -> Cited:
    """Enter `row` unless it is there already, would stand beside a target of the same thing, or what it replaces has
    been replaced. Raises NotEntered.

    Whoever enters something about the same place waits for this one's end, so that both see what the other did.
    """
    Region.objects.select_for_update(no_key=True).get(pk=row.region_id)
    if row.replaces is not None and (newest := newest_of(row.replaces)).pk != row.replaces.pk:
        raise ReplacedMeanwhile(newest)
    refuse_a_second(row)
    entered = enter_figure(figure=row, by=by)
    judge_again(entered)
    return entered


def refuse_a_second(row: Cited) -> None:
    """Raises AlreadyThere for a row that is there word for word, TargetStands for a target beside another."""
    if (same := same_as(row)) is not None:
        raise AlreadyThere(same)
    if isinstance(row, Target) and (standing := standing_beside(row)) is not None:
        raise TargetStands(standing)


def newest_of(row: Cited) -> Cited:
    """The row at the end of the chain that replaces `row`; itself when nothing does."""
    while (newer := type(row).objects.filter(replaces_id=row.pk).first()) is not None:
        row = newer
    return row


def same_as(row: Cited) -> Cited | None:
    """A current row that says exactly what `row` says."""
    fields = {name: getattr(row, name) for name in SAME[type(row)]}
    if fields.get("half_step", 0) is None:
        del fields["half_step"]
        fields["half_step__isnull"] = True
    return type(row).objects.current().filter(**fields).first()


def standing_beside(target: Target) -> Target | None:
    """The current target of the same thing, unless `target` replaces one; the measure is the same in any case."""
    if target.replaces is not None:
        return None
    same = {"region_id": target.region_id, "year": target.year, "programme": target.programme}
    return Target.objects.current().filter(**same, measure__iexact=target.measure).order_by("-pk").first()
