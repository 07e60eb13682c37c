"""Turns published figures and registry counts into the Sources of a working."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.coverage.arithmetic import Basis, Laid, Quantity, Unit
from coverage_portal.coverage.workings import BatchNote, Figure, Provenance, Source
from regions.models import ReferenceFigure

Kind = ReferenceFigure.Kind
SHOWN_BATCHES = 3
MEMBERSHIPS = Basis(Unit.MEMBERSHIPS, Laid.WORKPLACE)
PERSONS = Basis(Unit.PERSONS, Laid.HOME)
DECLARED = Basis(Unit.PERSONS, Laid.REGISTRATION)
EMPLOYERS = Basis(Unit.EMPLOYERS, Laid.REGISTRATION)


def from_reference(figure: ReferenceFigure, label: str = "") -> Source:
    """The source for a published (or derived) figure, with its own precision; named by its kind unless `label` is."""
    value = Fraction(figure.value)
    half_step = None if figure.half_step is None else Fraction(figure.half_step)
    if half_step is not None and half_step < 1 and value.denominator == 1:
        half_step = Fraction(0)  # people and firms come whole: a count published to the last digit is exact
    quantity = Quantity(value, _basis(figure), half_step)
    return Source(
        label=label or figure.get_kind_display(),
        quantity=quantity,
        as_at=figure.as_at,
        period=figure.period,
        provenance=Provenance.COMPUTED if figure.derived else Provenance.OFFICIAL,
        publisher=figure.publisher,
        document=figure.document,
        link=figure.link,
        note=figure.note,
    )


def _basis(figure: ReferenceFigure) -> Basis:
    if figure.kind == Kind.EMPLOYERS:
        return EMPLOYERS
    if figure.kind != Kind.MEMBERS:
        return PERSONS
    stated = figure.basis == ReferenceFigure.Basis.REGISTRATION
    return Basis(Unit.MEMBERSHIPS, Laid.REGISTRATION if stated else Laid.UNSTATED)


def from_registry(label: str, count: int, basis: Basis, as_at: date, batches: list[BatchNote]) -> Source:
    """The source for a count of the registry: it names the newest imports it rests on and how many more there are."""
    illustrative = any(batch.illustrative for batch in batches)
    return Source(
        label=label,
        quantity=Quantity(Fraction(count), basis),
        as_at=as_at,
        period=f"{as_at:%Y-%m}",
        provenance=Provenance.ILLUSTRATIVE if illustrative else Provenance.COMPUTED,
        publisher=_("Registri portal ini"),
        document=_("Hitungan baris yang diimpor"),
        batches=tuple(batches[:SHOWN_BATCHES]),
        extra_batches=max(0, len(batches) - SHOWN_BATCHES),
    )


def as_precise_as(source: Source, published: ReferenceFigure | None) -> Source:
    """An illustrative count made to match a published figure is only as precise as that figure.

    The demo registry is generated so that it agrees with the published number of members; treating its rows as an
    exact count would claim a precision nobody has. Real registries, and counts that disagree, are left alone.
    """
    if published is None or published.half_step is None or source.provenance is not Provenance.ILLUSTRATIVE:
        return source
    if abs(Fraction(published.value) - source.quantity.value) > Fraction(published.half_step):
        return source
    note = _("Registri contoh disusun agar sama dengan angka rilis %(publisher)s; pembulatannya mengikuti rilis itu.")
    return replace(
        source,
        quantity=replace(source.quantity, half_step=Fraction(published.half_step)),
        note=note % {"publisher": published.publisher},
    )


def weakest(*provenances: Provenance) -> Provenance:
    """The mark of a result: illustrative if any input is, else estimated if any is, else computed."""
    for mark in (Provenance.ILLUSTRATIVE, Provenance.ESTIMATED):
        if mark in provenances:
            return mark
    return Provenance.COMPUTED


def given(label: str, value: Fraction | int, unit: Unit, as_at: date, *, publisher: str, document: str) -> Source:
    """A quantity that is no count of people: months, villages, a target's share."""
    return Source(
        label=label,
        quantity=Quantity(Fraction(value), Basis(unit, Laid.NOWHERE)),
        as_at=as_at,
        period=f"{as_at:%Y-%m}",
        provenance=Provenance.OFFICIAL,
        publisher=publisher,
        document=document,
    )


def summed(label: str, value: Fraction, parts: tuple[Source, ...]) -> Source:
    """The sum of several published figures of one basis and day."""
    return replace(
        parts[0],
        label=label,
        quantity=replace(parts[0].quantity, value=value, half_step=None),
        provenance=Provenance.COMPUTED,
        publisher="; ".join(dict.fromkeys(part.publisher for part in parts)),
        document="; ".join(dict.fromkeys(part.document for part in parts)),
        link="",
        note=_("Jumlah dari angka tiap kecamatan."),
    )


def declared(count: Source) -> Source:
    """The sum of headcounts that employers declared, as the register of employers keeps them."""
    document = _("Jumlah pekerja menurut laporan pemberi kerja (WLKP), dijumlahkan")
    return replace(count, quantity=Quantity(count.quantity.value, DECLARED), document=document)


def of_figure(figure: Figure, row: str, as_at: date, basis: Basis) -> Source:
    """A figure of this very page as the input of another: its own working stands at its row."""
    return Source(
        label=f"{figure.label} {row}",
        quantity=Quantity(figure.value or Fraction(0), basis, figure.half_step),
        as_at=as_at,
        period=f"{as_at:%Y-%m}",
        provenance=figure.provenance,
        publisher=_("Hitungan portal ini"),
        document=_("Cara hitung di baris “%(row)s”") % {"row": row},
        estimated=figure.estimated,
        of_this_page=True,
    )
