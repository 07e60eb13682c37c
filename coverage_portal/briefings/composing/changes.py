"""What changed since the month compared with, and mostly through whom."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.briefings.blocks import Sentence
from coverage_portal.briefings.composing.matter import Matter, known
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage.programme_block import SHORT
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.coverage.workings import Figure, Row
from coverage_portal.programmes.codes import Segment

MOSTLY = Fraction(1, 2)
LEAST_POINTS = Fraction(1, 2000)
"""A change of a rate that is written as 0,1 points; below it nothing can be said of the rate."""


def growth(matter: Matter, key: str) -> Sentence | None:
    """ "Cakupan naik 2,1 poin sejak Desember 2022, terutama dari BPU."

    Where the two denominators are not of one publication, part of the rate's change is theirs, and a change of the rate
    may be too small to be written: the sentence then speaks of members. None when the question compares with no month,
    or when nothing changed.
    """
    found = matter.found
    change, points = found.figure("ubah-tercakup"), found.figure("ubah-cakupan")
    if found.scope.since is None or change is None or not change.value:
        return None
    when = {"when": formatting.month(found.scope.since, active_language())}
    mostly = _mostly(matter, change)
    source = "" if mostly is None else _(", terutama dari %(segment)s") % {"segment": mostly[0]}
    inputs = () if mostly is None else (mostly[1],)
    same_denominator = points is not None and not points.working.caveats
    if points is not None and known(points) and same_denominator and _one_way(points, change):
        up, down = _("Cakupan naik %(size)s sejak %(when)s"), _("Cakupan turun %(size)s sejak %(when)s")
        text = up if change.value > 0 else down
        size = formatting.points(abs(points.value or Fraction(0)), active_language()).lstrip("+")
        size = formatting.about(size, active_language()) if points.estimated else size
        return matter.said(key, f"{text % (when | {'size': size})}{source}.", points, *inputs)
    more, fewer = _("Peserta bertambah %(size)s sejak %(when)s"), _("Peserta berkurang %(size)s sejak %(when)s")
    text = more if change.value > 0 else fewer
    size = formatting.short(abs(change.value), active_language())
    return matter.said(key, f"{text % (when | {'size': size})}{source}.", change, *inputs)


def _one_way(points: Figure, change: Figure) -> bool:
    """Whether rate and count went the same way, so that one may explain the other, and the rate did visibly."""
    moved = points.value or Fraction(0)
    return abs(moved) >= LEAST_POINTS and moved * (change.value or 0) > 0


def _mostly(matter: Matter, change: Figure) -> tuple[str, Figure] | None:
    """The segment that makes at least half of the change of all segments, in its direction; None when none does, and
    where people are counted at home: segments are of memberships at work."""
    block = None if matter.found.scope.counted_at is CountedAt.HOME else matter.found.block("segmen")
    if block is None or not block.has("perubahan") or block.total is None:
        return None
    place = block.index("perubahan")
    whole, moved = block.total.figures[place].value, [(row, row.figures[place]) for row in block.rows]
    if not whole or whole * (change.value or 0) <= 0 or any(figure.value is None for _row, figure in moved):
        return None
    row, most = max(moved, key=lambda one: (one[1].value or 0) * (1 if whole > 0 else -1))
    share = (most.value or 0) / whole
    return (segment_name(row), most) if share >= MOSTLY else None


def segment_name(row: Row) -> str:
    """A segment with its short name: "Bukan Penerima Upah (BPU)"; in English the name holds it already."""
    end = f" ({SHORT[Segment(int(row.code))]})" if row.code else ""
    return row.label if row.label.endswith(end) else row.label + end
