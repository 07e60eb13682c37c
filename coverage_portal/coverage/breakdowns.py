"""Breakdowns of memberships at the place of work: by segment and by sector. Nobody publishes a denominator for these,
so they are counts and shares of the known, and every additive column adds up to its total.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.making import count_figure, difference_figure, share_figure
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.workings import Block, Column, Figure, FigureKind, Row, Source
from coverage_portal.programmes.codes import Segment
from employers.sectors import section_name

COUNT, SHARE, CHANGE = FigureKind.COUNT, FigureKind.SHARE, FigureKind.CHANGE
SEGMENT_NOTES = {
    Segment.PU: gettext_lazy("Pekerja pada pemberi kerja"),
    Segment.BPU: gettext_lazy("Pekerja mandiri dan informal"),
    Segment.JAKON: gettext_lazy("Pekerja proyek, dihitung per proyek"),
    Segment.PMI: gettext_lazy("Pekerja dan calon pekerja di luar negeri"),
}


@dataclass(frozen=True)
class Breakdown:
    """One breakdown by a dimension of the totals: the name and note of each code, and what all together are called."""

    key: str
    label: str
    dimension: Dimension
    names: dict[str, tuple[str, str]]
    total: str


def segments(ground: Ground) -> Block | None:
    """Memberships by segment."""
    names = {str(segment.value): (str(segment.label), str(SEGMENT_NOTES[segment])) for segment in Segment}
    total = _("Seluruh kepesertaan di wilayah ini")
    return block_of(ground, Breakdown("segmen", _("Menurut segmen"), Dimension.SEGMENT, names, total))


def sectors(ground: Ground, language: str) -> Block | None:
    """Memberships at employers (PU and Jakon) by section of the KBLI, in the version each employer declared."""
    months = {ground.month, ground.scope.since or ground.month}
    codes = {code for month in months for code in ground.totals.codes(ground.region.path, month, Dimension.SECTOR)}
    versions = {code[:4] for code in codes if code}
    names = {"": (_("Sektor belum diisi"), "")} if "" in codes else {}
    for code in codes - {""}:
        version, letter = code[:4], code[4:]
        note = _("KBLI %(version)s") % {"version": version} if len(versions) > 1 else ""
        names[code] = (section_name(int(version), letter, language) or letter, note)
    total = _("Kepesertaan PU dan Jasa Konstruksi di wilayah ini")
    return block_of(ground, Breakdown("sektor", _("Menurut sektor usaha"), Dimension.SECTOR, names, total))


def block_of(ground: Ground, breakdown: Breakdown) -> Block | None:
    """The block of a breakdown, the most first and what is not known last; None when there is nothing to break down."""
    if not ground.speaks or not breakdown.names:
        return None
    now, then = _counts(ground, breakdown), earlier(ground)
    past = _counts(then, breakdown) if then else {}
    whole, before = _sum(ground, breakdown, now), _sum(then, breakdown, past) if then else None
    rows = []
    for code, (name, note) in breakdown.names.items():
        stem, words = f"{breakdown.key}-{code or 'lain'}", _("Kepesertaan %(name)s") % {"name": name}
        part = _at_work(ground, words, now[code])
        figures = _figures(ground, stem, part, whole, _at_work(then, words, past[code]) if then else None)
        rows.append(Row(code, name, note, figures))
    rows.sort(key=lambda row: (row.code == "", -(row.figures[0].value or 0), row.code))
    total = Row("", _("Jumlah"), "", _figures(ground, f"{breakdown.key}-jumlah", whole, whole, before))
    columns = (Column("jumlah", _("Kepesertaan"), COUNT, additive=True), Column("bagian", _("Bagian"), SHARE))
    return Block(breakdown.key, breakdown.label, (*columns, *since_column(ground)), tuple(rows), total)


def since_column(ground: Ground) -> tuple[Column, ...]:
    """The column of changes, when the question compares with an earlier month that the registry speaks for."""
    return (Column("perubahan", _("Perubahan"), CHANGE, additive=True),) if earlier(ground) else ()


def change_of(ground: Ground, key: str, now: Source, past: Source | None) -> tuple[Figure, ...]:
    """The change of a count since the month compared with; nothing when there is none."""
    return (difference_figure(key, _("Perubahan"), now, past, CHANGE),) if past else ()


def earlier(ground: Ground) -> Ground | None:
    """The ground in the month compared with; None when none is asked for or the registry does not speak for it."""
    then = ground.at(ground.scope.since) if ground.scope.since else None
    return then if then and then.speaks else None


def dated(ground: Ground, label: str) -> str:
    """The label with its month when two months may meet in one working."""
    return f"{label} {formatting.month(ground.month, active_language())}" if ground.scope.since else label


def _counts(ground: Ground, breakdown: Breakdown) -> dict[str, int]:
    codes = breakdown.names
    return {code: ground.count(None, breakdown.dimension, code, Place.WORKPLACE).total for code in codes}


def _at_work(ground: Ground, label: str, count: int) -> Source:
    return ground.counted(dated(ground, label), count, sources.MEMBERSHIPS)


def _sum(ground: Ground, breakdown: Breakdown, counts: dict[str, int]) -> Source:
    return _at_work(ground, breakdown.total, sum(counts.values()))


def _figures(ground: Ground, stem: str, part: Source, whole: Source, past: Source | None) -> tuple[Figure, ...]:
    return (
        count_figure(f"{stem}-jumlah", _("Kepesertaan"), part),
        share_figure(f"{stem}-bagian", _("Bagian dari semuanya"), part, whole),
        *change_of(ground, f"{stem}-perubahan", part, past),
    )
