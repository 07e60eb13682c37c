"""Whether the place is on track: the same month of each year, the run rate of the last twelve months, and what a target
asks. A target is compared only when it is a target of the very rate shown; others are cited beside it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Unit
from coverage_portal.coverage.breakdowns import COUNT, SHARE
from coverage_portal.coverage.dashboard import TargetNote
from coverage_portal.coverage.denominators import Whole, missing_whole, plain, whole_of
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.making import (
    capital,
    computed_figure,
    count_figure,
    missing_figure,
    share_figure,
    whole_figure,
    words_of,
)
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.numerators import numerator
from coverage_portal.coverage.scope import Against
from coverage_portal.coverage.workings import Block, Column, Figure, FigureKind, Row, Source

METRIC = {Against.LABOUR_FORCE: "M1", Against.EMPLOYED: "M2"}
YEAR = 12


def trend(ground: Ground, months: list[date]) -> Block | None:
    """Members, denominator and rate in each of `months` (the same month of each year), oldest first."""
    rows = tuple(_trend_row(ground.at(month)) for month in months)
    if not rows:
        return None
    columns = (
        Column("jumlah", _("Terlindungi"), COUNT),
        Column("penyebut", _("Penyebut"), COUNT),
        Column("cakupan", _("Cakupan"), SHARE),
    )
    return Block("tren", _("Dari tahun ke tahun"), columns, rows, caveats=_trend_caveats(ground, months))


def series_months(ground: Ground) -> list[date]:
    """The same month of each year up to now in which anybody was counted, oldest first."""
    months = (month for month in ground.months if month.month == ground.month.month and month <= ground.month)
    return sorted(month for month in months if numerator(ground.at(month))[0] is not None)


def _trend_row(ground: Ground) -> Row:
    stem, label = f"tren-{ground.month:%Y-%m}", formatting.month(ground.month, active_language())
    part, missing = numerator(ground)
    whole = whole_of(ground)
    why = missing if part is None else missing_whole(ground)
    rate = missing_figure(f"{stem}-cakupan", _("Cakupan"), SHARE, why)
    if part and whole:
        rate = share_figure(f"{stem}-cakupan", _("Cakupan"), part, whole, metric=METRICS[METRIC[ground.scope.against]])
    figures = (
        count_figure(f"{stem}-jumlah", _("Terlindungi"), part, missing),
        whole_figure(f"{stem}-penyebut", whole.label if whole else _("Penyebut"), whole, missing_whole(ground)),
        rate,
    )
    return Row(f"{ground.month:%Y-%m}", label, _vintage(whole, ground), figures)


def _vintage(whole: Whole | None, ground: Ground) -> str:
    """When and by whom the denominator was published, said when it is not of the row's own year or not published."""
    if whole is None:
        return ""
    source = whole.inputs[0]
    when = formatting.period(source.period, active_language())
    if whole.estimated:
        return _("penyebut perkiraan dari %(period)s") % {"period": when}
    if whole.provenance is not whole.provenance.OFFICIAL:
        return _("penyebut turunan, %(period)s") % {"period": when}
    return "" if source.as_at.year == ground.month.year else _("penyebut %(period)s") % {"period": when}


def _trend_caveats(ground: Ground, months: list[date]) -> tuple[str, ...]:
    wholes = [whole for month in months if (whole := whole_of(ground.at(month)))]
    said = []
    if any(ground.at(month).speaks for month in months):
        said.append(_("Bulan sebelum berkas pertama dihitung dari tanggal mulai dan berakhirnya kepesertaan."))
    if len({(whole.inputs[0].publisher, whole.provenance) for whole in wholes}) > 1:
        said.append(
            _(
                "Penyebut berasal dari terbitan yang berbeda dan bukan satu seri, jadi naik turunnya rasio antartahun "
                "tidak seluruhnya perubahan kepesertaan."
            )
        )
    return tuple(said)


def targets_of(ground: Ground) -> tuple[TargetNote, ...]:
    """Current targets of the place for all programmes together, whether comparable with the rate shown or not."""
    metric = METRIC[ground.scope.against]
    here = [one for one in ground.standing.targets if one.region_id == ground.region.pk and not one.programme]
    last = {one.year: one.pk for one in here if one.measure == metric}  # of two for one year the last entered speaks
    return tuple(
        TargetNote(
            year=target.year,
            share=Fraction(target.percent) / 100,
            measure=_(METRICS[target.measure].name) if target.measure in METRICS else target.measure,
            decree=target.decree,
            link=target.link,
            note=target.note,
            comparable=last.get(target.year) == target.pk,
            months_left=(target.year - ground.month.year) * YEAR + YEAR - ground.month.month,
        )
        for target in here
    )


def track(ground: Ground, targets: tuple[TargetNote, ...]) -> tuple[Figure, ...]:
    """The run rate of twelve months; how a target due this year was met; and for each comparable target ahead what is
    lacking, what a month it takes, and where the run rate leads."""
    (now, _why), whole, past = numerator(ground), whole_of(ground), _year_before(ground)
    figures = [_run_rate(ground, now, past)]
    if now is not None and whole is not None:
        for target in targets:
            if not target.comparable:
                continue
            if target.months_left > 0:
                figures += _ahead(ground, target, now, past, whole)
            elif target.months_left == 0:
                figures.append(_met(ground, target, now, whole))
    return tuple(figures)


def _ahead(ground: Ground, target: TargetNote, now: Source, past: Source | None, whole: Whole) -> list[Figure]:
    """What a target still ahead asks; only by how much it is exceeded when it is reached already."""
    aim, words = _aim(target), {"year": target.year}
    caveat = (_("Dengan penyebut sekarang: penyebut pada tahun target belum diketahui."),)
    key, parts = f"laju-kurang-{target.year}", (whole, aim, now)
    lacking = f"{capital(words_of(whole))} × {plain(aim.label)} − {plain(now.label)}"
    if whole.value * target.share <= now.quantity.value:
        over = f"{capital(plain(now.label))} − {words_of(whole)} × {plain(aim.label)}"
        label = _("Sudah di atas target %(year)s") % words
        return [computed_figure(f"laju-lebih-{target.year}", label, COUNT, over, (now, whole, aim), caveats=caveat)]
    left = _months(ground, _("bulan sampai Desember %(year)s") % words, target.months_left)
    monthly, label = f"({lacking}) ÷ {plain(left.label)}", _("Tambahan sampai target %(year)s") % words
    needed = computed_figure(key, label, COUNT, lacking, parts, caveats=caveat)
    label = _("Tambahan yang diperlukan sebulan untuk target %(year)s") % words
    pace = computed_figure(f"laju-perlu-{target.year}", label, COUNT, monthly, (*parts, left), caveats=caveat)
    return [needed, pace, *_projection(ground, target, now, past, left, whole, caveat)]


def _met(ground: Ground, target: TargetNote, now: Source, whole: Whole) -> Figure:
    """The rate against a target that is due: above it or below, in points."""
    aim = _aim(target)
    formula = f"{capital(plain(now.label))} ÷ {words_of(whole)} − {plain(aim.label)}"
    label = _("Selisih terhadap target %(year)s") % {"year": target.year}
    return computed_figure(f"laju-selisih-{target.year}", label, FigureKind.POINTS, formula, (now, whole, aim))


def _year_before(ground: Ground) -> Source | None:
    then = ground.at(ground.month.replace(year=ground.month.year - 1))
    return numerator(then, dated=True)[0] if then.speaks else None


def _run_rate(ground: Ground, now: Source | None, past: Source | None) -> Figure:
    label = _("Tambahan sebulan, rata-rata 12 bulan terakhir")
    if now is None or past is None or not ground.speaks:
        why = _("Laju memerlukan hitungan registri untuk bulan ini dan bulan yang sama tahun lalu.")
        return missing_figure("laju-kini", label, FigureKind.CHANGE, why)
    formula = f"({capital(plain(now.label))} − {plain(past.label)}) ÷ {plain(_year(ground).label)}"
    return computed_figure("laju-kini", label, FigureKind.CHANGE, formula, (now, past, _year(ground)))


def _projection(
    ground: Ground,
    target: TargetNote,
    now: Source,
    past: Source | None,
    left: Source,
    whole: Whole,
    caveat: tuple[str, ...],
) -> list[Figure]:
    """The rate at the target's date if the run rate goes on."""
    if past is None:
        return []
    year = _year(ground)
    run = f"({plain(now.label)} − {plain(past.label)}) ÷ {plain(year.label)} × {plain(left.label)}"
    formula = f"({capital(plain(now.label))} + {run}) ÷ {words_of(whole)}"
    label, parts = (
        _("Cakupan pada %(year)s bila laju bertahan") % {"year": target.year},
        (now, now, past, year, left, whole),
    )
    return [computed_figure(f"laju-proyeksi-{target.year}", label, SHARE, formula, parts, caveats=caveat)]


def _aim(target: TargetNote) -> Source:
    label = _("target %(year)s") % {"year": target.year}
    day = date(target.year, 12, 31)
    return sources.given(label, target.share, Unit.SHARE, day, publisher=target.decree, document=target.measure)


def _year(ground: Ground) -> Source:
    return _months(ground, _("bulan"), YEAR)


def _months(ground: Ground, label: str, months: int) -> Source:
    calendar = _("Kalender")
    return sources.given(label, months, Unit.MONTHS, ground.as_at, publisher=calendar, document=calendar)
