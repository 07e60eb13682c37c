"""The breakdown by place: counts, and a gap where a denominator is published or an estimate that says it is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from coverage_portal.coverage import sources
from coverage_portal.coverage.arithmetic import Basis, Laid, Unit
from coverage_portal.coverage.breakdowns import COUNT, SHARE, change_of, dated, earlier, since_column
from coverage_portal.coverage.denominators import Whole, inner, plain, spreading_of, whole_of
from coverage_portal.coverage.findings import Concentration, concentration
from coverage_portal.coverage.ground import Ground, Kind
from coverage_portal.coverage.making import (
    capital,
    computed_figure,
    count_figure,
    difference_figure,
    missing_figure,
    share_figure,
    whole_figure,
)
from coverage_portal.coverage.metrics import METRICS
from coverage_portal.coverage.models import Place
from coverage_portal.coverage.workings import Block, Column, Figure, Row, Source
from regions.models import Region

GAP = Basis(Unit.PERSONS, Laid.NOWHERE)  # a denominator of residents less a count at work is neither


@dataclass(frozen=True)
class _Counted:
    """A place (None: what lies in none of them; the region itself: the total) and what is counted there."""

    stem: str
    part: Source
    other: Source
    past: Source | None


def districts(ground: Ground) -> Block | None:
    """The children of the region, the largest gap (without denominators: the largest count) first, what lies in none
    of them last."""
    if not ground.speaks or not ground.children:
        return None
    wholes = {place.pk: whole_of(ground, place) for place in ground.children}
    compared = any(wholes.values())
    rows = [_row(ground, place, wholes[place.pk], compared) for place in ground.children]
    order = 3 if compared else 0
    rows.sort(key=lambda row: (row.figures[order].value is None, -(row.figures[order].value or 0), row.code))
    spreading = spreading_of(ground) if any(whole and whole.estimated for whole in wholes.values()) else None
    unpublished = _("Penyebut per wilayah ini tidak diterbitkan, jadi di sini hanya jumlah, tanpa rasio cakupan.")
    block = Block(
        "kecamatan",
        _("Menurut wilayah"),
        _columns(ground, compared),
        (*rows, *_rest(ground, compared)),
        Row("", _("Jumlah"), "", _figures(ground, _total(ground), whole_of(ground), compared)),
        caveats=() if compared else (unpublished,),
        method=spreading.sentence if spreading else "",
    )
    return _with_finding(ground, _summed(block))


def _summed(block: Block) -> Block:
    """The block with those columns called additive whose values do add up to the total, and a word about those that
    do not: what has no place has no denominator, yet those of the others may make the whole."""
    total = block.total.figures if block.total else ()
    odd = []
    for place, column in enumerate(block.columns):
        values = [row.figures[place].value for row in block.rows]
        if column.additive and sum(value for value in values if value is not None) != total[place].value:
            odd.append(column)
    if not odd:
        return block
    columns = tuple(replace(column, additive=False) if column in odd else column for column in block.columns)
    said = _(
        "Tidak berjumlah sama dengan totalnya: %(columns)s. Sebagian angkanya tidak ada atau terbit sendiri-sendiri."
    )
    caveat = said % {"columns": ", ".join(inner(column.label) for column in odd)}
    return replace(block, columns=columns, caveats=(*block.caveats, caveat))


def half_of(block: Block) -> Concentration | None:
    """The few rows that make half of the total: of the gap, or of the count where there is no gap."""
    place = block.index("celah" if block.has("celah") else "jumlah")
    whole = block.total.figures[place].value if block.total else None
    return concentration(block.parts(block.columns[place].key), whole) if whole is not None else None


def _with_finding(ground: Ground, block: Block) -> Block:
    """The block with the few rows that make half, their sum and its share of the total."""
    top = half_of(block)
    place = block.index("celah" if block.has("celah") else "jumlah")
    if top is None or block.total is None:
        return block
    rows = [row for row in block.rows if row.code in top.codes]
    basis = GAP if block.has("celah") else ground.basis
    parts = tuple(sources.of_figure(row.figures[place], row.label, ground.as_at, basis) for row in rows)
    whole = sources.of_figure(block.total.figures[place], block.total.label.lower(), ground.as_at, basis)
    together = " + ".join(plain(part.label) for part in parts)
    label = _("Bersama-sama")
    total = (
        computed_figure("kecamatan-separuh-sum", label, COUNT, capital(together), parts)
        if len(parts) > 1
        else (count_figure("kecamatan-separuh-sum", label, parts[0]))
    )
    formula = f"({together}) ÷ {plain(whole.label)}"
    share = computed_figure("kecamatan-separuh-bagian", _("Bagian dari semuanya"), SHARE, formula, (*parts, whole))
    return replace(block, marked=top.codes, highlights=(total, share))


def count_words(ground: Ground) -> str:
    """What the question counts, as a column is named."""
    return _("Orang terlindungi") if ground.at_home else _("Kepesertaan")


def _columns(ground: Ground, compared: bool) -> tuple[Column, ...]:
    against = (
        Column("penyebut", _("Penyebut"), COUNT, additive=True),
        Column("cakupan", _("Cakupan"), SHARE),
        Column("celah", _("Belum"), COUNT, additive=True),
    )
    return (
        Column("jumlah", count_words(ground), COUNT, additive=True),
        *(against if compared else ()),
        Column("bagian", _("Bagian"), SHARE),
        Column("lain", _other_words(ground), COUNT, additive=True),
        *since_column(ground),
    )


def _other_words(ground: Ground) -> str:
    return _("Kepesertaan menurut tempat kerja") if ground.at_home else _("Orang menurut domisili")


def _row(ground: Ground, place: Region, whole: Whole | None, compared: bool) -> Row:
    then, name = earlier(ground), {"place": place.name}
    at_work, at_home = (
        _("Kepesertaan dengan tempat kerja di %(place)s") % name,
        _("Orang berdomisili di %(place)s") % name,
    )
    mine, others = (at_home, at_work) if ground.at_home else (at_work, at_home)
    past = then.counted(dated(then, mine), then.count(place).total) if then else None
    part = ground.counted(dated(ground, mine), ground.count(place).total)
    counted = _Counted(f"kecamatan-{place.code}", part, _other(ground, others, _elsewhere(ground, place)), past)
    figures = _figures(ground, counted, whole, compared)
    rate = figures[2].value if compared else None
    return Row(place.code, place.name, _over_one(part) if rate is not None and rate > 1 else "", figures)


def _rest(ground: Ground, compared: bool) -> tuple[Row, ...]:
    """What is laid at the region itself, its child not being known; no row when there is none."""
    count, other = _unplaced(ground), _elsewhere(ground) - sum(_elsewhere(ground, place) for place in ground.children)
    then, label = earlier(ground), _("Tanpa rincian wilayah")
    if not count and not other and not (then and _unplaced(then)):
        return ()
    counted = _Counted(
        "kecamatan-lain",
        ground.counted(dated(ground, label), count),
        _other(ground, label, other),
        then.counted(dated(then, label), _unplaced(then)) if then else None,
    )
    note = _("Tercatat untuk wilayah ini, tanpa rincian di bawahnya.")
    return (Row("", label, note, _figures(ground, counted, None, compared)),)


def _total(ground: Ground) -> _Counted:
    then = earlier(ground)
    other = _other(ground, _other_words(ground), _elsewhere(ground))
    return _Counted("kecamatan-jumlah", _precise(ground), other, everything(then) if then else None)


def _precise(ground: Ground) -> Source:
    """All that is counted, as precise as the answer's own numerator."""
    whole = everything(ground)
    return whole if ground.at_home else sources.as_precise_as(whole, ground.published_now(Kind.MEMBERS))


def everything(ground: Ground) -> Source:
    """All that the question counts in the region."""
    label = _("Semua orang terlindungi di wilayah ini") if ground.at_home else _("Seluruh kepesertaan di wilayah ini")
    return ground.counted(dated(ground, label), ground.count().total)


def _figures(ground: Ground, counted: _Counted, whole: Whole | None, compared: bool) -> tuple[Figure, ...]:
    stem = counted.stem
    return (
        count_figure(f"{stem}-jumlah", count_words(ground), counted.part),
        *(_against(stem, counted.part, whole) if compared else ()),
        share_figure(f"{stem}-bagian", _("Bagian dari semuanya"), counted.part, everything(ground)),
        count_figure(f"{stem}-lain", _other_words(ground), counted.other),
        *change_of(ground, f"{stem}-perubahan", counted.part, counted.past),
    )


def _against(stem: str, part: Source, whole: Whole | None) -> tuple[Figure, ...]:
    """Denominator, rate and gap."""
    if whole is None:
        why = _("Belum ada penyebut untuk wilayah ini.")
        names = (("penyebut", _("Penyebut"), COUNT), ("cakupan", _("Cakupan"), SHARE), ("celah", _("Belum"), COUNT))
        return tuple(missing_figure(f"{stem}-{key}", label, kind, why) for key, label, kind in names)
    caveats = (_("Penyebutnya perkiraan."),) if whole.estimated else ()
    if part.quantity.value > whole.value:
        caveats = (_over_one(part), *caveats)
    return (
        whole_figure(f"{stem}-penyebut", whole.label, whole),
        share_figure(f"{stem}-cakupan", _("Cakupan"), part, whole, caveats=caveats),
        difference_figure(f"{stem}-celah", _("Belum"), whole, part, metric=METRICS["M8"], caveats=caveats),
    )


def _over_one(part: Source) -> str:
    if part.quantity.basis == sources.PERSONS:
        return _("Di atas 100%: penyebutnya lebih kecil daripada yang tercatat.")
    return _(
        "Di atas 100%: mungkin pekerja dari wilayah lain dihitung di tempat kerjanya, atau penyebutnya terlalu kecil."
    )


def _unplaced(ground: Ground) -> int:
    return ground.count().total - sum(ground.count(place).total for place in ground.children)


def _elsewhere(ground: Ground, place: Region | None = None) -> int:
    """The count on the basis that the question does not ask for."""
    return ground.count(place, place=Place.WORKPLACE if ground.at_home else Place.HOME).total


def _other(ground: Ground, label: str, count: int) -> Source:
    return ground.counted(label, count, sources.MEMBERSHIPS if ground.at_home else sources.PERSONS)
