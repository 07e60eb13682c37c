"""What the calculators let one choose from, as the law of the day has it, and the words of the query string for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Programme, Scale, Segment
from coverage_portal.programmes.rules import Law, NoLawInForce, ObligationRule, ReliefRule
from coverage_portal.programmes.terms import Industry, Payer
from coverage_portal.programmes.wording import percent

Options = list[tuple[str, str]]

SCALES = {"mikro": Scale.MICRO, "kecil": Scale.SMALL, "menengah": Scale.MEDIUM, "besar": Scale.LARGE}
NON_ASN = "non-asn"
PAYERS = {"sendiri": Payer.WORKER, "pemerintah": Payer.GOVERNMENT, "penyokong": Payer.SPONSOR}
PACKAGES = {"jkk-jkm": Programme.JKK | Programme.JKM, "jkk-jkm-jht": Programme.JKK | Programme.JKM | Programme.JHT}


def programmes_of(law: Law, segment: Segment) -> Options:
    """The programmes that have a rate for the segment on the day of the law."""
    rated = {programme for of, programme, _group in law.rates if of == segment}
    return [
        (programme.name or "", f"{programme.name}: {PROGRAMME_NAMES[programme]}")
        for programme in PROGRAMMES
        if programme in rated
    ]


def as_bits(names: Iterable[str]) -> Programme:
    """Programmes by their names as one set of bits."""
    held = Programme(0)
    for name in names:
        held |= Programme[name]
    return held


def as_names(programmes: Programme) -> list[str]:
    """A set of bits as the names of its programmes, in their order."""
    return [programme.name for programme in PROGRAMMES if programme in programmes and programme.name]


def risk_groups(law: Law) -> Options:
    """The JKK risk groups with their rates on the day."""
    groups = sorted(group for of, programme, group in law.rates if (of, programme) == (Segment.PU, Programme.JKK))
    return [("", _("Pilih")), *((str(group), _risk_group(law, group)) for group in groups)]


def _risk_group(law: Law, group: int) -> str:
    rate = percent(law.rate(Programme.JKK, group).employer)
    return _("Kelompok %(group)s (%(rate)s)") % {"group": group, "rate": rate}


def payers() -> Options:
    """Who may pay for someone outside employment."""
    return [
        ("sendiri", _("Peserta sendiri")),
        ("pemerintah", str(Payer.GOVERNMENT.label)),
        ("penyokong", str(Payer.SPONSOR.label)),
    ]


def packages() -> Options:
    """The packages whose price the law names."""
    return [("jkk-jkm", _("JKK dan JKM")), ("jkk-jkm-jht", _("JKK, JKM, dan JHT"))]


def industries(reliefs: Iterable[ReliefRule]) -> Options:
    """The lines of business that any of the reliefs asks about; empty when none does."""
    asked = {industry for relief in reliefs for industry in relief.industries | relief.except_industries}
    named = [(industry.value, str(industry.label)) for industry in Industry if industry in asked]
    return [("", _("Usaha lain")), *named] if named else []


def paid_up_months(reliefs: Iterable[ReliefRule]) -> Options:
    """The months up to which any of the reliefs wants contributions settled; empty when none does."""
    months = sorted({relief.paid_up_to for relief in reliefs if relief.paid_up_to is not None})
    named = [(f"{month:%Y-%m}", _paid_up(month)) for month in months]
    return [("", _("Tidak, atau belum diketahui")), *named] if named else []


def _paid_up(month: date) -> str:
    return _("Lunas sampai %(month)s") % {"month": formatting.month(month, active_language())}


def reliefs_for(reliefs: Iterable[ReliefRule], segment: Segment) -> tuple[ReliefRule, ...]:
    """Those of the reliefs that a segment can have."""
    return tuple(relief for relief in reliefs if relief.segment in (None, segment))


def mandatory_of(law: Law, segment: Segment) -> list[str]:
    """The programmes that must be joined in a segment without scales; none where nothing is recorded."""
    try:
        return as_names(law.mandatory(None, segment))
    except NoLawInForce:
        return []


def scales() -> Options:
    """The scales an employer's obligations depend on, and staff of the state who are not civil servants."""
    named = [(word, str(scale.label)) for word, scale in SCALES.items()]
    return [*named, (NON_ASN, _("Pegawai non-ASN"))]


def asked_of_employer(law: Law, scale: str) -> dict[Programme, ObligationRule]:
    """What the law asks of an employer of a scale, or for staff of the state; nothing where nothing is recorded."""
    try:
        return law.obligations(SCALES.get(scale), government=scale == NON_ASN)
    except NoLawInForce:
        return {}
