"""What one membership and one employer pay for the month of a day. Pure: the law of that day and facts in, shares out.

How rupiah are rounded is said in `shares`; construction projects and migrants' contracts are in `lump_sums`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.rules import Law, RateRule, ReliefRule, Source
from coverage_portal.programmes.shares import (
    Contribution,
    EmployerContribution,
    Line,
    added_lines,
    half_up,
    percent_of,
    rounded_share,
)
from coverage_portal.programmes.terms import Doubt, Fact, Industry, ParameterKey, Payer


class FactMissing(ValueError):
    """A fact needed to compute is not known; `fact` says which."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(f"Iuran tidak dapat dihitung: {fact.value} belum diketahui.")
        self.fact = fact


class NotMonthly(ValueError):
    """Migrant workers pay a lump sum per contract: ask `migrant_contribution`."""


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """What must be known of one membership. Wages in whole rupiah a month.

    `wage` is the wage of a PU or Jakon worker, or the income a BPU chose as base. `wage_floor` (the minimum wage)
    lifts the base of a PU. `risk_group` 1-5 is the employer's, as are `active_workers` and `paid_up_to` (the first of
    the last settled month). `payer` says who pays for a BPU.
    """

    segment: Segment
    programmes: Programme
    wage: int | None
    risk_group: int | None = None
    wage_floor: int | None = None
    payer: Payer = Payer.WORKER
    industry: Industry | None = None
    active_workers: int | None = None
    paid_up_to: date | None = None

    def __post_init__(self) -> None:
        if min(self.wage or 0, self.wage_floor or 0) < 0:
            raise ValueError("a wage is never negative")


def membership_contribution(law: Law, facts: MembershipFacts) -> Contribution:
    """What one membership pays for the month of `law.day`, one line for each programme it holds.

    Raises FactMissing without wage or risk group, NoLawInForce for a programme the segment or day does not know, and
    NotMonthly for migrant workers.
    """
    if facts.segment is Segment.PMI:
        raise NotMonthly("Iuran PMI dibayar sekaligus per kontrak.")
    held = (programme for programme in Programme if programme in facts.programmes)
    return Contribution(law.day, tuple(_line(law, facts, programme) for programme in held))


def employer_contribution(law: Law, memberships: Iterable[MembershipFacts]) -> EmployerContribution:
    """What one employer's memberships pay together. A membership that lacks a fact is counted in `missing`."""
    return workforce_contribution(law, ((facts, 1) for facts in memberships))


def workforce_contribution(law: Law, groups: Iterable[tuple[MembershipFacts, int]]) -> EmployerContribution:
    """As `employer_contribution`, for so many memberships that are alike: each is computed once and then multiplied."""
    totals: dict[Programme, Line] = {}
    counted, missing = 0, dict.fromkeys(Fact, 0)
    for facts, count in groups:
        try:
            lines = membership_contribution(law, facts).times(count).lines
        except FactMissing as lacking:
            missing[lacking.fact] += count
            continue
        counted += count
        for line in lines:
            known = totals.get(line.programme)
            totals[line.programme] = line if known is None else added_lines(known, line)
    ordered = tuple(totals[programme] for programme in Programme if programme in totals)
    lacking_facts = {fact: count for fact, count in missing.items() if count}
    return EmployerContribution(Contribution(law.day, ordered), counted, lacking_facts)


def _line(law: Law, facts: MembershipFacts, programme: Programme) -> Line:
    rate = law.rate(programme, _risk_group(facts, programme), facts.segment)
    base, limits, doubts = (0, [], frozenset[Doubt]()) if rate.flat else _base(law, facts, programme)
    relief, relief_doubts = relief_for(law, facts, programme)
    shares = {payer: rounded_share(exact, relief) for payer, exact in _exact_shares(rate, base, facts) if exact}
    parts = ((Programme.JKK, rate.from_jkk), (Programme.JKM, rate.from_jkm))
    moved = {giver: half_up(percent_of(base, percent)) for giver, percent in parts if percent}
    if any(relief_for(law, facts, giver)[0] for giver in moved):
        doubts |= {Doubt.RECOMPOSITION}
    rules = (rate.source, *limits)
    return Line(programme, base, rate, shares, rules, moved=moved, relief=relief, readings=doubts | relief_doubts)


def _risk_group(facts: MembershipFacts, programme: Programme) -> int:
    """The JKK risk group of a wage earner; 0 where rates know none."""
    if facts.segment is not Segment.PU or programme is not Programme.JKK:
        return 0
    if facts.risk_group is None:
        raise FactMissing(Fact.RISK_GROUP)
    return facts.risk_group


def _base(law: Law, facts: MembershipFacts, programme: Programme) -> tuple[int, list[Source], frozenset[Doubt]]:
    """The base in rupiah, the rules that bounded it, and doubts about it."""
    if facts.wage is None:
        raise FactMissing(Fact.WAGE)
    if facts.segment is Segment.BPU:
        return _chosen_base(law, facts.wage)
    if facts.segment is not Segment.PU:
        return facts.wage, [], frozenset()
    base = max(facts.wage, facts.wage_floor or 0)
    ceiling = law.ceiling(programme)
    if ceiling is None or base < ceiling.whole:
        return base, [], frozenset()
    return ceiling.whole, [ceiling.source], frozenset({Doubt.NEWER_EXPECTED} if ceiling.overdue_since else ())


def _chosen_base(law: Law, income: int) -> tuple[int, list[Source], frozenset[Doubt]]:
    """A BPU's income inside the lowest and highest band; between the two the bands are not published here."""
    least, most = law.figure(ParameterKey.BPU_BASE_LEAST), law.figure(ParameterKey.BPU_BASE_MOST)
    base = min(max(income, least.whole), most.whole)
    between = least.whole < base < most.whole
    return base, [least.source, most.source], frozenset({Doubt.BAND_UNKNOWN}) if between else frozenset()


def relief_for(law: Law, facts: MembershipFacts, programme: Programme) -> tuple[ReliefRule | None, frozenset[Doubt]]:
    """The relief that applies, the largest where two do, and doubts about it."""
    found = [
        relief
        for relief in law.reliefs
        if relief.applies(
            programme,
            facts.segment,
            payer=facts.payer,
            industry=facts.industry,
            active_workers=facts.active_workers,
            paid_up_to=facts.paid_up_to,
        )
    ]
    if not found:
        return None, frozenset()
    doubts = {Doubt.SEVERAL_RELIEFS} if len(found) > 1 else set()
    if facts.payer is Payer.SPONSOR:
        doubts.add(Doubt.SPONSOR_RELIEF)
    return max(found, key=lambda relief: relief.percent), frozenset(doubts)


def _exact_shares(rate: RateRule, base: int, facts: MembershipFacts) -> list[tuple[Payer, Decimal]]:
    """Unrounded rupiah by payer; a BPU's own part goes to whoever pays for the BPU."""
    member = facts.payer if facts.segment is Segment.BPU else Payer.WORKER
    return [
        (Payer.EMPLOYER, percent_of(base, rate.employer)),
        (member, percent_of(base, rate.worker) + rate.flat),
        (Payer.GOVERNMENT, percent_of(base, rate.government)),
    ]
