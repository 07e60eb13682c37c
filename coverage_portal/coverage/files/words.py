"""The words a downloaded file uses of figures and sources: marks, workings and sources in one line of text."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.templatetags.workings import basis
from coverage_portal.coverage.workings import BatchNote, Block, Figure, Provenance, Row, Source


def illustration_warning() -> str:
    """What every file with a number of a demo registry must say."""
    return _("ILUSTRASI - data contoh, bukan data resmi")


def is_illustrative(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures rests on a demo registry."""
    return any(figure.provenance is Provenance.ILLUSTRATIVE for figure in figures)


def holds_illustrations(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures, or what stands beside one to compare with, rests on a demo registry."""
    listed = list(figures)
    sources = (source for figure in listed for source in figure.working.inputs)
    return is_illustrative(listed) or any(source.provenance is Provenance.ILLUSTRATIVE for source in sources)


def mark_of(one: Figure | Source) -> str:
    """The kind of a number in words: "Rilis resmi"; an estimate from sample data is both: "Ilustrasi, Perkiraan"."""
    names = {
        Provenance.OFFICIAL: _("Rilis resmi"),
        Provenance.COMPUTED: _("Hitungan"),
        Provenance.ESTIMATED: _("Perkiraan"),
        Provenance.ILLUSTRATIVE: _("Ilustrasi"),
    }
    marks = (one.provenance, *((Provenance.ESTIMATED,) if one.estimated else ()))
    return ", ".join(dict.fromkeys(names[mark] for mark in marks))


def marks_of(block: Block, row: Row) -> str:
    """The marks of a row's numbers: one word when they share it, else "Penyebut: Perkiraan; lainnya: Ilustrasi"."""
    by_mark: dict[str, list[str]] = {}
    for column, figure in zip(block.columns, row.figures, strict=True):
        if figure.value is not None:
            by_mark.setdefault(mark_of(figure), []).append(column.label)
    if len(by_mark) < 2:
        return "".join(by_mark)
    most = max(by_mark, key=lambda mark: len(by_mark[mark]))
    apart = [f"{', '.join(labels)}: {mark}" for mark, labels in by_mark.items() if mark != most]
    return "; ".join((*apart, f"{_('lainnya')}: {most}"))


def notes_of(block: Block, row: Row) -> str:
    """A row's note, and why numbers of it are missing: "Cakupan, Celah: Belum ada angka angkatan kerja." """
    by_reason: dict[str, list[str]] = {}
    for column, figure in zip(block.columns, row.figures, strict=True):
        if figure.missing:
            by_reason.setdefault(figure.missing, []).append(column.label)
    reasons = (f"{', '.join(labels)}: {reason}" for reason, labels in by_reason.items())
    return sentences((row.note, *reasons))


def working_of(figure: Figure) -> str:
    """The formula in words, and with numbers: "Peserta aktif ÷ angkatan kerja (736.000 ÷ 1.190.000 = 61,8%)"."""
    digits = shown.digits_of(figure, active_language())
    return f"{figure.working.formula} ({digits})" if digits else figure.working.formula


def source_of(source: Source) -> str:
    """One input as a sentence would cite it, with its value, its date and where it was published or imported."""
    value = f"{shown.input_value(source, active_language())} {basis(source.quantity)}"
    step = source.quantity.half_step
    if step is None:
        value += f" ({_('pembulatan tidak diketahui')})"
    elif step:
        value += f" (±{formatting.as_given(step, active_language())})"
    day = _("Posisi %(day)s") % {"day": formatting.long_date(source.as_at, active_language())}
    parts = (value, day, source.publisher, source.document, source.link, mark_of(source), source.note)
    return f"{source.label}: {'; '.join(part for part in (*parts, *imports_of(source)) if part)}"


def imports_of(source: Source) -> tuple[str, ...]:
    """The imports behind a count, one text each, the number of those not named last."""
    return (*map(_import, source.batches), *further_imports(source))


def further_imports(source: Source) -> tuple[str, ...]:
    """How many imports stand behind a count beside those that are named."""
    if not source.extra_batches:
        return ()
    said = ngettext("Dan %(n)s impor lain.", "Dan %(n)s impor lain.", source.extra_batches)
    return (said % {"n": source.extra_batches},)


def _import(batch: BatchNote) -> str:
    language = active_language()
    said = _("Impor %(number)s: %(file)s, posisi %(day)s, diterapkan %(at)s") % {
        "number": batch.number,
        "file": batch.file_name,
        "day": formatting.short_date(batch.position, language),
        "at": formatting.moment(batch.applied_at, language),
    }
    return f"{said}, {_('disetujui %(who)s') % {'who': batch.approved_by}}" if batch.approved_by else said


def sentences(texts: Iterable[str]) -> str:
    """Texts one after another, each once, without the empty ones."""
    return " ".join(dict.fromkeys(text for text in texts if text))
