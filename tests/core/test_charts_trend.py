"""The trend: values, gaps, targets, pace, and labels that never cover one another."""

from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from coverage_portal.core.charts_lines import Point
from coverage_portal.core.charts_trend import TrendSpec, axis_of, trend, written

PAST = {"2019": "0.496", "2020": "0.508", "2021": "0.538", "2022": "0.58", "2023": "0.618"}
AHEAD = (
    Point("2024", target=Fraction("0.66"), target_text="Target 66%", expected=Fraction("0.65")),
    Point("2025", None, "", False, Fraction("0.7"), "Target 70%", Fraction("0.68"), "Laju kini 68%"),
)


def measured(label, value, uncertain=False):
    return Point(label, Fraction(value), f"{float(value) * 100:.1f}%".replace(".", ","), uncertain)


def spec_of(points, alt="Cakupan naik."):
    axis = axis_of(points)
    return TrendSpec(tuple(points), axis, tuple(f"{int(tick * 100)}%" for tick in axis.ticks), alt)


def city():
    return spec_of([*(measured(*row) for row in PAST.items()), *AHEAD])


def draw(spec):
    return ElementTree.fromstring(trend(spec))


def named(svg, name):
    return [e for e in svg if name in e.get("class", "").split()]


def said(svg, name):
    return ["".join(e.itertext()) for e in named(svg, name)]


def test_a_trend_is_one_image_with_a_sentence():
    svg = draw(city())
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Cakupan naik.")
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("100%", "300", None)


def test_grid_lines_stand_at_the_ticks():
    svg = draw(city())
    assert [t.text for t in named(svg, "ax") if t.get("x") == "-10"] == ["45%", "50%", "55%", "60%", "65%", "70%"]
    assert [g.get("y1") for g in named(svg, "grid")] == ["266", "219.6", "173.2", "126.8", "80.4", "34"]


def test_the_line_joins_neighbouring_values_only():
    whole = draw(city())
    assert len(named(whole, "l-cov")) == 4
    gap = draw(spec_of([measured("2019", "0.5"), Point("2020"), measured("2021", "0.6"), measured("2022", "0.62")]))
    assert [(e.get("x1"), e.get("x2")) for e in named(gap, "l-cov")] == [("66.67%", "100.00%")]
    assert len(named(gap, "dot")) == 3


def test_an_uncertain_value_is_an_open_dot():
    svg = draw(spec_of([measured("2019", "0.5"), measured("2020", "0.52", uncertain=True), measured("2021", "0.6")]))
    assert [e.get("cx") for e in named(svg, "dot-open")] == ["50.00%"]
    assert len(named(svg, "l-thin")) == 2


def test_targets_are_squares_on_the_way_from_the_last_value():
    svg = draw(city())
    assert [e.get("x") for e in named(svg, "m-tgt")] == ["83.33%", "100.00%"]
    assert [(e.get("x1"), e.get("x2")) for e in named(svg, "l-tgt")] == [("66.67%", "83.33%"), ("83.33%", "100.00%")]
    assert len(named(svg, "l-proj")) == 2
    assert [e.get("cx") for e in named(svg, "dot-p")] == ["100.00%"]


def test_a_target_of_the_past_has_a_square_but_no_way_to_it():
    past = Point("2020", Fraction("0.52"), "52,0%", target=Fraction("0.55"), target_text="Target 55%")
    svg = draw(spec_of([measured("2019", "0.5"), past, measured("2021", "0.6")]))
    assert (len(named(svg, "m-tgt")), named(svg, "l-tgt")) == (1, [])
    assert said(svg, "val-t") == ["Target 55%"]


def test_first_and_last_value_and_what_lies_ahead_are_written():
    svg = draw(city())
    assert said(svg, "val") == ["61,8%", "49,6%", "Target 70%", "Laju kini 68%"]
    assert "ahead" in svg.get("class").split()
    assert [t.text for t in svg.iter() if t.get("class") == "w"] == ["Target ", "Laju kini "]


def test_labels_beside_the_plot_keep_a_line_apart_the_higher_above():
    target, pace = (float(named(draw(city()), name)[0].get("y")) for name in ("val-t", "val-p"))
    assert pace - target >= 18


def test_a_rising_line_has_its_last_value_above_and_its_first_below():
    last, first = written(city())
    frame = city().frame
    assert last.place.anchor == "end"
    assert last.place.baseline < frame.y(Fraction("0.618"))
    assert first.place.baseline > frame.y(Fraction("0.496"))


def test_years_below_are_thinned_on_narrow_screens_and_pale_ahead():
    svg = draw(city())
    years = [e for e in named(svg, "ax") if e.get("y") == "292"]
    assert [e.text for e in years] == ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]
    assert [e.text for e in years if "ax-w" not in e.get("class")] == ["2019", "2021", "2023", "2025"]
    assert said(svg, "ax-f") == ["2024", "2025"]
    assert [e.get("text-anchor") for e in years] == ["start", *["middle"] * 5, "end"]


def test_long_series_have_dots_only_where_they_say_something():
    svg = draw(spec_of([measured(f"Jan {2000 + i}", f"0.{40 + i}", uncertain=i == 3) for i in range(24)]))
    assert [e.get("cx") for e in named(svg, "dot")] == ["0.00%", "100.00%"]
    assert len(named(svg, "dot-open")) == 1


def test_empty_and_lonely_trends_are_drawn():
    assert said(draw(spec_of([])), "val") == []
    assert said(draw(spec_of([Point("2023")])), "ax-f") == ["2023"]
    only = draw(spec_of([measured("2023", "0.6")]))
    assert [(e.text, e.get("x"), e.get("text-anchor")) for e in named(only, "val")] == [("60,0%", "50.00%", "middle")]


def test_text_is_escaped():
    hostile = '"><script>alert(1)</script>'
    point = Point(hostile, Fraction(1, 2), hostile, False, Fraction(3, 5), hostile + " " + hostile)
    spec = spec_of([point, Point(hostile, expected=Fraction(1, 2), expected_text=hostile)], hostile)
    drawn = trend(TrendSpec(spec.points, spec.axis, (hostile,) * len(spec.ticks), hostile))
    ElementTree.fromstring(drawn)
    assert "<script" not in drawn
    assert "style=" not in drawn


shares = st.none() | st.fractions(0, Fraction(3, 2), max_denominator=200)
any_points = st.builds(
    lambda value, target, expected, uncertain: Point(
        "2023", value, "104,5%", uncertain, target, "Target 104,5%", expected, "Laju kini 104,5%"
    ),
    *(shares, shares, shares, st.booleans()),
)


@settings(deadline=None)
@given(st.lists(any_points, max_size=16))
def test_no_label_covers_another_whatever_the_values(points):
    spec = spec_of(points)
    labels = written(spec)
    assert all(not a.place.box.meets(b.place.box) for a, b in combinations(labels, 2))
    assert all(w.place.box.left >= -4 and w.place.box.right <= spec.narrow + 4 for w in labels)
    assert all(w.place.box.bottom <= 276 for w in labels)
    assert not any(p.value is not None for p in points) or labels[0].name == "val val-b"
    ElementTree.fromstring(trend(spec))
