"""The sources table of the dashboard: every source of the page once, the rows' counts as one line a basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.workings import Figure, Source


@dataclass(frozen=True)
class SourceLine:
    """One line of the sources table. `count` is how many different numbers of the page come from it.

    `section` is the key of the block in which the first of several stands, `since` their earliest day when they are of
    several days; `source` is then one of the latest.
    """

    source: Source
    count: int
    section: str = ""
    since: date | None = None


def source_lines(found: Dashboard) -> tuple[SourceLine, ...]:
    """The answer's and the facts' sources alone, then those of the blocks grouped."""
    head = dict.fromkeys(_inputs((*found.head, *found.facts, *found.changes, *found.track)))
    groups: dict[tuple[object, ...], dict[Source, str]] = {}
    told = {_content(source) for source in head}
    for block in found.blocks:
        for source in _inputs(block.figures()):
            if _content(source) not in told:
                groups.setdefault(_alike(source), {}).setdefault(source, block.key)
    return (*(SourceLine(source, 1) for source in head), *(_line(members) for members in groups.values()))


def _line(members: dict[Source, str]) -> SourceLine:
    latest, earliest = (pick(members, key=lambda source: source.as_at) for pick in (max, min))
    since = earliest.as_at if earliest.as_at < latest.as_at else None
    return SourceLine(latest, len(members), next(iter(members.values())), since)


def _alike(source: Source) -> tuple[object, ...]:
    return (source.quantity.basis, source.provenance, source.publisher, source.document, source.batches)


def _content(source: Source) -> object:
    """What makes it the same source: what others gave is the same under another name, a count of ours is not."""
    given = (source.quantity, source.as_at, source.publisher, source.document)
    return source if source.batches else given


def _cited(source: Source) -> bool:
    """Whether the source is something to look up: a number of months and another figure of the page are not."""
    return source.quantity.basis.unit is not Unit.MONTHS and not source.of_this_page


def _inputs(figures: Iterable[Figure]) -> Iterable[Source]:
    return (source for figure in figures for source in figure.working.inputs if _cited(source))
