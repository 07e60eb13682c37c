"""Charts as small SVGs drawn on the server: no script, no style attribute, colour by class. Pure.

A ChartSpec says what is shown; a function a shape draws it. Widths are in percent, so one drawing fits every screen.
Bars stand in tables beside their numbers and are hidden from screen readers; a waffle carries its own sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from html import escape
from itertools import accumulate
from math import ceil

Value = Fraction | int | None


class Kind(StrEnum):
    """What is drawn: parts of one whole as squares, or parts end to end."""

    WAFFLE = "waffle"
    STACKED = "stacked"


class Role(StrEnum):
    """What a series means; the stylesheet paints the meaning. Filled roles are solid, the others outlined."""

    COVERED = "cov"
    GAP = "gap"
    TRACK = "track"


@dataclass(frozen=True)
class Series:
    """One measure of a chart: its meaning, its name, and a value a category."""

    role: Role
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class ChartSpec:
    """A chart as data. `alt` says in a sentence what the drawing shows; `source` where its numbers come from."""

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str = ""
    source: str = ""


WAFFLE_ROWS = 7
WAFFLE_LEAST, WAFFLE_MOST = 80, 200
CELL, PITCH = 26, 32
_PATTERN = '<pattern id="{0}" width="32" height="32" patternUnits="userSpaceOnUse"><rect class="{0}" {1}/></pattern>'
WAFFLE_PATTERNS = (
    "<defs>"
    + _PATTERN.format("w-cov", 'width="26" height="26" rx="6"')
    + _PATTERN.format("w-gap", 'x=".75" y=".75" width="24.5" height="24.5" rx="5.4"')
    + "</defs>"
)
BAR_HEIGHT = 14


def waffle_unit(total: Fraction) -> int:
    """How much one square stands for: 1, 2 or 5 times a power of ten, so that 80 to 200 squares stand for `total`.

    A total below 80 has one square for each.
    """
    power = 1
    while True:
        for step in (1, 2, 5):
            if total <= WAFFLE_MOST * step * power:
                return step * power
        power *= 10


def waffle(spec: ChartSpec) -> str:
    """Squares filled column by column: the first series solid, the second outlined, the last square perhaps partial.

    1,190,000 in all is 17 columns of 7 squares of 10,000. One waffle a page: its two patterns have ids.
    """
    covered, gap = (Fraction(series.values[0] or 0) for series in spec.series)
    unit = waffle_unit(covered + gap)
    reached, total = covered / unit, (covered + gap) / unit
    squares, filled = ceil(total), int(reached)
    columns = ceil(Fraction(squares, WAFFLE_ROWS)) or 1
    width, height = columns * PITCH - 4, WAFFLE_ROWS * PITCH - 4
    drawn = WAFFLE_PATTERNS + _squares("w-cov", 0, filled) + _squares("w-gap", filled, int(total))
    if total > int(total):
        drawn += _part("w-gap", int(total), total - int(total), 24.5, 0.75, "5.4")
    if reached > filled:
        drawn += _part("w-cov", filled, reached - filled, CELL, 0, "4")
    label = escape(spec.alt, quote=True)
    return f'<svg class="waffle" viewBox="-1 -1 {width} {height}" role="img" aria-label="{label}">{drawn}</svg>'


def bar_rows(spec: ChartSpec) -> tuple[str, ...]:
    """One bar a category, its series end to end, all on the scale of the longest bar.

    A negative gap (more covered than there are) shortens nothing: the covered part is longer than the whole, and a
    thin line stands where the whole ends.
    """
    scale = max((_reach(spec, i) for i in range(len(spec.categories))), default=Fraction(0))
    return tuple(_stack(spec, i, scale) for i in range(len(spec.categories)))


def share_bar(value: Value, role: Role = Role.COVERED, height: int = 10, most: Fraction | int = 1) -> str:
    """A share of one on a track that ends at one. `most` is the share at the right edge, alike for bars compared.

    A share above one is not cut: the bar passes the end of the track, where a thin line marks the whole. An unknown
    share has no track either.
    """
    if value is None:
        return _bar("", height)
    share, one, none = Fraction(value), Fraction(1), Fraction(0)
    scale = max(one, share, Fraction(most))
    drawn = _rect(Role.TRACK, none, one, scale, 0, height, height // 2)
    drawn += _rect(role, none, share, scale, 0, height, height // 2)
    return _bar(drawn + (_whole_line(one, scale, height) if share > 1 else ""), height)


def swatch(role: Role) -> str:
    """The key of a role: a small square in its paint."""
    inset = 0 if role is Role.COVERED else 0.75
    side = 16 - 2 * inset
    square = f'<rect class="c-{role}" x="{inset}" y="{inset}" width="{side:g}" height="{side:g}" rx="4"/>'
    return f'<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{square}</svg>'


def _reach(spec: ChartSpec, index: int) -> Fraction:
    """How far the bar of a category extends, at its longest."""
    return max(accumulate(Fraction(series.values[index] or 0) for series in spec.series), default=Fraction(0))


def _stack(spec: ChartSpec, index: int, scale: Fraction) -> str:
    drawn, start = "", Fraction(0)
    for series in spec.series:
        value = Fraction(series.values[index] or 0)
        drawn += _rect(series.role, start, value, scale, 0, BAR_HEIGHT)
        start += value
    if 0 <= start < _reach(spec, index):
        drawn += _whole_line(start, scale, BAR_HEIGHT)
    return _bar(drawn, BAR_HEIGHT)


def _bar(drawn: str, height: int) -> str:
    return f'<svg class="bar" width="100%" height="{height}" aria-hidden="true" focusable="false">{drawn}</svg>'


def _rect(role: Role, start: Fraction, value: Fraction, scale: Fraction, top: int, height: int, radius: int = 3) -> str:
    """A part of a bar; nothing at all for nothing, so that no outline pretends a value."""
    if value <= 0 or scale <= 0:
        return ""
    place = f'x="{width_of(start, scale)}" y="{top}" width="{width_of(value, scale)}" height="{height}"'
    return f'<rect class="c-{role}" {place} rx="{radius}"/>'


def _whole_line(whole: Fraction, scale: Fraction, height: int) -> str:
    """A thin line across a bar, a little higher than it, where the whole ends."""
    place = f'x="{width_of(whole, scale)}" y="-4" width="2" height="{height + 8}"'
    return f'<rect class="c-whole" {place} transform="translate(-1)"/>'


def width_of(value: Fraction, scale: Fraction) -> str:
    """A width attribute with two decimals, exact to the hundredth: 52.63%."""
    hundredths = round(value / scale * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _squares(name: str, start: int, end: int) -> str:
    """The whole squares from `start` up to, not with, `end`: stretches of columns filled with a pattern of squares."""
    drawn = ""
    while start < end:
        column, row = divmod(start, WAFFLE_ROWS)
        columns = (end - start) // WAFFLE_ROWS if not row else 0
        rows = WAFFLE_ROWS if columns else min(end - start, WAFFLE_ROWS - row)
        wide = max(columns, 1)
        place = f'x="{column * PITCH}" y="{row * PITCH}" width="{wide * PITCH - 4}" height="{rows * PITCH - 4}"'
        drawn += f'<rect {place} fill="url(#{name})"/>'
        start += wide * rows
    return drawn


def _part(name: str, index: int, share: Fraction, side: float, inset: float, radius: str) -> str:
    """Square `index` from its top as far as `share` of it."""
    column, row = divmod(index, WAFFLE_ROWS)
    place = f'x="{column * PITCH + inset:g}" y="{row * PITCH + inset:g}" width="{side:g}" height="{_px(share, side)}"'
    return f'<rect class="{name}" {place} rx="{radius}"/>'


def _px(share: Fraction, full: float) -> str:
    return f"{float(share) * full:.1f}".removesuffix(".0")
