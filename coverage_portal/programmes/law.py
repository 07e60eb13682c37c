"""Questions to the law on a day: `law_on(day)` reads the rows in force and answers from memory.

Nothing is cached: five small queries each time, so a row entered a second ago counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.models import JakonBracket, Obligation, Parameter, Rate, Relief, Rule
from coverage_portal.programmes.rules import (
    Bracket,
    Figure,
    Law,
    NoLawInForce,
    ObligationRule,
    RateRule,
    ReliefRule,
    Source,
)
from coverage_portal.programmes.terms import Industry, ObligationLevel, ParameterKey, ReliefKind, Unit

__all__ = ["Law", "LawRows", "NoLawInForce", "assemble", "every_row", "law_on", "overdue_notice"]

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class LawRows:
    """Rows of law, from the database or fresh from the seed; they may reach beyond any one day."""

    rates: Iterable[Rate]
    parameters: Iterable[Parameter]
    jakon_brackets: Iterable[JakonBracket]
    obligations: Iterable[Obligation]
    reliefs: Iterable[Relief]


def law_on(day: date) -> Law:
    """The law in force on the calendar day `day`. Five queries, never cached."""
    rows = LawRows(
        rates=Rate.objects.filter(effective_from__lte=day),
        parameters=Parameter.objects.filter(effective_from__lte=day),
        jakon_brackets=JakonBracket.objects.filter(effective_from__lte=day),
        obligations=Obligation.objects.filter(effective_from__lte=day),
        reliefs=Relief.objects.on(day),
    )
    return assemble(day, rows)


def every_row() -> LawRows:
    """All rows of law, of any day: five queries, from which `assemble` makes the law of as many days as are wanted."""
    return LawRows(
        rates=list(Rate.objects.all()),
        parameters=list(Parameter.objects.all()),
        jakon_brackets=list(JakonBracket.objects.all()),
        obligations=list(Obligation.objects.all()),
        reliefs=list(Relief.objects.all()),
    )


def assemble(day: date, rows: LawRows) -> Law:
    """The law of `day` out of rows of any age: of each key the latest row that has started, and reliefs that run."""
    brackets: dict[Programme, list[Bracket]] = {}
    for row in sorted(_in_force(rows.jakon_brackets, day), key=lambda bracket: bracket.above):
        bracket = Bracket(above=row.above, percent=row.percent, source=_source(row))
        brackets.setdefault(Programme(row.programme), []).append(bracket)
    return Law(
        day=day,
        rates={
            (Segment(row.segment), Programme(row.programme), row.risk_group): _rate(row)
            for row in _in_force(rows.rates, day)
        },
        figures={ParameterKey(row.key): _figure(row, day) for row in _in_force(rows.parameters, day)},
        brackets={programme: tuple(slices) for programme, slices in brackets.items()},
        obligation_rules={
            (Segment(row.segment), row.scale, row.government, Programme(row.programme)): _obligation(row)
            for row in _in_force(rows.obligations, day)
        },
        reliefs=tuple(
            _relief(row)
            for row in sorted(rows.reliefs, key=lambda relief: (relief.started_on, relief.code))
            if row.started_on <= day and (row.ended_on is None or day < row.ended_on)
        ),
    )


def overdue_notice(figure: Figure) -> str:
    """The sentence shown beside a figure whose renewal is due and not entered; empty when it is not due."""
    if figure.overdue_since is None:
        return ""
    sentence = _(
        "%(name)s: belum ada angka yang berlaku sejak %(due)s; angka sejak %(start)s masih dipakai, belum diverifikasi."
    )
    return sentence % {
        "name": figure.key.label,
        "due": date_format(figure.overdue_since, "F Y"),
        "start": date_format(figure.source.effective_from, "F Y"),
    }


def _in_force(rows: Iterable[R], day: date) -> list[R]:
    """Of each key the row that started last, on or before `day`."""
    latest: dict[tuple[object, ...], R] = {}
    for row in sorted(rows, key=lambda rule: rule.effective_from):
        if row.effective_from <= day:
            latest[tuple(getattr(row, name) for name in row.KEY)] = row
    return list(latest.values())


def _source(row: Rule) -> Source:
    return Source(row.citation, row.effective_from, row.verified_on, row.note)


def _rate(row: Rate) -> RateRule:
    return RateRule(
        source=_source(row),
        employer=row.employer,
        worker=row.worker,
        government=row.government,
        from_jkk=row.from_jkk,
        from_jkm=row.from_jkm,
        flat=row.flat,
    )


def _figure(row: Parameter, day: date) -> Figure:
    overdue = row.renewal_due_on if row.renewal_due_on is not None and row.renewal_due_on <= day else None
    return Figure(
        key=ParameterKey(row.key), value=row.value, unit=Unit(row.unit), source=_source(row), overdue_since=overdue
    )


def _obligation(row: Obligation) -> ObligationRule:
    requires = None if row.requires is None else Programme(row.requires)
    return ObligationRule(level=ObligationLevel(row.level), source=_source(row), requires=requires)


def _relief(row: Relief) -> ReliefRule:
    return ReliefRule(
        code=row.code,
        kind=ReliefKind(row.kind),
        programmes=Programme(row.programmes),
        percent=row.percent,
        source=Source(row.citation, row.started_on, row.verified_on, row.note),
        ended_on=row.ended_on,
        segment=None if row.segment is None else Segment(row.segment),
        industries=frozenset(Industry(name) for name in row.industries),
        except_industries=frozenset(Industry(name) for name in row.except_industries),
        minimum_workers=row.minimum_workers,
        paid_up_to=row.paid_up_to,
        not_paid_by_state=row.not_paid_by_state,
    )
