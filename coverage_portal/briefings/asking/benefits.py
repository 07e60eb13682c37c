"""What the law of a day gives the family of a worker who is covered, and that nobody else gets it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.wordings import answered, plainly
from coverage_portal.briefings.blocks import Question
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Working
from coverage_portal.programmes.law import law_on
from coverage_portal.programmes.rules import Law, NoLawInForce
from coverage_portal.programmes.terms import ParameterKey


def family_question(day: date) -> Question:
    """What happens to a family without cover: the amounts of the law of `day`, or that none is recorded for it."""
    title, law = _("Apa artinya bagi keluarga bila seorang pekerja tidak terlindungi?"), law_on(day)
    without = _("Manfaat JKK dan JKM melekat pada kepesertaan; tanpa kepesertaan tidak ada yang dibayarkan.")
    death, school = _amount(law, ParameterKey.JKM_DEATH), _amount(law, ParameterKey.SCHOLARSHIP_MOST)
    if death is None or school is None:
        none = _("Besar manfaat pada %(day)s belum tercatat di portal ini.")
        said = none % {"day": formatting.long_date(day, active_language())}
        return answered("keluarga", title, f"{without} {said}", (), _("Hukum yang tercatat di portal ini"))
    amounts = _("Manfaat JKM %(death)s; beasiswa paling banyak %(school)s.")
    said = amounts % {"death": plainly(death), "school": plainly(school)}
    unsure = death.working.caveats or school.working.caveats
    end = f" {_('Jumlahnya belum diverifikasi.')}" if unsure else ""
    return answered("keluarga", title, f"{without} {said}{end}", (death, school))


def _amount(law: Law, key: ParameterKey) -> Figure | None:
    """An amount of the law as a figure; None when the day has none."""
    try:
        rule = law.figure(key)
    except NoLawInForce:
        return None
    label = str(key.label)
    source = sources.given(
        label,
        rule.whole,
        Unit.RUPIAH,
        rule.source.effective_from,
        publisher=_("Peraturan perundang-undangan"),
        document=rule.source.citation,
    )
    caveats = (_("Belum diverifikasi: %(why)s") % {"why": label},) if rule.source.unverified else ()
    working = Working("", _("Menurut peraturan"), (source,), caveats=caveats)
    return Figure(f"manfaat-{key.value}", label, source.quantity.value, FigureKind.RUPIAH, Provenance.OFFICIAL, working)
