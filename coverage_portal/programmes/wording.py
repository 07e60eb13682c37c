"""Rules of law in words, in the language of the page: what a rule is about, what it says, what it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.formatting import Exact
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.programmes.changes import AnyRule, Key
from coverage_portal.programmes.codes import Programme, Scale, Segment
from coverage_portal.programmes.rules import Bracket, Figure, ObligationRule, RateRule, ReliefRule
from coverage_portal.programmes.terms import Industry, ObligationLevel, ParameterKey, Unit


def rupiah(amount: Exact) -> str:
    """Rp5.000.000"""
    return formatting.rupiah(amount, active_language())


def long_date(day: date) -> str:
    """7 Februari 2025"""
    return formatting.long_date(day, active_language())


def percent(value: Decimal) -> str:
    """A value that is in percent already, with the decimals it has: 0,24%; 3,7%; 50%."""
    return f"{formatting.as_given(value, active_language())}%"


def share(value: Decimal) -> str:
    """A payer's share of a rate; nothing for one who carries none of it."""
    return percent(value) if value else ""


def codes(programmes: Programme) -> str:
    """JKK, JKM, JHT"""
    return ", ".join(programme.name for programme in Programme if programme in programmes and programme.name)


def subject(key: Key, rule: AnyRule) -> str:
    """What a rule is about: "Tarif JKK, kelompok risiko 3"."""
    match key:
        case ParameterKey():
            return str(key.label)
        case str():
            return _("Keringanan %(citation)s") % {"citation": rule.source.citation}
        case (segment, programme, group):
            return _rate_subject(segment, programme, group)
        case (segment, scale, government, programme):
            name = {"programme": programme.name, "who": asked_of(segment, scale, government=government)}
            return _("Kewajiban %(programme)s: %(who)s") % name
        case (programme, above):
            name = {"programme": programme.name, "slice": slice_of(above, None)}
            return _("Jasa Konstruksi, %(programme)s, nilai kontrak %(slice)s") % name


def says(rule: AnyRule) -> str:
    """What a rule says, as short as it can be said."""
    match rule:
        case RateRule():
            return rate_words(rule)
        case Figure():
            return figure_words(rule)
        case ObligationRule():
            return obligation_words(rule)
        case ReliefRule():
            return relief_with_end(rule)
        case Bracket():
            return percent(rule.percent)


def _rate_subject(segment: Segment, programme: Programme, group: int) -> str:
    names = {"programme": programme.name, "segment": segment.label, "group": group}
    if group:
        return _("Tarif %(programme)s, kelompok risiko %(group)s") % names
    return _("Tarif %(programme)s, %(segment)s") % names


def asked_of(segment: Segment, scale: int, *, government: bool) -> str:
    """Who an obligation is asked of: usaha menengah; pegawai non-ASN; Bukan Penerima Upah."""
    if government:
        return _("penyelenggara negara, pegawai non-ASN")
    if scale:
        return _("usaha %(scale)s") % {"scale": str(Scale(scale).label).lower()}
    return str(segment.label)


def rate_words(rule: RateRule) -> str:
    """The whole rate and who carries it: 0,3%, pemberi kerja; 5,7%: pemberi kerja 3,7%, pekerja atau peserta 2%."""
    if rule.flat:
        return _("%(amount)s sebulan") % {"amount": rupiah(rule.flat)}
    parts = [
        (_("pemberi kerja"), rule.employer),
        (_("pekerja atau peserta"), rule.worker),
        (_("pemerintah"), rule.government),
        (_("dipindahkan dari JKK"), rule.from_jkk),
        (_("dipindahkan dari JKM"), rule.from_jkm),
    ]
    carried = [(who, part) for who, part in parts if part]
    if len(carried) == 1:
        return f"{percent(rule.total)}, {carried[0][0]}"
    return f"{percent(rule.total)}: {', '.join(f'{who} {percent(part)}' for who, part in carried)}"


def figure_words(figure: Figure) -> str:
    """A single figure of the law with its unit: Rp10.547.400, 59 tahun, 60% upah."""
    value = formatting.as_given(figure.value, active_language())
    patterns = {
        Unit.YEARS: _("%(n)s tahun"),
        Unit.MONTHS: _("%(n)s bulan"),
        Unit.DAYS: _("%(n)s hari"),
        Unit.PERCENT_OF_WAGE: _("%(n)s%% upah"),
        Unit.TIMES_WAGE: _("%(n)s kali upah"),
    }
    return rupiah(figure.value) if figure.unit is Unit.RUPIAH else patterns[figure.unit] % {"n": value}


def obligation_words(rule: ObligationRule) -> str:
    """Wajib; Mengikuti kepesertaan JKK, JKM, JHT."""
    if rule.level is ObligationLevel.DERIVED and rule.requires is not None:
        return _("Mengikuti kepesertaan %(programmes)s") % {"programmes": codes(rule.requires)}
    return str(rule.level.label)


def relief_words(relief: ReliefRule) -> str:
    """What a relief takes off which contributions: Potongan 50% iuran JKK, JKM."""
    what = {
        "kind": relief.kind.label,
        "percent": percent(relief.percent),
        "programmes": codes(relief.programmes),
    }
    return _("%(kind)s %(percent)s iuran %(programmes)s") % what


def relief_with_end(relief: ReliefRule) -> str:
    """As `relief_words`, with its last day."""
    if relief.ended_on is None:
        return relief_words(relief)
    words = {"relief": relief_words(relief), "last": long_date(relief.ended_on - timedelta(days=1))}
    return _("%(relief)s, sampai %(last)s") % words


def conditions(relief: ReliefRule) -> list[str]:
    """What a relief asks for, a sentence each; empty when it asks nothing."""
    month = formatting.month(relief.paid_up_to, active_language())
    least = formatting.number(relief.minimum_workers, active_language())
    asked = [
        (relief.segment, _("Segmen: %(name)s") % {"name": relief.segment.label if relief.segment else ""}),
        (relief.industries, _("Hanya usaha: %(names)s") % {"names": industry_names(relief.industries)}),
        (relief.except_industries, _("Selain usaha: %(names)s") % {"names": industry_names(relief.except_industries)}),
        (relief.minimum_workers, _("Pekerja aktif paling sedikit: %(n)s") % {"n": least}),
        (relief.paid_up_to, _("Iuran lunas sampai %(month)s") % {"month": month}),
        (relief.not_paid_by_state, _("Iuran tidak dibayar APBN atau APBD")),
    ]
    return [sentence for condition, sentence in asked if condition]


def industry_names(industries: Iterable[Industry]) -> str:
    """Lines of business in the order of the law, separated by semicolons, for some names hold a comma."""
    return "; ".join(str(industry.label) for industry in Industry if industry in industries)


def slice_of(above: int, upto: int | None) -> str:
    """A slice of a contract's value: "sampai Rp100.000.000", "di atas Rp5.000.000.000"."""
    if upto is None:
        return _("di atas %(above)s") % {"above": rupiah(above)}
    if not above:
        return _("sampai %(upto)s") % {"upto": rupiah(upto)}
    return _("di atas %(above)s sampai %(upto)s") % {"above": rupiah(above), "upto": rupiah(upto)}
