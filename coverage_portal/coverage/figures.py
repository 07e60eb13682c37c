"""Answers a Scope with figures and their workings. Totals and reference figures are read here and nowhere else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coverage_portal.core import formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import breakdowns, cautions, sources
from coverage_portal.coverage.arithmetic import Laid
from coverage_portal.coverage.dashboard import Dashboard, OfficialUcj, Place
from coverage_portal.coverage.denominators import Whole, missing_whole, spreading_of, whole_of, words_with
from coverage_portal.coverage.districts import districts
from coverage_portal.coverage.ground import DENOMINATOR, Ground, Kind, NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.keeping_back import kept_back_from
from coverage_portal.coverage.making import (
    computed_figure,
    count_figure,
    difference_figure,
    missing_figure,
    share_figure,
    whole_figure,
    words_of,
)
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.models import Place as CellPlace
from coverage_portal.coverage.numerators import covered_label, numerator
from coverage_portal.coverage.programme_block import programme_years, programmes
from coverage_portal.coverage.reading import read
from coverage_portal.coverage.scales import scales
from coverage_portal.coverage.scope import Scope
from coverage_portal.coverage.standing import Standing, read_standing
from coverage_portal.coverage.track import METRIC, series_months, targets_of, track, trend
from coverage_portal.coverage.workings import Block, Figure, FigureKind, Source
from regions.models import Region

__all__ = ["NoSuchMonth", "NoSuchRegion", "answer"]


def answer(scope: Scope, standing: Standing | None = None) -> Dashboard:
    """The dashboard for `scope`; a scope without a month takes the latest there is.

    Raises NoSuchRegion or NoSuchMonth, whose `sentence` may be shown as it is. `standing` is what the caller already
    knows of the current data version.
    """
    ground = read(scope, standing or read_standing())
    (part, part_missing), whole = numerator(ground), whole_of(ground)
    missing = part_missing if whole else missing_whole(ground)
    targets, whole_name = targets_of(ground), whole.label if whole else _denominator_name(ground)
    return Dashboard(
        scope=ground.scope,
        region=_place(ground.region),
        month=ground.month,
        as_at=ground.as_at,
        rate=_rate(ground, part, whole, missing),
        covered=count_figure("tercakup", covered_label(ground), part, part_missing),
        whole=whole_figure("penyebut", whole_name, whole, missing_whole(ground)),
        gap=_gap(part, whole, missing),
        facts=_facts(ground),
        changes=_changes(ground, part, whole),
        track=track(ground, targets),
        targets=targets,
        blocks=_blocks(ground, whole),
        places=tuple(_place(one) for one in _neighbourhood(ground)),
        months=ground.months,
        batches=ground.worker_batches,
        illustrative=ground.illustrative and ground.has_registry,
        registry=ground.has_registry,
        cautions=cautions.cautions(ground, part, whole),
        partial=ground.partial_sentence if ground.has_registry and not ground.reach.whole else "",
        late=ground.late_sentence,
        estimable=spreading_of(ground) is not None,
        illustrative_data=ground.illustrative,
        ucj=_ucj(ground),
        kept_back=kept_back_from(ground),
    )


def _ucj(ground: Ground) -> OfficialUcj | None:
    """The latest published UCJ, whatever its day: it stands beside the rate, not in it."""
    found = [figure for figure in ground.figures.get(ground.region.pk, ()) if figure.kind == Kind.UCJ]
    if not found:
        return None
    latest = max(found, key=lambda figure: (figure.as_at, figure.pk))
    written = f"{formatting.as_given(latest.value, active_language())}%"
    return OfficialUcj(written, latest.period, latest.publisher, latest.as_at)


def _blocks(ground: Ground, whole: Whole | None) -> tuple[Block, ...]:
    """The breakdowns in reading order."""
    months = series_months(ground)
    blocks = (
        districts(ground),
        breakdowns.segments(ground),
        breakdowns.sectors(ground, active_language()),
        programmes(ground, whole),
        programme_years(ground, months),
        trend(ground, months),
        scales(ground),
    )
    return tuple(block for block in blocks if block)


def _place(region: Region) -> Place:
    return Place(region.code, region.name, region.level)


def _neighbourhood(ground: Ground) -> list[Region]:
    return sorted({*ground.above, ground.region, *ground.family}, key=lambda region: region.path)


def _denominator_name(ground: Ground) -> str:
    return str(DENOMINATOR[ground.scope.against].label)


def _rate(ground: Ground, part: Source | None, whole: Whole | None, missing: str) -> Figure:
    metric = METRICS[METRIC[ground.scope.against]]
    if part is None or whole is None:
        return missing_figure("cakupan", _(metric.name), FigureKind.SHARE, missing, metric)
    name = _(metric.name)
    if ground.at_home:
        name = _("Rasio orang terlindungi menurut domisili terhadap %(whole)s") % {"whole": words_with(whole)}
    said = (*cautions.mixture(part), *cautions.over_one(part, whole), *cautions.estimate(whole))
    return share_figure("cakupan", name, part, whole, metric=metric, caveats=said)


def _gap(part: Source | None, whole: Whole | None, missing: str) -> Figure:
    metric = METRICS["M8"]
    if part is None or whole is None:
        return missing_figure("kesenjangan", _(metric.name), FigureKind.COUNT, missing, metric)
    two_bases = () if part.quantity.basis.laid is Laid.HOME else (_("Basis pendaftaran dan domisili berbeda."),)
    said = (*two_bases, *cautions.estimate(whole))
    return difference_figure("kesenjangan", _(metric.name), whole, part, metric=metric, caveats=said)


def _facts(ground: Ground) -> tuple[Figure, ...]:
    """What stands below the answer: published facts of the place, then what only the registry can say."""
    facts = []
    for key, kind in (("penduduk", Kind.POPULATION), ("angkatan-kerja", Kind.LABOUR_FORCE)):
        figure = ground.published(kind)
        missing = _("Belum dimasukkan ke portal ini untuk wilayah dan tahun ini.")
        source = sources.from_reference(figure) if figure else None
        facts.append(count_figure(key, str(kind.label), source, missing))
    facts.append(_employers(ground))
    home, missing = None, ground.partial_sentence if ground.has_registry else _("Belum ada data pekerja.")
    if ground.speaks:
        count = ground.count(place=CellPlace.HOME).total
        home = ground.counted(_("Orang berdomisili di wilayah ini"), count, sources.PERSONS)
    facts.append(count_figure("domisili", _("Orang terlindungi menurut domisili"), home, missing))
    return tuple(facts)


def _employers(ground: Ground) -> Figure:
    """Registered employers: as published for the month, beside the registry's count; else the registry's count."""
    label, figure = _("Pemberi kerja terdaftar"), ground.published_now(Kind.EMPLOYERS)
    published = sources.from_reference(figure) if figure else None
    counted = None
    if ground.standing.employer_batches and ground.speaks:
        count = ground.count(place=CellPlace.WORKPLACE).employers
        counted = ground.counted_employers(_("Pemberi kerja dalam registri"), count)
    shown = published or counted
    if shown is None:
        partial = bool(ground.standing.employer_batches) and not ground.reach.whole
        missing = ground.partial_sentence if partial else _("Belum ada data pemberi kerja.")
        return count_figure("pemberi-kerja", label, None, missing)
    beside = (counted,) if published and counted else ()
    formula = _("Angka rilis apa adanya; hitungan registri sebagai pembanding") if beside else ""
    return count_figure("pemberi-kerja", label, shown, beside=beside, formula=formula)


def _changes(ground: Ground, part: Source | None, whole: Whole | None) -> tuple[Figure, ...]:
    """Rate and covered against the month compared with; empty when the question compares with none."""
    if ground.scope.since is None:
        return ()
    then = ground.at(ground.scope.since)
    past, why = numerator(then, dated=True)
    before = whole_of(then)
    count, points = _("Perubahan peserta"), _("Perubahan cakupan")
    if part is None or past is None or part.quantity.basis != past.quantity.basis:
        why = why or _("Kedua bulan tidak dihitung dengan cara yang sama.")
        return (
            missing_figure("ubah-tercakup", count, FigureKind.CHANGE, why),
            missing_figure("ubah-cakupan", points, FigureKind.POINTS, why),
        )
    change = difference_figure("ubah-tercakup", count, part, past, FigureKind.CHANGE)
    if whole is None or before is None:
        return change, missing_figure(
            "ubah-cakupan", points, FigureKind.POINTS, missing_whole(then if whole else ground)
        )
    formula = f"{words_of(part)} ÷ {words_of(whole)} − {words_of(past)} ÷ {words_of(before)}"
    other = whole.inputs[0] != before.inputs[0]
    said = (
        (_("Penyebut kedua bulan berbeda terbitan, jadi sebagian perubahan berasal dari penyebutnya."),)
        if other
        else ()
    )
    parts = (part, whole, past, before)
    shares = computed_figure("ubah-cakupan", points, FigureKind.POINTS, formula, parts, caveats=said)
    return change, shares
