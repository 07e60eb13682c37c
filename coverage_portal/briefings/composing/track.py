"""Whether the place is on track: the years behind, the target ahead, the pace between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.briefings.asking.questions import official_ucj
from coverage_portal.briefings.blocks import Chart, ChartKind, ChartRole, KeyFigures, Paragraph, Sentence, Series, Table
from coverage_portal.briefings.composing.matter import Matter, full, known, short
from coverage_portal.briefings.composing.tables import complete, filled, told, trimmed
from coverage_portal.briefings.document import Section
from coverage_portal.briefings.wanted import Part
from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Basis, Laid, Unit
from coverage_portal.coverage.dashboard import TargetNote
from coverage_portal.coverage.making import computed_figure
from coverage_portal.coverage.page import verdict
from coverage_portal.coverage.workings import Block, Figure, FigureKind, Provenance, Source, Working

MOST_FIGURES = 5
SHARES = Basis(Unit.SHARE, Laid.NOWHERE)


def track(matter: Matter) -> Section | None:
    """The years, the run rate and the targets; None where no year was counted."""
    block = matter.found.block("tren")
    if block is None:
        return None
    leads = (_pace(matter), _caveats(matter, block))
    table = Table(_("Dari tahun ke tahun"), _("Posisi data"), _named(matter, block))
    blocks = (_line(matter, block), _figures(matter), table, *_cited(matter))
    return matter.section(Part.TRACK, _("Apakah kita di jalur?"), _title(matter), leads, blocks)


def _title(matter: Matter) -> Sentence:
    """What the pace makes of the target, else how members grew, else what is shown."""
    found, key, said = matter.found, "jalur-judul", verdict(matter.found)
    if said is not None:
        texts = {
            "reached": _("Bila laju bertahan, target %(year)s akan tercapai"),
            "missed": _("Bila laju bertahan, target %(year)s akan meleset %(points)s"),
            "exceeded": _("Cakupan sudah di atas target %(year)s"),
            "was_reached": _("Target %(year)s tercapai"),
            "was_missed": _("Target %(year)s tidak tercapai: kurang %(points)s"),
        }
        inputs = tuple(figure for figure in (_short_of(matter), found.figure(f"laju-selisih-{said.year}")) if figure)
        return matter.said(key, texts[said.kind] % {"year": said.year, "points": said.points}, *inputs)
    pace = found.figure("laju-kini")
    if pace and pace.value:
        more, fewer = (
            _("Peserta bertambah rata-rata %(more)s sebulan dalam setahun terakhir"),
            _("Peserta berkurang rata-rata %(less)s sebulan dalam setahun terakhir"),
        )
        size = formatting.short(abs(pace.value), active_language())
        return matter.said(key, (more if pace.value > 0 else fewer) % {"more": size, "less": size}, pace)
    words = {"place": found.region.name, "when": matter.when}
    return matter.said(key, _("%(place)s sampai %(when)s") % words)


def _short_of(matter: Matter) -> Figure | None:
    """By how many points the pace misses the next target (below nothing: passes it)."""
    target = matter.found.next_target
    expected = matter.found.figure(f"laju-proyeksi-{target.year}") if target else None
    aim = _aim(matter, target) if target else None
    if target is None or aim is None or expected is None or not known(expected):
        return None
    led = sources.of_figure(expected, "", matter.found.as_at, SHARES)
    label = _("Selisih target %(year)s dan laju sekarang") % {"year": target.year}
    formula = f"{aim.label.capitalize()} − {expected.label[:1].lower()}{expected.label[1:]}"
    return computed_figure(f"laju-meleset-{target.year}", label, FigureKind.POINTS, formula, (aim, led))


def _aim(matter: Matter, target: TargetNote) -> Source | None:
    """The target as its figures' workings cite it."""
    figures = (figure for figure in matter.found.track if figure.key.endswith(str(target.year)))
    inputs = (source for figure in figures for source in figure.working.inputs)
    return next((source for source in inputs if source.quantity.basis.unit is Unit.SHARE), None)


def _pace(matter: Matter) -> Sentence | None:
    """What the next target takes a month beside what the last twelve months brought."""
    found, target = matter.found, matter.found.next_target
    needed, pace = (found.figure(f"laju-perlu-{target.year}") if target else None), found.figure("laju-kini")
    if target is None:
        text = _("Belum ada target yang dimasukkan untuk %(place)s.") if not found.targets else ""
        return matter.said("jalur-target", text % {"place": found.region.name}) if text else None
    if needed is None or pace is None or not known(needed, pace):
        return None
    share = formatting.percent_tick(target.share, active_language())
    words = {"share": share, "year": target.year, "needed": short(needed), "pace": full(pace)}
    text = _("Target %(share)s pada %(year)s memerlukan tambahan %(needed)s sebulan; laju setahun terakhir %(pace)s.")
    return matter.said("jalur-target", text % words, needed, pace)


def _caveats(matter: Matter, block: Block) -> Sentence | None:
    return matter.said("jalur-catatan", " ".join(block.caveats)) if block.caveats else None


def _named(matter: Matter, block: Block) -> Block:
    """The years as a table, the caveats said above it."""
    kept = filled(trimmed(block, ("jumlah", "penyebut", "cakupan"), {"penyebut": matter.found.whole.label}))
    return complete(replace(kept, caveats=()))


def _figures(matter: Matter) -> KeyFigures | None:
    """Run rate, what is lacking, what a month takes, where the pace leads."""
    figures = tuple(figure for figure in matter.found.track if known(figure))
    return KeyFigures(figures[:MOST_FIGURES]) if figures else None


def _line(matter: Matter, block: Block) -> Chart | None:
    """The rates of the years with target and pace; the counts where fewer than two years have a rate."""
    rated = sum(1 for figure in block.column("cakupan") if known(figure)) > 1
    behind = told(block.column("cakupan" if rated else "jumlah"))
    start = next((i for i, figure in enumerate(behind) if figure), len(behind))
    rows, behind = block.rows[start:], behind[start:]
    values = [figure for figure in behind if figure]
    if len(values) < 2:
        return None
    what = matter.found.rate.label if rated else matter.found.covered.label
    years = tuple(row.code[:4] for row in rows)
    known_years = [year for year, figure in zip(years, behind, strict=True) if figure]
    alt = _("%(what)s: %(first)s pada %(start)s, %(last)s pada %(end)s.") % {
        "what": what,
        "first": short(values[0]),
        "start": known_years[0],
        "last": short(values[-1]),
        "end": known_years[-1],
    }
    ahead = _ahead(matter) if rated else ()
    lines = [Series(ChartRole.COVERED, _("Cakupan") if rated else what, (*behind, *(None for _year in ahead)))]
    if ahead:
        lines += _future(matter, behind, len(ahead))
    notes = (_("Sumbu tegak dapat mulai di atas nol."), *(f"{row.label}: {row.note}." for row in rows if row.note))
    return Chart("tren", ChartKind.LINE, what, (*years, *ahead), tuple(lines), alt, " ".join(notes))


def _ahead(matter: Matter) -> tuple[str, ...]:
    """The years up to the next target; its month when it is due within the year of the data."""
    target, month = matter.found.next_target, matter.found.month
    if target is None:
        return ()
    if target.year == month.year:
        return (formatting.month(date(target.year, 12, 1), active_language()),)
    return tuple(str(year) for year in range(month.year + 1, target.year + 1))


def _future(matter: Matter, behind: tuple[Figure | None, ...], years: int) -> list[Series]:
    """From where we are to the target, and to where the pace leads."""
    target, found = matter.found.next_target, matter.found
    aim = _aim(matter, target) if target else None
    if target is None or aim is None:
        return []
    led = found.figure(f"laju-proyeksi-{target.year}")
    before = (*(None for _year in behind[:-1]), behind[-1], *(None for _year in range(years - 1)))
    lines = [Series(ChartRole.TARGET, _("Target"), (*before, _target(target, aim)))]
    if led and known(led):
        lines.append(Series(ChartRole.PACE, _("Bila laju tetap"), (*before, led)))
    return lines


def _target(target: TargetNote, aim: Source, key: str = "") -> Figure:
    """A target as a figure, as its decree gives it."""
    words = {"year": target.year}
    working = Working("", _("Target menurut dasar hukumnya"), (aim,))
    return Figure(
        key or f"target-{target.year}",
        _("Target %(year)s") % words,
        target.share,
        FigureKind.SHARE,
        Provenance.OFFICIAL,
        working,
    )


def _cited(matter: Matter) -> tuple[Paragraph, ...]:
    """What others published and set that this rate is not to be compared with."""
    found, said, apart = matter.found, [], _("Tidak dibandingkan dengan rasio dalam bahan ini, karena ukurannya lain.")
    ucj = official_ucj(found)
    if found.ucj and ucj:
        words = {"percent": found.ucj.percent, "period": found.ucj.period, "publisher": found.ucj.publisher}
        text = _("UCJ resmi %(percent)s (%(period)s, %(publisher)s).") % words
        said.append(Paragraph(matter.said("jalur-ucj", f"{text} {apart}", ucj)))
    for n, target in enumerate((one for one in found.targets if not one.comparable), start=1):
        aim = sources.given(
            _("target %(year)s") % {"year": target.year},
            target.share,
            Unit.SHARE,
            date(target.year, 12, 31),
            publisher=target.decree,
            document=target.measure,
        )
        figure = _target(target, aim, f"target-lain-{n}")
        share = formatting.percent_tick(target.share, active_language())
        words = {"year": str(target.year), "measure": target.measure, "share": share, "decree": target.decree}
        text = _("Target %(year)s: %(share)s, %(measure)s (%(decree)s).") % words
        said.append(Paragraph(matter.said(f"jalur-target-lain-{n}", f"{text} {apart}", figure)))
    return tuple(said)
