"""The tab Ringkasan: how many are covered, why the employer is judged as it is, its workers, programmes and bill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import charts
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.spells import holds_on, today
from coverage_portal.programmes.law import assemble, every_row
from coverage_portal.programmes.models import JkkRiskExample
from coverage_portal.register.detail.duties import Duty, duties_of
from coverage_portal.register.detail.estimate import Estimate, estimate_of
from coverage_portal.register.detail.reasons import Case, Reason, minimum_wage, reasons_of
from coverage_portal.register.detail.workforce import Workforce, workforce_of
from employers.models import Compliance, Employer
from workers.compliance import latest_position


@dataclass(frozen=True)
class Summary:
    """What the tab shows. `share`: active memberships of the headcount declared (None: none was, or it is closed)."""

    position: date
    active: int
    missing: int | None
    share: Fraction | None
    bar: str
    reasons: list[Reason]
    duties: list[Duty]
    workforce: Workforce
    estimate: Estimate

    @property
    def above(self) -> bool:
        """More memberships than workers declared: never cut, but explained."""
        return self.share is not None and self.share > 1


def summary_of(employer: Employer) -> Summary:
    """Everything of the tab, in as many queries whatever the size of the employer."""
    found = judged(employer)
    position = found.position if found else latest_position()
    rows = every_row()
    law = assemble(position, rows)
    workforce = workforce_of(employer, position)
    joined = employer.programmes.filter(holds_on(position)).order_by("programme", "started_on")
    duties = duties_of(employer, joined, workforce.now.by_programme, found.owed if found else None, law)
    minimum = minimum_wage(employer, position) if found and found.below_minimum else None
    declared = employer.declared_headcount
    closed = employer.closed_on is not None and employer.closed_on <= today()
    active = found.active if found else workforce.now.active
    return Summary(
        position=position,
        active=active,
        missing=found.missing if found else None,
        share=Fraction(active, declared) if declared and not closed and found and found.missing is not None else None,
        bar="" if closed else headcount_bar(employer, active),
        reasons=reasons_of(Case(employer, found, duties, minimum)) if found else [],
        duties=duties,
        workforce=workforce,
        estimate=estimate_of(employer, position, assemble(today(), rows)),
    )


def judged(employer: Employer) -> Compliance | None:
    """Its judgement; none of one that was merged."""
    found: Compliance | None = getattr(employer, "compliance", None)
    return found


def risk_of(employer: Employer) -> str:
    """The kind of business of Lampiran I that was picked ("3-45": the 45th of group III), in its words."""
    group, _dash, number = employer.risk_code.partition("-")
    if not (group.isdecimal() and number.isdecimal()):
        return ""
    found = JkkRiskExample.objects.filter(group=int(group), number=int(number)).first()
    return f"{found.business} ({found.citation})" if found else ""


def headcount_bar(employer: Employer, active: int) -> str:
    """Active memberships against the declared headcount; nothing when none was declared. Where more are active, the
    bar goes on beyond a thin line at the headcount."""
    if not employer.declared_headcount:
        return ""
    parts = (
        Series(Role.COVERED, _("Kepesertaan aktif"), (Fraction(active),)),
        Series(Role.GAP, _("Belum"), (Fraction(employer.declared_headcount - active),)),
    )
    return charts.bar_rows(ChartSpec(Kind.STACKED, employer.name, (employer.name,), parts))[0]
