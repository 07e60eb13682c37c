"""The answer on one page: the share and the gap, squares, facts, what we ask, and the sentence to open with."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.briefings.blocks import Asks, Block, KeyFigures, Paragraph, Quote, Sentence, Waffle
from coverage_portal.briefings.composing.changes import growth
from coverage_portal.briefings.composing.matter import Matter, full, known, short
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import charts, formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import drawings, shown
from coverage_portal.coverage.arithmetic import Laid, Unit
from coverage_portal.coverage.denominators import inner
from coverage_portal.coverage.scope import Against
from coverage_portal.coverage.templatetags.workings import listed
from coverage_portal.coverage.workings import Figure

MOST_FACTS = 5
BRIEF_ASKS = 3
NEAR_A_TENTH = Fraction(3, 100)


def summary(matter: Matter) -> Section:
    """The first page."""
    found = matter.found
    return matter.section(
        Part.SUMMARY,
        f"{found.region.name}, {matter.when}",
        headline(matter),
        (_lead(matter), growth(matter, "ringkasan-perubahan"), _target(matter)),
        (_waffle(matter), _facts(matter), _asks(matter), opening(matter), footnote(matter), _left_out(matter)),
    )


def headline(matter: Matter) -> Sentence:
    """ "61,8% angkatan kerja terlindungi, 454 ribu belum"; the count alone where there is no rate."""
    found, key = matter.found, "ringkasan-judul"
    if known(found.rate, found.gap):
        words = {"share": full(found.rate), "gap": short(found.gap), "whole": inner(found.whole.label)}
        if (found.gap.value or 0) < 0:
            return matter.said(key, _("%(share)s dari jumlah %(whole)s") % words, found.rate)
        if found.scope.against is Against.EMPLOYED:
            text = _("%(share)s penduduk bekerja terlindungi, %(gap)s belum")
        else:
            text = _("%(share)s angkatan kerja terlindungi, %(gap)s belum")
        return matter.said(key, text % words, found.rate, found.gap)
    if known(found.covered):
        words = {"covered": short(found.covered), "label": inner(found.covered.label)}
        return matter.said(key, _("%(covered)s %(label)s") % words, found.covered)
    words = {"place": found.region.name, "when": matter.when}
    return matter.said(key, _("Cakupan %(place)s, %(when)s") % words)


def _lead(matter: Matter) -> Sentence:
    """What was counted against what, between which bounds; why there is no rate where there is none."""
    found, key = matter.found, "ringkasan-tercatat"
    if not known(found.rate):
        words = {"value": full(found.rate), "why": found.rate.missing}
        return matter.said(key, _("Rasio cakupan: %(value)s. %(why)s") % words, found.rate, found.whole)
    words = {
        "covered": short(found.covered),
        "label": inner(found.covered.label),
        "whole": short(found.whole),
        "against": inner(found.whole.label),
    }
    text = _("Tercatat %(covered)s %(label)s, dibandingkan dengan %(whole)s %(against)s.") % words
    if band := shown.band_of(found.rate, active_language()):
        text += " " + _("Angka masukannya dibulatkan, jadi nilai sebenarnya ada di antara %(band)s.") % {"band": band}
    if found.rate.estimated:
        text += " " + _("Penyebutnya perkiraan, karena angka untuk wilayah ini tidak diterbitkan.")
    return matter.said(key, text, found.covered, found.whole, found.rate)


def _target(matter: Matter) -> Sentence | None:
    """How many are lacking for the next target of this rate."""
    found, target = matter.found, matter.found.next_target
    lacking = found.figure(f"laju-kurang-{target.year}") if target else None
    if target is None or lacking is None or not known(lacking):
        return None
    words = {
        "share": formatting.percent_tick(target.share, active_language()),
        "year": target.year,
        "more": short(lacking),
    }
    text = _("Untuk mencapai target %(share)s pada %(year)s diperlukan %(more)s peserta lagi.") % words
    return matter.said("ringkasan-target", text, lacking)


def _waffle(matter: Matter) -> Waffle | None:
    """The answer as squares; none where a number is missing or more are covered than there are."""
    found = matter.found
    covered, whole = found.covered.value, found.whole.value
    if not covered or not whole or covered > whole:
        return None
    unit = charts.waffle_unit(whole)
    caption = _("1 kotak = %(unit)s orang") % {"unit": formatting.short(unit, active_language())}
    return Waffle(found.covered, found.gap, found.whole, unit, caption, drawings.waffle_words(covered, whole))


def _facts(matter: Matter) -> KeyFigures | None:
    """The facts there are, and how many are lacking for the next target."""
    found, target = matter.found, matter.found.next_target
    lacking = found.figure(f"laju-kurang-{target.year}") if target else None
    told = [figure for figure in (*found.facts, lacking) if figure and (known(figure) or figure.withheld)]
    return KeyFigures(tuple(told[:MOST_FACTS])) if told else None


def _asks(matter: Matter) -> Block | None:
    if not matter.asks or Part.ASKS not in matter.wanted.parts:
        return None
    asks = matter.asks[:BRIEF_ASKS]
    number = formatting.count_word(len(asks), active_language()).capitalize()
    caption = ngettext("%(number)s hal yang kami mohon", "%(number)s hal yang kami mohon", len(asks))
    return Asks(caption % {"number": number}, asks, brief=True)


def opening(matter: Matter) -> Quote | None:
    """The sentence to open with: what was reached together, then what the meeting is for. None where nobody is known to
    be covered, or more are than there are."""
    found = matter.found
    if not found.rate.value or found.rate.value > 1:
        return None
    words = {"place": found.region.name, "government": matter.government, "part": _part(found.rate)}
    if found.scope.against is Against.EMPLOYED:
        text = _("Berkat dukungan %(government)s, %(part)s penduduk bekerja di %(place)s sudah terlindungi.")
    else:
        text = _("Berkat dukungan %(government)s, %(part)s angkatan kerja di %(place)s sudah terlindungi.")
    said = text % words
    said += " " + _("Hari ini kami datang dengan peta potensi yang tersisa dan langkah untuk menjangkaunya bersama.")
    return Quote(_("Kalimat pembuka"), matter.said("pembuka", said, found.rate))


def _part(rate: Figure) -> str:
    """A share as one says it aloud: "sekitar enam dari sepuluh" when it is near a tenth, else 61,8%."""
    share, language = rate.value or Fraction(0), active_language()
    tenths = int(share * 10 + Fraction(1, 2))
    if not 0 < tenths < 10 or abs(share - Fraction(tenths, 10)) > NEAR_A_TENTH:
        return full(rate)
    return _("sekitar %(tenths)s dari sepuluh") % {"tenths": formatting.count_word(tenths, language)}


def footnote(matter: Matter) -> Paragraph | None:
    """What every gap must be read with: two bases, and who is in the denominator."""
    found = matter.found
    if not known(found.gap):
        return None
    counted = found.covered.working.inputs[0].quantity.basis
    said = [_("Celah adalah pembanding dikurangi peserta.")]
    if counted.laid is not Laid.HOME:
        said.append(_("Peserta dicatat menurut tempat kerja atau pendaftaran, pembandingnya menurut domisili."))
    if counted.unit is Unit.MEMBERSHIPS:
        said.append(_("Yang dihitung kepesertaan: satu orang dapat memiliki lebih dari satu."))
    if found.scope.against is Against.EMPLOYED:
        said.append(_("Penduduk bekerja mencakup ASN, TNI, dan Polri."))
    else:
        said.append(_("Angkatan kerja mencakup penganggur, ASN, TNI, dan Polri."))
    return Paragraph(matter.said("ringkasan-catatan", " ".join(said), found.gap))


def _left_out(matter: Matter) -> Paragraph | None:
    """Which breakdowns were wanted and are not there, and why."""
    found = matter.found
    names = {
        Part.WHERE: ("kecamatan", _("rincian wilayah")),
        Part.WHO: ("segmen", _("rincian segmen, sektor, dan skala")),
        Part.PROGRAMMES: ("program", _("rincian program")),
        Part.TRACK: ("tren", _("perbandingan antartahun")),
    }
    wanted = (names[part] for part in matter.wanted.parts if part in names)
    missing = tuple(name for key, name in wanted if found.block(key) is None)
    if not missing:
        return None
    why = found.partial
    if not why:
        why = _("Data tersedia sampai tingkat kecamatan.") if found.registry else _("Belum ada data kepesertaan.")
    text = _("Tidak ada dalam bahan ini: %(parts)s. %(why)s") % {"parts": listed(missing), "why": why}
    return Paragraph(matter.said("ringkasan-tanpa", text))
