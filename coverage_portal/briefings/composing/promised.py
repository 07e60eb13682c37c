"""How far the commitments of earlier briefings have come: what the next briefing of a place opens with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Cell, Grid, Sentence
from coverage_portal.briefings.composing.matter import Matter
from coverage_portal.briefings.composing.setting import Promise
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source, Working

HEADS = Basis(Unit.PERSONS, Laid.NOWHERE)


def promised(matter: Matter) -> Section | None:
    """The commitments and their progress; None when nothing was promised."""
    promises = matter.setting.promises
    if not promises:
        return None
    title = matter.said("komitmen-judul", _title(sum(one.kept for one in promises), len(promises)))
    rows = tuple(_row(n, one, matter.day) for n, one in enumerate(promises, start=1))
    heads = (_("Siapa"), _("Apa"), _("Tenggat"), _("Pekerja"), _("Sudah"), _("Keadaan"))
    grid = Grid("komitmen", _("Kemajuan komitmen"), heads, rows)
    return matter.section(Part.PROGRESS, _("Sejak pertemuan lalu"), title, (_thanks(matter),), (grid,))


def _title(kept: int, every: int) -> str:
    """How many were kept; while none is, no reproach."""
    language = active_language()
    words = {"kept": formatting.count_word(kept, language).capitalize(), "all": formatting.count_word(every, language)}
    return _("%(kept)s dari %(all)s komitmen terpenuhi") % words if kept else _("Kemajuan komitmen pertemuan lalu")


def _thanks(matter: Matter) -> Sentence:
    text = _("Terima kasih atas tindak lanjut hasil pertemuan sebelumnya oleh %(government)s dan para pihak.")
    return matter.said("komitmen-pengantar", text % {"government": matter.government})


def _row(number: int, one: Promise, day: date) -> tuple[Cell, ...]:
    language = active_language()
    return (
        one.who,
        one.what,
        formatting.long_date(one.due, language),
        _count(f"komitmen-{number}-pekerja", _("Pekerja menurut komitmen"), one.workers, one, one.promised_on),
        _count(f"komitmen-{number}-tercapai", _("Pekerja terdaftar sejauh ini"), one.reached, one, one.noted_on),
        _state(one, day),
    )


def _state(one: Promise, day: date) -> str:
    """Its state in words, that it is past due, and the note of the latest entry."""
    said = [one.state or _("belum ada kabar")]
    if one.open and one.due < day:
        said.append(_("lewat tenggat"))
    return ", ".join(said) + (f". {one.note}" if one.note else "")


def _count(key: str, label: str, workers: int | None, one: Promise, day: date | None) -> Cell:
    """A count as it was written down, with who did; a dash when none was."""
    if workers is None or day is None:
        return formatting.MISSING
    document = _("Komitmen pada %(day)s") % {"day": formatting.long_date(one.promised_on, active_language())}
    source = Source(
        label=f"{label}: {one.what}",
        quantity=Quantity(Fraction(workers), HEADS),
        as_at=day,
        period=f"{day:%Y-%m}",
        provenance=Provenance.COMPUTED,
        publisher=one.who,
        document=document,
        note=_("Dicatat oleh %(who)s.") % {"who": one.by},
    )
    working = Working("", _("Apa adanya menurut catatan"), (source,))
    return Figure(key, label, Fraction(workers), FigureKind.COUNT, Provenance.COMPUTED, working)
