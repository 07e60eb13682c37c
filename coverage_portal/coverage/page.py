"""The dashboard laid out for the page: rows in reading order with their drawings, findings, and sources once each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.spells import today
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import drawings, findings
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.districts import half_of
from coverage_portal.coverage.drawings import TileMap
from coverage_portal.coverage.source_lines import SourceLine, source_lines
from coverage_portal.coverage.workings import Block, Figure, Provenance, Row

SHOWN_SECTORS = 8
FRESH_MONTHS = 3


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
    """What is to be said of a target: its year, what becomes or became of it (missed, reached, exceeded, was_missed,
    was_reached), and the points between."""

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
    months_old: int


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
        months_old=months_old(found, today()),
    )


def _aim(found: Dashboard) -> Aim | None:
    target = found.next_target
    lacking = found.figure(f"laju-kurang-{target.year}") if target else None
    return Aim(target.share, target.year, lacking) if target and lacking else None


def verdict(found: Dashboard) -> Verdict | None:
    """What the present pace makes of the next comparable target, else how a target due now was met; None without."""
    if target := found.next_target:
        if found.figure(f"laju-lebih-{target.year}"):
            return Verdict(target.year, "exceeded", "")
        expected = found.figure(f"laju-proyeksi-{target.year}")
        if expected and expected.value is not None:
            short = target.share - expected.value
            return Verdict(target.year, "missed" if short > 0 else "reached", _points(short, expected))
    if target := found.due_target:
        apart = found.figure(f"laju-selisih-{target.year}")
        if apart and apart.value is not None:
            return Verdict(target.year, "was_missed" if apart.value < 0 else "was_reached", _points(apart.value, apart))
    return None


def _points(difference: Fraction, figure: Figure) -> str:
    """The points between, as rough as the figure that they come from."""
    text = formatting.points(abs(difference), active_language()).lstrip("+")
    return formatting.about(text, active_language()) if figure.estimated else text


def months_old(found: Dashboard, day: date) -> int:
    """How many months lie between the newest data and `day`, when they are enough to be said; 0 for fresh data, and for
    an earlier month that was asked for."""
    if not found.months or found.month != max(found.months):
        return 0
    months = (day.year - found.month.year) * 12 + day.month - found.month.month
    return months if months > FRESH_MONTHS else 0


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


def _leading_sector(found: Dashboard) -> object:
    """The rule for the largest sector; silent when more have no known sector than the largest has."""
    block = found.block("sektor")
    unknown = [row.figures[0].value or 0 for row in block.rows if not row.code] if block else []
    largest = max((value or 0 for _code, _name, value in block.parts("jumlah")), default=0) if block else 0
    return findings.leading if sum(unknown) < largest else None


def _sectors(found: Dashboard) -> Section | None:
    section = _counts(found, "sektor", _leading_sector(found))
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
