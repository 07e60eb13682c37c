"""The drawings hold what the spec says, and nothing a strict content policy would refuse."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage_portal.core import charts
from coverage_portal.core.charts import ChartSpec, Kind, Role, Series


def waffle_spec(covered, gap, alt="73,6 kotak terisi"):
    parts = (Series(Role.COVERED, "terlindungi", (covered,)), Series(Role.GAP, "belum", (gap,)))
    return ChartSpec(Kind.WAFFLE, "Cakupan", ("Kota",), parts, alt)


def bar_spec(*rows):
    names = tuple(f"baris {i}" for i in range(len(rows)))
    first, second = zip(*rows, strict=True)
    return ChartSpec(
        Kind.STACKED, "Batang", names, (Series(Role.COVERED, "a", first), Series(Role.GAP, "b", second)), source="x"
    )


def widths(svg):
    return {m[0]: float(m[1]) for m in re.findall(r'class="c-(\w+)"[^>]* width="([\d.]+)%"', svg)}


@pytest.mark.parametrize(
    ("total", "unit"),
    [
        (1_190_000, 10_000),
        (147_710_000, 1_000_000),
        (2_000_000, 10_000),
        (2_000_001, 20_000),
        (500, 5),
        (79, 1),
        (0, 1),
    ],
)
def test_the_unit_of_a_square(total, unit):
    assert charts.waffle_unit(Fraction(total)) == unit


@given(st.integers(80, 10**12))
def test_between_80_and_200_squares_stand_for_any_total(total):
    assert 80 <= -(-total // charts.waffle_unit(Fraction(total))) <= 200


def squares(root, name):
    """How many whole squares the stretches of a pattern hold."""
    stretches = [r for r in root if r.get("fill") == f"url(#{name})"]
    return sum((int(r.get("width")) + 4) * (int(r.get("height")) + 4) for r in stretches) // (32 * 32)


def test_the_city_is_17_by_7_squares_with_one_partly_filled():
    root = ElementTree.fromstring(charts.waffle(waffle_spec(736_000, 454_000)))
    partial = [r for r in root if r.get("class") == "w-cov"]
    assert (squares(root, "w-cov"), len(partial), squares(root, "w-gap")) == (73, 1, 46)
    assert partial[0].get("height") == "15.6"
    right = max(int(r.get("x")) + int(r.get("width")) for r in root if r.get("fill"))
    assert right == 17 * 32 - 4
    assert root.get("role") == "img"
    assert root.get("aria-label") == "73,6 kotak terisi"


@given(st.integers(0, 300), st.integers(0, 300))
def test_stretches_hold_every_whole_square_once(covered, gap):
    root = ElementTree.fromstring(charts.waffle(waffle_spec(covered, gap)))
    unit = charts.waffle_unit(Fraction(covered + gap))
    assert squares(root, "w-cov") == covered // unit
    assert squares(root, "w-gap") == (covered + gap) // unit - covered // unit
    seen = set()
    for stretch in (r for r in root if r.get("fill")):
        x, y = (int(stretch.get(name)) // 32 for name in ("x", "y"))
        width, height = ((int(stretch.get(name)) + 4) // 32 for name in ("width", "height"))
        inside = {(column, row) for column in range(x, x + width) for row in range(y, y + height)}
        assert not seen & inside
        seen |= inside
    assert max((row for _column, row in seen), default=0) < 7


def test_the_last_square_is_cut_where_the_total_ends():
    root = ElementTree.fromstring(charts.waffle(waffle_spec(50_000, 1_144_000)))
    assert [r.get("height") for r in root if r.get("class") == "w-gap"] == ["9.8"]


def test_bars_share_one_scale_and_nothing_is_drawn_for_nothing():
    long, half, none = charts.bar_rows(bar_spec((30, 70), (50, 0), (None, 0)))
    assert widths(long) == {"cov": 30.0, "gap": 70.0}
    assert 'x="30.00%"' in long
    assert widths(half) == {"cov": 50.0}
    assert widths(none) == {}


def test_more_covered_than_there_are_is_a_longer_bar_with_a_line_where_the_whole_ends():
    usual, over = charts.bar_rows(bar_spec((30, 20), (100, -20)))
    assert widths(usual) == {"cov": 30.0, "gap": 20.0}
    assert 'class="c-whole"' not in usual
    assert widths(over) == {"cov": 100.0}
    assert 'class="c-whole" x="80.00%"' in over


def test_a_share_fills_its_track():
    assert widths(charts.share_bar(Fraction(3, 4), height=14)) == {"track": 100.0, "cov": 75.0}
    assert 'height="14"' in charts.share_bar(Fraction(3, 4), height=14)
    assert "c-whole" not in charts.share_bar(1)


def test_a_share_above_one_passes_a_line_at_the_whole():
    over = charts.share_bar(Fraction(5, 4))
    assert widths(over) == {"track": 80.0, "cov": 100.0}
    assert 'class="c-whole" x="80.00%"' in over


def test_shares_on_one_scale_have_tracks_that_end_at_one():
    assert widths(charts.share_bar(Fraction(1, 2), most=Fraction(5, 4))) == {"track": 80.0, "cov": 40.0}


def test_nothing_and_the_unknown_are_told_apart():
    assert widths(charts.share_bar(0)) == {"track": 100.0}
    assert widths(charts.share_bar(Fraction(-1, 5))) == {"track": 100.0}
    assert widths(charts.share_bar(None)) == {}


def test_empty_breakdowns_draw_nothing():
    assert charts.bar_rows(ChartSpec(Kind.STACKED, "t", (), ())) == ()


def test_text_is_escaped_and_no_drawing_carries_style_or_script():
    hostile = '"><script>alert(1)</script>'
    for svg in (
        charts.waffle(waffle_spec(3, 4, hostile)),
        charts.swatch(Role.GAP),
        charts.share_bar(Fraction(5, 4)),
        *charts.bar_rows(bar_spec((1, 2))),
    ):
        ElementTree.fromstring(svg)
        assert "style=" not in svg
        assert "<script" not in svg
