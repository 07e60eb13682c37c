"""Answers a Scope with figures and their workings. Cells and reference figures are read here and nowhere else.

The numerator is the registry's own count where it can speak for the whole region, else the published number of members
of the same year; the denominator is the published figure by regions.figures' rule. What neither can give is missing.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coverage_portal.coverage import breakdowns, sources, tallies
from coverage_portal.coverage.arithmetic import Laid, Ratio, Unit
from coverage_portal.coverage.counting import last_day
from coverage_portal.coverage.dashboard import Dashboard, Place
from coverage_portal.coverage.ground import Ground, NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.models import Place as CellPlace
from coverage_portal.coverage.scope import Against, CountedAt, Scope
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Source, Working
from regions.figures import figures_for
from regions.models import ReferenceFigure, Region
from regions.places import UnknownRegion, region_by_code

Kind = ReferenceFigure.Kind
DENOMINATOR = {Against.LABOUR_FORCE: Kind.LABOUR_FORCE, Against.EMPLOYED: Kind.EMPLOYED}
NO_DATA_MONTH = date(2023, 12, 1)  # what an empty portal calls its page
METRIC = {Against.LABOUR_FORCE: "M1", Against.EMPLOYED: "M2"}

__all__ = ["NoSuchMonth", "NoSuchRegion", "answer"]


def answer(scope: Scope) -> Dashboard:
    """The dashboard for `scope`; a scope without a month takes the latest there is.

    Raises NoSuchRegion or NoSuchMonth, whose `sentence` may be shown as it is.
    """
    ground = _ground(scope)
    part, part_missing = _numerator(ground)
    whole, whole_missing = _denominator(ground)
    covered = breakdowns.count_figure("tercakup", _covered_label(ground), part, part_missing)
    against = breakdowns.count_figure("penyebut", str(DENOMINATOR[ground.scope.against].label), whole, whole_missing)
    missing = whole_missing or part_missing
    districts = breakdowns.districts(ground)
    return Dashboard(
        scope=ground.scope,
        region=Place(ground.region.code, ground.region.name, ground.region.level),
        month=ground.month,
        as_at=ground.as_at,
        rate=_rate(ground, part, whole, missing),
        covered=covered,
        whole=against,
        gap=_gap(part, whole, missing),
        facts=_facts(ground),
        districts=districts,
        segments=breakdowns.segments(ground),
        programmes=breakdowns.programmes(ground, whole),
        places=tuple(Place(place.code, place.name, place.level) for place in tallies.neighbourhood(ground.region)),
        months=ground.months,
        batches=ground.worker_batches,
        illustrative=ground.illustrative,
        registry=ground.has_registry,
        cautions=_cautions(ground, part, whole),
        partial=ground.partial_sentence if ground.has_registry and not ground.reach.whole else "",
    )


def _ground(scope: Scope) -> Ground:
    try:
        region = region_by_code(scope.region)
    except UnknownRegion as unknown:
        raise NoSuchRegion(str(unknown)) from None
    if region.level > Region.Level.DISTRICT:
        raise NoSuchRegion(
            _("%(place)s adalah kelurahan atau desa. Data tersedia sampai tingkat kecamatan.") % {"place": region.name}
        )
    built = tallies.built_months()
    counted = tallies.published_counts(region)
    months = tuple(sorted({*built, *(month for month, kind in counted if kind == Kind.MEMBERS)}, reverse=True))
    month = _month(scope, months, built)
    batches = tallies.applied_batches()
    return Ground(
        scope=scope.at(month),
        region=region,
        month=month,
        as_at=last_day(month),
        months=months,
        has_registry=month in built,
        counts=tallies.tally(region, month),
        published=figures_for(region, (Kind.POPULATION, *DENOMINATOR.values()), month),
        counted={kind: figure for (at, kind), figure in counted.items() if at == month},
        reach=tallies.reach(region),
        worker_batches=tuple(batches["workers"]),
        employer_batches=tuple(batches["employers"]),
    )


def _month(scope: Scope, months: tuple[date, ...], built: tuple[date, ...]) -> date:
    """The month asked for, else the newest with cells, else the newest published; raises NoSuchMonth."""
    if scope.month is None:
        return next(iter(built or months), NO_DATA_MONTH)
    if scope.month in months:
        return scope.month
    asked = _words(scope.month)
    if not months:
        raise NoSuchMonth(_("Belum ada data untuk %(asked)s.") % {"asked": asked})
    raise NoSuchMonth(
        _("Belum ada data untuk %(asked)s. Data tersedia dari %(first)s sampai %(last)s.")
        % {"asked": asked, "first": _words(min(months)), "last": _words(max(months))}
    )


def _words(month: date) -> str:
    return date_format(month, "F Y")


def _covered_label(ground: Ground) -> str:
    return _("Orang terlindungi menurut domisili") if ground.at_home else _("Peserta aktif")


def _numerator(ground: Ground) -> tuple[Source | None, str]:
    """Who is covered: the source, or why there is none."""
    published = ground.counted.get(Kind.MEMBERS)
    if ground.speaks:
        if ground.at_home:
            count = ground.counts[CellPlace.HOME].total
            return ground.registry_source(_("Orang berdomisili di wilayah ini"), count, sources.PERSONS), ""
        count = ground.counts[CellPlace.WORKPLACE].total
        source = ground.registry_source(_("Peserta aktif"), count, sources.MEMBERSHIPS)
        return sources.as_precise_as(source, published), ""
    if ground.at_home:
        return None, _("Orang menurut domisili hanya dapat dihitung dari registri yang memuat seluruh wilayah ini.")
    if published:
        return sources.from_reference(published), ""
    if not ground.has_registry:
        return None, _("Belum ada data pekerja. Impor berkas pekerja untuk mengisinya.")
    return None, ground.partial_sentence


def _denominator(ground: Ground) -> tuple[Source | None, str]:
    figure = ground.published.get(DENOMINATOR[ground.scope.against])
    if figure:
        return sources.from_reference(figure), ""
    sentence = _(
        "Belum ada angka %(kind)s untuk %(place)s sampai %(year)s. Angka yang tidak diterbitkan tidak dikira-kira."
    )
    kind = str(DENOMINATOR[ground.scope.against].label).lower()
    return None, sentence % {"kind": kind, "place": ground.region.name, "year": ground.month.year}


def _rate(ground: Ground, part: Source | None, whole: Source | None, missing: str) -> Figure:
    metric = METRICS[METRIC[ground.scope.against]]
    if part is None or whole is None:
        return breakdowns.missing_figure("cakupan", _(metric.name), FigureKind.SHARE, metric, missing)
    ratio = Ratio(part.quantity, whole.quantity)
    name, formula = _(metric.name), _(metric.formula)
    if ground.at_home:
        names = {"whole": whole.label.lower()}
        name = _("Rasio orang terlindungi menurut domisili terhadap %(whole)s") % names
        formula = _("Orang terlindungi menurut domisili ÷ %(whole)s") % names
    working = Working(
        metric=metric.code,
        formula=formula,
        inputs=(part, whole),
        band=ratio.band,
        caveats=(*(_(caveat) for caveat in metric.caveats), *_mixture(part), *_over_one(ratio.value)),
    )
    provenance = sources.weakest(part.provenance, whole.provenance)
    return Figure("cakupan", name, ratio.value, FigureKind.SHARE, provenance, working)


def _mixture(part: Source) -> tuple[str, ...]:
    """What the numerator's basis means for a denominator of residents."""
    said = {
        Laid.WORKPLACE: _("Pembilang menurut tempat kerja, penyebut menurut domisili; penglaju masuk hitungan."),
        Laid.REGISTRATION: _("Pembilang menurut tempat pendaftaran, penyebut menurut domisili."),
        Laid.UNSTATED: _("Penerbit pembilang tidak menjelaskan basisnya; penyebut menurut domisili."),
    }
    laid = part.quantity.basis.laid
    return (said[laid],) if laid in said else ()


def _over_one(value: Fraction | None) -> tuple[str, ...]:
    if value is None or value <= 1:
        return ()
    return (_("Lebih dari 100% mungkin terjadi: pekerja dari luar wilayah ikut dihitung di tempat kerjanya."),)


def _gap(part: Source | None, whole: Source | None, missing: str) -> Figure:
    metric = METRICS["M8"]
    if part is None or whole is None:
        return breakdowns.missing_figure("kesenjangan", _(metric.name), FigureKind.COUNT, metric, missing)
    ratio = Ratio(part.quantity, whole.quantity)
    half_step = ratio.gap_half_step
    at_home = part.quantity.basis.laid is Laid.HOME
    formula = _("%(whole)s − orang terlindungi menurut domisili") if at_home else _("%(whole)s − peserta aktif")
    two_bases = () if at_home else (_("Basis pendaftaran dan domisili berbeda."),)
    working = Working(
        metric=metric.code,
        formula=formula % {"whole": whole.label},
        inputs=(whole, part),
        band=None if half_step is None else (ratio.gap - half_step, ratio.gap + half_step),
        caveats=(*two_bases, *(_(caveat) for caveat in metric.caveats)),
    )
    provenance = sources.weakest(part.provenance, whole.provenance)
    return Figure("kesenjangan", _(metric.name), ratio.gap, FigureKind.COUNT, provenance, working, half_step=half_step)


def _facts(ground: Ground) -> tuple[Figure, ...]:
    """What stands below the answer: published facts of the place, then what only the registry can say."""
    facts = []
    for key, kind in (("penduduk", Kind.POPULATION), ("angkatan-kerja", Kind.LABOUR_FORCE)):
        figure = ground.published.get(kind)
        missing = _("Tidak ada angka terbit untuk wilayah dan tahun ini.")
        source = sources.from_reference(figure) if figure else None
        facts.append(breakdowns.count_figure(key, str(kind.label), source, "" if source else missing))
    facts.append(_employers(ground))
    home, missing = None, ground.partial_sentence if ground.has_registry else _("Belum ada data pekerja.")
    if ground.speaks:
        count = ground.counts[CellPlace.HOME].total
        home = ground.registry_source(_("Orang berdomisili di wilayah ini"), count, sources.PERSONS)
    label = _("Orang terlindungi menurut domisili")
    facts.append(breakdowns.count_figure("domisili", label, home, missing))
    return tuple(facts)


def _employers(ground: Ground) -> Figure:
    """Registered employers: as published for the year, beside the registry's count; else the registry's count."""
    label = _("Pemberi kerja terdaftar")
    figure = ground.counted.get(Kind.EMPLOYERS)
    published = sources.from_reference(figure) if figure else None
    counted = None
    if ground.employer_batches and ground.reach.whole:
        count = tallies.registered_employers(ground.region, ground.as_at)
        label_counted = _("Pemberi kerja dalam registri")
        batches = list(ground.employer_batches)
        counted = sources.from_registry(label_counted, count, sources.EMPLOYERS, ground.as_at, batches)
    shown = published or counted
    if shown is None:
        partial = ground.employer_batches and not ground.reach.whole
        missing = ground.partial_sentence if partial else _("Belum ada data pemberi kerja.")
        return breakdowns.count_figure("pemberi-kerja", label, None, missing)
    beside = (counted,) if published and counted else ()
    formula = _("Angka rilis apa adanya; hitungan registri sebagai pembanding") if beside else ""
    return breakdowns.count_figure("pemberi-kerja", label, shown, "", beside=beside, formula=formula)


def _cautions(ground: Ground, part: Source | None, whole: Source | None) -> tuple[str, ...]:
    """What must be said about this page as a whole."""
    said = []
    if part and part.quantity.basis.unit is Unit.MEMBERSHIPS:
        said.append(_("Satu orang dapat memiliki lebih dari satu kepesertaan; keduanya dihitung."))
    if part and whole and part.quantity.basis.laid is Laid.WORKPLACE:
        said.append(
            _(
                "Kepesertaan dicatat menurut tempat kerja, angkatan kerja menurut domisili. Warga yang bekerja di luar "
                "kota, dan sebaliknya, membuat keduanya tidak sepenuhnya sebanding."
            )
        )
    if part and whole and part.as_at.year != whole.as_at.year:
        said.append(
            _("Posisi penyebut %(whole)s, posisi pembilang %(part)s.") % {"whole": whole.period, "part": part.period}
        )
    if whole and whole.provenance is Provenance.COMPUTED:
        said.append(_("Penyebut diturunkan dari angka terbit, bukan angka yang diterbitkan."))
    if ground.scope.counted_at is CountedAt.HOME:
        said.append(_("Warga yang terdaftar melalui kantor cabang di kota lain tidak ada dalam registri ini."))
        said.append(_("Rincian kecamatan dan segmen di halaman ini tetap menurut tempat kerja."))
    return tuple(said)
