"""The drawings of the dashboard: the same figures as charts, in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from coverage_portal.core import charts, charts_trend, formatting
from coverage_portal.core.axes import Axis
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series
from coverage_portal.core.charts_lines import Point, SparkSpec, spark
from coverage_portal.core.charts_trend import TrendSpec
from coverage_portal.core.classes import classes
from coverage_portal.core.templatetags.portal import active_language
from coverage_portal.coverage import shown
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.workings import Block, Figure, Provenance
from regions.tiles import tiles_of


@dataclass(frozen=True)
class TileView:
    """A square of the tile map: where it stands, its class, its name, its number as shown; `withheld` in words."""

    code: str
    column: int
    row: int
    level: int
    name: str
    text: str
    withheld: str = ""


@dataclass(frozen=True)
class TileMap:
    """A tile map and its key: the words of each class, lowest first."""

    tiles: tuple[TileView, ...]
    keys: tuple[str, ...]


def waffle(found: Dashboard) -> str:
    """The answer as squares; nothing when a number is missing or the part exceeds the whole."""
    covered, whole = found.covered.value, found.whole.value
    if not covered or not whole or covered > whole:
        return ""
    parts = (
        Series(Role.COVERED, found.covered.label, (covered,)),
        Series(Role.GAP, found.gap.label, (whole - covered,)),
    )
    alt = waffle_words(covered, whole)
    return charts.waffle(ChartSpec(Kind.WAFFLE, found.rate.label, (found.region.name,), parts, alt))


def waffle_words(covered: Fraction, whole: Fraction) -> str:
    """What the squares show, in a sentence."""
    language, unit = active_language(), charts.waffle_unit(whole)
    return _("%(all)s kotak, masing-masing %(unit)s: %(covered)s terisi (terlindungi), %(gap)s kosong (belum).") % {
        "all": formatting.number(whole / unit, language),
        "unit": formatting.short(unit, language),
        "covered": formatting.number(covered / unit, language),
        "gap": formatting.number((whole - covered) / unit, language),
    }


def covered_and_gap(block: Block) -> tuple[str, ...]:
    """A bar a row: those covered and, where there is a denominator, those not yet, all on one scale of people."""
    covered = Series(Role.COVERED, block.columns[0].label, tuple(row.figures[0].value for row in block.rows))
    series: tuple[Series, ...] = (covered,)
    if block.has("celah"):
        gaps = tuple(figure.value for figure in block.column("celah"))
        series = (covered, Series(Role.GAP, _("Belum"), gaps))
    return charts.bar_rows(ChartSpec(Kind.STACKED, block.label, tuple(row.label for row in block.rows), series))


def shares(block: Block, column: str) -> tuple[str, ...]:
    """A bar a row on a track, the longest share of the column reaching the edge at most at one."""
    return tuple(charts.share_bar(figure.value, height=10) for figure in block.column(column))


def lengths(block: Block, column: str) -> tuple[str, ...]:
    """A bar a row on the scale of the largest count of the column."""
    series = (Series(Role.COVERED, block.label, tuple(figure.value for figure in block.column(column))),)
    return charts.bar_rows(ChartSpec(Kind.STACKED, block.label, tuple(row.label for row in block.rows), series))


def tile_map(found: Dashboard, block: Block) -> TileMap | None:
    """The kecamatan as equal squares, by gap where there is one, else by count; None without a layout or when a number
    is missing. A withheld one leaves its square empty."""
    layout = tiles_of(found.region.code)
    column = "celah" if block.has("celah") else "jumlah"
    values = {code: _shown(value) for code, _name, value in block.parts(column) if value is not None and code in layout}
    withheld = {row.code: row.figures[block.index(column)] for row in block.rows if row.code in layout}
    withheld = {code: figure for code, figure in withheld.items() if figure.withheld}
    if not layout or not values or len(values) + len(withheld) < len(layout):
        return None
    classed = classes(values, block.marked)
    tiles = []
    for code, tile in sorted(layout.items(), key=lambda item: (item[1].row, item[1].column)):
        at = (code, tile.column, tile.row)
        if code in withheld:
            word = shown.value_of(withheld[code], active_language())
            tiles.append(TileView(*at, 0, tile.label, formatting.MISSING, withheld=word))
        else:
            text = _thousands(values[code], estimated=bool(block.method))
            tiles.append(TileView(*at, classed.of[code], tile.label, text))
    return TileMap(tuple(tiles), _keys(classed.breaks))


def _shown(value: Fraction) -> Fraction:
    """The value a tile shows: whole thousands, so that tile and key never disagree."""
    thousands = value / 1000
    return Fraction(int(abs(thousands) + Fraction(1, 2)) * (1 if value >= 0 else -1) * 1000)


def _thousands(value: Fraction, *, estimated: bool) -> str:
    text = formatting.number(value / 1000, active_language())
    return formatting.about(text, active_language()) if estimated else text


def _keys(breaks: tuple[Fraction, ...]) -> tuple[str, ...]:
    """What each class says: "di bawah 20", "20–35", "45 ke atas"."""
    if not breaks:
        return (_("semua"),)
    texts = [formatting.as_given(one / 1000, active_language()) for one in breaks]
    between = [f"{low}–{high}" for low, high in pairwise(texts)]
    first = _("di bawah %(number)s") % {"number": texts[0]}
    return (first, *between, _("%(number)s ke atas") % {"number": texts[-1]})


def sparks(block: Block) -> dict[str, str]:
    """A small line for each programme over the years, on one scale from nothing to all."""
    language = active_language()
    drawn = {}
    for place, column in enumerate(block.columns):
        figures = [row.figures[place] for row in block.rows]
        points = tuple(
            Point(row.code[:4], figure.value, shown.value_of(figure, language))
            for row, figure in zip(block.rows, figures, strict=True)
        )
        known = [point for point in points if point.value is not None]
        if len(known) < 2:
            continue
        alt = _("%(programme)s: %(first)s pada %(start)s, %(last)s pada %(end)s.") % {
            "programme": column.label,
            "first": known[0].text,
            "start": known[0].label,
            "last": known[-1].text,
            "end": known[-1].label,
        }
        drawn[column.key] = spark(SparkSpec(points, Axis(Fraction(0), Fraction(1), Fraction(1, 2)), alt))
    return drawn


def trend(found: Dashboard, block: Block) -> str:
    """Rates over the years with target and present pace; counts where no year has a rate; nothing for a single year."""
    rated = sum(1 for figure in block.column("cakupan") if figure.value is not None) > 1
    column = "cakupan" if rated else "jumlah"
    figures = block.column(column)
    if len([figure for figure in figures if figure.value is not None]) < 2:
        return ""
    language = active_language()
    points = [
        Point(row.code[:4], figure.value, shown.short_value_of(figure, language), open=_open(row.figures[1], rated))
        for row, figure in zip(block.rows, figures, strict=True)
    ]
    if rated:
        points = _with_future(found, points)
    first = next(i for i, point in enumerate(points) if point.value is not None)
    points = points[first:]
    axis = charts_trend.axis_of(points)
    write = formatting.percent_tick if rated else formatting.short
    ticks = tuple(write(tick, language) for tick in axis.ticks)
    known = [point for point in points if point.value is not None]
    alt = _("%(what)s: %(first)s pada %(start)s, %(last)s pada %(end)s.") % {
        "what": found.rate.label if rated else found.covered.label,
        "first": known[0].text,
        "start": known[0].label,
        "last": known[-1].text,
        "end": known[-1].label,
    }
    return charts_trend.trend(TrendSpec(tuple(points), axis, ticks, alt))


def _open(whole: Figure, rated: bool) -> bool:
    """Whether a point rests on a denominator that was derived or estimated."""
    return rated and (whole.estimated or whole.provenance is Provenance.COMPUTED)


def _with_future(found: Dashboard, points: list[Point]) -> list[Point]:
    """The points with the years up to the next comparable target, the target and where the present pace leads."""
    target = found.next_target
    if target is None:
        return points
    language, expected = active_language(), found.figure(f"laju-proyeksi-{target.year}")
    ahead = [Point(str(year)) for year in range(found.month.year + 1, target.year)]
    words = _("Target %(share)s") % {"share": formatting.percent_tick(target.share, language)}
    value = expected.value if expected else None
    share = shown.short_value_of(expected, language) if expected else ""
    pace = _("Laju kini %(share)s") % {"share": share} if value is not None else ""
    name = str(target.year) if target.year > found.month.year else formatting.month(date(target.year, 12, 1), language)
    last = Point(name, target=target.share, target_text=words, expected=value, expected_text=pace)
    return [*points, *ahead, last]
