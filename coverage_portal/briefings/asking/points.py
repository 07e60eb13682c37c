"""Talking points for the speaker, section by section: what to say first, which figure carries it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.wordings import plainly, short
from coverage_portal.briefings.blocks import Ask, Sentence
from coverage_portal.briefings.wanted import Part
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.findings import majority, spread
from coverage_portal.coverage.scope import CountedAt
from coverage_portal.coverage.workings import Figure

Point = tuple[str, tuple[Figure, ...]]


def points_of(section: str, found: Dashboard, asks: tuple[Ask, ...] = ()) -> tuple[Sentence, ...]:
    """What to say while the section of that key (a Part's value) is shown, in the active language; empty for sections
    that speak for themselves."""
    made = MAKERS.get(section)
    said = made(found, asks) if made else ()
    return tuple(Sentence(f"pokok-{section}-{n}", text, inputs) for n, (text, inputs) in enumerate(said, start=1))


def _summary(found: Dashboard, asks: tuple[Ask, ...]) -> list[Point]:
    points: list[Point] = []
    if found.covered.value:
        said = _("Mulai dari yang sudah dicapai bersama: %(covered)s kepesertaan aktif.")
        if found.scope.counted_at is CountedAt.HOME:
            said = _("Mulai dari yang sudah dicapai bersama: %(covered)s orang terlindungi menurut domisili.")
        points.append((said % {"covered": short(found.covered)}, (found.covered,)))
    if found.gap.value is not None and found.gap.value > 0:
        said = _("Sebut %(gap)s yang belum sebagai ruang peningkatan, bukan kesalahan siapa pun.")
        points.append((said % {"gap": short(found.gap)}, (found.gap,)))
    if asks:
        points.append((_("Sampaikan usulan di awal, sebelum rinciannya."), ()))
    return points


def _where(found: Dashboard, _asks: tuple[Ask, ...]) -> list[Point]:
    block = found.block("kecamatan")
    known = [figure for figure in block.highlights if figure.value is not None] if block else []
    if block is None or len(known) < 2:
        return [(_("Tanyakan wilayah mana yang ingin didahulukan."), ())]
    words = {"names": ", ".join(row.label for row in block.rows if row.code in block.marked)}
    words["share"] = plainly(known[1])
    if not block.has("celah"):
        said = _("Peserta terbanyak ada di %(names)s: %(share)s dari seluruhnya; celahnya tidak diketahui.")
        return [(said % words, tuple(known)), (_("Tanyakan wilayah mana yang ingin didahulukan."), ())]
    said = _("Dahulukan %(names)s: %(share)s dari seluruhnya.")
    return [(said % words, tuple(known)), (_("Tanyakan camat mana yang dapat memulai."), ())]


def _who(found: Dashboard, _asks: tuple[Ask, ...]) -> list[Point]:
    block = found.block("segmen")
    most = majority(block.parts("jumlah")) if block else None
    if block is None or most is None:
        return []
    row = next(row for row in block.rows if row.code == most.code)
    share = row.figures[block.index("bagian")]
    said = _("Peserta terbanyak adalah %(name)s: %(share)s.")
    return [(said % {"name": row.label, "share": plainly(share)}, (share,))]


def _programmes(found: Dashboard, _asks: tuple[Ask, ...]) -> list[Point]:
    block = found.block("program")
    column = "dari_berhak" if block and block.has("dari_berhak") else "cakupan"
    least = spread(block.parts(column)) if block else None
    if block is None or least is None:
        return []
    row = next(row for row in block.rows if row.code == least.least)
    share = row.figures[block.index(column)]
    said = _("%(name)s paling sedikit dipegang oleh yang berhak: %(share)s.")
    return [(said % {"name": row.label, "share": plainly(share)}, (share,))]


def _track(found: Dashboard, _asks: tuple[Ask, ...]) -> list[Point]:
    points: list[Point] = []
    pace = found.figure("laju-kini")
    if pace and pace.value is not None:
        points.append((_("Laju sekarang %(pace)s sebulan.") % {"pace": plainly(pace)}, (pace,)))
    target = found.next_target
    needed = found.figure(f"laju-perlu-{target.year}") if target else None
    if target and needed and needed.value is not None:
        said = _("Target %(year)s memerlukan %(needed)s sebulan.")
        points.append((said % {"year": target.year, "needed": plainly(needed)}, (needed,)))
    return points


def _requests(_found: Dashboard, asks: tuple[Ask, ...]) -> list[Point]:
    points: list[Point] = []
    for ask in asks:
        if ask.cost and ask.cost.value is not None:
            said = _("%(title)s: %(cost)s.") % {"title": ask.title.rstrip("."), "cost": short(ask.cost)}
            points.append((said, (ask.cost,)))
    if asks:
        points.append((_("Mintalah untuk setiap usulan satu pemilik dan satu tenggat sebelum rapat ditutup."), ()))
    return points


MAKERS: dict[str, Callable[[Dashboard, tuple[Ask, ...]], list[Point]]] = {
    Part.SUMMARY: _summary,
    Part.WHERE: _where,
    Part.WHO: _who,
    Part.PROGRAMMES: _programmes,
    Part.TRACK: _track,
    Part.ASKS: _requests,
}
