"""How one line of a contribution came about, step by step, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts, membership_contribution
from coverage_portal.programmes.lump_sums import contract_slices
from coverage_portal.programmes.rules import Law, RateRule
from coverage_portal.programmes.shares import Line, half_up, percent_of
from coverage_portal.programmes.terms import Payer, ReliefKind
from coverage_portal.programmes.wording import percent, rupiah


def monthly_steps(facts: MembershipFacts, line: Line) -> Iterator[str]:
    """The steps of one membership's month: its base, each payer's share, what was moved, what a relief took off."""
    if line.rate is None:
        return
    if line.base:
        yield from _base_steps(facts, line.base)
    for payer in line.shares:
        yield f"{payer.label}: {_share_step(line.rate, line.base, payer, facts.segment)}"
    for giver, part in ((Programme.JKK, line.rate.from_jkk), (Programme.JKM, line.rate.from_jkm)):
        if part and giver in facts.programmes:
            amount = {"programme": giver.name, "sum": product(line.base, part)}
            yield _("Dari %(programme)s: %(sum)s, sudah ada di dalam iuran %(programme)s.") % amount
    yield from relief_steps(line)


def workforce_steps(law: Law, groups: Iterable[tuple[MembershipFacts, int]], programme: Programme) -> Iterator[str]:
    """One programme over an employer's workers: for each group one worker's month, then times their number."""
    for facts, count in groups:
        one = membership_contribution(law, replace(facts, programmes=programme)).lines[0]
        words = {"n": formatting.number(count, active_language()), "wage": rupiah(facts.wage or 0)}
        yield _("%(n)s pekerja dengan upah %(wage)s, masing-masing:") % words
        yield from monthly_steps(facts, one)
        for payer, share in one.shares.items():
            yield f"{payer.label}: {words['n']} × {rupiah(share.due)} = {rupiah(share.times(count).due)}"


def project_steps(law: Law, line: Line) -> Iterator[str]:
    """The steps of a construction project: each slice of the contract's value at its own percent."""
    reached = contract_slices(law, line.base, line.programme)
    for amount, bracket in reached:
        yield product(amount, bracket.percent)
    exact = sum((percent_of(amount, bracket.percent) for amount, bracket in reached), Decimal(0))
    if len(reached) > 1:
        yield _("Dijumlahkan: %(sum)s") % {"sum": rounded(exact)}
    yield from relief_steps(line)


def relief_steps(line: Line) -> Iterator[str]:
    """What a relief took off each payer's share, or put off."""
    if line.relief is None:
        return
    for payer, share in line.shares.items():
        words = {
            "payer": payer.label,
            "percent": percent(line.relief.percent),
            "off": rupiah(share.reduced + share.deferred),
            "due": rupiah(share.due),
        }
        if line.relief.kind is ReliefKind.DEFERRAL:
            yield _("%(payer)s: %(percent)s ditunda (%(off)s), tinggal %(due)s.") % words
        else:
            yield _("%(payer)s: %(percent)s dipotong (%(off)s), tinggal %(due)s.") % words


def product(base: int, rate: Decimal) -> str:
    """Rp5.000.000 × 0,24% = Rp12.000"""
    return f"{rupiah(base)} × {percent(rate)} = {rounded(percent_of(base, rate))}"


def rounded(exact: Decimal) -> str:
    """A whole amount as it is; another with its decimals and what it is rounded to."""
    whole = half_up(exact)
    if exact == whole:
        return rupiah(whole)
    given = formatting.as_given(exact, active_language())
    return _("Rp%(exact)s, dibulatkan menjadi %(whole)s") % {"exact": given, "whole": rupiah(whole)}


def _base_steps(facts: MembershipFacts, base: int) -> Iterator[str]:
    """Why the base is not the wage: lifted to the minimum wage, cut at the ceiling, or kept inside the bands."""
    wage, floor = facts.wage or 0, facts.wage_floor or 0
    words = {"wage": rupiah(wage), "floor": rupiah(floor), "base": rupiah(base)}
    if facts.segment is Segment.BPU:
        if base > wage:
            yield _("Penghasilan %(wage)s di bawah jenjang terendah; dasarnya %(base)s.") % words
        elif base < wage:
            yield _("Penghasilan %(wage)s di atas jenjang tertinggi; dasarnya %(base)s.") % words
        return
    if wage < floor:
        yield _("Upah %(wage)s di bawah upah minimum; dipakai %(floor)s.") % words
    if base < max(wage, floor):
        yield _("Di atas plafon; dasarnya %(base)s.") % words


def _share_step(rate: RateRule, base: int, payer: Payer, segment: Segment) -> str:
    if rate.flat:
        return _("jumlah tetap %(amount)s") % {"amount": rupiah(rate.flat)}
    if segment is Segment.BPU:
        return product(base, rate.worker)
    carried = {Payer.EMPLOYER: rate.employer, Payer.WORKER: rate.worker, Payer.GOVERNMENT: rate.government}
    return product(base, carried[payer])
