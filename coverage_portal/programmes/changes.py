"""What the law changed, and when: rows sorted into days, and the laws of two neighbouring days compared.

Reads rows that someone else fetched; asks the database nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from coverage_portal.programmes.codes import Programme
from coverage_portal.programmes.law import Law, LawRows, assemble
from coverage_portal.programmes.models import Rule
from coverage_portal.programmes.rules import (
    Bracket,
    Figure,
    ObligationKey,
    ObligationRule,
    RateKey,
    RateRule,
    ReliefRule,
    Source,
)
from coverage_portal.programmes.terms import ParameterKey

AnyRule = RateRule | Figure | ObligationRule | Bracket | ReliefRule
# As in the mappings of Law; a bracket by programme and `above`, a relief by its code.
Key = RateKey | ParameterKey | ObligationKey | tuple[Programme, int] | str
K = TypeVar("K", bound=Key)
R = TypeVar("R", bound=AnyRule)


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that became another. `before` None: none was known; `after` None: a relief ended."""

    key: Key
    before: AnyRule | None
    after: AnyRule | None

    @property
    def source(self) -> Source:
        """What the change rests on: the new rule, or the one that ended by its own words."""
        rule = self.after or self.before
        if rule is None:
            raise ValueError("a change has a rule before it or after it")
        return rule.source


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which rules start or end, with what changed."""

    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure for which the law wants a newer one from `due` on, and none is recorded."""

    figure: Figure
    due: date


@dataclass(frozen=True, slots=True)
class News:
    """What a day stands between: the last change on or before it, the next one after it; None where none is known."""

    last: ChangeDay | None
    next: ChangeDay | None
    waiting: tuple[Waiting, ...]


def turning_days(rows: LawRows) -> tuple[date, ...]:
    """Every day on which a rule or a relief starts, or is the first without a relief, in order."""
    starts = {row.effective_from for group in _rules(rows) for row in group}
    reliefs = {day for row in rows.reliefs for day in (row.started_on, row.ended_on) if day is not None}
    return tuple(sorted(starts | reliefs))


def read_up_to(rows: LawRows) -> date | None:
    """The day the newest source was read; None while nothing was."""
    read = [row.verified_on for group in (*_rules(rows), rows.reliefs) for row in group if row.verified_on is not None]
    return max(read, default=None)


def reliefs_from(rows: LawRows, day: date) -> tuple[ReliefRule, ...]:
    """Every relief that is in force on `day` or starts after it."""
    days = [day, *(turn for turn in turning_days(rows) if turn > day)]
    found = {relief.code: relief for each in days for relief in assemble(each, rows).reliefs}
    return tuple(found.values())


def news(rows: LawRows, day: date) -> News:
    """What changed last and what changes next, seen from `day`."""
    days = turning_days(rows)
    last = max((turn for turn in days if turn <= day), default=None)
    following = min((turn for turn in days if turn > day), default=None)
    return News(
        last=None if last is None else change_day(rows, last),
        next=None if following is None else change_day(rows, following),
        waiting=tuple(_waiting(rows, day)),
    )


def change_day(rows: LawRows, day: date) -> ChangeDay:
    """What is different on `day` from the day before it."""
    return ChangeDay(day, tuple(changes_between(assemble(day - timedelta(days=1), rows), assemble(day, rows))))


def changes_between(before: Law, after: Law) -> Iterator[Change]:
    """Every rule that the two laws do not share, in the order of rates, figures, obligations, brackets, reliefs."""
    yield from _compared(before.rates, after.rates)
    yield from _compared(before.figures, after.figures)
    yield from _compared(before.obligation_rules, after.obligation_rules)
    yield from _compared(_brackets(before), _brackets(after))
    yield from _compared(_reliefs(before), _reliefs(after))


def _compared(before: Mapping[K, R], after: Mapping[K, R]) -> Iterator[Change]:
    """By key. A figure that merely became overdue is still the same figure."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if _at_rest(old) != _at_rest(new):
            yield Change(key, old, new)


def _at_rest(rule: AnyRule | None) -> AnyRule | None:
    return replace(rule, overdue_since=None) if isinstance(rule, Figure) else rule


def _brackets(law: Law) -> dict[tuple[Programme, int], Bracket]:
    return {(programme, slice_.above): slice_ for programme, slices in law.brackets.items() for slice_ in slices}


def _reliefs(law: Law) -> dict[str, ReliefRule]:
    return {relief.code: relief for relief in law.reliefs}


def _waiting(rows: LawRows, day: date) -> Iterator[Waiting]:
    """The figures of `day` that are the newest of their key and should once be replaced."""
    figures = assemble(day, rows).figures
    newest = {row.key: row for row in sorted(rows.parameters, key=lambda row: row.effective_from)}
    for key, row in newest.items():
        if row.renewal_due_on is not None and row.effective_from <= day:
            yield Waiting(figures[ParameterKey(key)], row.renewal_due_on)


def _rules(rows: LawRows) -> tuple[Iterable[Rule], ...]:
    return (rows.rates, rows.parameters, rows.jakon_brackets, rows.obligations)
