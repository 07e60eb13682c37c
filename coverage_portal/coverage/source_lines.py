"""The sources table of the dashboard: every source of the page once, the rows' counts as one line a basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coverage_portal.coverage.arithmetic import Laid
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.workings import Figure, Source


@dataclass(frozen=True)
class SourceLine:
    """One line of the sources table. `count` is how many different numbers of the page come from it.

    `section` is the key of the block in which the first of several stands.
    """

    source: Source
    count: int
    section: str = ""


def source_lines(found: Dashboard) -> tuple[SourceLine, ...]:
    """The answer's and the facts' sources alone, then those of the blocks grouped."""
    head = dict.fromkeys(_inputs((*found.head, *found.facts, *found.changes, *found.track)))
    groups: dict[tuple[object, ...], dict[Source, str]] = {}
    for block in found.blocks:
        for source in _inputs(block.figures()):
            if source not in head:
                groups.setdefault(_alike(source), {}).setdefault(source, block.key)
    grouped = (
        SourceLine(next(iter(members)), len(members), next(iter(members.values()))) for members in groups.values()
    )
    return (*(SourceLine(source, 1) for source in head if _cited(source)), *grouped)


def _alike(source: Source) -> tuple[object, ...]:
    return (source.quantity.basis, source.provenance, source.publisher, source.document, source.as_at, source.batches)


def _cited(source: Source) -> bool:
    """Whether the source is something to look up: a number of months and another figure of the page are not."""
    return source.quantity.basis.laid is not Laid.NOWHERE and not source.of_this_page


def _inputs(figures: Iterable[Figure]) -> Iterable[Source]:
    return (source for figure in figures for source in figure.working.inputs if _cited(source))
