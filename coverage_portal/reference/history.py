"""The versions of a figure or target: the rows it replaced and those that replaced it, and what each one changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from coverage_portal.core.formatting import long_date
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.reference import precision
from coverage_portal.reference.wording import measure_of, percent_of, programme_of, value_of
from regions.models import ReferenceFigure, Target

Row = TypeVar("Row", ReferenceFigure, Target)


@dataclass(frozen=True)
class Said:
    """A field of a row as a reader is told it; `quoted` when the words are the publisher's, which are Indonesian."""

    name: str
    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Change:
    """A field that a row says otherwise than the one it replaced."""

    name: str
    before: str
    after: str
    quoted: bool = False


@dataclass(frozen=True)
class Version(Generic[Row]):
    """One row of the chain, newest first; the oldest changes nothing."""

    row: Row
    changes: tuple[Change, ...]


def versions(row: Row, rows: Iterable[Row]) -> list[Version[Row]]:
    """The chain that `row` belongs to, newest first. `rows` must hold all of it; others are passed over."""
    by_id = {one.pk: one for one in rows}
    newer = {one.replaces_id: one for one in by_id.values() if one.replaces_id}
    chain = [row]
    while chain[0].pk in newer:
        chain.insert(0, newer[chain[0].pk])
    while chain[-1].replaces_id in by_id:
        chain.append(by_id[chain[-1].replaces_id])
    return [Version(one, changes(before, one)) for one, before in zip_longest(chain, chain[1:]) if one]


def changes(before: Row | None, after: Row) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`, in words; nothing for a row that replaces none."""
    if before is None:
        return ()
    pairs = zip(said(before), said(after), strict=True)
    return tuple(
        Change(new.name, old.text or "–", new.text or "–", new.quoted) for old, new in pairs if old.text != new.text
    )


def said(row: Any) -> tuple[Said, ...]:
    """Every field of a row that a correction may change."""
    return _said_of_target(row) if isinstance(row, Target) else _said_of_figure(row)


def _said_of_figure(figure: ReferenceFigure) -> tuple[Said, ...]:
    return (
        Said(_("Nilai"), value_of(figure)),
        Said(_("Ketelitian"), precision.in_words(figure.half_step)),
        Said(_("Keterangan jenis"), figure.label, quoted=True),
        Said(_("Posisi"), long_date(figure.as_at, active_language())),
        Said(_("Periode"), figure.period, quoted=True),
        Said(_("Basis"), str(figure.get_basis_display())),
        Said(_("Asal"), _("Hitungan") if figure.derived else _("Rilis resmi")),
        Said(_("Penerbit"), figure.publisher, quoted=True),
        Said(_("Dokumen"), figure.document, quoted=True),
        Said(_("Tautan"), figure.link),
        Said(_("Catatan"), figure.note, quoted=True),
    )


def _said_of_target(target: Target) -> tuple[Said, ...]:
    return (
        Said(_("Target"), percent_of(target)),
        Said(_("Tahun"), str(target.year)),
        Said(_("Ukuran"), measure_of(target.measure)),
        Said(_("Program"), programme_of(target.programme)),
        Said(_("Dasar hukum"), target.decree, quoted=True),
        Said(_("Tautan"), target.link),
        Said(_("Catatan"), target.note, quoted=True),
    )
