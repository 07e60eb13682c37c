"""What the calculators answer, ready for the page. Every rupiah comes from contributions, lump_sums and closing_gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes import closing_gap
from coverage_portal.programmes.choices import as_bits, as_names
from coverage_portal.programmes.closing_gap import Stretch
from coverage_portal.programmes.codes import Programme
from coverage_portal.programmes.contributions import membership_contribution, workforce_contribution
from coverage_portal.programmes.forms import ConstructionForm, OutsideEmploymentForm, WageEarnerForm
from coverage_portal.programmes.group_forms import EmployerForm, GapForm
from coverage_portal.programmes.law import LawRows, assemble
from coverage_portal.programmes.lump_sums import project_contribution
from coverage_portal.programmes.prerequisites import lacking_at_any_scale, lacking_for_scale
from coverage_portal.programmes.rules import Source
from coverage_portal.programmes.statement import Statement, Working, doubts, statement, taken_off
from coverage_portal.programmes.wording import rupiah
from coverage_portal.programmes.worked_steps import monthly_steps, project_steps, workforce_steps


@dataclass(frozen=True)
class WorkerAnswer:
    """One worker's month, or a project paid `once`. `lacking` says what a chosen programme wants beside it."""

    statement: Statement
    once: bool = False
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmployerAnswer:
    """An employer's month; `year` is twelve of them. `below` are programmes the law wants and nobody chose, `lacking`
    says what a chosen one wants beside it."""

    statement: Statement
    workers: int
    year: tuple[tuple[str, str], ...]
    year_amount: str
    below: tuple[tuple[str, Source], ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class GapLine:
    """Months in a row at one price a person."""

    first: date
    last: date
    months: int
    price: str
    relieved: str
    total: str
    product: str
    working: Working


@dataclass(frozen=True)
class GapAnswer:
    """What it costs to cover everybody for all the months."""

    lines: tuple[GapLine, ...]
    people: int
    months: int
    amount: str
    relieved: str
    last: date


def worker_answer(form: WageEarnerForm | OutsideEmploymentForm) -> WorkerAnswer:
    """One membership's month."""
    facts = form.facts()
    table = statement(membership_contribution(form.law, facts), lambda line: monthly_steps(facts, line))
    return WorkerAnswer(table, lacking=tuple(lacking_at_any_scale(form.law, facts.programmes)))


def construction_answer(form: ConstructionForm) -> WorkerAnswer:
    """A construction worker's month, or a whole project by the value of its contract."""
    law, value = form.law, form.cleaned_data["nilai_kontrak"]
    if value is None:
        facts = form.facts()
        return WorkerAnswer(statement(membership_contribution(law, facts), lambda line: monthly_steps(facts, line)))
    return WorkerAnswer(statement(project_contribution(law, value), lambda line: project_steps(law, line)), once=True)


def employer_answer(form: EmployerForm) -> EmployerAnswer:
    """All rows together, a year of such months, and what the law wants beyond what was chosen."""
    groups = form.groups()
    found = workforce_contribution(form.law, groups)
    year = found.contribution.times(12)
    chosen = as_bits(form.cleaned_data["program"])
    lacking = [programme for programme in Programme if programme in form.mandatory and programme not in chosen]
    table = statement(found.contribution, lambda line: workforce_steps(form.law, groups, line.programme))
    payers = dict.fromkeys(payer for line in year.lines for payer in line.shares)
    return EmployerAnswer(
        statement=table,
        workers=found.counted,
        year=tuple((str(payer.label), rupiah(year.share(payer).due)) for payer in payers),
        year_amount=rupiah(year.total.due),
        below=tuple((as_names(programme)[0], form.rules[programme].source) for programme in lacking),
        lacking=tuple(lacking_for_scale(form.rules, chosen)),
    )


def gap_answer(form: GapForm, rows: LawRows) -> GapAnswer:
    """Everybody for all months, each month at the price of its own law."""
    facts, people = form.facts(), form.cleaned_data["pekerja"]
    days = list(closing_gap.months_from(form.law.day, form.cleaned_data["bulan"]))
    found = closing_gap.stretches((assemble(day, rows) for day in days), facts, people)
    paid = closing_gap.total(found)
    return GapAnswer(
        lines=tuple(_gap_line(form, stretch) for stretch in found),
        people=people,
        months=form.cleaned_data["bulan"],
        amount=rupiah(paid.due),
        relieved=rupiah(paid.full - paid.due) if paid.full > paid.due else "",
        last=days[-1],
    )


def _gap_line(form: GapForm, stretch: Stretch) -> GapLine:
    facts, price, total = form.facts(), rupiah(stretch.price.total.due), rupiah(stretch.total.due)
    words = {
        "people": formatting.number(stretch.people, active_language()),
        "price": price,
        "months": formatting.number(stretch.months, active_language()),
        "total": total,
    }
    steps = [f"{line.programme.name}. {step}" for line in stretch.price.lines for step in monthly_steps(facts, line)]
    sources = dict.fromkeys(source for line in stretch.price.lines for source in line.sources)
    unsure = doubts(doubt for line in stretch.price.lines for doubt in line.doubts)
    return GapLine(
        first=stretch.first,
        last=stretch.last,
        months=stretch.months,
        price=price,
        relieved=taken_off(stretch.price.total),
        total=total,
        product=_("%(people)s orang × %(price)s × %(months)s bulan = %(total)s") % words,
        working=Working(tuple(steps), tuple(sources), unsure),
    )
