"""The small line beside a number: gaps stay gaps, a late start and an uncertain value are open dots."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest

from coverage_portal.core.axes import Axis
from coverage_portal.core.charts_lines import Mark, Point, SparkSpec, key, spark

AXIS = Axis(Fraction("0.4"), Fraction("0.8"), Fraction("0.1"))


def points(*values, uncertain=()):
    return tuple(
        Point(str(2019 + i), None if value is None else Fraction(str(value)), f"nilai {value}", i in uncertain)
        for i, value in enumerate(values)
    )


def draw(*values, uncertain=(), alt="naik"):
    return ElementTree.fromstring(spark(SparkSpec(points(*values, uncertain=uncertain), AXIS, alt)))


def dots(svg):
    return [(c.get("class"), c.get("cx")) for c in svg if c.tag == "circle"]


def strokes(svg):
    return [(line.get("x1"), line.get("x2"), line.get("class")) for line in svg if "l-cov" in line.get("class", "")]


def words(svg):
    return [(t.text, t.get("text-anchor")) for t in svg if t.tag == "text"]


def test_a_small_line_has_its_first_and_last_dot_and_the_outer_years():
    svg = draw(0.5, 0.55, 0.6)
    assert strokes(svg) == [("0.00%", "50.00%", "l-cov"), ("50.00%", "100.00%", "l-cov")]
    assert dots(svg) == [("dot", "0.00%"), ("dot", "100.00%")]
    assert words(svg) == [("nilai 0.5", "start"), ("2019", "start"), ("2021", "end")]
    assert (svg.get("height"), svg.get("width"), svg.get("role")) == ("92", "100%", "img")
    assert svg.get("aria-label") == "naik"


def test_small_lines_share_a_scale():
    assert (
        len({tuple(g.get("y1") for g in draw(*v) if g.get("class") == "grid") for v in ((0.5, 0.6), (0.7, 0.8))}) == 1
    )
    low, high = (next(c for c in draw(v, v) if c.tag == "circle").get("cy") for v in (0.4, 0.8))
    assert (low, high) == ("72", "18")


def test_a_late_start_is_an_open_dot():
    svg = draw(None, None, None, 0.527, 0.603)
    assert dots(svg) == [("dot-open", "75.00%"), ("dot", "100.00%")]
    assert words(svg)[0] == ("nilai 0.527", "end")


def test_no_line_is_drawn_across_a_missing_value():
    assert strokes(draw(0.5, None, 0.6)) == []
    svg = draw(0.5, 0.52, None, 0.6, None, 0.62, 0.64)
    assert [s[:2] for s in strokes(svg)] == [("0.00%", "16.67%"), ("83.33%", "100.00%")]
    assert ("dot", "50.00%") in dots(svg)


def test_an_uncertain_value_is_an_open_dot_on_a_thin_line():
    svg = draw(0.5, 0.52, 0.54, 0.56, uncertain=(1,))
    assert ("dot-open", "33.33%") in dots(svg)
    assert [s[2] for s in strokes(svg)] == ["l-cov l-thin", "l-cov l-thin", "l-cov"]


def test_one_value_or_none_draws_no_line():
    assert dots(draw(0.5)) == [("dot", "50.00%")]
    assert words(draw(0.5)) == [("2019", "middle")]
    assert dots(draw(None, 0.5)) == [("dot-open", "100.00%")]
    assert (dots(draw(None, None)), dots(draw())) == ([], [])


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_has_a_key_that_is_not_read_aloud(mark):
    svg = ElementTree.fromstring(key(mark))
    assert svg.get("aria-hidden") == "true"
    assert len(svg) == 1


def test_text_is_escaped():
    hostile = '"><script>alert(1)</script>'
    drawn = spark(SparkSpec((Point(hostile, Fraction(1, 2), hostile), Point("2", Fraction(3, 5))), AXIS, hostile))
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert "style=" not in drawn
