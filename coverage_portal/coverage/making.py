"""Makes figures. The value of a computed figure is what its own working comes to, so the two can never differ."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.denominators import Whole, plain
from coverage_portal.coverage.metrics import Metric
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source, Working, band_of, evaluate

Part = Source | Whole


def missing_figure(key: str, label: str, kind: FigureKind, why: str, metric: Metric | None = None) -> Figure:
    """A figure that cannot be shown, with the reason in words."""
    working = Working(metric=metric.code if metric else "", formula=_(metric.formula) if metric else "", inputs=())
    return Figure(key, label, None, kind, Provenance.COMPUTED, working, missing=why)


def count_figure(
    key: str, label: str, source: Source | None, missing: str = "", beside: tuple[Source, ...] = (), formula: str = ""
) -> Figure:
    """A count shown as its source gives it, `beside` being further sources to compare with."""
    if source is None:
        return missing_figure(key, label, FigureKind.COUNT, missing)
    working = Working("", formula or how_counted(source), (source, *beside), band=source.quantity.band)
    quantity = source.quantity
    return Figure(
        key,
        label,
        quantity.value,
        FigureKind.COUNT,
        source.provenance,
        working,
        half_step=quantity.half_step,
        estimated=source.estimated,
    )


def how_counted(source: Source) -> str:
    """How a count that nothing was computed from came about."""
    if source.of_this_page:
        return source.document
    if not source.batches:
        derived = source.provenance is Provenance.COMPUTED
        return _("Turunan dari angka terbit, bukan angka terbit") if derived else _("Angka rilis apa adanya")
    if source.quantity.basis == sources.DECLARED:
        return _("Jumlah pekerja menurut laporan terakhir tiap pemberi kerja sampai tanggal posisi")
    counted = {
        Unit.PERSONS: _("Jumlah orang berbeda yang memiliki kepesertaan aktif pada tanggal posisi"),
        Unit.EMPLOYERS: _("Jumlah pemberi kerja yang terdaftar dan belum tutup pada tanggal posisi"),
    }
    return counted.get(source.quantity.basis.unit, _("Jumlah kepesertaan yang aktif pada tanggal posisi"))


def whole_figure(key: str, label: str, whole: Whole | None, missing: str = "") -> Figure:
    """A denominator as a figure: as published, or computed when it is an estimate."""
    if whole is None or not whole.estimated:
        return count_figure(key, label, whole.inputs[0] if whole else None, missing)
    working = Working("", bare(whole.words), whole.inputs)
    return Figure(
        key, label, whole.value, FigureKind.COUNT, Provenance.ESTIMATED, working, half_step=None, estimated=True
    )


def computed_figure(
    key: str,
    label: str,
    kind: FigureKind,
    formula: str,
    parts: tuple[Part, ...],
    *,
    metric: Metric | None = None,
    caveats: tuple[str, ...] = (),
) -> Figure:
    """A figure computed from its parts by a formula whose words stand in their order.

    A Whole brings all the inputs behind its words. Raises ValueError when words and parts differ.
    """
    inputs = tuple(source for part in parts for source in _inputs(part))
    said = (*(_(caveat) for caveat in metric.caveats), *caveats) if metric else caveats
    working = Working(metric.code if metric else "", formula, inputs, None, said)
    if not working.tokens:
        raise ValueError(f"{key}: the words of {formula!r} are not the {len(inputs)} inputs")
    value = evaluate(working.tokens)
    missing = "" if value is not None else _("Tidak ada yang dihitung.")
    provenance = sources.weakest(*(part.provenance for part in parts))
    estimated = any(part.estimated for part in parts)
    if not estimated:
        working = replace(working, band=band_of(working))
    half_step = _half_step(value, working, estimated)
    return Figure(key, label, value, kind, provenance, working, missing, half_step, estimated)


def _half_step(value: Fraction | None, working: Working, estimated: bool) -> Fraction | None:
    """How far the value may be off; 0 when every input is exact, None when that cannot be told."""
    if value is not None and working.band:
        return max(value - working.band[0], working.band[1] - value)
    exact = all(source.quantity.half_step == 0 for source in working.inputs)
    return Fraction(0) if exact and not estimated else None


def share_figure(
    key: str, label: str, part: Source, whole: Part, *, metric: Metric | None = None, caveats: tuple[str, ...] = ()
) -> Figure:
    """Part over whole as a share, missing when the whole is zero; the caveats are the metric's and those given."""
    formula = f"{plain_first(part.label)} ÷ {words_of(whole)}"
    return computed_figure(key, label, FigureKind.SHARE, formula, (part, whole), metric=metric, caveats=caveats)


def difference_figure(
    key: str,
    label: str,
    first: Part,
    second: Part,
    kind: FigureKind = FigureKind.COUNT,
    *,
    metric: Metric | None = None,
    caveats: tuple[str, ...] = (),
) -> Figure:
    """First minus second, with how far the two roundings together may be off."""
    formula = f"{capital(words_of(first))} − {words_of(second)}"
    return computed_figure(key, label, kind, formula, (first, second), metric=metric, caveats=caveats)


def words_of(part: Part) -> str:
    """A part's words inside a formula."""
    return part.words if isinstance(part, Whole) else plain(part.label)


def bare(words: str) -> str:
    """The words of an estimate standing alone: without their brackets, beginning with a capital."""
    return capital(words.removeprefix("(").removesuffix(")"))


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def plain_first(label: str) -> str:
    """A label as the first word of a formula."""
    return capital(plain(label))


def _inputs(part: Part) -> tuple[Source, ...]:
    return part.inputs if isinstance(part, Whole) else (part,)
