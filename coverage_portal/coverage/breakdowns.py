"""Figures of rows: districts, segments, programmes. Counts and shares of the known; no denominator is made up."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage_portal.coverage import sources, tallies
from coverage_portal.coverage.arithmetic import Ratio, Unit
from coverage_portal.coverage.ground import Ground
from coverage_portal.coverage.metrics import METRICS, Metric
from coverage_portal.coverage.models import Place
from coverage_portal.coverage.workings import Figure, FigureKind, Provenance, Row, Source, Working
from coverage_portal.programmes.codes import PROGRAMME_NAMES, PROGRAMMES, Segment
from regions.models import Region


def missing_figure(key: str, label: str, kind: FigureKind, metric: Metric | None, why: str) -> Figure:
    """A figure that cannot be shown, with the reason in words."""
    working = Working(metric=metric.code if metric else "", formula=_(metric.formula) if metric else "", inputs=())
    return Figure(key, label, None, kind, Provenance.COMPUTED, working, missing=why)


def count_figure(
    key: str, label: str, source: Source | None, missing: str, beside: tuple[Source, ...] = (), formula: str = ""
) -> Figure:
    """A count shown as its source gives it, `beside` being further sources to compare with."""
    if source is None:
        return missing_figure(key, label, FigureKind.COUNT, None, missing)
    derived = source.provenance is Provenance.COMPUTED
    taken = _("Turunan dari angka terbit, bukan angka terbit") if derived else _("Angka rilis apa adanya")
    counted = {
        Unit.PERSONS: _("Jumlah orang berbeda yang memiliki kepesertaan aktif pada tanggal posisi"),
        Unit.EMPLOYERS: _("Jumlah pemberi kerja yang terdaftar dan belum tutup pada tanggal posisi"),
    }.get(source.quantity.basis.unit, _("Jumlah kepesertaan yang aktif pada tanggal posisi"))
    working = Working(
        metric="",
        formula=formula or (counted if source.batches else taken),
        inputs=(source, *beside),
        band=source.quantity.band,
    )
    return Figure(
        key,
        label,
        source.quantity.value,
        FigureKind.COUNT,
        source.provenance,
        working,
        half_step=source.quantity.half_step,
    )


def share_figure(
    key: str, label: str, part: Source, whole: Source, formula: str, metric: Metric | None = None
) -> Figure:
    """Part over whole as a share, missing when the whole is zero; the caveats are the metric's."""
    ratio = Ratio(part.quantity, whole.quantity)
    working = Working(
        metric=metric.code if metric else "",
        formula=formula,
        inputs=(part, whole),
        band=ratio.band if {part.quantity.half_step, whole.quantity.half_step} != {0} else None,
        caveats=tuple(_(caveat) for caveat in metric.caveats) if metric else (),
    )
    missing = "" if ratio.value is not None else _("Tidak ada yang dihitung.")
    provenance = sources.weakest(part.provenance, whole.provenance)
    return Figure(key, label, ratio.value, FigureKind.SHARE, provenance, working, missing=missing)


def districts(ground: Ground) -> tuple[Row, ...]:
    """The children of the region that hold any count, most memberships first.

    Figures of a row: memberships by workplace, their share of the region's, persons by home.
    """
    if not ground.speaks:
        return ()
    work, home = ground.counts[Place.WORKPLACE], ground.counts[Place.HOME]
    total = ground.registry_source(_("Seluruh kepesertaan di wilayah ini"), work.total, sources.MEMBERSHIPS)
    paths = set(work.by_child) | set(home.by_child)
    children = tallies.names_of(paths - {ground.region.path})
    rows = [_district(ground, children[path], work.by_child[path], home.by_child[path], total) for path in children]
    return tuple(sorted(rows, key=lambda row: (-(row.figures[0].value or 0), row.code)))


def _district(ground: Ground, place: Region, memberships: int, persons: int, total: Source) -> Row:
    label = _("Kepesertaan dengan tempat kerja di %(place)s") % {"place": place.name}
    part = ground.registry_source(label, memberships, sources.MEMBERSHIPS)
    living = ground.registry_source(
        _("Orang berdomisili di %(place)s") % {"place": place.name}, persons, sources.PERSONS
    )
    formula = _("Kepesertaan di %(place)s ÷ seluruh kepesertaan di wilayah ini") % {"place": place.name}
    return Row(
        place.code,
        place.name,
        "",
        (
            count_figure(f"w-{place.code}", label, part, ""),
            share_figure(f"b-{place.code}", _("Bagian dari seluruh kepesertaan"), part, total, formula),
            count_figure(f"d-{place.code}", living.label, living, ""),
        ),
    )


SEGMENT_NOTES = {
    Segment.PU: gettext_lazy("Pekerja pada pemberi kerja"),
    Segment.BPU: gettext_lazy("Pekerja mandiri dan informal"),
    Segment.JAKON: gettext_lazy("Pekerja proyek, dihitung per proyek"),
    Segment.PMI: gettext_lazy("Pekerja dan calon pekerja di luar negeri"),
}


def segments(ground: Ground) -> tuple[Row, ...]:
    """Memberships by segment in the law's order, and their share of all memberships."""
    if not ground.speaks:
        return ()
    work = ground.counts[Place.WORKPLACE]
    total = ground.registry_source(_("Seluruh kepesertaan di wilayah ini"), work.total, sources.MEMBERSHIPS)
    rows = []
    for segment in Segment:
        label = _("Kepesertaan %(segment)s") % {"segment": segment.label}
        part = ground.registry_source(label, work.by_segment[segment], sources.MEMBERSHIPS)
        formula = _("Kepesertaan segmen ÷ seluruh kepesertaan")
        figures = (
            count_figure(f"s-{segment.name}", label, part, ""),
            share_figure(f"sb-{segment.name}", _("Bagian dari seluruh kepesertaan"), part, total, formula),
        )
        rows.append(Row(segment.name, str(segment.label), str(SEGMENT_NOTES[segment]), figures))
    return tuple(rows)


def programmes(ground: Ground, whole: Source | None) -> tuple[Row, ...]:
    """Holders of each programme: their number, their share of all counted, and their rate against the denominator.

    Counted at home the holders are persons, else memberships.
    """
    if not ground.speaks:
        return ()
    basis = sources.PERSONS if ground.at_home else sources.MEMBERSHIPS
    counts = ground.counts[Place.HOME if ground.at_home else Place.WORKPLACE]
    all_label = _("Semua orang terlindungi") if ground.at_home else _("Seluruh kepesertaan di wilayah ini")
    total = ground.registry_source(all_label, counts.total, basis)
    rows = []
    for programme in PROGRAMMES:
        name = str(PROGRAMME_NAMES[programme])
        code = str(programme.name)
        part = ground.registry_source(_("Pemegang %(name)s") % {"name": code}, counts.holders[programme], basis)
        figures = (
            count_figure(f"p-{code}", part.label, part, ""),
            share_figure(f"pb-{code}", _("Bagian dari yang dihitung"), part, total, _("Pemegang program ÷ semua")),
            _programme_rate(ground, code, part, whole),
        )
        rows.append(Row(code, name, "", figures))
    return tuple(rows)


def _programme_rate(ground: Ground, code: str, part: Source, whole: Source | None) -> Figure:
    metric = METRICS["M4"]
    label = _("Terhadap penyebut")
    if whole is None or not ground.speaks:
        why = _("Belum ada penyebut untuk wilayah ini.") if whole is None else ground.partial_sentence
        return missing_figure(f"pr-{code}", label, FigureKind.SHARE, metric, why)
    formula = _("Pemegang program ÷ %(whole)s") % {"whole": whole.label.lower()}
    return share_figure(f"pr-{code}", label, part, whole, formula, metric)
