"""Why an employer is judged as it is, in words: what was found, with both sides of it, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.rules import Source
from coverage_portal.register.detail.duties import Duty
from employers.compliance import COMPLIANT, LABELS, Finding, findings_in
from employers.models import Compliance, Employer
from regions.models import ReferenceFigure, Region


@dataclass(frozen=True)
class Reason:
    """One finding: its label, how it is marked (a class of tags), what it says, and what it rests on: rules of law with
    the programmes they are of, or a published figure at an address."""

    label: str
    mark: str
    text: str
    sources: tuple[tuple[Source, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """What a judgement is made from."""

    employer: Employer
    found: Compliance
    duties: list[Duty] = field(default_factory=list)
    minimum: ReferenceFigure | None = None


def reasons_of(case: Case) -> list[Reason]:
    """The findings, most serious first, then what is not known; "Patuh" where there is neither."""
    if case.employer.closed_on and case.employer.closed_on <= today():
        said = _("Tidak terdaftar lagi sejak %(day)s; yang tutup tidak dinilai.") % {
            "day": _day(case.employer.closed_on)
        }
        return [Reason(_("Tidak dinilai"), "", said)]
    told = {
        Finding.UNREGISTERED: _unregistered,
        Finding.WORKERS: _workers,
        Finding.PROGRAMMES: _programmes,
        Finding.LOW_WAGES: _low_wages,
        Finding.ALIKE_WAGES: _alike_wages,
    }
    reasons = [told[finding](case) for finding in findings_in(case.found.findings) if finding in told]
    unknown = _unknown(case)
    if unknown:
        reasons.append(Reason(str(LABELS[Finding.UNKNOWN]), "", " ".join(unknown)))
    if reasons:
        return reasons
    said = _("Semua yang dapat dinilai pada %(day)s sudah dipenuhi.") % {"day": _day(case.found.position)}
    return [Reason(str(COMPLIANT), "tag-ok", said)]


def minimum_wage(employer: Employer, day: date) -> ReferenceFigure | None:
    """The published minimum wage (UMK) of the employer's city in the year of the day, as `workers.compliance` takes
    it."""
    place = employer.district
    city = place.pk if place.level == Region.Level.REGENCY else place.parent_id
    kind = ReferenceFigure.Kind.MINIMUM_WAGE
    figures = ReferenceFigure.objects.current().filter(region=city, kind=kind, label="", as_at__year=day.year)
    return figures.select_related("region").order_by("as_at", "pk").last()


def _unregistered(case: Case) -> Reason:
    employer = case.employer
    words = {"day": _day(employer.found_on), "where": employer.get_found_in_display()}
    if employer.found_on and employer.found_in:
        text = _("Ditemukan %(day)s dari %(where)s dan belum punya NPP.") % words
    elif employer.found_on:
        text = _("Ditemukan %(day)s dan belum punya NPP.") % words
    else:
        text = _("Belum punya NPP.")
    asked = [duty for duty in case.duties if duty.mandatory]
    if asked:
        text += " " + _("Yang wajib diikuti: %(codes)s.") % {"codes": ", ".join(duty.code for duty in asked)}
    return Reason(str(LABELS[Finding.UNREGISTERED]), "tag-err", text, _rules(asked))


def _workers(case: Case) -> Reason:
    words = {
        "declared": _number(case.employer.declared_headcount),
        "declared_on": _day(case.employer.declared_on),
        "active": _number(case.found.active),
        "position": _day(case.found.position),
        "missing": _number(case.found.missing),
    }
    text = _(
        "Dilaporkan %(declared)s pekerja per %(declared_on)s; kepesertaan aktif %(active)s per %(position)s. "
        "Selisihnya %(missing)s."
    )
    return Reason(str(LABELS[Finding.WORKERS]), "tag-warn", text % words)


def _programmes(case: Case) -> Reason:
    missing = [duty for duty in case.duties if duty.missing]
    words = {"codes": ", ".join(duty.code for duty in missing), "who": _who(case.employer)}
    text = _("Belum diikuti: %(codes)s, wajib bagi %(who)s.") % words
    return Reason(str(LABELS[Finding.PROGRAMMES]), "tag-warn", text, _rules(missing))


def _low_wages(case: Case) -> Reason:
    text = _("%(below)s dari %(waged)s upah yang tercatat di bawah UMK tahun itu.") % {
        "below": _number(case.found.below_minimum),
        "waged": _number(case.found.waged),
    }
    if case.minimum is None:
        return Reason(str(LABELS[Finding.LOW_WAGES]), "tag-warn", text)
    figure = case.minimum
    said = _("UMK %(place)s %(period)s: %(amount)s, %(document)s") % {
        "place": figure.region.name,
        "period": figure.period,
        "amount": formatting.rupiah(figure.value, active_language()),
        "document": figure.document,
    }
    link = (said, reverse("source_detail", args=[figure.pk]))
    return Reason(str(LABELS[Finding.LOW_WAGES]), "tag-warn", text, links=(link,))


def _alike_wages(case: Case) -> Reason:
    text = _(
        "Semua %(waged)s penerima upah tercatat dengan satu upah yang sama. Apakah memang demikian? Ini pertanyaan, "
        "bukan pelanggaran."
    )
    return Reason(str(LABELS[Finding.ALIKE_WAGES]), "", text % {"waged": _number(case.found.waged)})


def _unknown(case: Case) -> list[str]:
    """What nobody can judge, a sentence each."""
    employer, found = case.employer, case.found
    said = []
    if employer.registered_on and employer.registered_on > found.position and not found.active:
        words = {"since": _day(employer.registered_on), "position": _day(found.position)}
        return [
            _("Terdaftar sejak %(since)s, sesudah posisi data (%(position)s): pekerjanya belum ada di data.") % words
        ]
    if employer.declared_headcount is None:
        said.append(_("Jumlah pekerja menurut WLKP belum ada, jadi kekurangannya tidak dapat dihitung."))
    if not employer.scale and employer.legal_form != Employer.LegalForm.AGENCY:
        said.append(_("Skala usaha belum diketahui, jadi program wajibnya belum dapat ditentukan."))
    elif employer.registered_on and not found.programmes:
        said.append(_("Tidak ada program yang tercatat, baik pada pemberi kerja maupun pekerjanya."))
    if found.active and not found.waged:
        said.append(_("Tidak ada upah yang tercatat, jadi tidak dapat dibandingkan dengan UMK."))
    elif found.waged and found.below_minimum is None:
        said.append(_("UMK tahun %(year)s untuk kota ini belum ada di Sumber.") % {"year": found.position.year})
    return said


def _who(employer: Employer) -> str:
    if employer.legal_form == Employer.LegalForm.AGENCY:
        return _("instansi pemerintah")
    return _("usaha %(scale)s") % {"scale": employer.get_scale_display().lower()}


def _rules(duties: list[Duty]) -> tuple[tuple[Source, str], ...]:
    """Each rule once, with the programmes it is of."""
    by_source: dict[Source, list[str]] = {}
    for duty in duties:
        if duty.rule is not None:
            by_source.setdefault(duty.rule.source, []).append(duty.code)
    return tuple((source, ", ".join(codes)) for source, codes in by_source.items())


def _number(value: int | None) -> str:
    return formatting.number(value, active_language())


def _day(day: date | None) -> str:
    return formatting.long_date(day, active_language())
