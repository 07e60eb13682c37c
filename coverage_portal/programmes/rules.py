"""The law of one day as a value. Pure: `law.law_on` fills it from the database, `contributions` computes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.terms import Industry, ObligationLevel, ParameterKey, Payer, ReliefKind, Unit


class NoLawInForce(LookupError):
    """The law holds no such rule on that day: before its first row, or for a segment it does not reach.

    `what` names the rule (an Indonesian term of art), `day` the day asked about.
    """

    def __init__(self, what: str, day: date) -> None:
        super().__init__(f"Belum ada aturan tercatat yang berlaku pada {day:%d-%m-%Y}: {what}.")
        self.what = what
        self.day = day


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, since when it holds, and when someone checked it (None: not yet)."""

    citation: str
    effective_from: date
    verified_on: date | None = None
    note: str = ""

    @property
    def unverified(self) -> bool:
        """True when it must be shown as "belum diverifikasi"."""
        return self.verified_on is None


@dataclass(frozen=True, slots=True)
class RateRule:
    """Percent of the base by who carries it. `from_jkk` and `from_jkm` are moved over, not paid again.

    `flat` is rupiah a month paid by the member instead of a percentage.
    """

    source: Source
    employer: Decimal = Decimal(0)
    worker: Decimal = Decimal(0)
    government: Decimal = Decimal(0)
    from_jkk: Decimal = Decimal(0)
    from_jkm: Decimal = Decimal(0)
    flat: int = 0

    @property
    def total(self) -> Decimal:
        """The whole rate, moved parts included: JKP since 7 February 2025 is 0.22 + 0.14 = 0.36."""
        return self.employer + self.worker + self.government + self.from_jkk + self.from_jkm


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the law. `overdue_since`: the day a newer one was due and has not been entered, else None."""

    key: ParameterKey
    value: Decimal
    unit: Unit
    source: Source
    overdue_since: date | None = None

    @property
    def whole(self) -> int:
        """The value as a whole number: every rupiah, year, month and day of the law is one."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Percent on the slice of a construction contract above `above` rupiah."""

    above: int
    percent: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class ObligationRule:
    """What is asked for one programme. `requires`: what a derived programme follows from, None while unknown."""

    level: ObligationLevel
    source: Source
    requires: Programme | None = None


@dataclass(frozen=True, slots=True)
class ReliefRule:
    """A relief in force, with its conditions; an empty condition asks nothing. `ended_on` is the first day without."""

    code: str
    kind: ReliefKind
    programmes: Programme
    percent: Decimal
    source: Source
    ended_on: date | None = None
    segment: Segment | None = None
    industries: frozenset[Industry] = frozenset()
    except_industries: frozenset[Industry] = frozenset()
    minimum_workers: int | None = None
    paid_up_to: date | None = None
    not_paid_by_state: bool = False

    def applies(
        self,
        programme: Programme,
        segment: Segment,
        *,
        payer: Payer,
        industry: Industry | None = None,
        active_workers: int | None = None,
        paid_up_to: date | None = None,
    ) -> bool:
        """Whether the facts meet every condition. An unknown fact never earns a relief that asks for it."""
        return (
            programme in self.programmes
            and self.segment in (None, segment)
            and (not self.industries or industry in self.industries)
            and industry not in self.except_industries
            and (self.minimum_workers is None or (active_workers or 0) >= self.minimum_workers)
            and (self.paid_up_to is None or (paid_up_to is not None and paid_up_to >= self.paid_up_to))
            and not (self.not_paid_by_state and payer is Payer.GOVERNMENT)
        )


RateKey = tuple[Segment, Programme, int]
ObligationKey = tuple[Segment, int, bool, Programme]


@dataclass(frozen=True, slots=True)
class Law:
    """Every rule in force on `day`. A question without an answer raises NoLawInForce."""

    day: date
    rates: Mapping[RateKey, RateRule]
    figures: Mapping[ParameterKey, Figure]
    brackets: Mapping[Programme, tuple[Bracket, ...]]
    obligation_rules: Mapping[ObligationKey, ObligationRule]
    reliefs: tuple[ReliefRule, ...]

    def rate(self, programme: Programme, risk_group: int = 0, segment: Segment = Segment.PU) -> RateRule:
        """The rate of a programme in percent; `risk_group` 1-5 for JKK of wage earners, 0 elsewhere."""
        found = self.rates.get((segment, programme, risk_group))
        if found is None:
            group = f" kelompok risiko {risk_group}" if risk_group else ""
            raise NoLawInForce(f"tarif {programme.name} {segment.name}{group}", self.day)
        return found

    def net_percent(self, programme: Programme, risk_group: int = 0, *, jkp: bool) -> Decimal:
        """What a wage earner's programme keeps, in percent, after the part moved to JKP when `jkp` is held.

        JKK group 1 with JKP keeps 0.24 - 0.14 = 0.10 (PP 37/2021, PP 6/2025).
        """
        total = self.rate(programme, risk_group).total
        if not jkp:
            return total
        moved = self.rate(Programme.JKP)
        return total - {Programme.JKK: moved.from_jkk, Programme.JKM: moved.from_jkm}.get(programme, Decimal(0))

    def figure(self, key: ParameterKey) -> Figure:
        """A single figure of the law: a ceiling, an age, a package."""
        found = self.figures.get(key)
        if found is None:
            raise NoLawInForce(str(key.value), self.day)
        return found

    def jp_ceiling(self) -> Figure:
        """The wage above which JP is not computed, rupiah a month; see `overdue_since` when a newer one is due."""
        return self.figure(ParameterKey.JP_CEILING)

    def jkp_ceiling(self) -> Figure:
        """The wage above which JKP is not computed, rupiah a month."""
        return self.figure(ParameterKey.JKP_CEILING)

    def ceiling(self, programme: Programme) -> Figure | None:
        """The wage ceiling of a programme; None where none is known (JKK, JKM, JHT)."""
        if programme is Programme.JP:
            return self.jp_ceiling()
        return self.jkp_ceiling() if programme is Programme.JKP else None

    def pension_age(self) -> Figure:
        """The JP pension age in years."""
        return self.figure(ParameterKey.JP_PENSION_AGE)

    def bpu_package(self, programmes: Programme) -> Figure:
        """The lowest monthly package of a non-wage earner for JKK+JKM, or JKK+JKM+JHT, in rupiah."""
        keys = {
            Programme.JKK | Programme.JKM: ParameterKey.BPU_PACKAGE_JKK_JKM,
            Programme.JKK | Programme.JKM | Programme.JHT: ParameterKey.BPU_PACKAGE_JKK_JKM_JHT,
        }
        if programmes not in keys:
            raise NoLawInForce(f"paket BPU {programmes.name}", self.day)
        return self.figure(keys[programmes])

    def jakon_brackets(self, programme: Programme) -> tuple[Bracket, ...]:
        """The slices of a construction contract, lowest first."""
        found = self.brackets.get(programme, ())
        if not found:
            raise NoLawInForce(f"lapisan Jakon {programme.name}", self.day)
        return found

    def obligations(
        self, scale: Scale | None, segment: Segment = Segment.PU, *, government: bool = False
    ) -> dict[Programme, ObligationRule]:
        """What is asked for each programme, {Programme.JKK: ObligationRule(level=wajib, ...), ...}.

        The scale counts for private employers of wage earners only; for them it must be known (NoLawInForce).
        """
        counted = scale or 0 if segment is Segment.PU and not government else 0
        found = {
            programme: rule
            for programme in Programme
            if (rule := self.obligation_rules.get((segment, counted, government, programme))) is not None
        }
        if not found:
            raise NoLawInForce(f"kewajiban {segment.name} skala {scale.name if scale else '-'}", self.day)
        return found

    def mandatory(self, scale: Scale | None, segment: Segment = Segment.PU, *, government: bool = False) -> Programme:
        """The programmes that must be joined, as one set of bits. Below this is a violation, above it advice."""
        must = Programme(0)
        for programme, rule in self.obligations(scale, segment, government=government).items():
            if rule.level is ObligationLevel.MANDATORY:
                must |= programme
        return must
