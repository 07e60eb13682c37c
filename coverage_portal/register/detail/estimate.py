"""What an employer's workers would pay in contributions for a month of today's law: totals by programme and payer.

No wage of anybody is shown: below `LEAST` memberships nothing is, for a sum over so few tells what each of them earns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.spells import holds_on
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import Programme, Segment
from coverage_portal.programmes.contributions import MembershipFacts, workforce_contribution
from coverage_portal.programmes.rules import Law, NoLawInForce, RateRule
from coverage_portal.programmes.shares import EmployerContribution, Line
from coverage_portal.programmes.statement import Statement, statement
from coverage_portal.programmes.terms import Fact, Payer
from coverage_portal.programmes.wording import percent, rupiah
from employers.models import Employer
from workers.models import Membership

LEAST = 5
"""Our own choice, as for small cells elsewhere in the portal."""
Groups = list[tuple[MembershipFacts, int]]


@dataclass(frozen=True)
class Estimate:
    """The estimate of a month: its table (None: too few, or nobody), how many are in it, and what is left out."""

    day: date
    position: date
    counted: int
    table: Statement | None
    gaps: tuple[str, ...] = ()


def estimate_of(employer: Employer, position: date, law: Law) -> Estimate:
    """One query: the memberships active at the position, those alike together; priced by the law of its day."""
    rows = (
        Membership.objects.filter(holds_on(position), employer=employer)
        .order_by("segment", "programmes", "wage")
        .values_list("segment", "programmes", "wage")
        .annotate(count=Count("pk"))
    )
    groups: Groups = []
    abroad = unpriced = 0
    for segment, programmes, wage, count in rows:
        facts = _facts(employer, Segment(segment), Programme(programmes), wage)
        if facts.segment is Segment.PMI:
            abroad += count
        elif not _priced(law, facts):
            unpriced += count
        else:
            groups.append((facts, count))
    found = workforce_contribution(law, groups)
    gaps = tuple(_gaps(employer, found, groups, abroad, unpriced))
    if found.counted < LEAST:
        return Estimate(law.day, position, found.counted, None, gaps)
    counts = _holders(groups)
    table = statement(found.contribution, lambda line: _steps(line, counts[line.programme]))
    return Estimate(law.day, position, found.counted, table, gaps)


def _facts(employer: Employer, segment: Segment, programmes: Programme, wage: int | None) -> MembershipFacts:
    """Of a wage earner whose employer's risk group is not known JKK cannot be priced, the others can."""
    if segment is Segment.PU and employer.risk_group is None:
        programmes &= ~Programme.JKK
    return MembershipFacts(segment, programmes, wage, risk_group=employer.risk_group)


def _priced(law: Law, facts: MembershipFacts) -> bool:
    """Whether the law of the day knows every programme of the membership in its segment."""
    try:
        for programme in facts.programmes:
            law.rate(programme, _group(facts, programme), facts.segment)
    except NoLawInForce:
        return False
    return True


def _group(facts: MembershipFacts, programme: Programme) -> int:
    return facts.risk_group or 0 if facts.segment is Segment.PU and programme is Programme.JKK else 0


def _holders(groups: Groups) -> dict[Programme, int]:
    """How many of those with a known wage hold each programme."""
    priced = [(facts, count) for facts, count in groups if facts.wage is not None or facts.segment is not Segment.PU]
    return {one: sum(count for facts, count in priced if one in facts.programmes) for one in Programme}


def _gaps(employer: Employer, found: EmployerContribution, groups: Groups, abroad: int, unpriced: int) -> Iterator[str]:
    """What is not in the estimate, a sentence each."""
    earners = sum(count for facts, count in groups if facts.segment is Segment.PU)
    if earners and employer.risk_group is None:
        yield _("Tanpa iuran JKK: kelompok risiko pemberi kerja ini belum diketahui.")
    if lacking := found.missing.get(Fact.WAGE, 0):
        yield _("%(n)s kepesertaan tidak dihitung: upahnya tidak tercatat.") % {"n": _number(lacking)}
    if abroad:
        yield _("%(n)s pekerja migran tidak dihitung: iurannya dibayar sekaligus per kontrak.") % {"n": _number(abroad)}
    if unpriced:
        yield _("%(n)s kepesertaan tidak dihitung: tarif segmen dan programnya belum tercatat.") % {
            "n": _number(unpriced)
        }


def _steps(line: Line, holders: int) -> Iterator[str]:
    """How a programme's line came about, without anybody's wage."""
    if line.base:
        yield _("%(n)s kepesertaan, dasar iurannya bersama %(base)s.") % {
            "n": _number(holders),
            "base": rupiah(line.base),
        }
    for payer, share in line.shares.items():
        rate = _percent(line.rate, payer)
        words = {"payer": payer.label, "rate": rate, "amount": rupiah(share.due)}
        if rate:
            yield _("%(payer)s: %(rate)s dari dasar tiap orang, dibulatkan, lalu dijumlahkan: %(amount)s") % words
        else:
            yield _("%(payer)s: iuran tiap orang dijumlahkan: %(amount)s") % words


def _percent(rate: RateRule | None, payer: Payer) -> str:
    if rate is None or rate.flat:
        return ""
    carried = {Payer.EMPLOYER: rate.employer, Payer.WORKER: rate.worker, Payer.GOVERNMENT: rate.government}
    return percent(carried[payer]) if payer in carried else ""


def _number(value: int) -> str:
    return formatting.number(value, active_language())
