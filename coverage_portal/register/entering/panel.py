"""What stands beside the form: what the law of today asks of such an employer, what of it is missing, and what it would
pay a month. Computed from whatever was filled in rightly so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.choices import as_bits, as_names
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.contributions import MembershipFacts, workforce_contribution
from coverage_portal.programmes.law import law_on
from coverage_portal.programmes.rules import Law, NoLawInForce, ObligationRule, Source
from coverage_portal.programmes.statement import Working, doubts
from coverage_portal.programmes.terms import ObligationLevel, Payer
from coverage_portal.programmes.wording import obligation_words, percent, rupiah
from coverage_portal.programmes.worked_steps import workforce_steps
from coverage_portal.register.entering import duplicates
from coverage_portal.register.entering.duplicates import Duplicates, Looked
from coverage_portal.register.entering.form import EmployerForm
from coverage_portal.register.entering.typed import count
from employers.models import Employer
from workers.compliance import minimum_wages

LOOKED_AT = ("nib", "npwp", "registered_headcount")
"""Fields whose faults the panel names while they are typed."""


@dataclass(frozen=True)
class Asked:
    """Programmes for which the law of today asks the same of this employer; `lacking` are those it has not joined."""

    codes: str
    words: str
    source: Source
    lacking: str


@dataclass(frozen=True)
class Paid:
    """A programme's month: who pays how much, and how it came about."""

    code: str
    rate: str
    amount: str
    parts: tuple[tuple[str, str], ...]
    working: Working


@dataclass(frozen=True)
class Month:
    """The estimated contribution of a month, with what it was estimated from."""

    amount: str
    basis: tuple[str, ...]
    lines: tuple[Paid, ...]
    totals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Panel:
    """All of it. `wanted` names what has to be filled in before the contribution can be estimated."""

    asked: tuple[Asked, ...]
    unregistered: str
    month: Month | None
    wanted: tuple[str, ...]
    duplicates: Duplicates
    warnings: tuple[tuple[str, str], ...]


def panel_of(form: EmployerForm) -> Panel:
    """The panel for what a sent form holds; fields that are wrong count as not filled in."""
    form.errors  # noqa: B018 - asks the form to read what was sent
    said = form.cleaned_data
    law = law_on(today())
    rules = _rules(law, said)
    joined = as_bits(said.get("programmes_joined") or [])
    must = as_bits(p.name or "" for p, rule in rules.items() if rule.level is ObligationLevel.MANDATORY)
    missing = must & ~joined
    month, wanted = _month(law, form, must | joined)
    return Panel(
        asked=_asked(rules, Programme(0) if form.is_prospect else missing),
        unregistered=_unregistered(said),
        month=month,
        wanted=wanted,
        duplicates=found_duplicates(form),
        warnings=_warnings(form),
    )


def _warnings(form: EmployerForm) -> tuple[tuple[str, str], ...]:
    """What is worth a look while one types, by the field's id: a NIK that is not kept, numbers that cannot be so, and
    what hinders nothing."""
    wrong = {name: form.errors[name] for name in LOOKED_AT if name in form.errors and form[name].value()}
    said = {name: [words] for name, words in form.withheld.items()} | wrong
    return tuple(
        (form[name].id_for_label, str(line)) for told in (said, form.warnings) for name in told for line in told[name]
    )


def found_duplicates(form: EmployerForm) -> Duplicates:
    """The employers that may be the one in the form."""
    said = form.cleaned_data
    district = said.get("district")
    looked = Looked(
        name=said.get("name") or "",
        nib=said.get("nib") or "",
        npwp=said.get("npwp") or "",
        district_id=district.pk if district else None,
    )
    return duplicates.find(form.user, looked, but=form.employer)


def _rules(law: Law, said: dict[str, Any]) -> dict[Programme, ObligationRule]:
    scale = said.get("scale")
    try:
        return law.obligations(
            Scale(scale) if scale else None, government=said.get("legal_form") == Employer.LegalForm.AGENCY
        )
    except NoLawInForce:
        return {}


def _asked(rules: dict[Programme, ObligationRule], missing: Programme) -> tuple[Asked, ...]:
    """What is asked, programmes of one rule together."""
    alike: dict[tuple[str, Source], Programme] = {}
    for programme, rule in rules.items():
        key = obligation_words(rule), rule.source
        alike[key] = alike.get(key, Programme(0)) | programme
    return tuple(
        Asked(", ".join(as_names(held)), words, source, ", ".join(as_names(held & missing)))
        for (words, source), held in alike.items()
    )


def _unregistered(said: dict[str, Any]) -> str:
    """How many the firm says it has not registered."""
    declared, registered = said.get("declared_headcount"), said.get("registered_headcount")
    if declared is None or registered is None or registered > declared:
        return ""
    words = {"registered": count(registered), "declared": count(declared), "missing": count(declared - registered)}
    if declared == registered:
        return _("%(registered)s dari %(declared)s pekerja terdaftar.") % words
    return _("%(registered)s dari %(declared)s pekerja terdaftar. %(missing)s belum.") % words


def _month(law: Law, form: EmployerForm, held: Programme) -> tuple[Month | None, tuple[str, ...]]:
    """The month of all workers at their mean wage, or what is still wanted to estimate it."""
    said = form.cleaned_data
    workers, wages, risk = said.get("declared_headcount"), said.get("declared_wages"), form.risk_group
    given = (("declared_headcount", workers), ("declared_wages", wages), ("risk_code", risk))
    wanted = [str(form.fields[name].label) for name, value in given if not value]
    if not held and not said.get("scale"):
        wanted = [str(form.fields["scale"].label), *wanted]
    if wanted or not workers or not wages or not held:
        return None, tuple(wanted)
    mean = (2 * wages + workers) // (2 * workers)
    district = said.get("district")
    floor = minimum_wages([district.pk], law.day).get(district.pk) if district else None
    groups = [(MembershipFacts(Segment.PU, held, wage=mean, risk_group=risk, wage_floor=floor), workers)]
    try:
        found = workforce_contribution(law, groups).contribution
    except NoLawInForce:
        return None, ()
    payers = [payer for payer in Payer if any(payer in line.shares for line in found.lines)]
    lines = tuple(
        Paid(
            code=line.programme.name or "",
            rate="" if line.rate is None or line.rate.flat else percent(line.rate.total),
            amount=rupiah(line.total.due),
            parts=tuple((str(payer.label), rupiah(line.shares[payer].due)) for payer in payers if payer in line.shares),
            working=Working(
                tuple(workforce_steps(law, groups, line.programme)), tuple(line.sources), doubts(line.doubts)
            ),
        )
        for line in found.lines
    )
    totals = tuple((str(payer.label), rupiah(found.share(payer).due)) for payer in payers)
    basis = _basis(law, workers, wages, mean, floor)
    if Programme.JKP not in held:
        basis = (*basis, _("JKP tidak ikut dihitung; centang bila pekerjanya memenuhi syarat."))
    return Month(rupiah(found.total.due), basis, lines, totals), ()


def _basis(law: Law, workers: int, wages: int, mean: int, floor: int | None) -> tuple[str, ...]:
    """What the estimate stands on, a sentence each."""
    words = {"wages": rupiah(wages), "n": count(workers), "mean": rupiah(mean), "year": str(law.day.year)}
    said = [_("Upah rata-rata: %(wages)s ÷ %(n)s pekerja = %(mean)s.") % words]
    if floor is None:
        said.append(_("UMK %(year)s belum tercatat, jadi tidak dipakai sebagai batas bawah.") % words)
    elif mean < floor:
        said.append(_("Di bawah UMK %(year)s, %(floor)s; iuran dihitung dari UMK.") % {**words, "floor": rupiah(floor)})
    day = formatting.long_date(law.day, active_language())
    said.append(_("Menurut hukum pada %(day)s, semua pekerja pada upah rata-rata.") % {"day": day})
    return tuple(said)
