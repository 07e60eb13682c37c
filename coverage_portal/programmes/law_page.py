"""The law of a day laid out for its page: tables, reliefs in force, what changes next and what changed last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from coverage_portal.programmes import wording
from coverage_portal.programmes.changes import AnyRule, Change, ChangeDay, Waiting, news, read_up_to, turning_days
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.law import LawRows, assemble
from coverage_portal.programmes.law_tables import bracket_table, figure_tables, obligation_table, rate_tables
from coverage_portal.programmes.rules import Law, ReliefRule, Source
from coverage_portal.programmes.tables import Table

# A longer list of changes is folded.
FOLDED_FROM = 10


@dataclass(frozen=True)
class Tally:
    """How many rules are in force, and how many of them stand on no published source that was read."""

    rules: int
    unverified: int

    @property
    def read(self) -> int:
        """Those that stood in a published source."""
        return self.rules - self.unverified


@dataclass(frozen=True)
class Burden:
    """What all programmes of a wage earner take of the wage together, in percent, by who carries it."""

    employer_least: str
    employer_most: str
    worker: str
    government: str


@dataclass(frozen=True)
class ReliefCard:
    """A relief in force. `last` is its last day, None while no end is known."""

    title: str
    conditions: tuple[str, ...]
    last: date | None
    source: Source


@dataclass(frozen=True)
class ChangeLine:
    """Rules that changed alike: what they said before ("" for nothing) and say since ("" when a relief ended).

    `detail` is what a relief asks for.
    """

    names: tuple[str, ...]
    detail: str
    before: str
    after: str
    source: Source


@dataclass(frozen=True)
class ChangeCard:
    """A day of changes with its lines; `folded` when they are many."""

    day: date
    lines: tuple[ChangeLine, ...]

    @property
    def folded(self) -> bool:
        """Whether the lines are shown only when asked for."""
        return len(self.lines) >= FOLDED_FROM


@dataclass(frozen=True)
class LawPage:
    """Everything the page of a day shows. `days` are all days of change, `read_up_to` when sources were last read."""

    day: date
    tally: Tally
    burden: Burden | None
    rates: tuple[Table, ...]
    obligations: Table
    figures: tuple[Table, ...]
    brackets: Table
    reliefs: tuple[ReliefCard, ...]
    last: ChangeCard | None
    next: ChangeCard | None
    waiting: tuple[Waiting, ...]
    days: tuple[date, ...]
    read_up_to: date | None


def lay_out(rows: LawRows, day: date) -> LawPage:
    """The page of `day`, in the active language."""
    law, around = assemble(day, rows), news(rows, day)
    return LawPage(
        day=day,
        tally=tally(law),
        burden=burden(law),
        rates=rate_tables(law),
        obligations=obligation_table(law),
        figures=figure_tables(law),
        brackets=bracket_table(law),
        reliefs=tuple(_relief_card(relief) for relief in law.reliefs),
        last=_change_card(around.last),
        next=_change_card(around.next),
        waiting=tuple(waiting for waiting in around.waiting if waiting.due > day),
        days=turning_days(rows),
        read_up_to=read_up_to(rows),
    )


def tally(law: Law) -> Tally:
    """Every rule in force counted once."""
    brackets = [bracket for slices in law.brackets.values() for bracket in slices]
    rules: list[AnyRule] = [*law.rates.values(), *law.figures.values(), *law.obligation_rules.values()]
    rules += [*brackets, *law.reliefs]
    return Tally(len(rules), sum(rule.source.unverified for rule in rules))


def burden(law: Law) -> Burden | None:
    """Rates of wage earners added up by payer, the JKK of the lowest and of the highest group; None without JKK."""
    of_wage_earners = {key: rate for key, rate in law.rates.items() if key[0] == Segment.PU}
    jkk = [
        rate.employer for (_segment, programme, _group), rate in of_wage_earners.items() if programme is Programme.JKK
    ]
    rest = [rate for (_segment, programme, _group), rate in of_wage_earners.items() if programme is not Programme.JKK]
    if not jkk or not rest:
        return None
    employer = sum((rate.employer for rate in rest), Decimal(0))
    return Burden(
        employer_least=wording.percent(employer + min(jkk)),
        employer_most=wording.percent(employer + max(jkk)),
        worker=wording.percent(sum((rate.worker for rate in rest), Decimal(0))),
        government=wording.percent(sum((rate.government for rate in rest), Decimal(0))),
    )


def _relief_card(relief: ReliefRule) -> ReliefCard:
    return ReliefCard(
        title=wording.relief_words(relief),
        conditions=tuple(wording.conditions(relief)),
        last=None if relief.ended_on is None else relief.ended_on - timedelta(days=1),
        source=relief.source,
    )


def _change_card(found: ChangeDay | None) -> ChangeCard | None:
    """The day's changes; rules that say the same before and after for the same reason share a line."""
    if found is None:
        return None
    alike: dict[tuple[str, str, str, Source], list[str]] = {}
    for change in found.changes:
        alike.setdefault((*_said(change), change.source), []).append(_name(change))
    lines = tuple(ChangeLine(tuple(names), *said) for said, names in alike.items())
    return ChangeCard(found.day, lines)


def _said(change: Change) -> tuple[str, str, str]:
    """What a relief asks for, what the rule said before, what it says since."""
    before, after = change.before, change.after
    rule = after or before
    asked = "; ".join(wording.conditions(rule)) if isinstance(rule, ReliefRule) else ""
    return asked, "" if before is None else wording.says(before), "" if after is None else wording.says(after)


def _name(change: Change) -> str:
    rule = change.after or change.before
    return "" if rule is None else wording.subject(change.key, rule)
