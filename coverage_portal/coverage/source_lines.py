"""The sources table of the dashboard: every source of the page once, the rows' counts as one line a basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coverage_portal.coverage.arithmetic import Unit
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
    told = {_content(source) for source in head}
    for block in found.blocks:
        for source in _inputs(block.figures()):
            if _content(source) not in told:
                groups.setdefault(_alike(source), {}).setdefault(source, block.key)
    grouped = (
        SourceLine(next(iter(members)), len(members), next(iter(members.values()))) for members in groups.values()
    )
    return (*(SourceLine(source, 1) for source in head), *grouped)


def _alike(source: Source) -> tuple[object, ...]:
    return (source.quantity.basis, source.provenance, source.publisher, source.document, source.as_at, source.batches)


def _content(source: Source) -> object:
    """What makes it the same source: what others gave is the same under another name, a count of ours is not."""
    given = (source.quantity, source.as_at, source.publisher, source.document)
    return source if source.batches else given


def _cited(source: Source) -> bool:
    """Whether the source is something to look up: a number of months and another figure of the page are not."""
    return source.quantity.basis.unit is not Unit.MONTHS and not source.of_this_page


def _inputs(figures: Iterable[Figure]) -> Iterable[Source]:
    return (source for figure in figures for source in figure.working.inputs if _cited(source))
