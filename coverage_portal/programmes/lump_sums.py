"""What is paid once: a construction project whose wages are not known, and a migrant worker's contract. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts, relief_for
from coverage_portal.programmes.rules import Bracket, Law, Source
from coverage_portal.programmes.shares import Contribution, Line, percent_of, rounded_share
from coverage_portal.programmes.terms import ParameterKey, Payer

MIGRANT_CONTRACTS = {
    6: ParameterKey.PMI_6_MONTHS,
    12: ParameterKey.PMI_12_MONTHS,
    24: ParameterKey.PMI_24_MONTHS,
}


@dataclass(frozen=True, slots=True)
class LumpSum:
    """A migrant worker's contract in whole rupiah, by part of the contract; JKK and JKM together."""

    parts: Mapping[ParameterKey, int]
    sources: tuple[Source, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts.values())

    @property
    def unverified(self) -> bool:
        """True when any amount is."""
        return any(source.unverified for source in self.sources)


def project_contribution(law: Law, contract_value: int) -> Contribution:
    """What a construction project pays once when wages are not known, by slices of its value (whole rupiah, no VAT).

    Source: PP 44/2015; PP 49/2020 art. 12. Each slice is charged at its own percent; a programme is rounded once.
    """
    if contract_value < 0:
        raise ValueError("a contract value is never negative")
    return Contribution(
        law.day, tuple(_project_line(law, contract_value, each) for each in (Programme.JKK, Programme.JKM))
    )


def contract_slices(law: Law, contract_value: int, programme: Programme) -> tuple[tuple[int, Bracket], ...]:
    """The rupiah of a contract's value that lie in each bracket it reaches, lowest first."""
    brackets = law.jakon_brackets(programme)
    tops = [bracket.above for bracket in brackets[1:]] + [contract_value]
    reached = [pair for pair in zip(brackets, tops, strict=True) if contract_value > pair[0].above]
    return tuple((min(top, contract_value) - bracket.above, bracket) for bracket, top in reached)


def _project_line(law: Law, contract_value: int, programme: Programme) -> Line:
    reached = contract_slices(law, contract_value, programme)
    slices = [percent_of(amount, bracket.percent) for amount, bracket in reached]
    facts = MembershipFacts(Segment.JAKON, programme, wage=None, payer=Payer.EMPLOYER)
    relief, readings = relief_for(law, facts, programme)
    return Line(
        programme,
        base=contract_value,
        rate=None,
        shares={Payer.EMPLOYER: rounded_share(sum(slices, Decimal(0)), relief)},
        rules=tuple(dict.fromkeys(bracket.source for _amount, bracket in reached)),
        relief=relief,
        readings=readings,
    )


def migrant_contribution(law: Law, months: int, *, before_departure: bool = True, extension_months: int = 0) -> LumpSum:
    """What a migrant worker's contract of 6, 12 or 24 months costs in all. Source: Permenaker 4/2023 art. 18.

    ValueError for another length: no amount is published for it.
    """
    if months not in MIGRANT_CONTRACTS or extension_months < 0:
        raise ValueError(f"no amount is published for a contract of {months} months")
    times = {MIGRANT_CONTRACTS[months]: 1}
    if before_departure:
        times[ParameterKey.PMI_BEFORE] = 1
    if extension_months:
        times[ParameterKey.PMI_EXTENSION] = extension_months
    figures = [law.figure(key) for key in times]
    return LumpSum(
        parts={figure.key: figure.whole * times[figure.key] for figure in figures},
        sources=tuple(dict.fromkeys(figure.source for figure in figures)),
    )
