"""The five programmes: who holds each, of those whom the law of the day lets hold it, and of the denominator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.breakdowns import COUNT, SHARE, change_of, dated, earlier, since_column
from coverage_portal.coverage.denominators import Whole, missing_whole
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.making import count_figure, difference_figure, missing_figure, share_figure
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.models import Dimension, Place
from coverage_portal.coverage.workings import Block, Column, Figure, Row, Source
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Programme, Segment

SHORT = {Segment.PU: "PU", Segment.BPU: "BPU", Segment.JAKON: "Jakon", Segment.PMI: "PMI"}


def programmes(ground: Ground, whole: Whole | None) -> Block | None:
    """Holders of each programme in the law's order; persons when counted at home, else memberships."""
    if not ground.speaks:
        return None
    columns = (
        Column("pemegang", _("Pemegang"), COUNT),
        Column("berhak", _("Yang berhak"), COUNT),
        Column("dari_berhak", _("Dari yang berhak"), SHARE),
        Column("cakupan", _("Terhadap penyebut"), SHARE),
        Column("belum", _("Berhak, belum memegang"), COUNT),
        *(replace(column, additive=False) for column in since_column(ground)),
    )
    rows = tuple(_row(ground, programme, whole) for programme in PROGRAMMES)
    caveats = (
        _(
            "Yang berhak: peserta di segmen yang menurut hukum pada tanggal posisi dapat memegang program itu. "
            "Syarat usia, kewarganegaraan, dan JKN tidak diperiksa."
        ),
    )
    return Block("program", _("Menurut program"), columns, rows, None, caveats)


def entitled(ground: Ground, programme: Programme) -> tuple[Segment, ...]:
    """The segments that the law of the position's day lets hold the programme."""
    return ground.standing.entitled(programme, ground.as_at)


def entitled_count(ground: Ground, programme: Programme) -> int:
    """Memberships in those segments."""
    codes = (str(segment.value) for segment in entitled(ground, programme))
    return sum(ground.count(None, Dimension.SEGMENT, code, Place.WORKPLACE).total for code in codes)


def entitled_holders(ground: Ground, programme: Programme) -> int:
    """Those of them that hold it."""
    codes = (str(segment.value) for segment in entitled(ground, programme))
    return sum(ground.count(None, Dimension.SEGMENT, code, Place.WORKPLACE).holders[programme] for code in codes)


def _row(ground: Ground, programme: Programme, whole: Whole | None) -> Row:
    code, stem = str(programme.name), f"program-{programme.name}"
    part, then = _holders(ground, programme), earlier(ground)
    names = ", ".join(SHORT[segment] for segment in entitled(ground, programme))
    figures = (
        count_figure(f"{stem}-pemegang", part.label, part, formula=_how_held(ground)),
        *_of_entitled(ground, programme, stem),
        _rate(ground, stem, part, whole),
        _lacking(ground, programme, stem),
        *change_of(ground, f"{stem}-perubahan", part, _holders(then, programme) if then else None),
    )
    return Row(code, str(PROGRAMME_NAMES[programme]), names, figures)


def _how_held(ground: Ground) -> str:
    if ground.at_home:
        return _("Jumlah orang berbeda yang memegang program ini pada tanggal posisi")
    return _("Jumlah kepesertaan aktif yang memegang program ini pada tanggal posisi")


def _holders(ground: Ground, programme: Programme) -> Source:
    label = dated(ground, _("Pemegang %(name)s") % {"name": programme.name})
    return ground.counted(label, ground.count().holders[programme])


def _both(ground: Ground, programme: Programme) -> tuple[Source, Source] | None:
    """Entitled memberships that hold the programme and all of them; None where it cannot be told."""
    if ground.at_home or not entitled(ground, programme):
        return None
    name = {"name": programme.name}
    part = ground.counted(
        _("Pemegang %(name)s yang berhak") % name, entitled_holders(ground, programme), sources.MEMBERSHIPS
    )
    whole = ground.counted(
        _("Peserta yang berhak atas %(name)s") % name, entitled_count(ground, programme), sources.MEMBERSHIPS
    )
    return part, whole


def _why_not(ground: Ground) -> str:
    if ground.at_home:
        return _("Segmen hanya dihitung menurut tempat kerja.")
    return _("Hukum pada tanggal ini belum mengenal program ini.")


def _of_entitled(ground: Ground, programme: Programme, stem: str) -> tuple[Figure, Figure]:
    both, label = _both(ground, programme), _("Dari yang berhak")
    if both is None:
        why = _why_not(ground)
        return (
            missing_figure(f"{stem}-berhak", _("Yang berhak"), COUNT, why),
            missing_figure(f"{stem}-dari-berhak", label, SHARE, why),
        )
    part, whole = both
    return count_figure(f"{stem}-berhak", whole.label, whole), share_figure(f"{stem}-dari-berhak", label, part, whole)


def _lacking(ground: Ground, programme: Programme, stem: str) -> Figure:
    both, label = _both(ground, programme), _("Berhak, belum memegang")
    if both is None:
        return missing_figure(f"{stem}-belum", label, COUNT, _why_not(ground))
    return difference_figure(f"{stem}-belum", label, both[1], both[0])


def _rate(ground: Ground, stem: str, part: Source, whole: Whole | None) -> Figure:
    label, metric = _("Terhadap penyebut"), METRICS["M4"]
    if whole is None:
        return missing_figure(f"{stem}-cakupan", label, SHARE, missing_whole(ground), metric)
    return share_figure(f"{stem}-cakupan", label, part, whole, metric=metric)


def programme_years(ground: Ground, months: list[date]) -> Block | None:
    """Holders over entitled of each programme in each of `months`: what the small lines draw."""
    if not ground.speaks or ground.at_home or not months:
        return None
    columns = tuple(Column(str(programme.name), str(programme.name), SHARE) for programme in PROGRAMMES)
    rows = [_year(ground.at(month)) for month in months if month in ground.standing.months]
    return Block("program-tren", _("Program dari tahun ke tahun"), columns, tuple(rows))


def _year(ground: Ground) -> Row:
    code = f"{ground.month:%Y-%m}"
    figures = []
    for programme in PROGRAMMES:
        both, key, label = _both(ground, programme), f"program-{programme.name}-{code}", str(programme.name)
        figures.append(share_figure(key, label, *both) if both else missing_figure(key, label, SHARE, _why_not(ground)))
    return Row(code, formatting.month(ground.month, active_language()), "", tuple(figures))
