"""The dashboard laid out for the page: rows in reading order with their drawings, findings, and sources once each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from coverage_portal.core import charts, formatting
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import findings
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.workings import Figure, Provenance, Row, Source


@dataclass(frozen=True)
class Line:
    """A row of a breakdown with the drawing of its figures; `marked` when the finding above speaks of it."""

    row: Row
    drawing: str
    marked: bool = False


@dataclass(frozen=True)
class SourceLine:
    """One line of the sources table. `count` is how many different numbers of the page come from it.

    `section` is the id of the heading under which the first of several stands.
    """

    source: Source
    count: int
    section: str = ""


@dataclass(frozen=True)
class Page:
    """Everything the dashboard template shows beyond the Dashboard itself."""

    answer: tuple[Figure, ...]
    waffle: str
    square: int
    district_word: str
    districts: tuple[Line, ...]
    concentration: findings.Concentration | None
    segments: tuple[Line, ...]
    majority: findings.Majority | None
    programmes: tuple[Line, ...]
    spread: findings.Spread | None
    sources: tuple[SourceLine, ...]
    illustrative: bool


def lay_out(found: Dashboard) -> Page:
    """The page of one answer, in the active language."""
    districts = findings.by_size(found.districts)
    segments = findings.by_size(found.segments)
    concentration = findings.concentration(districts)
    marked = concentration.codes if concentration else ()
    return Page(
        answer=(found.rate, found.covered, found.whole, found.gap),
        waffle=draw_waffle(found),
        square=charts.waffle_unit(found.whole.value or Fraction(0)),
        district_word=district_word(found.region.level),
        districts=_lines(districts, charts.bar_rows(district_chart(districts)), marked),
        concentration=concentration,
        segments=_lines(segments, charts.bar_rows(share_chart(segments, column=1))),
        majority=findings.majority(segments),
        programmes=_lines(found.programmes, charts.bar_rows(share_chart(found.programmes, column=2))),
        spread=findings.spread(found.programmes),
        sources=source_lines(found),
        illustrative=any(source.provenance is Provenance.ILLUSTRATIVE for source in _inputs(_figures(found))),
    )


def district_word(level: int) -> str:
    """What the parts of a place of `level` (0 country .. 3 district) are called."""
    return (_("provinsi"), _("kabupaten/kota"), _("kecamatan"), _("kelurahan/desa"))[min(level, 3)]


def draw_waffle(found: Dashboard) -> str:
    """The answer as squares; nothing when a number is missing or the part exceeds the whole."""
    covered, whole = found.covered.value, found.whole.value
    if not covered or not whole or covered > whole:
        return ""
    language, unit = active_language(), charts.waffle_unit(whole)
    alt = _("%(all)s kotak, masing-masing %(unit)s: %(covered)s terisi (terlindungi), %(gap)s kosong (belum).") % {
        "all": formatting.number(whole / unit, language),
        "unit": formatting.short(unit, language),
        "covered": formatting.number(covered / unit, language),
        "gap": formatting.number((whole - covered) / unit, language),
    }
    parts = (
        Series(Role.COVERED, found.covered.label, (covered,)),
        Series(Role.GAP, found.gap.label, (whole - covered,)),
    )
    return charts.waffle(ChartSpec(Kind.WAFFLE, found.rate.label, (found.region.name,), parts, alt))


def district_chart(rows: tuple[Row, ...]) -> ChartSpec:
    """Two measures a kecamatan, one under the other: memberships by workplace, persons by home."""
    at_work = Series(Role.COVERED, _("Kepesertaan menurut tempat kerja"), _column(rows, 0))
    at_home = Series(Role.HOME, _("Orang menurut domisili"), _column(rows, 2))
    return ChartSpec(Kind.LANES, _("Kepesertaan menurut wilayah"), _names(rows), (at_work, at_home))


def share_chart(rows: tuple[Row, ...], *, column: int) -> ChartSpec:
    """A share of one a row, with the rest of the whole behind it. A share above one has no rest and a longer bar."""
    shares = _column(rows, column)
    rest = tuple(None if share is None else max(1 - share, Fraction(0)) for share in shares)
    parts = (Series(Role.COVERED, _("Bagian"), shares), Series(Role.TRACK, _("Sisanya"), rest))
    return ChartSpec(Kind.STACKED, _("Bagian dari keseluruhan"), _names(rows), parts)


def source_lines(found: Dashboard) -> tuple[SourceLine, ...]:
    """Every source of the page once. The answer's and the facts' stand alone; the rows' counts are one line a basis."""
    head = dict.fromkeys(_inputs((found.rate, found.covered, found.whole, found.gap, *found.facts)))
    groups: dict[tuple[object, ...], dict[Source, str]] = {}
    for section, rows in (("kecamatan", found.districts), ("segmen", found.segments), ("program", found.programmes)):
        for source in _inputs(figure for row in rows for figure in row.figures):
            if source not in head:
                key = (source.quantity.basis, source.provenance, source.document, source.as_at, source.batches)
                groups.setdefault(key, {}).setdefault(source, section)
    return tuple(SourceLine(source, 1) for source in head) + tuple(
        SourceLine(source, len(members), section)
        for members in groups.values()
        for source, section in [next(iter(members.items()))]
    )


def _figures(found: Dashboard) -> Iterable[Figure]:
    rows = (*found.districts, *found.segments, *found.programmes)
    return (found.rate, found.covered, found.whole, found.gap, *found.facts, *(f for row in rows for f in row.figures))


def _lines(rows: tuple[Row, ...], drawings: tuple[str, ...], marked: tuple[str, ...] = ()) -> tuple[Line, ...]:
    return tuple(Line(row, svg, row.code in marked) for row, svg in zip(rows, drawings, strict=True))


def _column(rows: tuple[Row, ...], index: int) -> tuple[Fraction | None, ...]:
    return tuple(row.figures[index].value if index < len(row.figures) else None for row in rows)


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(row.label for row in rows)


def _inputs(figures: Iterable[Figure]) -> Iterable[Source]:
    return (source for figure in figures for source in figure.working.inputs)
