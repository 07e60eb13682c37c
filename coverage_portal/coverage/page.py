"""The dashboard laid out for the page: rows in reading order with their drawings, findings, and sources once each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import drawings, findings
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.districts import half_of
from coverage_portal.coverage.drawings import TileMap
from coverage_portal.coverage.source_lines import SourceLine, source_lines
from coverage_portal.coverage.workings import Block, Figure, Provenance, Row

SHOWN_SECTORS = 8


@dataclass(frozen=True)
class Line:
    """A row of a block: its figures by column, those whose working opens in place (the rest have their own address),
    its drawings, and whether the finding above speaks of it."""

    row: Row
    by: dict[str, Figure]
    opened: tuple[Figure, ...]
    drawing: str = ""
    second: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Section:
    """A block on the page: its lines, those folded away, its total, and what is drawn beside it."""

    block: Block
    lines: tuple[Line, ...]
    folded: tuple[Line, ...] = ()
    total: Line | None = None
    tiles: TileMap | None = None
    drawing: str = ""
    finding: object | None = None
    drawn: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """Where the present pace leads: the target's year, whether it is reached, and by how many points it is missed."""

    year: int
    kind: str
    points: str


@dataclass(frozen=True)
class Aim:
    """The next comparable target: its share and year, and how many are lacking."""

    share: Fraction
    year: int
    lacking: Figure


@dataclass(frozen=True)
class Page:
    """Everything the dashboard template shows beyond the Dashboard itself. `illustrative`: some figure is."""

    answer: tuple[Figure, ...]
    waffle: str
    square: int
    district_word: str
    districts: Section | None
    segments: Section | None
    sectors: Section | None
    programmes: Section | None
    years: Section | None
    trend: Section | None
    scales: Section | None
    track: dict[str, Figure]
    aim: Aim | None
    verdict: Verdict | None
    sources: tuple[SourceLine, ...]
    illustrative: bool


def lay_out(found: Dashboard) -> Page:
    """The page of one answer, in the active language."""
    return Page(
        answer=(*found.head, *found.changes),
        waffle=drawings.waffle(found),
        square=charts.waffle_unit(found.whole.value or Fraction(0)),
        district_word=district_word(found.region.level),
        districts=_districts(found),
        segments=_counts(found, "segmen", findings.majority),
        sectors=_sectors(found),
        programmes=_programmes(found),
        years=_plain(found.block("program-tren")),
        trend=_trend(found),
        scales=_scales(found),
        track={figure.key.partition("-")[2]: figure for figure in found.track},
        aim=_aim(found),
        verdict=verdict(found),
        sources=source_lines(found),
        illustrative=any(figure.provenance is Provenance.ILLUSTRATIVE for figure in found.figures()),
    )


def _aim(found: Dashboard) -> Aim | None:
    target, lacking = found.next_target, found.figure("laju-kurang")
    return Aim(target.share, target.year, lacking) if target and lacking and (lacking.value or 0) > 0 else None


def verdict(found: Dashboard) -> Verdict | None:
    """What the present pace makes of the next comparable target; None without one or without a pace."""
    target, expected = found.next_target, found.figure("laju-proyeksi")
    if target is None or expected is None or expected.value is None:
        return None
    short = target.share - expected.value
    points = formatting.points(short, active_language()).lstrip("+")
    return Verdict(target.year, "missed" if short > 0 else "reached", points)


def district_word(level: int) -> str:
    """What the parts of a place of `level` (0 country .. 3 district) are called."""
    return (_("provinsi"), _("kabupaten/kota"), _("kecamatan"), _("kelurahan/desa"))[min(level, 3)]


def _districts(found: Dashboard) -> Section | None:
    block = found.block("kecamatan")
    if block is None:
        return None
    lines = tuple(_without_unseen(line) for line in _lines(block, drawings.covered_and_gap(block)))
    total = _total(block)
    tiles = drawings.tile_map(found, block)
    total = _without_unseen(total) if total else None
    return Section(block, lines, total=total, tiles=tiles, finding=half_of(block))


def _without_unseen(line: Line) -> Line:
    """With a gap the table has no room for shares and the other basis: their workings are one click further."""
    if "celah" not in line.by:
        return line
    return replace(line, opened=tuple(figure for name, figure in line.by.items() if name not in ("bagian", "lain")))


def _counts(found: Dashboard, key: str, rule: object) -> Section | None:
    block = found.block(key)
    if block is None:
        return None
    finding = rule(block.parts("jumlah")) if callable(rule) else None
    return Section(block, _lines(block, drawings.lengths(block, "jumlah")), total=_total(block), finding=finding)


def _sectors(found: Dashboard) -> Section | None:
    section = _counts(found, "sektor", findings.leading)
    if section is None or len(section.lines) <= SHOWN_SECTORS + 1:
        return section
    lines = section.lines
    return Section(
        section.block, lines[:SHOWN_SECTORS], lines[SHOWN_SECTORS:], total=section.total, finding=section.finding
    )


def _programmes(found: Dashboard) -> Section | None:
    block, years = found.block("program"), found.block("program-tren")
    if block is None:
        return None
    column = "cakupan" if found.scope.counted_at == "domisili" else "dari_berhak"
    lines = _lines(block, drawings.shares(block, column))
    drawn = drawings.sparks(years) if years else {}
    return Section(block, lines, finding=findings.spread(block.parts(column)), drawn=drawn)


def _trend(found: Dashboard) -> Section | None:
    block = found.block("tren")
    return Section(block, _lines(block), drawing=drawings.trend(found, block)) if block else None


def _scales(found: Dashboard) -> Section | None:
    block = found.block("skala")
    if block is None:
        return None
    firms, workers = drawings.shares(block, "bagian_pemberi_kerja"), drawings.shares(block, "bagian_pekerja")
    lines = _lines(block, firms, workers)
    few = findings.few_hold_most(
        [(line.row.code, line.by["bagian_pemberi_kerja"].value, line.by["bagian_pekerja"].value) for line in lines]
    )
    finding = next((line for line in lines if line.row.code == few), None)
    return Section(block, lines, total=_total(block), finding=finding)


def _plain(block: Block | None) -> Section | None:
    return Section(block, _lines(block)) if block else None


def _lines(block: Block, first: tuple[str, ...] = (), second: tuple[str, ...] = ()) -> tuple[Line, ...]:
    empty = ("",) * len(block.rows)
    return tuple(
        Line(row, _by(block, row), row.figures, one, two, row.code in block.marked)
        for row, one, two in zip(block.rows, first or empty, second or empty, strict=True)
    )


def _total(block: Block) -> Line | None:
    return Line(block.total, _by(block, block.total), block.total.figures) if block.total else None


def _by(block: Block, row: Row) -> dict[str, Figure]:
    return {column.key: figure for column, figure in zip(block.columns, row.figures, strict=True)}
